"""The plan tab: what the client came with, what the work is for, what is meant to be done and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import CourseId, SessionId
from relationship_desk.domain.records import Goal
from relationship_desk.insight.signals import Analysis
from relationship_desk.services.plan_view import PlanView
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.adaptation import AdaptationDialog
from relationship_desk.ui.dialogs.concern import ConcernDialog
from relationship_desk.ui.dialogs.goal import GoalDialog
from relationship_desk.ui.dialogs.planned import PlannedDialog
from relationship_desk.ui.dialogs.preference import PreferenceDialog
from relationship_desk.ui.pages.client.plan_parts import PlanParts
from relationship_desk.ui.pages.client.tab import ClientTab


class PlanTab(ClientTab):
    """Two columns: what it is for, and what is done about it; in a small window one below the other."""

    hint = "Tab goes through the parts, Return edits the row"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._plan: PlanView | None = None
        self.dialog: QDialog | None = None
        """The last one asked with."""
        self.parts = PlanParts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        self._connect()

    def _connect(self) -> None:
        parts = self.parts
        parts.course.activated.connect(self._on_course_activated)
        parts.goals.add.clicked.connect(self._on_add_goal_clicked)
        parts.goals.edit_asked.connect(self._on_goals_edit_asked)
        parts.goals.reviewed.connect(self._on_goals_reviewed)
        parts.planned.add.clicked.connect(self._on_add_planned_clicked)
        parts.planned.table.opened.connect(self._on_table_opened)
        parts.concerns.opened.connect(self._on_concerns_opened)
        parts.preferences.opened.connect(self._on_preferences_opened)
        parts.adaptations.opened.connect(self._on_adaptations_opened)
        parts.homework.opened.connect(self._on_homework_opened)
        for part, ask in (
            (parts.concerns, self._on_add_concern_clicked),
            (parts.preferences, self._on_add_preference_clicked),
            (parts.adaptations, self._on_add_adaptation_clicked),
        ):
            if part.add is not None:
                part.add.clicked.connect(ask)

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.parts.set_narrow(narrow)

    @override
    def first_focus(self) -> QWidget:
        concerns = self.parts.concerns
        return concerns.list if concerns.list.rows else concerns.add or self

    @override
    def regions(self) -> Sequence[QWidget]:
        parts = self.parts
        return (
            parts.concerns,
            parts.goals,
            parts.preferences,
            parts.planned,
            parts.homework,
            parts.adaptations,
        )

    # Showing

    @override
    def show_client(self, analysis: Analysis) -> None:
        client = analysis.history.client_id
        before = self._plan if self._plan and self._plan.client == client else None
        # A course that was just opened comes to the front; otherwise the one that is looked at stays.
        stays = before is not None and len(before.courses) == len(analysis.history.courses)
        course = before.course.id if stays and before and before.course else None
        self._show(self._context.desk.planning.plan_of(client, course))

    def _show(self, plan: PlanView) -> None:
        self._plan = plan
        self.parts.show_plan(plan, self._context.desk.catalogue)

    def _on_course_activated(self, _place: int) -> None:
        if self._plan is not None:
            course = CourseId(self.parts.course.currentData())
            self._show(self._context.desk.planning.plan_of(self._plan.client, course))

    # Entering

    def _ask(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.open()

    @property
    def _course(self) -> CourseId | None:
        return self._plan.course.id if self._plan and self._plan.course else None

    def _on_add_concern_clicked(self) -> None:
        if self._plan is not None:
            self._ask(ConcernDialog(self._context, self._plan.client, self._course))

    def _on_concerns_opened(self, key: object) -> None:
        for one in self._plan.concerns if self._plan else ():
            if one.id == key:
                self._ask(ConcernDialog(self._context, one.client, one.course, one))

    def _on_add_goal_clicked(self) -> None:
        if self._plan is not None:
            self._ask(GoalDialog(self._context, self._plan.client))

    def _on_goals_edit_asked(self, goal: Goal) -> None:
        self._ask(GoalDialog(self._context, goal.client, goal))

    def _on_goals_reviewed(self, goal: Goal) -> None:
        try:
            self._context.desk.planning.review_goal(goal)
        except DeskError as error:
            self._context.shell.show_message(str(error))
        else:
            self._context.shell.status.show_saved(self._context.desk.now().time())

    def _on_add_preference_clicked(self) -> None:
        if self._plan is not None:
            self._ask(PreferenceDialog(self._context, self._plan.client))

    def _on_preferences_opened(self, key: object) -> None:
        for one in self._plan.preferences if self._plan else ():
            if one.id == key:
                self._ask(PreferenceDialog(self._context, one.client, one))

    def _on_add_planned_clicked(self) -> None:
        if self._plan is not None:
            self._ask(PlannedDialog(self._context, self._plan.client, self._course))

    def _on_table_opened(self, row: int) -> None:
        one = self.parts.planned.table.at(row).planned
        self._ask(PlannedDialog(self._context, one.client, one.course, one))

    def _on_add_adaptation_clicked(self) -> None:
        if self._plan is not None:
            self._ask(AdaptationDialog(self._context, self._plan.client, self._plan.last_session))

    def _on_adaptations_opened(self, key: object) -> None:
        for one in self._plan.adaptations if self._plan else ():
            if one.id == key and self._plan:
                self._ask(AdaptationDialog(self._context, one.client, self._plan.last_session, one))

    def _on_homework_opened(self, key: object) -> None:
        if isinstance(key, int):
            self._context.shell.go("debrief", session=SessionId(key))
