"""Ctrl+Z and Ctrl+Shift+Z in the debrief, in a real window over a real practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ALLIANCE, ElementId, SessionId
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind, Perspective, Setting
from relationship_desk.services.desk import Desk
from relationship_desk.services.undoing import Undoing
from relationship_desk.ui.dialogs.session_frame import SessionFrameDialog
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.page import spec
from relationship_desk.ui.pages.debrief.session_history import MOST, RUN, SessionHistory
from relationship_desk.ui.shell.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Room:
    """The debrief of the second session."""

    desk: Desk
    page: DebriefPage
    sessions: tuple[Session, Session]

    @property
    def session(self) -> SessionId:
        return self.sessions[-1].id

    @property
    def window(self) -> MainWindow:
        window = self.page.window()
        assert isinstance(window, MainWindow)
        return window

    @property
    def hint(self) -> str:
        return self.window.status.hint.plain

    @property
    def scores(self) -> dict[ElementId, int | None]:
        return {one.element: one.score for one in self.desk.reviewing.debrief(self.session).ratings}

    @property
    def note(self) -> str:
        notes = self.desk.reviewing.debrief(self.session).notes
        return "".join(note.text for note in notes if note.kind is NoteKind.PROGRESS)

    def press(self, *keys: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            target = QApplication.focusWidget()
            assert target is not None
            if isinstance(key, str):
                QTest.keyClicks(target, key, modifier)
            else:
                key_click(target, key, modifier)

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, modifier=CTRL)

    def redo(self) -> None:
        self.press(Qt.Key.Key_Z, modifier=CTRL | SHIFT)

    def come_back(self) -> None:
        self.window.go("page", session=self.sessions[0].id)
        self.window.go("page", session=self.session)


@pytest.fixture
def room(desk: Desk, open_page: OpenPage) -> Room:
    client = desk.recording.add_client("K-17")
    days = (date(2026, 3, 10), date(2026, 3, 17))
    first, second = (desk.recording.add_session(client.id, held_on=day) for day in days)
    return Room(desk, open_page(desk, spec, DebriefPage, session=second.id), (first, second))


def test_a_rating_is_taken_back_and_done_again_and_the_status_bar_says_which(room: Room) -> None:
    room.press("7", "8", ".", "5")
    room.undo()
    assert room.scores == {ALLIANCE: 70}
    assert room.hint == "Taken back: empathy 8.5"
    assert room.page.form.ratings.table.current == "empathy"
    room.undo()
    assert room.scores == {}
    assert room.hint == "Taken back: alliance 7"
    room.undo()
    assert room.hint == "Nothing to take back."
    room.redo()
    room.redo()
    assert room.scores == {ALLIANCE: 70, "empathy": 85}
    assert room.hint == "Done again: empathy 8.5"


def test_a_text_box_takes_its_own_typing_back_first(room: Room) -> None:
    room.press("7")
    edit = room.page.form.note.boxes.edits[0]
    edit.setFocus()
    room.press(*"well")
    room.page.presenter.keeper.flush()
    room.undo()
    room.page.presenter.keeper.flush()
    assert (edit.toPlainText(), room.note, room.scores) == ("", "", {ALLIANCE: 70})
    room.undo()
    assert (room.note, room.scores) == ("", {})
    room.redo()
    assert room.scores == {ALLIANCE: 70}


def test_what_was_typed_on_an_earlier_visit_is_taken_back_with_the_cursor_where_it_was(room: Room) -> None:
    room.page.form.note.boxes.edits[1].setFocus()
    room.press(*"calmer")
    room.come_back()
    edits = room.page.form.note.boxes.edits
    assert edits[1].toPlainText() == "calmer"
    edits[1].setFocus()
    room.undo()
    edits = room.page.form.note.boxes.edits
    assert (room.note, edits[1].toPlainText(), edits[1].hasFocus()) == ("", "", True)
    assert room.hint == "Taken back: words in the note"
    room.redo()
    assert room.page.form.note.boxes.edits[1].toPlainText() == "calmer"


def test_a_process_note_that_is_taken_back_comes_to_the_front(room: Room) -> None:
    note = room.page.form.note
    note.to_process.click()
    room.press(*"felt hurried")
    note.to_progress.click()
    room.come_back()
    room.undo()
    assert (note.shows_process, note.process.toPlainText()) == (True, "")
    assert room.hint == "Taken back: words in the process note"


def test_taking_back_something_else_leaves_the_cursor_in_its_place(room: Room) -> None:
    room.desk.noting.write(room.session, NoteKind.PROGRESS, "## Data\nThe lighthouse", NoteFormat.DAP)
    room.come_back()
    room.press("7")
    box = room.page.form.note.boxes.edits[0]
    box.setFocus()
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    room.undo()
    box = room.page.form.note.boxes.edits[0]
    assert (box.hasFocus(), box.textCursor().position(), room.scores) == (True, 4, {})


def test_a_text_that_was_deleted_comes_back_on_a_later_visit(room: Room) -> None:
    room.desk.noting.write(room.session, NoteKind.PROGRESS, "## Data\nThe lighthouse dream", NoteFormat.DAP)
    room.come_back()
    edit = room.page.form.note.boxes.edits[0]
    edit.setFocus()
    edit.selectAll()
    room.press(Qt.Key.Key_Delete)
    room.come_back()
    assert room.note == ""
    room.page.form.undo.click()
    assert room.page.form.note.boxes.edits[0].toPlainText() == "The lighthouse dream"


def test_homework_typed_and_directiveness_are_taken_back(room: Room) -> None:
    line = room.page.form.ratings.process.next_homework.line
    line.setFocus()
    room.press(*"Walk")
    approach = room.page.form.ratings.approach
    approach.directiveness.setFocus()
    room.press("4")
    room.undo()
    assert (approach.directiveness.score, room.hint) == (None, "Taken back: directiveness 4")
    room.undo()
    assert (line.text(), room.hint) == ("", "Taken back: homework added")
    assert room.desk.accompanying.of(room.sessions[0].client).homework == ()


def test_another_date_is_taken_back_with_the_order_of_the_sessions(room: Room) -> None:
    room.page.form.edit_session.click()
    (dialog,) = room.window.findChildren(SessionFrameDialog)
    dialog.date.setDate(dialog.date.date().addDays(-14))
    dialog.setting.setCurrentIndex(dialog.setting.findData(Setting.VIDEO.value))
    dialog.save.click()
    held = room.desk.reviewing.debrief(room.session).session
    assert (held.held_on, held.number, held.setting) == (date(2026, 3, 3), 1, Setting.VIDEO)
    room.page.form.undo.click()
    held = room.desk.reviewing.debrief(room.session).session
    assert (held.held_on, held.number, held.setting) == (date(2026, 3, 17), 2, Setting.ROOM)
    assert room.page.form.head.lighter.plain == "Session 2"
    assert room.hint == "Taken back: date, setting"


def test_each_session_keeps_its_own_steps(room: Room) -> None:
    room.press("7")
    room.window.go("page", session=room.sessions[0].id)
    assert not room.page.form.undo.isEnabled()
    room.press("3")
    room.window.go("page", session=room.session)
    room.undo()
    assert room.scores == {}
    other = room.desk.reviewing.debrief(room.sessions[0].id).ratings
    assert [one.score for one in other] == [30]


def test_what_came_in_from_elsewhere_stays(room: Room) -> None:
    room.press("7")
    room.window.go("page", session=room.sessions[0].id)
    room.desk.recording.rate(room.session, ALLIANCE, Perspective.CLIENT, Tenths(40))
    room.window.go("page", session=room.session)
    room.undo()
    left = room.desk.reviewing.debrief(room.session).ratings
    assert [(one.perspective, one.score) for one in left] == [(Perspective.CLIENT, 40)]


def test_nothing_is_taken_back_once_the_session_is_signed(room: Room) -> None:
    room.press("7")
    room.page.form.sign.click()
    assert not room.page.form.undo.isEnabled()
    room.page.form.ratings.table.setFocus()
    room.undo()
    assert (room.scores, room.hint) == ({ALLIANCE: 70}, "The session is signed.")


def test_a_step_that_could_not_be_taken_back_is_kept(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise DeskError("The disk is full. Nothing was lost. Make room and try again.")

    room.press("7")
    with monkeypatch.context() as full:
        full.setattr(Undoing, "take_back", refuse)
        room.undo()
        assert room.scores == {ALLIANCE: 70}
    room.undo()
    assert room.scores == {}


class Clock:
    """Seconds that pass when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(desk: Desk, clock: Clock) -> SessionHistory:
    history = SessionHistory(desk.undoing, clock)
    desk.publish_to(lambda _changes: history.changed())
    history.watch(desk.recording.add_session(desk.recording.add_client("K-17").id).id)
    return history


def written(desk: Desk, session: SessionId) -> str:
    return "".join(note.text for note in desk.reviewing.debrief(session).notes)


@pytest.mark.parametrize(("pause", "left"), [(RUN - 1, ""), (RUN + 1, "a")])
def test_words_typed_within_a_few_seconds_are_one_step(
    desk: Desk, history: SessionHistory, clock: Clock, pause: float, left: str
) -> None:
    session = desk.reviewing.today().drafts[0].session.id
    for text in ("a", "a b"):
        desk.noting.write(session, NoteKind.PROGRESS, text, NoteFormat.FREE)
        clock.now += pause
    history.undo()
    assert written(desk, session) == left


def test_another_session_of_the_client_is_no_step(desk: Desk, history: SessionHistory) -> None:
    session = desk.reviewing.today().drafts[0].session
    desk.noting.write(session.id, NoteKind.PROGRESS, "a", NoteFormat.FREE)
    history.undo()
    desk.recording.add_session(session.client, held_on=date(2026, 3, 1))
    assert (history.can_undo, history.can_redo) == (False, True)


def test_the_oldest_steps_go_first(desk: Desk, history: SessionHistory, clock: Clock) -> None:
    session = desk.reviewing.today().drafts[0].session.id
    for tenths in range(MOST // 2 + 1):
        for score in (Tenths(tenths % 100 + 1), None):
            desk.recording.rate(session, ALLIANCE, Perspective.CLINICIAN, score)
            clock.now += RUN + 1
    steps = 0
    while history.undo():
        steps += 1
    assert steps == MOST
