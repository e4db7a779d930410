"""The plan tab in a real window, worked with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.process import InterventionKind, Met, PreferenceKind
from relationship_desk.domain.vocabulary import AgreedBy, GoalStatus
from relationship_desk.services.desk import Desk
from relationship_desk.services.plan_view import PlanView
from relationship_desk.services.planning import REVIEW_AFTER
from relationship_desk.ui.dialogs.adaptation import AdaptationDialog
from relationship_desk.ui.dialogs.concern import ConcernDialog
from relationship_desk.ui.dialogs.goal import GoalDialog
from relationship_desk.ui.dialogs.planned import PlannedDialog
from relationship_desk.ui.dialogs.preference import PreferenceDialog
from relationship_desk.ui.pages.client import plan_words as words
from relationship_desk.ui.pages.client.goals import DUE, GoalsPanel
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.plan import PlanTab
from relationship_desk.ui.pages.client.plan_list import PlanList
from relationship_desk.ui.pages.client.plan_parts import PlanParts
from relationship_desk.ui.pages.client.plan_table import PlannedPanel
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.widgets.strip import Strip

FIRST = date(2026, 1, 5)


class Room:
    """The plan tab of one client."""

    def __init__(self, desk: Desk, open_page: OpenPage, client: ClientId, width: int = 1440) -> None:
        self.desk, self.client = desk, client
        self.page = open_page(desk, spec, ClientPage, width=width, client=client, tab="plan")

    @property
    def tab(self) -> PlanTab:
        return self.page.plan

    @property
    def parts(self) -> PlanParts:
        return self.tab.parts

    @property
    def plan(self) -> PlanView:
        return self.desk.planning.plan_of(self.client)

    def press(self, widget: QWidget | None, *keys: Qt.Key) -> None:
        assert widget is not None
        widget.window().activateWindow()
        QTest.qWaitForWindowActive(widget.window())
        widget.setFocus()
        for key in keys:
            key_click(widget.window().focusWidget() or widget, key)
        settle()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        assert isinstance(self.tab.dialog, kind)
        return self.tab.dialog

    def finish(self) -> None:
        """Press Return in the dialog."""
        assert self.tab.dialog is not None
        key_click(self.tab.dialog.focusWidget() or self.tab.dialog, Qt.Key.Key_Return)
        settle()


def settle() -> None:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def titles(room: Room) -> list[str]:
    """The concerns that are shown."""
    return [row.first for row in room.parts.concerns.list.rows]


def type_in(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget.window().focusWidget() or widget, text)


@pytest.fixture
def room(desk: Desk, open_page: OpenPage) -> Room:
    client = desk.recording.add_client("K-17", opened_on=FIRST)
    for week in range(3):
        desk.recording.add_session(client.id, held_on=FIRST + timedelta(weeks=week))
    return Room(desk, open_page, client.id)


def test_an_empty_plan_says_what_each_part_is_for(room: Room) -> None:
    parts = room.parts
    shown = [part.nothing.plain for part in (parts.concerns, parts.preferences, parts.homework, parts.adaptations)]
    assert shown == [words.NO_CONCERNS, words.NO_PREFERENCES, words.NO_HOMEWORK, words.NO_ADAPTATIONS]
    assert parts.planned.nothing.isVisible()
    assert not parts.planned.table.isVisible()
    assert room.page.first_focus() is parts.concerns.add


def test_a_concern_is_added_resolved_removed_and_put_back_by_keyboard(room: Room) -> None:
    room.press(room.parts.concerns.add, Qt.Key.Key_Space)
    dialog = room.dialog(ConcernDialog)
    assert isinstance(dialog, ConcernDialog)
    room.finish()
    assert dialog.isVisible(), "it needs words"
    type_in(dialog.concern, "Cannot sleep")
    room.finish()
    assert titles(room) == ["Cannot sleep"]
    room.press(room.parts.concerns.list, Qt.Key.Key_Return)
    edit = room.dialog(ConcernDialog)
    assert isinstance(edit, ConcernDialog)
    assert not edit.until.on.isVisible()
    room.press(edit.until.choice.button("holds"), Qt.Key.Key_Right)
    assert edit.until.on.isVisible()
    room.finish()
    (row,) = room.parts.concerns.list.rows
    assert (row.second, row.quiet) == ("Resolved 31 Mar 2026, noted 31 Mar 2026", True)
    room.press(room.parts.concerns.list, Qt.Key.Key_Return)
    removing = room.dialog(ConcernDialog)
    assert isinstance(removing, ConcernDialog)
    room.press(removing.remove, Qt.Key.Key_Space)
    assert room.plan.concerns == ()
    strip = room.page.window().findChild(Strip, "plan")
    assert isinstance(strip, Strip)
    assert strip.action is not None
    room.press(strip.action, Qt.Key.Key_Space)
    assert titles(room) == ["Cannot sleep"]
    assert room.page.window().findChild(Strip, "plan") is None


def test_a_goal_says_who_agreed_and_when_it_is_due(room: Room) -> None:
    room.press(room.parts.goals.add, Qt.Key.Key_Space)
    dialog = room.dialog(GoalDialog)
    assert isinstance(dialog, GoalDialog)
    room.finish()
    assert dialog.goal_field.error.plain == "A goal needs a few words."
    type_in(dialog.goal, "Sleep through")
    dialog.agreed_by.setFocus()
    key_click(dialog.agreed_by, Qt.Key.Key_End)
    dialog.review_on.show_day(FIRST)
    room.press(dialog.answer, Qt.Key.Key_Space)
    (line,) = room.parts.goals.lines
    assert "Set by the clinician alone" in line.accessibleName()
    assert line.due
    assert line.accessibleName().endswith(DUE)
    room.press(line.review, Qt.Key.Key_Space)
    (line,) = room.parts.goals.lines
    assert not line.due
    assert not line.review.isEnabled()
    (standing,) = room.plan.goals
    today = room.desk.today()
    assert (standing.goal.reviewed_on, standing.goal.review_on) == (today, today + REVIEW_AFTER)
    assert line.edit.hasFocus(), "the focus stays with the goal"


def test_a_goal_is_reviewed_in_its_dialog(room: Room) -> None:
    room.desk.planning.add_goal(room.client, "Sleep", agreed_by=AgreedBy.BOTH, set_on=FIRST)
    room.press(room.parts.goals.lines[0].edit, Qt.Key.Key_Space)
    dialog = room.dialog(GoalDialog)
    assert isinstance(dialog, GoalDialog)
    assert dialog.review_on.day == FIRST + REVIEW_AFTER
    room.press(dialog.reviewed, Qt.Key.Key_Space)
    assert dialog.review_on.day == room.desk.today() + REVIEW_AFTER
    dialog.reviewed.setFocus()
    key_click(dialog.reviewed, Qt.Key.Key_Space)
    assert dialog.review_on.day == FIRST + REVIEW_AFTER
    key_click(dialog.reviewed, Qt.Key.Key_Space)
    dialog.status.setFocus()
    key_click(dialog.status, Qt.Key.Key_Down)
    room.press(dialog.answer, Qt.Key.Key_Space)
    (standing,) = room.plan.goals
    assert (standing.goal.reviewed_on, standing.goal.status) == (room.desk.today(), GoalStatus.REACHED)
    assert not room.parts.goals.lines[0].review.isVisible()


def test_a_planned_intervention_is_added_edited_and_dropped(room: Room) -> None:
    room.press(room.parts.planned.add, Qt.Key.Key_Space)
    dialog = room.dialog(PlannedDialog)
    assert isinstance(dialog, PlannedDialog)
    room.finish()
    assert dialog.named.name_field.error.plain == "An intervention needs a few words."
    type_in(dialog.named.name, "Thought record")
    dialog.since.show_day(FIRST)
    type_in(dialog.why, "Self-criticism")
    room.press(dialog.answer, Qt.Key.Key_Space)
    (standing,) = room.plan.planned
    assert (standing.planned.intervention, standing.planned.why) == ("Thought record", "Self-criticism")
    model = room.parts.planned.table.model()
    assert [model.index(0, column).data() for column in range(3)] == ["Thought record", "5 Jan 2026", "0 of 3 sessions"]
    room.press(room.parts.planned.table, Qt.Key.Key_Return)
    edit = room.dialog(PlannedDialog)
    assert isinstance(edit, PlannedDialog)
    room.press(edit.until.choice.button("holds"), Qt.Key.Key_Right)
    room.finish()
    assert room.plan.planned[0].planned.dropped_on == room.desk.today()
    assert "Dropped 31 Mar 2026" in str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_table_counts_what_the_sessions_say(room: Room) -> None:
    desk, sessions = room.desk, room.desk.reviewing.history(room.client).sessions
    desk.planning.plan_intervention(room.client, "Thought record", since=FIRST)
    for session, said in zip(sessions, ("as planned", "changed: shorter", "not delivered"), strict=True):
        desk.accompanying.put_intervention(session.id, "Thought record", InterventionKind.SUPPORTED, said)
    index = room.parts.planned.table.model().index(0, 2)
    assert index.data() == "2 of 3 sessions"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "2 of 3 sessions, as planned 1, changed 1, not delivered 1, "
        "session 1 as planned, session 2 changed (shorter), session 3 not delivered"
    )
    assert room.parts.planned.legend.isVisible()


def test_a_preference_has_its_kind_strength_and_whether_it_is_met(room: Room) -> None:
    room.press(room.parts.preferences.add, Qt.Key.Key_Space)
    dialog = room.dialog(PreferenceDialog)
    assert isinstance(dialog, PreferenceDialog)
    type_in(dialog.preference, "Less silence")
    room.press(dialog.kind.button("not said"), Qt.Key.Key_Right)
    dialog.strength.setFocus()
    dialog.strength.selectAll()
    QTest.keyClicks(dialog.strength, "7.5")
    room.press(dialog.met.button("not said"), Qt.Key.Key_Right, Qt.Key.Key_Right)
    type_in(dialog.reason, "since session 2")
    room.finish()
    (kept,) = room.plan.preferences
    assert (kept.kind, kept.strength, kept.met) == (PreferenceKind.ROLE, 75, Met.PARTLY)
    (row,) = room.parts.preferences.list.rows
    assert row.second == "Role · strength 7.5 · partly met: since session 2 · stated 31 Mar 2026"
    room.press(room.parts.preferences.list, Qt.Key.Key_Return)
    edit = room.dialog(PreferenceDialog)
    assert isinstance(edit, PreferenceDialog)
    assert (edit.kind.choice, edit.met.choice, edit.strength.value()) == ("role", "partly", 7.5)
    room.press(edit.met.button("partly"), Qt.Key.Key_Right)
    room.finish()
    assert room.plan.preferences[0].met is Met.NO


def test_what_cannot_be_kept_stays_in_the_dialog(room: Room) -> None:
    room.desk.planning.add_preference(room.client, "Less silence")
    room.press(room.parts.preferences.add, Qt.Key.Key_Space)
    dialog = room.dialog(PreferenceDialog)
    assert isinstance(dialog, PreferenceDialog)
    type_in(dialog.preference, "Less silence")
    room.finish()
    assert dialog.isVisible()
    assert "on file for this day" in dialog.error.plain
    assert dialog.preference.text() == "Less silence"


def test_an_adaptation_starts_in_a_session(room: Room, desk: Desk) -> None:
    room.press(room.parts.adaptations.add, Qt.Key.Key_Space)
    dialog = room.dialog(AdaptationDialog)
    assert isinstance(dialog, AdaptationDialog)
    assert dialog.session.value() == 3
    type_in(dialog.change, "Two ways offered")
    dialog.session.setFocus()
    key_click(dialog.session, Qt.Key.Key_Down)
    room.press(dialog.answer, Qt.Key.Key_Space)
    (row,) = room.parts.adaptations.list.rows
    assert (row.first, row.second) == ("Two ways offered", "To fit resistance · from session 2")
    new = desk.recording.add_client("K-18")
    room.page.arrive({"client": new.id, "tab": "plan"})
    assert room.parts.adaptations.add is not None
    assert not room.parts.adaptations.add.isEnabled()
    assert room.parts.adaptations.add.accessibleDescription() == words.NO_SESSION


def test_each_course_has_its_plan(room: Room) -> None:
    room.desk.planning.add_concern(room.client, "Sleep", noted_on=FIRST)
    assert not room.parts.course.isVisible()
    room.desk.recording.open_course(room.client, "Grief", room.desk.today())
    assert room.parts.course.isVisible()
    assert titles(room) == []
    room.press(room.parts.course, Qt.Key.Key_Down)
    assert titles(room) == ["Sleep"]
    room.press(room.parts.concerns.add, Qt.Key.Key_Space)
    dialog = room.dialog(ConcernDialog)
    assert isinstance(dialog, ConcernDialog)
    type_in(dialog.concern, "Work")
    room.finish()
    assert titles(room) == ["Sleep", "Work"], "the course looked at stays"
    assert room.plan.concerns == ()


def test_homework_is_shortened_until_all_is_asked_for(desk: Desk, open_page: OpenPage) -> None:
    client = desk.recording.add_client("K-17", opened_on=FIRST)
    for week in range(7):
        session = desk.recording.add_session(client.id, held_on=FIRST + timedelta(weeks=week))
        desk.accompanying.set_homework(session.id, f"Walk {week + 1}")
    room = Room(desk, open_page, client.id)
    homework = room.parts.homework
    assert [row.first for row in homework.list.rows] == ["Walk 7", "Walk 6", "Walk 5", "Walk 4", "Walk 3"]
    room.press(homework.more, Qt.Key.Key_Space)
    assert len(homework.list.rows) == 7
    assert not homework.more.isVisible()
    assert homework.list.hasFocus()


@pytest.mark.parametrize("width", [1440, 1024])
def test_tab_goes_through_the_parts_as_they_are_read(demo: Desk, open_page: OpenPage, width: int) -> None:
    room = Room(demo, open_page, demo.supervising.client_id("K-17"), width)
    parts = room.parts
    aims, means = (parts.concerns, parts.goals), (parts.planned, parts.homework)
    order: tuple[PlanList | GoalsPanel | PlannedPanel, ...] = (*aims, *means, parts.preferences, parts.adaptations)
    if width == 1440:
        order = (*aims, parts.preferences, *means, parts.adaptations)
    wanted = [stop for part in order for stop in part.stops if stop.isVisible() and stop.isEnabled()]
    wanted[0].setFocus()
    seen: list[QWidget] = []
    for _ in wanted:
        here = QApplication.focusWidget()
        assert here is not None
        seen.append(here)
        key_click(here, Qt.Key.Key_Tab)
    assert seen == wanted


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_parts_stand_inside_the_window(
    demo: Desk, open_page: OpenPage, width: int, stray_windows: list[QWidget]
) -> None:
    room = Room(demo, open_page, demo.supervising.client_id("D-07"), width)
    settle()
    inside = room.parts.viewport().width()
    for part in (room.parts.concerns, room.parts.goals, room.parts.planned, room.parts.homework):
        assert part.mapTo(room.parts.viewport(), part.rect().topRight()).x() <= inside
    assert all(one.height() >= 24 for one in room.parts.findChildren(QPushButton) if one.isVisible())
    assert not stray_windows


def test_the_demo_has_plans_that_were_delivered(demo: Desk, code: Callable[[str], ClientId]) -> None:
    plan = demo.planning.plan_of(code("K-17"))
    assert [one.resolved_on is None for one in plan.concerns] == [True, False, True]
    assert all(one.held for one in plan.planned)
    assert any(one.delivered for one in plan.planned)
    assert {one.kind for one in plan.preferences} == {PreferenceKind.METHOD, PreferenceKind.ROLE}
    assert plan.adaptations
    assert [one.due for one in plan.goals] == [False, False, True]


@pytest.fixture
def code(demo: Desk) -> Callable[[str], ClientId]:
    return demo.supervising.client_id
