"""What was planned last time, above the note."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.label import Label

_LONGEST = 400
"""Characters; the whole plan is in the tooltip."""


class PlanStrip(QWidget):
    """A quiet strip on the ground of a notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.text = Label("", "strong"), Label(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.scaled(44), theme.S8 + 2, theme.S16, theme.S8 + 2)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_plan(self, session: int | None, plan: str) -> None:
        """Show ``plan`` of session number ``session``; nothing when there is none."""
        self.setVisible(session is not None and bool(plan))
        self.title.show_text(f"Plan from session {session}")
        self.text.show_text(plan if len(plan) <= _LONGEST else plan[: _LONGEST - 1].rstrip() + "…")
        self.setToolTip(plan if len(plan) > _LONGEST else "")
        self.setAccessibleName(f"Plan from session {session}")

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, its edge and the icon beside the title."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("notice" if tokens.high_contrast else "border"), 1))
        painter.setBrush(tokens.color("notice_soft"))
        radius = theme.PANEL_RADIUS
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        side = theme.scaled(18)
        top = self.title.geometry().center().y() - side / 2
        paint_icon(painter, "undo", QRectF(theme.S16, top, side, side), tokens.color("notice"))
        painter.end()
