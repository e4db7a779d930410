"""The frame of a session in its dialogs: whether a missed appointment was called off, and which number it gets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.pages.opened import Rooms

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import Attendance
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.new_session import NewSessionDialog, start_debrief
from relationship_desk.ui.dialogs.session_frame import SessionFrame, SessionFrameDialog
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.session_words import attendance_words

FIRST = date(2026, 3, 3)


@pytest.fixture
def client(desk: Desk) -> ClientId:
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    for week in range(2):
        session = desk.recording.add_session(client, held_on=FIRST + timedelta(7 * week))
        desk.noting.sign(session.id)
    return client


def last(desk: Desk, client: ClientId) -> Session:
    return desk.reviewing.history(client).sessions[-1]


@pytest.mark.parametrize(
    ("attendance", "said", "words"),
    [
        (Attendance.CANCELLED, "yes", "Cancelled, in time"),
        (Attendance.CANCELLED, "no", "Cancelled, not in time"),
        (Attendance.CANCELLED, "not said", "Cancelled"),
        (Attendance.NO_SHOW, "no", "Did not come, no notice"),
        (Attendance.NO_SHOW, "yes", "Did not come, with notice"),
    ],
)
def test_whether_an_appointment_was_called_off_is_asked_and_kept(
    desk: Desk, client: ClientId, qtbot: QtBot, attendance: Attendance, said: str, words: str
) -> None:
    session = desk.recording.add_session(client)
    agreed: list[SessionFrame] = []
    dialog = SessionFrameDialog(session)
    qtbot.addWidget(dialog)
    dialog.agreed.connect(agreed.append)
    assert dialog.notice_field.isHidden()
    dialog.attendance.setCurrentIndex(dialog.attendance.findData(attendance.value))
    assert not dialog.notice_field.isHidden()
    dialog.notice_field.choice.button(said).click()
    dialog.save.click()
    (frame,) = agreed
    desk.recording.save_session(session.id, attendance=frame.attendance, notice=frame.notice)
    assert attendance_words(last(desk, client)) == words
    again = SessionFrameDialog(last(desk, client))
    qtbot.addWidget(again)
    assert again.notice_field.choice.choice == said
    again.attendance.setCurrentIndex(again.attendance.findData(Attendance.LATE.value))
    assert again.notice_field.notice is None


def test_a_new_session_says_which_number_it_gets_on_its_day(
    desk: Desk, client: ClientId, rooms: Rooms, qtbot: QtBot
) -> None:
    opened = OpenPractice(desk, rooms.jobs, rooms.look)
    qtbot.addWidget(opened.window)
    dialog = start_debrief(opened.context, client)
    assert isinstance(dialog, NewSessionDialog)
    assert dialog.title.plain == "K-17, session 3"
    dialog.date.show_day(FIRST + timedelta(3))
    assert dialog.title.plain == "K-17, session 2"
    dialog.attendance.setCurrentIndex(dialog.attendance.findData(Attendance.CANCELLED.value))
    dialog.notice_field.choice.button("no").click()
    assert dialog.go_on.text() == "Add session"
    dialog.go_on.click()
    _, added, later = desk.reviewing.history(client).sessions
    assert (added.held_on, added.attendance, added.notice) == (FIRST + timedelta(3), Attendance.CANCELLED, False)
    assert later.number == 3
    assert isinstance(opened.window.page, DebriefPage)
