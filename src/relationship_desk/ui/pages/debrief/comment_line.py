"""What a client or an observer wrote about the session, in one line under their ratings."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label, YieldingLabel


class CommentLine(QWidget):
    """As much of the words as there is room for; ``asked`` to read them whole. Not there without a comment."""

    asked: Event[object] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = YieldingLabel(tone="text")
        self.read = Button("Read", "link")
        self.read.clicked.connect(self._on_read_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S12, 2, theme.S12, 2)
        row.setSpacing(theme.S12)
        row.addWidget(Label("Comment", "strong"))
        row.addWidget(self.words, 1)
        row.addWidget(self.read)
        self.hide()

    def show_comment(self, words: str) -> None:
        """Show ``words``, or nothing where there are none."""
        self.words.show_text(" ".join(words.split()))
        self.read.setAccessibleName("Read the comment")
        self.read.setAccessibleDescription(words)
        self.setVisible(bool(words))

    def _on_read_clicked(self) -> None:
        self.asked.emit(None)
