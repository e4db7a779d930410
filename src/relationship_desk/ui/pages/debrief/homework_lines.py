"""Homework: what became of the last, and what is set for the next time."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.segmented import Segment, Segmented

DONE, NOT_DONE, NOT_REVIEWED = "done", "not-done", "not-reviewed"
_LONGEST = 500


class LastHomework(QWidget):
    """What was set before and whether it was done; hidden where there was nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._narrow = "", False
        self.words = YieldingLabel("", tone="text")
        self.review = Segmented(
            "Homework from last time",
            (Segment(DONE, "Done"), Segment(NOT_DONE, "Not done"), Segment(NOT_REVIEWED, "–")),
        )
        self.review.button(NOT_REVIEWED).setAccessibleName("Not reviewed")
        self.review.button(NOT_REVIEWED).setToolTip("Not reviewed")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 2, 2)
        row.setSpacing(theme.S8)
        row.addWidget(self.words, 1)
        row.addWidget(self.review)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the room of a narrow line to what was set."""
        self._narrow = narrow
        self._show_words()

    def show_homework(self, text: str, done: bool | None) -> None:
        """Show homework from before, and whether it was done; without ``text`` there is none."""
        self.setVisible(bool(text))
        self._text = text
        self._show_words()
        self.review.setAccessibleName(f"Homework from last time: {text}")
        self.review.choose({True: DONE, False: NOT_DONE, None: NOT_REVIEWED}[done])

    def _show_words(self) -> None:
        self.words.show_text(self._text if self._narrow else f"Homework from last time: {self._text}")


class NextHomework(QWidget):
    """One line for what is set in this session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName("Homework for next time")
        label = Label("For next time")
        label.setBuddy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 2, 2)
        row.setSpacing(theme.S12)
        row.addWidget(label)
        row.addWidget(self.line, 1)

    def show_homework(self, text: str) -> None:
        """Show what is set, leaving alone what is just being typed."""
        if self.line.text() != text and not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(text)
