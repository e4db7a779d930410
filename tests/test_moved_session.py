"""A signed session in the wrong record, moved to the right client in the window, and told in both histories."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta

from tests.keys import key_click

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.services.signatures import matches
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.merge_clients import CHOOSE, MergeClientsDialog
from relationship_desk.ui.dialogs.move_session import MoveSessionDialog
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.label import Label

FIRST = date(2026, 3, 3)
WHY = "Entered on the wrong line of the diary"
WORD = "heronwing"


class Look:
    """An appearance that nobody changes here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("nothing here changes the appearance")


class Room:
    """The whole window over two clients, K-17 and M-08, each seen weekly."""

    def __init__(self, desk: Desk, opened: OpenPractice) -> None:
        self.desk, self.window = desk, opened.window
        self.wrong = weekly(desk, "K-17", FIRST)
        self.right = weekly(desk, "M-08", FIRST + timedelta(1))
        self.moved = self.sessions(self.wrong)[1]
        desk.noting.write(self.moved.id, NoteKind.PROGRESS, f"Spoke of the {WORD}.", NoteFormat.FREE)
        desk.recording.rate(self.moved.id, ALLIANCE, Perspective.CLIENT, Tenths(64))
        desk.noting.sign(self.moved.id)

    def sessions(self, client: ClientId) -> tuple[Session, ...]:
        return self.desk.reviewing.history(client).sessions

    def client(self, client: ClientId, tab: str) -> ClientPage:
        self.window.go("client", client=client, tab=tab)
        QApplication.processEvents()
        page = self.window.page
        assert isinstance(page, ClientPage)
        return page

    def history(self, client: ClientId) -> str:
        """Everything that the record tab of ``client`` says."""
        return said(self.client(client, "record").record)

    def moving(self) -> MoveSessionDialog:
        """The dialog that moves the session, reached from the list of sessions."""
        tab = self.client(self.wrong, "sessions").sessions
        assert tab.table.choose(self.moved.id)
        assert tab.move_session.isEnabled()
        tab.move_session.click()
        assert isinstance(tab.dialog, MoveSessionDialog)
        return tab.dialog


def weekly(desk: Desk, code: str, first: date) -> ClientId:
    client = desk.recording.add_client(code, opened_on=first).id
    for week in range(3):
        desk.recording.add_session(client, held_on=first + timedelta(7 * week))
    return client


def said(widget: QWidget) -> str:
    return "\n".join(label.plain or label.text() for label in widget.findChildren(Label) if label.isVisible())


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[Room]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type] # the application of qtbot
    jobs = Jobs()
    opened = OpenPractice(desk, jobs, Look())
    qtbot.addWidget(opened.window)
    opened.window.resize(1440, 900)
    with qtbot.waitActive(opened.window):
        opened.window.show()
        opened.window.activateWindow()
    yield Room(desk, opened)
    jobs.close()
    opened.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_signed_session_is_moved_to_the_right_client(room: Room) -> None:
    desk, dialog = room.desk, room.moving()

    # By keyboard: the other client, searched for and chosen, and a reason that names nobody.
    key_click(dialog.to, Qt.Key.Key_Right)
    QTest.keyClicks(dialog.client.search, "m-0")
    key_click(dialog.client.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.client.choice == room.right
    dialog.answer.click()
    assert "reason" in dialog.error.plain
    QTest.keyClicks(dialog.reason, "Belongs to M-08")
    dialog.answer.click()
    assert "without a code or a name" in dialog.error.plain
    assert room.sessions(room.wrong)[1] == room.moved
    dialog.reason.setText(WHY)
    dialog.answer.click()
    assert not dialog.isVisible()

    # In its place in the other record, with all that was in it and the signature whole.
    assert [one.number for one in room.sessions(room.wrong)] == [1, 3]
    assert [one.uid for one in room.sessions(room.right)].index(room.moved.uid) == 1
    view = desk.reviewing.debrief(room.moved.id)
    assert (view.client.id, view.session.number, len(view.ratings)) == (room.right, 2, 1)
    assert view.signed is not None
    assert matches(view.signed, view.session)
    assert [hit.client.code for hit in desk.searching.find(WORD)] == ["M-08"]
    listed = [line.key for line in room.client(room.wrong, "sessions").sessions.table.model_of_lines.lines]
    assert room.moved.id not in listed
    listed = [line.key for line in room.client(room.right, "sessions").sessions.table.model_of_lines.lines]
    assert room.moved.id in listed

    # Told in both histories, neither of which names the other client.
    left, came = room.history(room.wrong), room.history(room.right)
    assert "Session 2 of 10 March 2026" in left
    assert "In another record → Session 2 of 10 March 2026" in came
    assert all(WHY in history for history in (left, came))
    assert "M-08" not in left
    assert "K-17" not in came


def test_a_signed_session_is_moved_to_its_day_from_the_debrief(room: Room) -> None:
    room.window.go("debrief", session=room.moved.id)
    page = room.window.page
    assert isinstance(page, DebriefPage)
    assert page.form.edit_session.text() == "Move session"
    page.form.edit_session.click()
    dialog = page.presenter.frame.move
    assert dialog is not None
    dialog.date.show_day(FIRST + timedelta(15))
    dialog.start.setText("25:00")
    dialog.reason.setText(WHY)
    dialog.answer.click()
    assert "10:00" in dialog.error.plain
    dialog.start.setText("9.15")
    dialog.answer.click()
    QApplication.processEvents()
    assert [one.id for one in room.sessions(room.wrong)][2] == room.moved.id
    assert page.form.head.lighter.plain == "Session 3"
    assert "18 Mar 2026" in page.form.head.secondary.plain
    assert "Late entry, 13 days after the session" in said(page.form.note)
    assert "10 March 2026 → 18 March 2026, 09:15" in room.history(room.wrong)


def test_two_records_of_one_person_are_made_one(room: Room) -> None:
    page = room.client(room.wrong, "overview")
    page.view.merge.trigger()
    dialog = page.dialog
    assert isinstance(dialog, MergeClientsDialog)
    assert (dialog.preview.plain, dialog.answer.isEnabled()) == (CHOOSE, False)
    QTest.keyClicks(dialog.other.search, "x")
    assert dialog.other.nothing.isVisible()
    dialog.other.search.setText("M")
    key_click(dialog.other.search, Qt.Key.Key_Down)
    assert dialog.preview.plain == "Goes into K-17: 3 sessions, 1 course, 2 prompts."
    QTest.keyClicks(dialog.reason, "Taken on twice")
    key_click(dialog.reason, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.answer.click()
    assert not dialog.isVisible()
    assert [client.code for client in room.desk.reviewing.everybody()] == ["K-17"]
    held = [one.held_on for one in room.sessions(room.wrong)]
    assert held == sorted(held)
    assert [one.number for one in room.sessions(room.wrong)] == [1, 2, 3, 4, 5, 6]
    assert "M-08: 3 sessions, 1 course, 2 prompts → All of it in K-17." in room.history(room.wrong)


def test_a_session_of_the_list_says_that_it_came_late_or_was_called_off(room: Room) -> None:
    tab = room.client(room.wrong, "sessions").sessions
    words = {line.key: [cell.text for cell in line.cells] for line in tab.table.model_of_lines.lines}
    assert "Late entry, 21 days after the session" in words[room.moved.id]
    assert "Entered 28 days later" in words[room.sessions(room.wrong)[0].id]
