"""What goes into the summary, in the order a clinician decides it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.passphrase_field import PassphraseField
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import NumberField
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

REDUCED, FULL = "reduced", "full"
EXPLAINED: Mapping[str, str] = {
    REDUCED: "Random code, weeks instead of dates, no name, no note text. Still personal data.",
    FULL: "Code, name and dates as they are. For a supervisor who may know them.",
}
PARTS: Mapping[str, str] = {
    "trends": "Element trends",
    "ruptures": "Ruptures and repair",
    "goals": "Goals",
    "profile": "Profile",
    "prompts": "Prompts and outcomes",
}
_MOST_SESSIONS = 9999


class Choices(QScrollArea):
    """Client, sessions, identity, parts, question, password."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.client = QComboBox()
        self.first, self.last = NumberField(1, _MOST_SESSIONS), NumberField(1, _MOST_SESSIONS)
        self.weeks = YieldingLabel()
        self.identity = Segmented("Identity", (Segment(REDUCED, "Reduced"), Segment(FULL, "Full")), stretch=True)
        self.explained = Label(EXPLAINED[REDUCED], tone="muted", wrap=True)
        self.parts = {key: ToggleCheck(title, " ") for key, title in PARTS.items()}
        self.question = QPlainTextEdit()
        self.flag = Button("", icon="flag")
        self.password = PassphraseField()
        self.client.setPlaceholderText("No clients yet")
        self._name()
        page = Paper()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S16)
        column.setSpacing(6)
        self._lay_out(column)
        self.setWidget(page)
        self.question.setMinimumHeight(theme.scaled(96))
        for field in (self.first, self.last):
            field.setFixedWidth(theme.scaled(78))

    def show_flag(self, session: int | None) -> None:
        """Offer to ask about the rupture that began in ``session`` and is not repaired; None where there is none."""
        self.flag.setVisible(session is not None)
        self.flag.setText(f"Ask about the rupture of session {session}")

    def show_note(self, part: str, note: str) -> None:
        """Say at the right of ``part`` how much there is of it."""
        box = self.parts[part]
        box.note = note
        box.setAccessibleDescription(note)
        box.update()

    def _name(self) -> None:
        self.client.setAccessibleName("Client")
        self.first.setAccessibleName("From session")
        self.last.setAccessibleName("To session")
        self.question.setAccessibleName("Question for supervision")
        self.question.setTabChangesFocus(True)
        self.password.setAccessibleName("Password of the file, optional")
        self.password.setPlaceholderText("None")
        for box in self.parts.values():
            box.setChecked(True)

    def _lay_out(self, column: QVBoxLayout) -> None:
        _head(column, "Client", self.client)
        column.addWidget(self.client)
        _head(column, "Sessions", self.first)
        sessions = QHBoxLayout()
        sessions.setSpacing(theme.S8)
        for part in (self.first, Label("to", tone="muted"), self.last):
            sessions.addWidget(part)
        sessions.addWidget(self.weeks, 1)
        column.addLayout(sessions)
        _head(column, "Identity", self.identity)
        column.addWidget(self.identity)
        column.addWidget(self.explained)
        _head(column, "Parts", self.parts["trends"])
        for box in self.parts.values():
            column.addWidget(box)
        _head(column, "Question for supervision", self.question)
        column.addWidget(self.question, 1)
        column.addWidget(self.flag)
        _head(column, "Password of the file, optional", self.password)
        column.addWidget(self.password)


def _head(column: QVBoxLayout, text: str, control: QWidget) -> None:
    label = Label(text, "strong")
    label.setBuddy(control)
    if column.count():
        column.addSpacing(theme.S8)
    column.addWidget(label)
