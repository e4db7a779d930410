"""The goals of a client, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.domain.records import Goal
from relationship_desk.domain.vocabulary import GoalStatus
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.client.words import goal_words
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel

NO_GOALS = "No goals yet. Write down what the work is for, in the client's words."


class GoalLine(QWidget):
    """One goal: its words, who agreed and when it was reviewed, and two buttons."""

    edit_asked: Event[Goal] = Event(Goal)
    reviewed: Event[Goal] = Event(Goal)

    def __init__(self, goal: Goal, *, reviewed_today: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.goal = goal
        is_open = goal.status is GoalStatus.OPEN
        self.review, self.edit = Button("Reviewed today", "chip"), Button("Edit", "chip")
        self.review.setAccessibleName(f"Reviewed today: {goal.goal}")
        self.edit.setAccessibleName(f"Edit: {goal.goal}")
        self.review.set_blocked("Reviewed today already." if reviewed_today else "")
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Label(goal.goal, "body", "text" if is_open else "muted", wrap=True), 0, 0, 1, 2)
        grid.addWidget(Label(goal_words(goal), tone="muted", wrap=True), 1, 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S8)
        buttons.addWidget(self.review)
        buttons.addWidget(self.edit)
        grid.addLayout(buttons, 1, 1, Qt.AlignmentFlag.AlignTop)
        self.review.setVisible(is_open)  # only now: before it had a parent it would open a window of its own
        self.setAccessibleName(f"{goal.goal}, {goal_words(goal)}")
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

    def show_goals(self, goals: Sequence[Goal], reviewed_today: frozenset[str]) -> None:
        """Show ``goals``; ``reviewed_today`` are the uids of those that need no review any more."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        ordered = sorted(goals, key=lambda goal: goal.status is not GoalStatus.OPEN)
        self.lines = tuple(GoalLine(goal, reviewed_today=goal.uid in reviewed_today) for goal in ordered)
        for line in self.lines:
            line.edit_asked.connect(self.edit_asked.emit)
            line.reviewed.connect(self.reviewed.emit)
            self._lines.addWidget(line)
        if not self.lines:
            nothing = Label(NO_GOALS, tone="muted", wrap=True)
            nothing.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S8)
            self._lines.addWidget(nothing)
