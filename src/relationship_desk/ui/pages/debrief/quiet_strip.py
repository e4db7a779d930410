"""The ground of what is brought along from last time: a notice with an icon beside its first line."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.label import Label


class QuietStrip(QWidget):
    """``title`` stands beside the icon; what else there is goes below it into ``column``."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.title = Label("", "strong")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.scaled(44), theme.S8 + 2, theme.S16, theme.S8 + 2)
        self.column.setSpacing(2)
        self.column.addWidget(self.title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

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
        paint_icon(painter, self._icon, QRectF(theme.S16, top, side, side), tokens.color("notice"))
        painter.end()
