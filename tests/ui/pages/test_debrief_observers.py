"""Several observers a session: each with a label, and with ratings of their own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ALLIANCE, ClientId, SessionId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.client.page import spec as client_spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.page import spec
from relationship_desk.ui.pages.debrief.ratings_panel import ADD_OBSERVER

TODAY = date(2026, 3, 31)
OBSERVER = Perspective.OBSERVER


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=TODAY - timedelta(days=60)).id


@pytest.fixture
def session(desk: Desk, client: ClientId) -> SessionId:
    return desk.recording.add_session(client, held_on=TODAY).id


def choices(page: DebriefPage) -> list[str]:
    box = page.form.ratings.seat.rater
    return [box.itemText(n) for n in range(box.count())]


def test_labels_of_the_practice_are_offered_and_a_new_one_is_added(
    desk: Desk, session: SessionId, open_page: OpenPage
) -> None:
    other = desk.recording.add_client("M-08", opened_on=TODAY - timedelta(days=60)).id
    elsewhere = desk.recording.add_session(other, held_on=TODAY - timedelta(days=9)).id
    desk.recording.rate(elsewhere, ALLIANCE, OBSERVER, Tenths(50), rater="Supervisor")
    page = open_page(desk, spec, DebriefPage, session=session)
    page.presenter.ratings.take_seat(OBSERVER)
    assert choices(page) == ["Supervisor", ADD_OBSERVER]
    box = page.form.ratings.seat.rater
    box.textActivated.emit(ADD_OBSERVER)
    line = box.lineEdit()
    assert line is not None
    assert line.text() == ""
    QTest.keyClicks(line, "Recording")
    key_click(line, Qt.Key.Key_Return)
    assert page.presenter.ratings.seat.rater == "Recording"


def test_each_observer_has_rows_of_their_own(desk: Desk, session: SessionId, open_page: OpenPage) -> None:
    desk.recording.rate(session, ALLIANCE, OBSERVER, Tenths(50), rater="Supervisor")
    page = open_page(desk, spec, DebriefPage, session=session)
    page.presenter.ratings.take_seat(OBSERVER)
    table = page.form.ratings.table
    assert next(row.score for row in table.rows if row.element == ALLIANCE) == 50
    page.form.ratings.seat.rater_named.emit("Recording")
    assert next(row.score for row in table.rows if row.element == ALLIANCE) is None
    table.set_current(ALLIANCE)
    table.setFocus()
    QTest.keyClicks(table.focusWidget() or table, "7")
    given = {one.rater: one.score for one in desk.reviewing.debrief(session).ratings}
    assert given == {"Supervisor": 50, "Recording": 70}


def test_the_table_of_a_trend_shows_the_mean_and_says_who_gave_what(
    desk: Desk, client: ClientId, session: SessionId, open_page: OpenPage
) -> None:
    for label, score in (("Supervisor", 50), ("Recording", 70)):
        desk.recording.rate(session, ALLIANCE, OBSERVER, Tenths(score), rater=label)
    page = open_page(desk, client_spec, ClientPage, client=client, tab="trends", element=ALLIANCE)
    page.trends.view.as_table.click()
    (line,) = page.trends.view.table.model_of_lines.lines
    assert (line.cells[5].text, line.cells[5].spoken) == ("6.0", "6.0, mean of Recording 7.0; Supervisor 5.0")
