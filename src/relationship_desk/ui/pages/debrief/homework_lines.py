"""Homework: what came of the last, and what is set for the next time."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.segmented import Segment, Segmented

DONE, NOT_DONE, NOT_REVIEWED = "done", "not-done", "not-reviewed"
_LONGEST = 500


class HomeworkLines(QWidget):
    """The line about the last homework is there only when there is some."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.last = YieldingLabel("", tone="text")
        self.review = Segmented(
            "Homework from last time",
            (Segment(DONE, "Done"), Segment(NOT_DONE, "Not done"), Segment(NOT_REVIEWED, "–")),
        )
        self.review.button(NOT_REVIEWED).setAccessibleName("Not reviewed")
        self.review.button(NOT_REVIEWED).setToolTip("Not reviewed")
        self.following = QLineEdit()
        self.following.setMaxLength(_LONGEST)
        self.following.setPlaceholderText("for next time")
        self.following.setAccessibleName("Homework for next time")
        self._last_row = QWidget()
        row = QHBoxLayout(self._last_row)
        row.setContentsMargins(0, 2, 2, 2)
        row.setSpacing(theme.S8)
        row.addWidget(self.last, 1)
        row.addWidget(self.review)
        field = QHBoxLayout()
        field.setContentsMargins(0, 2, 2, 2)
        field.setSpacing(theme.S12)
        label = Label("Homework")
        label.setBuddy(self.following)
        field.addWidget(label)
        field.addWidget(self.following, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._last_row)
        column.addLayout(field)

    def show_last(self, text: str, done: bool | None) -> None:
        """Show homework from before, and whether it was done; without ``text`` there is none."""
        self._last_row.setVisible(bool(text))
        self.last.show_text(f"Last time: {text}")
        self.review.setAccessibleName(f"Homework from last time: {text}")
        self.review.choose({True: DONE, False: NOT_DONE, None: NOT_REVIEWED}[done])

    def show_following(self, text: str) -> None:
        """Show what is set for the next time, leaving alone what is just being typed."""
        if self.following.text() != text and not (self.following.hasFocus() and self.following.isModified()):
            self.following.setText(text)

    def set_read_only(self, *, review: bool, following: bool) -> None:
        """Close the lines that cannot be changed any more."""
        self.review.setEnabled(not review)
        self.following.setReadOnly(following)
