"""The quiet strip that heads a part of a list."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label, Tone


class SectionHead(QWidget):
    """Window ground, lines above and below, the words in strong."""

    def __init__(self, text: str, tone: Tone = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Label(text, "strong", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, 8, theme.S16, 8)
        row.addWidget(self.text)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_text(self, text: str) -> None:
        """Head the part with other words."""
        self.text.show_text(text)
        self.setAccessibleName(text)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.color("window"))
        painter.setPen(QPen(tokens.color("border"), 1))
        for y in (0.5, self.height() - 0.5):
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.end()
