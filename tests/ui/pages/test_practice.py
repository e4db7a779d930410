"""The view of the whole practice: counts in words and bars, over a chosen time, naming nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage, Rooms

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.score import tenths
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given
from relationship_desk.ui.pages.clients.page import spec
from relationship_desk.ui.pages.clients.presenter import ClientsPage
from relationship_desk.ui.pages.practice.balance_table import NOT_RATED, share_words
from relationship_desk.ui.pages.practice.view import NO_COURSES, NO_SESSIONS, PracticeView


def shown(page: ClientsPage, rooms: Rooms) -> PracticeView:
    """The view, once everything is counted."""
    assert page.practice is not None
    rooms.jobs.wait_all()
    QApplication.processEvents()
    return page.practice.view


def cells(view: PracticeView, table: str, role: int = Qt.ItemDataRole.DisplayRole) -> dict[str, list[str]]:
    models: dict[str, QAbstractItemModel] = {"balance": view.balance, "outcomes": view.outcomes}
    model = models[table]
    return {
        str(model.index(row, 0).data()): [
            str(model.index(row, column).data(role)) for column in range(1, model.columnCount())
        ]
        for row in range(model.rowCount())
    }


@pytest.mark.parametrize(
    ("rated", "of", "words"),
    [
        (0, 40, NOT_RATED),
        (3, 8, "3 of 8"),
        (9, 9, "9 of 9"),
        (34, 40, "85 %"),
        (1, 1000, "1 %"),
        (999, 1000, "99 %"),
        (1000, 1000, "100 %"),
    ],
)
def test_a_share_in_words(rated: int, of: int, words: str) -> None:
    assert share_words(rated, of) == words


def test_it_says_who_rates_what_in_the_chosen_time(desk: Desk, open_page: OpenPage, rooms: Rooms) -> None:
    client = desk.recording.add_client("A-1").id
    for days in (20, 10, 400):
        session = desk.recording.add_session(client, held_on=desk.today() - timedelta(days=days)).id
        desk.recording.rate(session, ALLIANCE, Perspective.CLINICIAN, tenths(60))
        if days < 20:
            desk.recording.rate(session, ALLIANCE, Perspective.CLIENT, tenths(60))
    page = open_page(desk, spec, ClientsPage, tab="practice")
    view = shown(page, rooms)
    assert view.state.plain == "2 sessions"
    assert cells(view, "balance")["Alliance"] == ["2 of 2", "1 of 2", NOT_RATED]
    spoken = cells(view, "balance", Qt.ItemDataRole.AccessibleTextRole)["Alliance"]
    assert spoken[1] == "Alliance, client: rated in 1 of 2 sessions"
    assert QApplication.focusWidget() is not None
    assert view.period.isAncestorOf(cast("QLabel", QApplication.focusWidget())) or view.period.hasFocus()
    view.period.choose("all")
    view.period.chosen.emit("all")
    shown(page, rooms)
    assert view.state.plain == "3 sessions"


def test_outcomes_are_counts_out_of_the_courses(desk: Desk, open_page: OpenPage, rooms: Rooms) -> None:
    measures = {one.id: one for one in desk.measuring.measures()}
    for number in range(5):
        client = desk.recording.add_client(f"A-{number}").id
        for name, before, after in (("phq-9", 20, 8), ("gad-7", 15, 5)):
            if name == "phq-9" or number < 2:
                for total, days in ((before, 60), (after, 5)):
                    day = desk.today() - timedelta(days=days)
                    measure = measures[MeasureId(name)]
                    desk.measuring.administer(client, measure, Given(total=total), administered_on=day)
    view = shown(open_page(desk, spec, ClientsPage, tab="practice"), rooms)
    assert cells(view, "outcomes")["PHQ-9"] == ["5 of 5", "0 of 5", "0 of 5", "0 of 5"]
    assert cells(view, "outcomes")["GAD-7"][0] == "Not enough courses, 2 of 5"
    assert view.outcome_table.columnSpan(list(cells(view, "outcomes")).index("GAD-7"), 1) == 4
    spoken = cells(view, "outcomes", Qt.ItemDataRole.AccessibleTextRole)["PHQ-9"]
    assert spoken[0] == "PHQ-9: recovered in 5 of 5 courses"


def test_nothing_to_count_is_said(desk: Desk, open_page: OpenPage, rooms: Rooms) -> None:
    desk.recording.add_client("A-1")
    view = shown(open_page(desk, spec, ClientsPage, tab="practice"), rooms)
    assert view.no_sessions.isVisible()
    assert view.no_courses.isVisible()
    assert not view.balance_table.isVisible()
    assert (view.no_sessions.plain, view.no_courses.plain) == (NO_SESSIONS, NO_COURSES)


def test_a_practice_without_a_client_says_how_to_begin(desk: Desk, open_page: OpenPage, rooms: Rooms) -> None:
    page = open_page(desk, spec, ClientsPage, tab="practice")
    rooms.jobs.wait_all()
    assert page.view.empty.isVisible()
    assert not page.view.tabs.isVisible()


@pytest.mark.parametrize("width", [1440, 1024])
def test_it_fits_and_names_nobody(demo: Desk, open_page: OpenPage, rooms: Rooms, width: int) -> None:
    page = open_page(demo, spec, ClientsPage, width=width, tab="practice")
    view = shown(page, rooms)
    assert not view.horizontalScrollBar().isVisible()
    for table in (view.balance_table, view.outcome_table):
        assert not table.verticalScrollBar().isVisible()
        head, model = table.horizontalHeader(), table.model()
        for column in range(model.columnCount()):
            words = str(model.headerData(column, Qt.Orientation.Horizontal))
            assert table.fontMetrics().horizontalAdvance(words) <= head.sectionSize(column) - 16, words
    said = " ".join(label.text() for label in view.findChildren(QLabel))
    said += str(cells(view, "balance")) + str(cells(view, "outcomes"))
    assert not [client.code for client in demo.reviewing.everybody() if client.code in said]


def test_ctrl_tab_comes_and_goes(demo: Desk, open_page: OpenPage, rooms: Rooms, qtbot: QtBot) -> None:
    page = open_page(demo, spec, ClientsPage)
    for _ in range(2):
        key_click(page.view.table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.view.tabs.choice == "practice")
    assert shown(page, rooms).isVisible()
    assert not page.view.filters.isVisible()
    page.view.tabs.go_on()
    assert page.view.tabs.choice == "list"
    assert page.view.table.isVisible()
    assert page.view.filters.isVisible()


def test_having_looked_at_the_practice_leaves_the_list_in_its_window(
    demo: Desk, open_page: OpenPage, rooms: Rooms
) -> None:
    page = open_page(demo, spec, ClientsPage, width=1024, tab="practice")
    shown(page, rooms)
    page.view.tabs.choose("board")
    QApplication.processEvents()
    frame = page.parentWidget()
    assert frame is not None
    assert page.height() <= frame.height()
