"""What the work is for, in the clinician's and in the client's words, who agreed, and when it is looked at again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Goal
from relationship_desk.domain.vocabulary import AgreedBy, GoalStatus
from relationship_desk.services.planning import REVIEW_AFTER
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.plan_dialog import PlanDialog, line
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.spin_fields import DateField
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

_AGREED = {
    AgreedBy.BOTH: "Both",
    AgreedBy.CLIENT: "The client alone",
    AgreedBy.CLINICIAN: "The clinician alone",
}
_STATUS = {GoalStatus.OPEN: "Open", GoalStatus.REACHED: "Reached", GoalStatus.DROPPED: "Dropped"}


class GoalDialog(PlanDialog):
    """With ``goal`` it is changed; without one a new one is set."""

    def __init__(
        self, context: Context, client: ClientId, goal: Goal | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "Edit goal" if goal else "Add goal", parent=parent)
        self._client, self._goal, self._today = client, goal, context.desk.today()
        self.goal, self.client_words = line(), line()
        self.agreed_by, self.status = QComboBox(), QComboBox()
        for agreed, words in _AGREED.items():
            self.agreed_by.addItem(words, agreed.value)
        for status, words in _STATUS.items():
            self.status.addItem(words, status.value)
        self.review_on, self.reviewed = DateField(), ToggleCheck("Reviewed today")
        self.review_on.show_day(self._today + REVIEW_AFTER)
        if goal is not None:
            self._fill(goal)
        self.goal_field = Field("Goal", self.goal)
        self.status_field = Field("State", self.status)
        self.lay_out(
            self.goal_field,
            (Field("In the client’s words", self.client_words, "optional"),),
            (Field("Agreed by", self.agreed_by), self.status_field),
            (Field("Look at it again on", self.review_on),),
            (self.reviewed,),
        )
        self.status_field.setVisible(goal is not None)
        self.reviewed.setVisible(goal is not None and goal.status is GoalStatus.OPEN)
        self.reviewed.toggled.connect(self._on_reviewed_toggled)

    def _fill(self, goal: Goal) -> None:
        self.goal.setText(goal.goal)
        self.client_words.setText(goal.client_words)
        self.agreed_by.setCurrentIndex(self.agreed_by.findData(goal.agreed_by.value))
        self.status.setCurrentIndex(self.status.findData(goal.status.value))
        self.review_on.show_day(goal.review_on or (goal.reviewed_on or goal.set_on) + REVIEW_AFTER)

    def _on_reviewed_toggled(self, reviewed: bool) -> None:
        """Move the next review on with this one; it can still be changed."""
        if reviewed:
            self.review_on.show_day(self._today + REVIEW_AFTER)
        elif self._goal is not None and self._goal.review_on is not None:
            self.review_on.show_day(self._goal.review_on)

    @override
    def keep(self) -> None:
        agreed_by, review_on = AgreedBy(self.agreed_by.currentData()), self.review_on.day
        if self._goal is None:
            self.context.desk.planning.add_goal(
                self._client,
                self.goal.text(),
                client_words=self.client_words.text(),
                agreed_by=agreed_by,
                review_on=review_on,
            )
            return
        changed = replace(
            self._goal,
            goal=self.goal.text(),
            client_words=self.client_words.text(),
            agreed_by=agreed_by,
            status=GoalStatus(self.status.currentData()),
            review_on=review_on,
        )
        if self.reviewed.isChecked():
            self.context.desk.planning.review_goal(changed, next_review=review_on)
        else:
            self.context.desk.planning.save_goal(changed)
