"""The goals of a client: all of them with what can be done about each, and the open ones in short."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.domain.days import short_day
from relationship_desk.domain.records import Goal
from relationship_desk.domain.vocabulary import GoalStatus
from relationship_desk.services.plan_view import GoalStanding, is_due
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.client.words import AGREED, goal_words, in_a_row
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList

NO_GOALS = "No goals yet. Write down what the work is for, in the client’s words."
NO_OPEN_GOALS = "No open goals. Goals are set and reviewed in the plan."
DUE = "Review due"


class GoalLine(QWidget):
    """One goal: its words, who agreed, when it was and will be reviewed, and two buttons."""

    edit_asked: Event[Goal] = Event(Goal)
    reviewed: Event[Goal] = Event(Goal)

    def __init__(self, standing: GoalStanding, *, reviewed_today: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.goal, self.due = standing.goal, standing.due
        goal, words = standing.goal, goal_words(standing.goal)
        is_open = goal.status is GoalStatus.OPEN
        self.review, self.edit = Button("Reviewed today", "chip"), Button("Edit", "chip")
        self.review.setAccessibleName(f"Reviewed today: {goal.goal}")
        self.edit.setAccessibleName(f"Edit: {goal.goal}")
        self.review.set_blocked("Reviewed today already." if reviewed_today else "")
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S8)
        grid.setVerticalSpacing(theme.S4)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(theme.S12)
        grid.addWidget(Label(goal.goal, "strong", "text" if is_open else "muted", wrap=True), 0, 0)
        grid.addWidget(Label(words, tone="muted", wrap=True), 1, 0, 1, 2)
        if standing.due:
            grid.addWidget(Badge(DUE, "notice", "clock"), 2, 0, Qt.AlignmentFlag.AlignLeft)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S8)
        buttons.addWidget(self.review)
        buttons.addWidget(self.edit)
        grid.addLayout(buttons, 0, 1, Qt.AlignmentFlag.AlignTop)
        self.review.setVisible(is_open)  # only now: before it had a parent it would open a window of its own
        self.setAccessibleName(", ".join((goal.goal, words, *((DUE,) if standing.due else ()))))
        self.review.clicked.connect(self._on_review_clicked)
        self.edit.clicked.connect(self._on_edit_clicked)

    def _on_review_clicked(self) -> None:
        self.reviewed.emit(self.goal)

    def _on_edit_clicked(self) -> None:
        self.edit_asked.emit(self.goal)


class GoalsPanel(Panel):
    """All goals, open ones first."""

    edit_asked: Event[Goal] = Event(Goal)
    reviewed: Event[Goal] = Event(Goal)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Goals", parent=parent)
        self.add = Button("Add goal", "chip", icon="plus")
        self.add_action(self.add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.setContentsMargins(0, theme.S4, 0, theme.S4)
        self.body.addLayout(self._lines)
        self.lines: tuple[GoalLine, ...] = ()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, as it is read."""
        return (self.add, *(button for line in self.lines for button in (line.review, line.edit)))

    def show_goals(self, goals: Sequence[GoalStanding], today: date) -> None:
        """Show ``goals``; one reviewed ``today`` needs no review any more."""
        focused = next((one.goal.uid for one in self.lines if one.review.hasFocus() or one.edit.hasFocus()), None)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        ordered = sorted(goals, key=lambda one: one.goal.status is not GoalStatus.OPEN)
        self.lines = tuple(GoalLine(one, reviewed_today=one.goal.reviewed_on == today) for one in ordered)
        for line in self.lines:
            line.edit_asked.connect(self.edit_asked.emit)
            line.reviewed.connect(self.reviewed.emit)
            self._lines.addWidget(line)
            if line.goal.uid == focused:
                line.edit.setFocus()
        if not self.lines:
            nothing = Label(NO_GOALS, tone="muted", wrap=True)
            nothing.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S8)
            self._lines.addWidget(nothing)


class OpenGoalsPanel(Panel):
    """The open goals, one row each; all that can be done about them is done in the plan."""

    plan_asked: Event[object] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Goals", parent=parent)
        self.plan = Button("Open plan", "chip")
        self.add_action(self.plan)
        self.list, self.nothing = RowList("Open goals", fits=True), Label(NO_OPEN_GOALS, tone="muted", wrap=True)
        self.nothing.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S12)
        self.body.addWidget(self.list)
        self.body.addWidget(self.nothing)
        self.list.opened.connect(self.plan_asked.emit)
        self.plan.clicked.connect(self._on_plan_clicked)

    def show_goals(self, goals: Sequence[Goal], today: date) -> None:
        """Show those of ``goals`` that are open."""
        rows = [_short(goal, today) for goal in goals if goal.status is GoalStatus.OPEN]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def _on_plan_clicked(self) -> None:
        self.plan_asked.emit(None)


def _short(goal: Goal, today: date) -> Row:
    seen = f"reviewed {short_day(goal.reviewed_on)}" if goal.reviewed_on else "not reviewed yet"
    due = is_due(goal, today)
    said = in_a_row(AGREED[goal.agreed_by], DUE.lower() if due else seen)
    return Row(goal.uid, goal.goal, said, icon="clock" if due else "flag")
