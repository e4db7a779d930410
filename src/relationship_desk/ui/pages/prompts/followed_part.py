"""The part of an opened prompt under "What followed": how it was before, how it was after, and when it was declined."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.domain.score import format_value
from relationship_desk.prompts.review import REVIEW_AFTER, Comparison
from relationship_desk.ui import theme
from relationship_desk.ui.pages.prompts.because_part import SmallTable
from relationship_desk.ui.widgets.label import Label

CAVEAT = (
    "It says what followed, not what it came from. Before is the own baseline; the sessions that opened the prompt are "
    "left out, since after an unusual session the next one is nearer to the usual by itself."
)


_WIDEST = 560
"""Pixels: the eye has to go along a row."""


class FollowedPart(QWidget):
    """A row for each thing that was rated before and after."""

    def __init__(self, followed: tuple[Comparison, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addWidget(Label("What followed", "strong"))
        table = SmallTable()
        table.setAccessibleName(" ".join(one.detail for one in followed))
        table.add_head(f"The {REVIEW_AFTER} sessions after the answer", ("Before", "After", ""))
        for one in followed:
            title = Label(one.title)
            title.setToolTip(one.detail)
            table.add_row(title, (_said(one.before, one), _said(one.after, one), one.verdict))
        table.setMaximumWidth(theme.scaled(_WIDEST))
        column.addWidget(table)
        self.declined = Label("", wrap=True)
        self.declined.hide()
        column.addWidget(self.declined)
        column.addWidget(Label(CAVEAT, tone="muted", wrap=True))

    def show_declined(self, words: str) -> None:
        """Say what followed where the same rule was declined."""
        self.declined.show_text(words)
        self.declined.setVisible(bool(words))


def _said(value: float | None, of: Comparison) -> str:
    if value is None:
        return "–"
    return format_value(value).removesuffix(".0") if of.of_measure else format_value(value)
