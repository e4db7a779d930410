"""What stands where there is nothing yet: one sentence and one button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label


class EmptyState(QWidget):
    """A sentence such as "No sessions yet. Start with a debrief." ``button`` is None without ``action``."""

    def __init__(
        self, sentence: str, action: str = "", *, icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.sentence = Label(sentence, tone="muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button: Button | None = Button(action, icon=icon, key=key) if action else None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addStretch(1)
        column.addWidget(self.sentence)
        if self.button is not None:
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.setAccessibleName(sentence)
