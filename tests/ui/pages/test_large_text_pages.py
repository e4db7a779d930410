"""Large text in small windows: every row, word and button is to be had, by scrolling where it must be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage, Rooms

from relationship_desk.catalogue.model import Listing
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.models.editions import LISTING_ROLE
from relationship_desk.ui.pages.client.page import spec as client_spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.page import spec as debrief_spec
from relationship_desk.ui.pages.library.page import spec as library_spec
from relationship_desk.ui.pages.library.presenter import LibraryPage
from relationship_desk.ui.pages.prompts.page import spec as prompts_spec
from relationship_desk.ui.pages.prompts.presenter import PromptsPage
from relationship_desk.ui.pages.prompts.view import RECORD
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.rating_row import RowView

SMALL = 1024


def scrolls_aside(page: QWidget) -> bool:
    """Whether the page is wider than the window."""
    frame = page.parentWidget()
    while not isinstance(frame, QScrollArea):
        assert frame is not None
        frame = frame.parentWidget()
    return frame.horizontalScrollBar().maximum() > 0


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 1.5)
    yield
    theme.apply(qapp, "light")


@pytest.mark.usefixtures("large_text")
def test_the_lines_of_the_ratings_keep_their_length_and_the_page_follows_the_keys(
    open_page: OpenPage, demo: Desk, qtbot: QtBot
) -> None:
    draft = demo.reviewing.today().drafts[0].session.id
    page = open_page(demo, debrief_spec, DebriefPage, width=SMALL, session=draft)
    QApplication.processEvents()
    form = page.form
    columns = form.ratings.table.head.columns
    assert columns.line_right - columns.line_left > 200
    assert form.ratings.y() >= form.note.geometry().bottom()
    qtbot.waitUntil(lambda: not scrolls_aside(page))
    rows = [one for one in form.ratings.table.findChildren(RowView) if one.isEnabled()]
    rows[0].setFocus()
    key_click(rows[0], Qt.Key.Key_End)
    QApplication.processEvents()
    assert rows[-1].hasFocus()
    assert not rows[-1].visibleRegion().isEmpty()


@pytest.mark.usefixtures("large_text")
def test_the_tiers_of_the_editions_are_whole(open_page: OpenPage, demo: Desk) -> None:
    page = open_page(demo, library_spec, LibraryPage, width=SMALL)
    table = page.view.editions.table
    model, metrics = table.model(), QFontMetricsF(theme.font())
    wrapped = Qt.TextFlag.TextWordWrap.value
    for row in range(model.rowCount()):
        for column in range(1, model.columnCount()):
            listing = model.index(row, column).data(LISTING_ROLE)
            if isinstance(listing, Listing):
                room = table.visualRect(model.index(row, column)).adjusted(theme.scaled(22) + 16, 0, 0, 0)
                needs = metrics.boundingRect(room, wrapped, listing.tier.short_title)
                assert needs.width() <= room.width(), listing.tier.short_title
                assert needs.height() <= room.height(), listing.tier.short_title
    assert table.height() > 4 * theme.scaled(33)


@pytest.mark.usefixtures("large_text")
def test_no_count_of_the_own_record_is_cut_and_the_window_is_wide_enough(
    open_page: OpenPage, demo: Desk, rooms: Rooms, qtbot: QtBot
) -> None:
    page = open_page(demo, prompts_spec, PromptsPage, width=SMALL, view=RECORD)
    rooms.jobs.wait_all()
    QApplication.processEvents()
    table, metrics = page.view.record.table, QFontMetricsF(theme.font())
    model, head = table.model(), table.horizontalHeader()
    for column in range(1, model.columnCount()):
        assert table.columnWidth(column) >= head.sectionSizeHint(column)
        for row in range(model.rowCount()):
            assert metrics.horizontalAdvance(str(model.index(row, column).data())) < table.columnWidth(column) - 16
    qtbot.waitUntil(lambda: not scrolls_aside(page))


def test_in_a_small_window_a_client_with_badges_is_still_said_to_be_who(open_page: OpenPage, demo: Desk) -> None:
    client = demo.supervising.client_id("K-17")
    demo.risk.open(client)
    page = open_page(demo, client_spec, ClientPage, width=SMALL, client=client)
    QApplication.processEvents()
    head = page.view.head
    assert head.secondary.shown == head.secondary.plain
    badges = [one for one in head.findChildren(Badge) if one.isVisible()]
    assert len(badges) > 1
    assert all(one.width() >= one.sizeHint().width() for one in badges)
    page.window().resize(1440, 900)
    QApplication.processEvents()
    assert head.secondary.mapTo(head, head.secondary.rect().center()).y() < head.height() / 2 + 4
