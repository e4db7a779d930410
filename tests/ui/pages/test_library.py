"""The library: the three editions side by side, and everything the catalogue says as pages to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.model import Tier
from relationship_desk.domain.ids import RUPTURE_REPAIR, EntryId
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.library import entries, sources, topics
from relationship_desk.ui.library.book import ADAPTING, ELEMENTS, METHODS, Passage, book_of, fold
from relationship_desk.ui.library.reading import BlockView, TermLink
from relationship_desk.ui.models.editions import LISTING_ROLE, EditionsModel
from relationship_desk.ui.models.tiers import how_it_moved, listing_lines, own_words
from relationship_desk.ui.pages.library.page import spec
from relationship_desk.ui.pages.library.presenter import LibraryPage
from relationship_desk.ui.pages.library.results import pieces
from relationship_desk.ui.pages.library.view import SINGLE, TABS
from relationship_desk.ui.shell.search_rows import SearchRow
from relationship_desk.ui.terms import Kind, term
from relationship_desk.ui.widgets.tabs import Tabs


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
    key_click(table, Qt.Key.Key_Up)
    assert table.currentIndex().row() == 1
    table.setCurrentIndex(model.index(model.head_rows()[1] - 1, 0))
    key_click(table, Qt.Key.Key_Down)
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


def test_e_leads_to_where_the_next_edition_is_tried_out(
    page: LibraryPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(page.window(), "go", lambda place, **where: gone.append((place, where)))
    key_click(page.view.editions.table, Qt.Key.Key_E)
    page.view.chooser.menu().actions()[1].trigger()
    assert gone == [("settings", {"section": "evidence", "edition": year}) for year in ("2002", "2011")]
    assert desk.preferences.edition is Edition.E2018
    assert page.view.chooser.text() == "Edition 2018"


def test_e_is_a_letter_in_the_search(page: LibraryPage, desk: Desk) -> None:
    QTest.keyClicks(page.view.search, "e")
    assert desk.preferences.edition is Edition.E2018
    assert page.view.search.text() == "e"


def test_return_opens_the_element_and_its_page_has_the_anchors(page: LibraryPage, desk: Desk) -> None:
    page.view.editions.table.choose("empathy")
    key_click(page.view.editions.table, Qt.Key.Key_Return)
    assert page.view.tabs.choice == ELEMENTS
    anchors = next(one for one in desk.catalogue.elements.values() if one.id == "empathy").anchors
    for text in (anchors.low, anchors.middle, anchors.high, entries.NOT_VALIDATED):
        assert text in said(page, ELEMENTS)


def test_return_on_a_characteristic_opens_it_under_adapting(page: LibraryPage) -> None:
    page.view.editions.table.choose("stage-of-change")
    key_click(page.view.editions.table, Qt.Key.Key_Return)
    assert page.view.tabs.choice == ADAPTING
    assert page.view.listed[ADAPTING].list.current_key == "stage-of-change"


@pytest.mark.parametrize(
    ("kind", "key", "tab", "shown"),
    [
        ("entry", "rupture-repair", ELEMENTS, "rupture-repair"),
        ("marker", "complaint", ELEMENTS, "ruptures"),
        ("repair", "metacommunicate", ELEMENTS, "ruptures"),
        ("stage", "action", ADAPTING, "stages"),
        ("process", "self-liberation", ADAPTING, "stages"),
        ("level", 3, ADAPTING, "levels"),
        ("method", "icc", METHODS, "icc"),
        ("signal", "baseline-drop", METHODS, "limit"),
        ("measure", "phq-9", METHODS, "measure-phq-9"),
    ],
)
def test_arriving_at_a_term_shows_its_page(
    open_page: OpenPage, desk: Desk, kind: Kind, key: object, tab: str, shown: str
) -> None:
    page = open_page(desk, spec, LibraryPage, term=term(kind, key))
    assert page.view.tabs.choice == tab
    assert page.view.listed[tab].list.current_key == shown
    assert page.view.listed[tab].reading.blocks == page._book.pages[tab, shown].blocks


@pytest.mark.parametrize("wanted", [term("word", "Good practice"), term("source", "ZM16"), term("avoid", "rigidity")])
def test_arriving_at_a_term_in_a_long_column_brings_it_into_sight(
    open_page: OpenPage, desk: Desk, qtbot: QtBot, wanted: str
) -> None:
    page = open_page(desk, spec, LibraryPage, width=1024, term=wanted)
    column = page.view.single[page.view.tabs.choice]
    passage = page._book.find(wanted)
    assert passage is not None
    block = next(view for view in column.findChildren(BlockView) if wanted in view.places)

    def in_sight() -> bool:
        top = block.mapTo(column, QPoint(0, 0)).y()
        return 0 <= top < column.height()

    qtbot.waitUntil(in_sight)


def test_following_a_link_leads_there_and_escape_back(open_page: OpenPage, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, spec, LibraryPage, term=term("entry", "rupture-repair"))
    link = next(one for one in page.findChildren(TermLink) if one.term == term("entry", "ruptures"))
    link.setFocus()
    key_click(link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.view.listed[ELEMENTS].list.current_key == "ruptures")
    for marker in desk.catalogue.markers.values():
        assert marker.definition in said(page, ELEMENTS)
    for repair in desk.catalogue.repairs.values():
        assert repair.definition in said(page, ELEMENTS)
    key_click(page.window(), Qt.Key.Key_Escape)
    assert page.view.listed[ELEMENTS].list.current_key == "rupture-repair"


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
    recalled = [block.title for block in sources.references_page(desk.catalogue) if block.recalled]
    assert recalled == [one.citation for one in desk.catalogue.references.values() if not one.seen_in]
    assert all(block.recalled for block in topics.not_effective_page(desk.catalogue))


def test_the_caveats_stand_where_they_belong(page: LibraryPage, desk: Desk) -> None:
    def text(wanted: str) -> str:
        passage = page._book.find(wanted)
        assert passage is not None
        return " ".join(line.text for block in passage.page.blocks for line in block.lines)

    assert entries.CORRELATIONS in text(term("entry", "empathy"))
    assert topics.STAGE_CAVEAT in text(term("entry", "stages"))
    assert topics.TRAINING_CAVEAT in text(term("entry", "ruptures"))
    assert "Insufficient is not disproved" in text(term("entry", "gender"))
    assert "First edition only" in text(term("entry", "functional-impairment"))
    assert "disproved" in page.view.editions.note.plain


def search(page: LibraryPage, words: str) -> None:
    key_click(page, Qt.Key.Key_Slash)
    assert page.view.search.hasFocus()
    QTest.keyClicks(page.view.search, words)


def test_typing_searches_everything_and_return_opens_the_first(page: LibraryPage) -> None:
    search(page, "silen")
    assert page.view.searching
    row = next(row for row in page.view.results.list.rows if row.key is not None)
    assert isinstance(row, SearchRow)
    assert (row.first, row.right) == ("Silence", "Elements, Ruptures and their repair")
    assert ("silen", True) in row.words
    key_click(page.view.search, Qt.Key.Key_Return)
    assert page.view.tabs.choice == ELEMENTS
    assert page.view.listed[ELEMENTS].list.current_key == "ruptures"
    assert page.view.listed[ELEMENTS].list.hasFocus()


def test_the_arrows_choose_among_the_results_while_one_types(page: LibraryPage) -> None:
    search(page, "alliance")
    found = page.view.results.list
    first = found.current_key
    key_click(page.view.search, Qt.Key.Key_Down)
    assert page.view.search.hasFocus()
    assert found.current_key not in (None, first)
    second = found.current_key
    assert isinstance(second, Passage)
    key_click(page.view.search, Qt.Key.Key_Return)
    assert page.view.tabs.choice == second.page.tab


def test_escape_leads_back_to_what_was_found_then_out_of_the_search(page: LibraryPage) -> None:
    page.view.tabs.choose("glossary")
    search(page, "rupture")
    key_click(page.view.search, Qt.Key.Key_Return)
    searches = [page.view.searching]
    for words in ("rupture", ""):
        assert page.go_back()
        assert page.view.search.text() == words
        searches.append(page.view.searching)
    assert searches == [False, True, False]
    assert not page.go_back()


def test_no_tab_is_marked_while_what_was_found_is_from_all_and_a_click_leads_back(page: LibraryPage) -> None:
    tabs = page.view.tabs
    tabs.choose("glossary")
    marked = lines_in_accent(tabs)
    search(page, "rupture")
    assert (marked, lines_in_accent(tabs)) == (True, False)
    head, *found = page.view.results.list.rows
    assert head.first == f"{len(found)} found in the whole library"
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(tabs.currentIndex()).center())
    assert (page.view.searching, page.view.search.text(), tabs.choice) == (False, "", "glossary")
    assert lines_in_accent(tabs)


def lines_in_accent(tabs: Tabs) -> bool:
    """Whether the tab that is current is underlined."""
    box = tabs.tabRect(tabs.currentIndex())
    picture = tabs.grab().toImage()
    return picture.pixelColor(box.center().x(), tabs.height() - 1) == theme.current().color("accent")


def test_a_search_without_result_says_so_and_a_tab_ends_it(page: LibraryPage) -> None:
    search(page, "no zebra")
    assert page.view.results.nothing.isVisible()
    assert "“no zebra”" in page.view.results.nothing.sentence.plain
    page.view.tabs.choose("glossary")
    assert not page.view.searching
    assert page.view.search.text() == ""


@pytest.mark.parametrize(
    ("words", "marked"), [("fluck", ["Flück"]), ("CONGRU", ["Congru"]), ("xyz", []), ("gen con", ["Con", "gen"])]
)
def test_what_was_found_is_marked_whatever_its_case_and_accents(words: str, marked: list[str]) -> None:
    text = "Congruence and genuineness, says Flückiger, incongruent"
    found = pieces(text, words)
    assert [one for one, is_found in found if is_found] == marked
    assert "".join(one for one, _ in found) == text


def test_only_the_part_around_the_first_place_is_shown() -> None:
    text = "before " * 30 + "needle " + "after " * 100
    found = pieces(text, "need")
    shown = "".join(one for one, _ in found)
    assert ("need", True) in found
    assert shown.startswith("…before")
    assert len(shown) < 260


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=300), st.text(max_size=12))
def test_pieces_are_a_part_of_the_text_and_only_what_was_searched_for_is_marked(text: str, words: str) -> None:
    found = pieces(text, words)
    assert "".join(one for one, _ in found).removeprefix("…") in text
    assert all(fold(one) in fold(words).split() for one, is_found in found if is_found)


@pytest.mark.parametrize(
    ("entry", "moved"),
    [
        ("alliance", "The same tier in every edition (2018 recalled)."),
        ("goal-consensus", "Lower in 2011, higher in 2018 (recalled)."),
        ("self-disclosure", "Not listed in 2011, lower in 2018 (recalled)."),
        ("feedback-collected", "First listed in 2011."),
        ("real-relationship", "First listed in 2018 (recalled)."),
        ("relational-interpretations", "First edition only."),
        ("personality-disorder", "First edition only, as insufficient."),
    ],
)
def test_how_a_tier_moved(entry: str, moved: str) -> None:
    assert how_it_moved(load_catalogue().entry(EntryId(entry)).listings) == moved


def test_ctrl_tab_goes_through_all_tabs(page: LibraryPage) -> None:
    seen = [page.view.tabs.choice]
    for _ in range(len(TABS) - 1):
        key_click(page.view.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(page.view.tabs.choice)
    assert seen == list(TABS)


def test_a_tab_reached_from_a_page_that_had_the_focus_shows_its_first_page(page: LibraryPage) -> None:
    page.view.tabs.choose("recommendations")
    page.view.single["recommendations"].setFocus()
    page.view.tabs.choose(METHODS)  # the focus goes on to the list, which then chooses its first row by itself
    assert page.view.listed[METHODS].list.current_key
    assert said(page, METHODS)


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


def test_no_page_is_wider_than_a_narrow_window(open_page: OpenPage, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, spec, LibraryPage, width=1024)
    too_wide = []
    for (tab, key), one in page._book.pages.items():
        page.view.tabs.choose(tab)
        column = page.view.listed[tab].reading if tab in page.view.listed else page.view.single[tab]
        column.show_blocks(one.blocks)
        content = column.widget()
        assert content is not None
        if content.minimumSizeHint().width() > column.viewport().width():
            too_wide.append(f"{tab} {key}")
    assert too_wide == []
    assert page.view.tabs.tabRect(page.view.tabs.count() - 1).right() <= page.view.tabs.width()


def test_every_entry_is_named_whole_in_a_small_window(open_page: OpenPage, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, spec, LibraryPage, width=1024)
    table = page.view.editions.table
    qtbot.waitUntil(lambda: table.viewport().width() > 800)
    model, metrics = table.model(), QFontMetricsF(theme.font("strong"))  # as the current row is drawn
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if index.flags() != Qt.ItemFlag.NoItemFlags:
            needs = metrics.horizontalAdvance(str(index.data()))
            assert needs <= table.columnWidth(0) - 14 - theme.S8, index.data()


def test_escape_leads_back_to_the_very_thing_that_was_opened(open_page: OpenPage, desk: Desk) -> None:
    page = open_page(desk, spec, LibraryPage)
    page.view.search.setText("repair")
    found = page.view.results.list
    keys = [row.key for row in found.rows if row.key is not None]
    found.opened.emit(keys[3])
    page.go_back()
    assert found.current_key == keys[3]


def test_the_card_says_in_words_that_a_tier_is_recalled(desk: Desk) -> None:
    found = book_of(desk).explain("entry/rupture-repair")
    assert found is not None
    said = {line.lead: line.text for line in found.block.lines}
    assert "tier recalled, not checked" in said["2018"]
    assert not any("*" in text for text in said.values())


@pytest.mark.parametrize("width", [1440, 1024])
def test_everything_has_a_name_in_every_scheme(open_page: OpenPage, desk: Desk, scheme: str, width: int) -> None:
    page = open_page(desk, spec, LibraryPage, width=width)
    for tab in TABS:
        page.view.tabs.choose(tab)
        page.grab()
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit):
                assert widget.accessibleName()
