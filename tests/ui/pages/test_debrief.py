"""The debrief in a real window over a real practice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.vocabulary import (
    Attendance,
    ClientKind,
    Focus,
    NoteFormat,
    NoteKind,
    Perspective,
    Setting,
)
from relationship_desk.services.desk import Desk
from relationship_desk.services.noting import Noting
from relationship_desk.services.recording import Recording
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.session_frame import SessionFrameDialog
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.keeper import PAUSE
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.page import spec
from relationship_desk.ui.pages.debrief.rating_rows import NOT_HELD
from relationship_desk.ui.pages.debrief.signed_note import AddendumForm
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.shell.page import Page, PageSpec
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.label import Label

EMPATHY = ElementId("empathy")


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("the debrief changes no appearance")


@dataclass
class Room:
    """A window with the debrief in it, and the practice behind it."""

    desk: Desk
    window: MainWindow
    client: Client
    session: Session

    @property
    def page(self) -> DebriefPage:
        page = self.window.page
        assert isinstance(page, DebriefPage)
        return page

    def press(self, *keys: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> int:
        """Press keys on whatever has the focus; return how many."""
        for key in keys:
            target = QApplication.focusWidget()
            assert target is not None
            if isinstance(key, str):
                QTest.keyClicks(target, key, modifier)
            else:
                key_click(target, key, modifier)
        return len(keys)

    def scores(self, perspective: Perspective, session: Session | None = None) -> dict[str, int | None]:
        view = self.desk.reviewing.debrief((session or self.session).id)
        return {one.element: one.score for one in view.ratings if one.perspective is perspective}


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[MainWindow]:
    contexts: list[Context] = []

    def make() -> Page:
        return spec(contexts[0]).factory()

    shell = MainWindow(
        [
            PageSpec("clients", "Clients", "person", "Ctrl+2", Page),
            PageSpec("debrief", "Debrief", "pencil", "", make, place="none", under="clients"),
        ]
    )
    hub, jobs = Hub(), Jobs()
    desk.publish_to(hub.publish)
    contexts.append(Context(desk, hub, jobs, shell, Look()))
    qtbot.addWidget(shell)
    shell.resize(1440, 900)
    with qtbot.waitActive(shell):
        shell.show()
    yield shell
    shell.close()
    jobs.wait_all()


def enter(window: MainWindow, desk: Desk, kind: ClientKind = ClientKind.INDIVIDUAL) -> Room:
    client = desk.recording.add_client("K-17", kind=kind)
    first = desk.recording.add_session(client.id, held_on=date(2026, 3, 24))
    desk.recording.rate(first.id, ALLIANCE, Perspective.CLINICIAN, 74)  # type: ignore[arg-type] # 7.4
    desk.noting.write(first.id, NoteKind.PROGRESS, "## Plan\nWalk on Sundays.", NoteFormat.DAP)
    desk.noting.sign(first.id)
    session = desk.recording.add_session(client.id, start=time(10))
    window.go("debrief", session=session.id)
    return Room(desk, window, client, session)


@pytest.fixture
def room(window: MainWindow, desk: Desk) -> Room:
    return enter(window, desk)


HOUR = 3_600_000


def refuse(*_arguments: object, **_named: object) -> None:
    raise DeskError("The disk is full. Nothing was lost. Make room and try again.")


def test_a_rating_is_in_the_record_as_soon_as_its_key_is_pressed(room: Room) -> None:
    room.press("7", ".", "4")
    assert room.scores(Perspective.CLINICIAN) == {ALLIANCE: 74}
    assert room.window.status.saved.plain.startswith("Saved ")


def test_undo_takes_back_the_last_row_rated(room: Room) -> None:
    room.press("7", "8", ".", "5")
    room.press("z", modifier=Qt.KeyboardModifier.ControlModifier)
    assert room.scores(Perspective.CLINICIAN) == {ALLIANCE: 70}
    room.press("z", modifier=Qt.KeyboardModifier.ControlModifier)
    assert room.scores(Perspective.CLINICIAN) == {}


def test_rows_that_cannot_be_rated_say_why(room: Room) -> None:
    by_element = {row.element: row for row in room.page.form.ratings.table.rows}
    assert by_element[ElementId("cohesion")].why_disabled == "Groups only"
    room.page.form.ratings.perspectives.button("client").click()
    by_element = {row.element: row for row in room.page.form.ratings.table.rows}
    assert by_element[ElementId("countertransference")].why_disabled == "Not rated by clients"


def test_a_session_that_did_not_take_place_cannot_be_rated(room: Room) -> None:
    room.desk.recording.save_session(room.session.id, attendance=Attendance.NO_SHOW)
    room.window.go("debrief", session=room.session.id)
    assert {row.why_disabled for row in room.page.form.ratings.table.rows} == {NOT_HELD}


def test_last_times_scores_and_plan_are_there(room: Room) -> None:
    row = next(row for row in room.page.form.ratings.table.rows if row.element == ALLIANCE)
    assert row.last == 74
    assert row.due
    assert room.page.form.note.plan.text.plain == "Walk on Sundays."


def test_nothing_is_copied_forward(room: Room) -> None:
    form = room.page.form
    assert form.note.plan.text.plain == "Walk on Sundays."
    assert [edit.toPlainText() for edit in form.note.boxes.edits] == ["", "", ""]
    before = room.desk.undoing.state(room.session.id)
    room.window.go("clients")
    assert room.desk.undoing.state(room.session.id) == before
    view = room.desk.reviewing.debrief(room.session.id)
    assert (view.notes, view.ratings) == ((), ())


def test_each_observer_rates_under_an_own_label(room: Room) -> None:
    ratings = room.page.form.ratings
    ratings.perspectives.button("observer").click()
    assert ratings.seat.rater.currentText() == "Observer"
    ratings.table.setFocus()
    room.press("6")
    ratings.seat.rater.setEditText("Supervisor")
    ratings.seat.rater.textActivated.emit("Supervisor")
    ratings.table.setFocus()
    room.press("8")
    kept = room.desk.reviewing.debrief(room.session.id).ratings
    assert {(one.rater, one.score) for one in kept} == {("Observer", 60), ("Supervisor", 80)}


def test_a_member_of_a_group_is_rated_apart_from_the_whole(window: MainWindow, desk: Desk) -> None:
    room = enter(window, desk, ClientKind.GROUP)
    member = desk.recording.add_client("M-08")
    desk.grouping.join(room.client.id, member.id, date(2026, 1, 1))
    ratings = room.page.form.ratings
    ratings.perspectives.button("client").click()
    chooser = ratings.seat.member
    assert [chooser.itemText(index) for index in range(chooser.count())] == ["Group", "M-08"]
    chooser.setCurrentIndex(1)
    chooser.activated.emit(1)
    ratings.table.setFocus()
    room.press("5")
    assert [(one.member, one.score) for one in desk.reviewing.debrief(room.session.id).ratings] == [(member.id, 50)]


def test_directiveness_and_focus_are_kept_and_cleared(room: Room) -> None:
    approach = room.page.form.ratings.approach
    approach.directiveness.setFocus()
    room.press("3", ".", "8")
    approach.focus.button("insight").click()
    session = room.desk.reviewing.debrief(room.session.id).session
    assert (session.directiveness, session.focus) == (38, Focus.INSIGHT)
    approach.directiveness.setFocus()
    room.press(Qt.Key.Key_Backspace)
    assert room.desk.reviewing.debrief(room.session.id).session.directiveness is None


def test_the_note_is_kept_within_two_seconds_of_a_pause(room: Room, qtbot: QtBot) -> None:
    assert PAUSE <= 2000
    room.press("t", modifier=Qt.KeyboardModifier.AltModifier)
    room.press("w", "e", "l", "l")
    assert room.window.status.saved.plain == "Saving …"
    qtbot.waitUntil(lambda: bool(room.desk.reviewing.debrief(room.session.id).notes))
    note = room.desk.reviewing.debrief(room.session.id).notes[0]
    assert (note.format, note.text.splitlines()[:2]) == (NoteFormat.DAP, ["## Data", "well"])


def test_leaving_keeps_what_was_typed_a_moment_ago(room: Room) -> None:
    room.page.form.note.boxes.edits[2].insertPlainText("go on")
    room.page.form.note.to_process.click()
    room.page.form.note.process.insertPlainText("felt hurried")
    room.window.go("clients")
    kept = {note.kind: note.text for note in room.desk.reviewing.debrief(room.session.id).notes}
    assert kept[NoteKind.PROGRESS].endswith("## Plan\ngo on")
    assert kept[NoteKind.PROCESS] == "felt hurried"


def test_another_format_keeps_every_text(room: Room) -> None:
    note = room.page.form.note
    note.boxes.edits[0].insertPlainText("slept well")
    for chosen in (NoteFormat.SOAP, NoteFormat.FREE, NoteFormat.GIRP):
        index = note.format.findData(chosen.value)
        note.format.setCurrentIndex(index)
        note.format.activated.emit(index)
    assert [edit.accessibleName() for edit in note.boxes.edits] == ["Goals", "Intervention", "Response", "Plan", "Data"]
    assert note.boxes.edits[-1].toPlainText() == "slept well"


def test_what_could_not_be_saved_stays_and_is_saved_on_retry(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as full:
        full.setattr(Recording, "rate", refuse)
        full.setattr(Noting, "write", refuse)
        room.page.form.note.boxes.edits[0].insertPlainText("well")
        room.press("7")
        assert room.window.status.saved.plain == "Not saved"
        room.window.go("clients")
        room.window.go("debrief", session=room.session.id)
        assert room.page.form.note.boxes.edits[0].toPlainText() == "well"
        assert next(row.score for row in room.page.form.ratings.table.rows if row.element == ALLIANCE) == 70
    room.window.status.retry.click()
    assert room.scores(Perspective.CLINICIAN) == {ALLIANCE: 70}
    assert room.desk.reviewing.debrief(room.session.id).notes[0].text.startswith("## Data\nwell")
    assert room.window.status.saved.plain.startswith("Saved ")


def test_signing_waits_until_everything_is_saved(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Noting, "write", refuse)
    room.page.form.note.boxes.edits[0].insertPlainText("well")
    room.page.form.sign.click()
    assert room.desk.reviewing.debrief(room.session.id).signed is None


def test_what_is_typed_without_a_pause_is_kept_all_the_same(room: Room, qtbot: QtBot) -> None:
    keeper = room.page.presenter.keeper
    keeper.pause.setInterval(HOUR)  # as if no pause ever came
    keeper.longest.setInterval(1)
    room.page.presenter.note.focus()
    room.press(*"and then")

    def kept() -> list[str]:
        return [note.text for note in room.desk.reviewing.debrief(room.session.id).notes]

    qtbot.waitUntil(lambda: "and then" in "".join(kept()))


def test_typing_on_does_not_put_the_longest_wait_off(room: Room) -> None:
    keeper = room.page.presenter.keeper
    keeper.longest.setInterval(HOUR)
    room.page.presenter.note.focus()
    room.press("a")
    first = keeper.longest.id()
    room.press("b")
    assert keeper.longest.isActive()
    assert keeper.longest.id() == first


def test_a_signed_note_is_closed_and_takes_an_addendum(room: Room) -> None:
    form = room.page.form
    form.note.boxes.edits[0].insertPlainText("well")
    form.sign.click()
    assert form.note.signed.isVisible()
    assert form.note.signed.signature.plain.startswith("Signed 31 Mar, ")
    assert "Psychologist" in form.note.signed.author.plain
    assert form.ratings.table.read_only
    assert form.edit_session.text() == "Move session"
    form.add_addendum.click()
    addendum = form.note.signed.form
    addendum.save.click()
    assert addendum.reason_field.error.plain
    addendum.text.insertPlainText("Called back.")
    addendum.reason.setText("left out")
    addendum.save.click()
    notes = room.desk.reviewing.debrief(room.session.id).notes
    assert [(note.text, note.reason) for note in notes if note.kind is NoteKind.ADDENDUM] == [
        ("Called back.", "left out")
    ]


def keys_listed(room: Room) -> set[str]:
    lines = room.page.keys()
    return {line.key for line in lines}


def test_a_signed_session_names_only_keys_that_work(room: Room) -> None:
    form = room.page.form
    assert form.hints.isVisible()
    assert {"X", "Alt+T", "Ctrl+Return"} <= keys_listed(room)
    form.sign.click()
    assert not form.hints.isVisible()
    assert keys_listed(room) == {"Alt+R", "Alt+P", "F7", "F8"}
    form.ratings.perspectives.button("client").click()
    assert form.hints.isVisible()
    assert "X" in keys_listed(room)
    form.add_addendum.click()
    assert {"Ctrl+Return", "Esc"} <= keys_listed(room)


def begin_addendum(room: Room) -> AddendumForm:
    room.page.form.sign.click()
    room.page.form.add_addendum.click()
    room.press(*"Called ba")
    return room.page.form.note.signed.form


def test_an_addendum_that_was_begun_is_kept_and_offered_again(room: Room) -> None:
    form = begin_addendum(room)
    room.page.leave()  # as the lock does before it ends the program
    (draft,) = [note for note in room.desk.reviewing.debrief(room.session.id).notes if note.kind is NoteKind.ADDENDUM]
    assert (draft.text, draft.signed_at) == ("Called ba", None)
    assert not room.page.unsaved
    other = room.desk.recording.add_session(room.client.id)
    room.window.go("debrief", session=other.id)
    assert (form.isVisible(), form.text.toPlainText()) == (False, "")
    room.window.go("debrief", session=room.session.id)
    assert (form.isVisible(), form.text.toPlainText()) == (True, "Called ba")
    assert form.begun.plain.startswith("Addendum begun 31 Mar, ")
    assert not any("Called ba" in label.plain for label in room.page.form.note.signed.findChildren(Label))


def test_an_addendum_is_closed_by_escape_and_goes_on_where_it_was(room: Room) -> None:
    form = begin_addendum(room)
    room.press(Qt.Key.Key_Escape)
    assert form.isHidden()
    room.page.form.add_addendum.click()
    assert form.text.toPlainText() == "Called ba"
    form.discard.click()
    assert form.isHidden()
    room.window.go("debrief", session=room.session.id)
    assert form.isHidden()
    assert [note.kind for note in room.desk.reviewing.debrief(room.session.id).notes] == [NoteKind.PROGRESS]


def test_ctrl_return_signs_the_addendum(room: Room, qtbot: QtBot) -> None:
    form = begin_addendum(room)
    assert (form.save.key, form.close_form.key) == ("Ctrl+Return", "Esc")
    form.reason.setFocus()
    room.press(*"late")
    room.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(form.isHidden)
    added = room.desk.reviewing.debrief(room.session.id).notes[-1]
    assert (added.text, added.reason, bool(added.signed_at), bool(added.digest)) == ("Called ba", "late", True, True)


def test_an_addendum_that_cannot_be_kept_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    form = begin_addendum(room)
    monkeypatch.setattr(Noting, "draft_addendum", refuse)
    room.page.leave()
    assert room.page.unsaved
    assert form.text.toPlainText() == "Called ba"
    monkeypatch.undo()
    room.page.leave()
    assert not room.page.unsaved


def test_a_client_may_still_rate_a_signed_session(room: Room) -> None:
    room.page.form.sign.click()
    room.page.form.ratings.perspectives.button("client").click()
    room.page.form.ratings.table.setFocus()
    room.press("9")
    assert room.scores(Perspective.CLIENT) == {ALLIANCE: 90}


def test_the_frame_of_the_session_can_be_changed(room: Room) -> None:
    room.page.form.edit_session.click()
    dialog = room.page.form.findChild(SessionFrameDialog)
    assert dialog is not None
    dialog.start.setText("25:00")
    dialog.save.click()
    assert dialog.start_field.error.plain
    dialog.start.setText("9.30")
    dialog.minutes.setValue(45)
    dialog.setting.setCurrentIndex(dialog.setting.findData(Setting.VIDEO.value))
    dialog.save.click()
    session = room.desk.reviewing.debrief(room.session.id).session
    assert (session.start, session.minutes, session.setting) == (time(9, 30), 45, Setting.VIDEO)
    assert "by video" in room.page.form.head.secondary.plain


def test_the_next_draft_is_one_key_away(room: Room, qtbot: QtBot) -> None:
    other = room.desk.recording.add_client("B-03")
    draft = room.desk.recording.add_session(other.id)
    room.window.go("debrief", session=room.session.id)
    room.press(Qt.Key.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.page.form.head.title.plain == "B-03")
    assert room.window.place is not None
    assert room.window.place.where == {"session": draft.id}


def test_without_a_session_the_page_says_what_to_do(window: MainWindow, desk: Desk) -> None:
    window.go("debrief")
    page = window.page
    assert isinstance(page, DebriefPage)
    assert page.form.nothing.isVisible()
    assert page.form.nothing.button is not None
    page.form.nothing.button.click()
    assert window.place is not None
    assert window.place.page == "clients"


def test_ratings_that_arrive_from_elsewhere_are_shown(room: Room) -> None:
    room.press("7")
    room.desk.recording.rate(room.session.id, EMPATHY, Perspective.CLINICIAN, 66)  # type: ignore[arg-type] # 6.6
    assert next(row.score for row in room.page.form.ratings.table.rows if row.element == EMPATHY) == 66


@pytest.mark.parametrize("width", [1440, 1024])
def test_all_eleven_rows_are_in_view_without_scrolling(room: Room, qtbot: QtBot, width: int) -> None:
    room.window.resize(width, 700)
    table = room.page.form.ratings.table
    frame = room.page.parentWidget()
    assert frame is not None
    qtbot.waitUntil(lambda: room.page.height() <= frame.height())
    assert table.anchors.mapTo(room.page, table.anchors.rect().bottomLeft()).y() <= room.page.height()


def test_everything_that_takes_the_focus_has_a_name(room: Room, scheme: str) -> None:
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QComboBox, QLineEdit, QTextEdit)
    for kind in kinds:
        for widget in room.page.findChildren(kind):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_"):
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                assert widget.accessibleName() or text, f"{type(widget).__name__} in {scheme}"
