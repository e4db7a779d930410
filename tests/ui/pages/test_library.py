"""The library: the three editions side by side, and everything the catalogue says as pages to read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.pages.opened import OpenPage

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.model import Tier
from relationship_desk.domain.ids import RUPTURE_REPAIR
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.services.desk import Desk
from relationship_desk.ui.models.editions import LISTING_ROLE, EditionsModel
from relationship_desk.ui.models.tiers import listing_lines, own_words
from relationship_desk.ui.pages.library import texts
from relationship_desk.ui.pages.library.page import spec
from relationship_desk.ui.pages.library.presenter import LibraryPage
from relationship_desk.ui.pages.library.view import ADAPTING, EDITIONS, ELEMENTS, SINGLE, TABS


@pytest.fixture
def page(open_page: OpenPage, desk: Desk) -> LibraryPage:
    return open_page(desk, spec, LibraryPage)


def said(page: LibraryPage, tab: str) -> str:
    column = page.view.listed[tab].reading if tab in page.view.listed else page.view.single[tab]
    return "\n".join(f"{block.title}\n" + "\n".join(line.text for line in block.lines) for block in column.blocks)


def test_every_entry_stands_in_the_table_with_its_tier_in_each_edition(page: LibraryPage, desk: Desk) -> None:
    model = page.view.editions.table.model()
    assert isinstance(model, EditionsModel)
    wanted = {*desk.catalogue.elements, *desk.catalogue.characteristics}
    assert {line.entry.id for line in model.lines if line.entry} == wanted
    row = model.row_of("rupture-repair")
    assert row is not None
    for column, edition in enumerate(Edition, start=1):
        listing = desk.catalogue.elements[RUPTURE_REPAIR].listings[edition]
        assert model.index(row, column).data(LISTING_ROLE) == listing


def test_the_model_says_what_is_unchecked_and_what_is_recalled() -> None:
    model = EditionsModel(load_catalogue())
    spoken = [
        (
            model.index(row, column).data(LISTING_ROLE),
            str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)),
        )
        for row, line in enumerate(model.lines)
        if line.entry
        for column in (1, 2, 3)
    ]
    assert any(not listing.figures_checked for listing, _ in spoken)
    for listing, words in spoken:
        assert ("tier recalled" in words) == (not listing.tier_checked)
        if not listing.figures_checked:
            assert "unchecked" in words


def test_heads_cannot_be_chosen(page: LibraryPage) -> None:
    table = page.view.editions.table
    model = table.model()
    assert isinstance(model, EditionsModel)
    assert model.head_rows()[0] == 0
    assert table.currentIndex().row() == 1
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.currentIndex().row() == 1
    table.setCurrentIndex(model.index(model.head_rows()[1] - 1, 0))
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == model.head_rows()[1] + 1


def test_the_strip_shows_the_chosen_entry_in_full(page: LibraryPage, desk: Desk) -> None:
    page.view.editions.table.choose("rupture-repair")
    strip = page.view.editions.strip
    assert strip.entry.first.plain == "Rupture repair"
    assert "Used by" in strip.entry.rest.plain
    assert strip.editions[0].first.plain == "No figures given."
    assert "promising and probably effective" in strip.editions[0].rest.plain
    assert ".29 (.10 to .47)" in strip.editions[2].first.plain
    assert "Eubanks" in strip.editions[2].rest.plain


def test_the_strip_stands_under_the_columns(page: LibraryPage) -> None:
    head = page.view.editions.table.horizontalHeader()
    for section, column in enumerate(page.view.editions.strip.editions, start=1):
        assert column.x() == head.sectionPosition(section) + 8


def test_e_changes_the_edition_in_use_and_goes_round(page: LibraryPage, desk: Desk) -> None:
    seen = []
    for _ in Edition:
        QTest.keyClick(page.view.editions.table, Qt.Key.Key_E)
        seen.append(desk.preferences.edition)
    assert seen == [Edition.E2002, Edition.E2011, Edition.E2018]
    assert page.view.chooser.text() == "Edition 2018"


def test_e_is_a_letter_in_the_filter(page: LibraryPage, desk: Desk) -> None:
    QTest.keyClicks(page.view.filter, "empathy")
    assert desk.preferences.edition is Edition.E2018
    assert page.view.editions.table.current_entry == "empathy"


def test_return_opens_the_element_and_its_page_has_the_anchors(page: LibraryPage, desk: Desk) -> None:
    page.view.editions.table.choose("empathy")
    QTest.keyClick(page.view.editions.table, Qt.Key.Key_Return)
    assert page.view.tabs.choice == ELEMENTS
    anchors = next(one for one in desk.catalogue.elements.values() if one.id == "empathy").anchors
    for text in (anchors.low, anchors.middle, anchors.high, texts.NOT_VALIDATED):
        assert text in said(page, ELEMENTS)


def test_return_on_a_characteristic_opens_it_under_adapting(page: LibraryPage) -> None:
    page.view.editions.table.choose("stage-of-change")
    QTest.keyClick(page.view.editions.table, Qt.Key.Key_Return)
    assert page.view.tabs.choice == ADAPTING
    assert "Precontemplation" in said(page, ADAPTING)


def test_arriving_at_an_entry_shows_its_page(open_page: OpenPage, desk: Desk) -> None:
    page = open_page(desk, spec, LibraryPage, entry="rupture-repair")
    assert page.view.listed[ELEMENTS].list.current_key == "rupture-repair"
    for marker in desk.catalogue.markers.values():
        assert marker.definition in said(page, ELEMENTS)


def test_single_columns_hold_everything_the_catalogue_has(page: LibraryPage, desk: Desk) -> None:
    held = {
        "not-effective": [one.question for one in desk.catalogue.not_effective.values()],
        "recommendations": [one.text for one in desk.catalogue.recommendations.values()],
        "glossary": [one.definition for one in desk.catalogue.glossary.values()],
        "references": [one.citation for one in desk.catalogue.references.values()],
    }
    assert set(held) == set(SINGLE)
    for tab, wanted in held.items():
        page.view.tabs.choose(tab)
        shown = said(page, tab)
        assert [text for text in wanted if text not in shown] == []


def test_what_was_only_recalled_is_marked(desk: Desk) -> None:
    recalled = [block.title for block in texts.references_page(desk.catalogue) if block.recalled]
    assert recalled == [one.citation for one in desk.catalogue.references.values() if not one.seen_in]
    assert all(block.recalled for block in texts.not_effective_page(desk.catalogue))


def test_the_filter_keeps_to_its_tab_and_says_when_nothing_matches(page: LibraryPage, qtbot: QtBot) -> None:
    page.view.tabs.choose("glossary")
    QTest.keyClicks(page.view.filter, "empathy")
    assert 1 < len(page.view.single["glossary"].blocks) < 8
    page.view.tabs.choose(EDITIONS)
    assert page.view.filter.text() == ""
    QTest.keyClicks(page.view.filter, "no such entry")
    assert page.view.editions.nothing.isVisible()
    assert page.go_back()
    assert page.view.editions.table.isVisible()


def test_ctrl_tab_goes_through_all_tabs(page: LibraryPage) -> None:
    seen = [page.view.tabs.choice]
    for _ in range(len(TABS) - 1):
        QTest.keyClick(page.view.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(page.view.tabs.choice)
    assert seen == list(TABS)


def test_own_wording_is_quoted_only_where_it_differs() -> None:
    catalogue = load_catalogue()
    listed = [one.listings for one in catalogue.elements.values()]
    listed += [one.listings for one in catalogue.characteristics.values()]
    for listings in listed:
        for listing in listings.values():
            assert ("Listed as" in own_words(listing)) == (
                bool(listing.wording) and listing.wording.casefold() != listing.tier.title.casefold()
            )
            if listing.tier is not Tier.NOT_LISTED:
                assert any("recalled" in line for line in listing_lines(listing)) == (not listing.tier_checked)


@pytest.mark.parametrize("width", [1440, 1024])
def test_everything_has_a_name_in_every_scheme(open_page: OpenPage, desk: Desk, scheme: str, width: int) -> None:
    page = open_page(desk, spec, LibraryPage, width=width)
    for tab in TABS:
        page.view.tabs.choose(tab)
        page.grab()
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit):
                assert widget.accessibleName()
