"""What the work is for, in the clinician's and in the client's words, and who agreed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.domain.records import Goal
from relationship_desk.domain.vocabulary import AgreedBy, GoalStatus
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

_AGREED = {AgreedBy.BOTH: "Both", AgreedBy.CLIENT: "The client", AgreedBy.CLINICIAN: "The clinician"}
_STATUS = {GoalStatus.OPEN: "Open", GoalStatus.REACHED: "Reached", GoalStatus.DROPPED: "Dropped"}
_WIDTH, _LONGEST = 520, 500


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """What the dialog was left with."""

    goal: str
    client_words: str
    agreed_by: AgreedBy
    status: GoalStatus


class GoalDialog(QDialog):
    """Open it with ``open()``; :attr:`agreed` is told on Save, and the dialog stays until it is told to close."""

    agreed: Event[GoalEntry] = Event(GoalEntry)

    def __init__(self, goal: Goal | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Edit goal" if goal else "Add goal")
        self.goal, self.client_words = QLineEdit(), QLineEdit()
        self.agreed_by, self.status = QComboBox(), QComboBox()
        for line in (self.goal, self.client_words):
            line.setMaxLength(_LONGEST)
        for agreed, words in _AGREED.items():
            self.agreed_by.addItem(words, agreed.value)
        for status, words in _STATUS.items():
            self.status.addItem(words, status.value)
        self.goal_field = Field("Goal", self.goal)
        self.status_field = Field("State", self.status)
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.save = Button("Save", "primary")
        if goal is not None:
            self._fill(goal)
        self._build()
        self.status_field.setVisible(goal is not None)

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))

    def _fill(self, goal: Goal) -> None:
        self.goal.setText(goal.goal)
        self.client_words.setText(goal.client_words)
        self.agreed_by.setCurrentIndex(self.agreed_by.findData(goal.agreed_by.value))
        self.status.setCurrentIndex(self.status.findData(goal.status.value))

    def _build(self) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(self.goal_field)
        column.addWidget(Field("In the client's words", self.client_words, "optional"))
        choices = QHBoxLayout()
        choices.setSpacing(theme.S16)
        choices.addWidget(Field("Agreed by", self.agreed_by), 1)
        choices.addWidget(self.status_field, 1)
        column.addLayout(choices)
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _on_save_clicked(self) -> None:
        goal = self.goal.text().strip()
        self.goal_field.show_error("" if goal else "A goal needs a few words.")
        if not goal:
            self.goal.setFocus()
            return
        self.agreed.emit(
            GoalEntry(
                goal,
                self.client_words.text().strip(),
                AgreedBy(self.agreed_by.currentData()),
                GoalStatus(self.status.currentData()),
            )
        )
