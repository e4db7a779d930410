"""Events, interventions and homework in the debrief, in a real window over a real practice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.process import DisclosureMark, EventKind, InterventionKind, Repair, RuptureKind
from relationship_desk.domain.records import Session
from relationship_desk.services.accompanying import Process
from relationship_desk.services.desk import Desk
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.event import CloseRuptureDialog, EventDialog
from relationship_desk.ui.dialogs.intervention import InterventionDialog
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.homework_lines import DONE, NOT_DONE, NOT_REVIEWED
from relationship_desk.ui.pages.debrief.page import spec
from relationship_desk.ui.pages.debrief.process_column import ProcessColumn
from relationship_desk.ui.pages.debrief.process_panel import ProcessPanel
from relationship_desk.ui.pages.debrief.process_row import ProcessRow
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.shell.page import Page, PageSpec
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.button import Button

Dialog = TypeVar("Dialog", bound=QWidget)


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("the debrief changes no appearance")


@dataclass
class Room:
    """A window with the debrief of the third session in it, and the practice behind it."""

    desk: Desk
    window: MainWindow
    sessions: tuple[Session, ...]

    @property
    def page(self) -> DebriefPage:
        page = self.window.page
        assert isinstance(page, DebriefPage)
        return page

    @property
    def panel(self) -> ProcessPanel:
        return self.page.form.ratings.process

    @property
    def session(self) -> Session:
        return self.sessions[-1]

    @property
    def kept(self) -> Process:
        return self.desk.accompanying.of(self.session.client)

    def show(self) -> None:
        self.window.go("clients")
        self.window.go("debrief", session=self.session.id)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        key_click(target, key, modifier)

    def event_dialog(self) -> EventDialog:
        return _open(self.window, EventDialog)

    def row(self, column: ProcessColumn, place: int = 0) -> ProcessRow:
        return column.rows[place]


def _open(window: MainWindow, kind: type[Dialog]) -> Dialog:
    (dialog,) = (one for one in window.findChildren(kind) if one.isVisible())
    return dialog


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> Iterator[Room]:
    contexts: list[Context] = []

    def make() -> Page:
        return spec(contexts[0]).factory()

    window = MainWindow(
        [
            PageSpec("clients", "Clients", "person", "Ctrl+2", Page),
            PageSpec("debrief", "Debrief", "pencil", "", make, place="none", under="clients"),
        ]
    )
    hub, jobs = Hub(), Jobs()
    desk.publish_to(hub.publish)
    contexts.append(Context(desk, hub, jobs, window, Look()))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
    client = desk.recording.add_client("K-17")
    days = (date(2026, 3, 10), date(2026, 3, 17), date(2026, 3, 24))
    sessions = tuple(desk.recording.add_session(client.id, held_on=day) for day in days)
    window.go("debrief", session=sessions[-1].id)
    yield Room(desk, window, sessions)
    window.close()
    jobs.wait_all()


def test_a_self_disclosure_can_be_marked_as_too_much(room: Room) -> None:
    room.press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    dialog = room.event_dialog()
    assert not dialog.disclosure[DisclosureMark.LONG].isVisible()
    dialog.what.setCurrentIndex(dialog.what.findData(EventKind.SELF_DISCLOSURE.value))
    dialog.disclosure[DisclosureMark.LONG].click()
    dialog.save.click()
    (event,) = room.kept.events
    assert (event.event, event.kind, event.markers) == (EventKind.SELF_DISCLOSURE, None, ("long",))
    room.show()
    room.row(room.panel.events).click()
    again = room.event_dialog()
    assert again.disclosure[DisclosureMark.LONG].isChecked()
    again.disclosure[DisclosureMark.LONG].click()
    again.save.click()
    assert room.kept.events[0].markers == ()


def test_a_rupture_is_noted_with_all_that_belongs_to_it(room: Room) -> None:
    room.press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    dialog = room.event_dialog()
    dialog.kind.button(RuptureKind.CONFRONTATION.value).click()
    assert not dialog.markers[RuptureKind.WITHDRAWAL].isVisible()
    dialog.markers[RuptureKind.CONFRONTATION].boxes["complaint"].click()
    dialog.own_words.setText("folded arms, left early")
    dialog.severity.setValue(6.5)
    offered = [action.text() for action in dialog.tried.menu.actions()]
    assert "Hear it out without defence" in offered
    assert "Invite what is held back" not in offered
    dialog.tried.menu.actions()[0].trigger()
    dialog.save.click()
    (event,) = room.kept.events
    assert (event.event, event.kind, event.severity) == (EventKind.RUPTURE, RuptureKind.CONFRONTATION, 65)
    assert event.markers == ("complaint", "folded arms", "left early")
    assert event.tried == offered[0]
    assert event.ended_session is None
    row = room.row(room.panel.events)
    assert row.accessibleName().startswith("Rupture, confrontation, still open, complaint, folded arms")
    assert room.window.status.saved.plain.startswith("Saved ")


def test_other_events_have_a_note_only(room: Room) -> None:
    room.panel.events.add.click()
    dialog = room.event_dialog()
    dialog.what.setCurrentIndex(dialog.what.findData(EventKind.FEEDBACK_GIVEN.value))
    assert not dialog.tried.isVisible()
    dialog.note.setText("welcome")
    dialog.save.click()
    (event,) = room.kept.events
    assert (event.event, event.kind, event.note) == (EventKind.FEEDBACK_GIVEN, None, "welcome")


def test_an_event_is_edited_in_place(room: Room) -> None:
    room.desk.accompanying.add_event(
        room.session.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL, markers=("silence", "sighs")
    )
    room.row(room.panel.events).setFocus()
    room.press(Qt.Key.Key_Return)
    dialog = room.event_dialog()
    assert dialog.markers[RuptureKind.WITHDRAWAL].ticked == ("silence",)
    assert dialog.own_words.text() == "sighs"
    dialog.end.button(Repair.PARTIAL.value).click()
    dialog.save.click()
    (event,) = room.kept.events
    assert (event.markers, event.repair, event.ended_session) == (("silence", "sighs"), Repair.PARTIAL, 3)


def test_editing_keeps_the_end_that_a_later_session_has_set(room: Room) -> None:
    first = room.sessions[0]
    rupture = room.desk.accompanying.add_event(first.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    room.desk.accompanying.close_rupture(rupture.id, 2, Repair.FULL, "named it")
    room.window.go("debrief", session=first.id)
    room.row(room.panel.events).click()
    dialog = room.event_dialog()
    assert not dialog.end.isVisible()
    dialog.note.setText("after the holiday")
    dialog.save.click()
    (event,) = room.kept.events
    assert (event.ended_session, event.repair, event.note) == (2, Repair.FULL, "after the holiday")


def test_delete_takes_an_event_out_and_undo_brings_it_back(room: Room) -> None:
    event = room.desk.accompanying.add_event(room.session.id, EventKind.IMMEDIACY, note="here and now")
    room.row(room.panel.events).setFocus()
    room.press(Qt.Key.Key_Delete)
    assert not room.kept.events
    assert room.window.status.hint.plain == "Removed: Immediacy. Ctrl+Z takes it back."
    room.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.kept.events == (event,)
    assert room.row(room.panel.events).text() == "Immediacy"
    assert room.window.status.hint.plain == "Taken back: immediacy removed"


def test_a_rupture_entered_with_its_end_is_one_step(room: Room) -> None:
    def ends() -> list[int | None]:
        return [one.ended_session for one in room.kept.events]

    room.panel.events.add.click()
    dialog = room.event_dialog()
    dialog.end.button(Repair.FULL.value).click()
    dialog.save.click()
    assert ends() == [3]
    room.page.form.undo.click()
    assert ends() == []
    room.page.form.redo.click()
    assert ends() == [3]


def test_what_was_done_about_an_earlier_session_is_taken_back_too(room: Room) -> None:
    rupture = room.desk.accompanying.add_event(room.sessions[0].id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    homework = room.desk.accompanying.set_homework(room.sessions[0].id, "Walk")
    room.show()
    room.row(room.panel.events).click()
    _open(room.window, CloseRuptureDialog).save.click()
    room.panel.last_homework.review.button(DONE).click()
    assert (room.kept.events[0].ended_session, room.kept.homework[0].done) == (3, True)
    room.page.form.undo.click()
    assert room.kept.homework == (homework,)
    assert room.panel.last_homework.review.choice == NOT_REVIEWED
    room.page.form.undo.click()
    assert room.kept.events == (rupture,)
    assert room.row(room.panel.events).text() == "Rupture open since session 1"


def test_a_rupture_that_is_open_says_so(room: Room) -> None:
    room.press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    room.event_dialog().save.click()
    row = room.row(room.panel.events)
    assert row.line.note == "still open"
    row.setFocus()
    QApplication.processEvents()
    remove = row.findChild(Button)
    assert remove is not None
    assert row.rect().contains(remove.geometry())


def test_an_edited_event_stays_the_same_event(room: Room) -> None:
    event = room.desk.accompanying.add_event(room.session.id, EventKind.IMMEDIACY, note="here")
    room.row(room.panel.events).setFocus()
    room.press(Qt.Key.Key_Return)
    dialog = room.event_dialog()
    dialog.note.setText("here and now")
    dialog.save.click()
    assert room.kept.events == (replace(event, note="here and now"),)
    room.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.kept.events == (event,)


def test_an_open_rupture_of_an_earlier_session_stands_on_top_until_it_is_closed(room: Room) -> None:
    room.desk.accompanying.add_event(room.sessions[0].id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    room.desk.accompanying.add_event(room.session.id, EventKind.IMMEDIACY)
    room.show()
    row = room.row(room.panel.events)
    assert row.accessibleName() == "Rupture open since session 1, for 2 sessions, Close"
    row.setFocus()
    room.press(Qt.Key.Key_Return)
    dialog = _open(room.window, CloseRuptureDialog)
    dialog.end.button(Repair.PARTIAL.value).click()
    dialog.tried.line.setText("named it")
    dialog.save.click()
    rupture = room.kept.events[0]
    assert (rupture.ended_session, rupture.repair, rupture.tried) == (3, Repair.PARTIAL, "named it")
    assert room.row(room.panel.events).text() == "Rupture of session 1, partly repaired"


def test_a_signed_session_takes_nothing_but_the_end_of_a_rupture(room: Room) -> None:
    accompanying = room.desk.accompanying
    accompanying.add_event(room.sessions[0].id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    accompanying.add_event(room.session.id, EventKind.IMMEDIACY)
    accompanying.set_homework(room.sessions[0].id, "Walk")
    room.page.form.sign.click()
    room.press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert not room.window.findChildren(EventDialog)
    assert not room.panel.events.add.isVisible()
    assert not room.panel.last_homework.review.isEnabled()
    assert room.panel.next_homework.line.isReadOnly()
    own = room.row(room.panel.events, 1)
    own.setFocus()
    room.press(Qt.Key.Key_Delete)
    assert len(room.kept.events) == 2
    room.row(room.panel.events).click()
    _open(room.window, CloseRuptureDialog).save.click()
    assert room.kept.events[0].repair is Repair.FULL


def test_an_intervention_is_chosen_from_those_used_before_or_typed(room: Room) -> None:
    used = ("Behavioural activation", InterventionKind.SUPPORTED, "as planned")
    room.desk.accompanying.put_intervention(room.sessions[0].id, *used)
    room.show()
    room.press(Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    dialog = _open(room.window, InterventionDialog)
    assert [dialog.named.name.itemText(index) for index in range(dialog.named.name.count())] == [
        "Behavioural activation"
    ]
    dialog.save.click()
    assert dialog.named.name_field.error.plain
    dialog.named.kind.button(InterventionKind.PROCESS.value).click()
    assert dialog.named.name.findText("Dramatic relief") >= 0
    dialog.named.name.setEditText("Letter, unsent")
    dialog.adherence.button("changed").click()
    dialog.save.click()
    here = [one for one in room.kept.interventions if one.session == room.session.id]
    assert [(one.intervention, one.kind, one.adherence) for one in here] == [
        ("Letter, unsent", InterventionKind.PROCESS, "changed")
    ]


def test_editing_an_intervention_replaces_it(room: Room) -> None:
    room.desk.accompanying.put_intervention(room.session.id, "Chair work", InterventionKind.SUPPORTED, "as planned")
    room.row(room.panel.interventions).click()
    dialog = _open(room.window, InterventionDialog)
    dialog.named.name.setEditText("Two-chair work")
    dialog.adherence.button("not delivered").click()
    dialog.save.click()
    assert [(one.intervention, one.adherence) for one in room.kept.interventions] == [
        ("Two-chair work", "not delivered")
    ]


def test_homework_from_last_time_is_reviewed_in_this_session(room: Room) -> None:
    assert not room.panel.last_homework.isVisible()
    room.desk.accompanying.set_homework(room.sessions[0].id, "Walk on Sundays")
    room.show()
    assert room.panel.last_homework.words.plain == "Walk on Sundays"
    review = room.panel.last_homework.review
    assert review.choice == NOT_REVIEWED
    for choice, done in ((DONE, True), (NOT_DONE, False)):
        review.button(choice).click()
        (homework,) = room.kept.homework
        assert (homework.reviewed_session, homework.done) == (3, done)
    review.button(NOT_REVIEWED).click()
    assert [(one.reviewed_session, one.done) for one in room.kept.homework] == [(None, None)]


def test_homework_for_next_time_is_kept_changed_and_cleared(room: Room) -> None:
    line = room.panel.next_homework.line
    for typed, kept in (("Write", ["Write"]), (" the letter", ["Write the letter"])):
        line.setFocus()
        line.end(False)
        QTest.keyClicks(line, typed)
        room.show()
        assert [(one.session, one.text) for one in room.kept.homework] == [(room.session.id, text) for text in kept]
        assert line.text() == kept[0]
    line.setFocus()
    line.selectAll()
    room.press(Qt.Key.Key_Delete)
    room.show()
    assert room.kept.homework == ()


def test_homework_that_was_reviewed_later_is_not_reworded(room: Room) -> None:
    homework = room.desk.accompanying.set_homework(room.sessions[1].id, "Walk")
    room.desk.accompanying.review_homework(homework, room.session.id, True)
    room.window.go("debrief", session=room.sessions[1].id)
    assert room.panel.next_homework.line.isReadOnly()
    assert room.panel.next_homework.line.text() == "Walk"


def test_in_a_small_window_it_is_a_tab_with_a_count(room: Room, qtbot: QtBot) -> None:
    room.desk.accompanying.add_event(room.session.id, EventKind.IMMEDIACY)
    room.desk.accompanying.put_intervention(room.session.id, "Chair work", InterventionKind.SUPPORTED)
    room.window.resize(1024, 700)
    tabs = room.page.form.ratings.tabs
    qtbot.waitUntil(tabs.isVisible)
    assert not room.panel.isVisible()
    assert tabs.accessibleTabName(1) == "Events and interventions, 2"
    room.page.form.ratings.table.setFocus()
    room.press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    room.event_dialog().reject()
    assert room.panel.isVisible()


def test_the_whole_page_fits_a_usual_window(room: Room, qtbot: QtBot) -> None:
    for number in range(8):
        room.desk.accompanying.add_event(room.session.id, EventKind.IMMEDIACY, note=str(number))
    frame = room.page.parentWidget()
    assert frame is not None
    qtbot.waitUntil(lambda: room.page.height() <= frame.height())
    assert len(room.panel.events.rows) == 8


def test_three_rows_are_in_view_beside_the_eleven_ratings(room: Room, qtbot: QtBot) -> None:
    for number in range(3):
        room.desk.accompanying.add_event(room.session.id, EventKind.IMMEDIACY, note=str(number))

    def hidden() -> list[QWidget]:
        shown: tuple[QWidget, ...] = (room.page.form.ratings.table, *room.panel.events.rows)
        return [one for one in shown if one.visibleRegion().boundingRect() != one.rect()]

    qtbot.waitUntil(lambda: not hidden())


def test_everything_that_takes_the_focus_has_a_name(room: Room, scheme: str) -> None:
    room.desk.accompanying.add_event(room.session.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    room.desk.accompanying.set_homework(room.sessions[0].id, "Walk")
    room.show()
    room.panel.events.add.click()
    room.page.presenter.process.add_intervention()
    dialogs: tuple[QWidget, ...] = (room.event_dialog(), _open(room.window, InterventionDialog))
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QComboBox, QLineEdit)
    for place in (room.panel, *dialogs):
        for kind in kinds:
            for widget in place.findChildren(kind):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_"):
                    text = widget.text() if isinstance(widget, QAbstractButton) else ""
                    assert widget.accessibleName() or text, f"{type(widget).__name__} in {scheme}"
    for dialog in dialogs:
        dialog.close()
