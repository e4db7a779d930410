"""How the ratings in view came in, and what was written with them: one line under the ratings."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from relationship_desk.domain.capitals import capital_first
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label, YieldingLabel


class AnswersLine(QWidget):
    """As much of the comment as there is room for; ``asked`` to read it whole. Not there where nothing is to say."""

    asked: Event[object] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.came, self.comment = YieldingLabel(hugs=True), YieldingLabel(tone="text")
        self.read = Button("Read", "link")
        self.read.setAccessibleName("Read the comment")
        self.read.clicked.connect(self._on_read_clicked)
        self._head = Label("Comment", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S12, 2, theme.S12, 2)
        row.setSpacing(theme.S12)
        row.addWidget(self.came, 2)
        row.addWidget(self._head)
        row.addWidget(self.comment, 1)
        row.addWidget(self.read)
        row.addStrut(theme.scaled(28))
        self.hide()

    def show_answers(self, came: str, comment: str) -> None:
        """Say by what forms the ratings ``came``, and show the ``comment``; either may be empty."""
        self.came.show_text(capital_first(came))
        self.comment.show_text(" ".join(comment.split()))
        self.read.setAccessibleDescription(comment)
        self.came.setVisible(bool(came))
        for part in (self._head, self.comment, self.read):
            part.setVisible(bool(comment))
        self.setVisible(bool(came or comment))

    def _on_read_clicked(self) -> None:
        self.asked.emit(None)
