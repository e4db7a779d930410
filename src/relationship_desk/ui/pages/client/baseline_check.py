"""The box that hides the own baseline, with a piece of its band before the word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

_WIDTH, _HEIGHT, _GAP = 16, 12, 7


class BaselineCheck(ToggleCheck):
    """As the boxes of the perspectives, which have their marks there."""

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.scaled(_WIDTH) + _GAP, 0)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self._paint_box(painter)
        width, height = theme.scaled(_WIDTH), theme.scaled(_HEIGHT)
        band = QRectF(x, round((self.height() - height) / 2), width, height)
        if tokens.high_contrast:
            painter.setPen(QPen(tokens.color("client"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(band.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.fillRect(band, tokens.color("band"))
        painter.setFont(theme.font())
        painter.setPen(tokens.color("text"))
        words = QRectF(band.right() + _GAP, 0, self.width() - band.right(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
