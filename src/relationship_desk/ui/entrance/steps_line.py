"""Where one is in a form of several steps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme

_CIRCLE, _GAP, _BETWEEN = 26, 8, 24


class StepsLine(QWidget):
    """Numbered names, the current one filled and strong."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self.step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Make ``step``, counted from 0, the current one."""
        self.step = step
        self.setAccessibleName(f"Step {step + 1} of {len(self._names)}: {self._names[step]}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(420), theme.scaled(_CIRCLE) + 2)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, side = theme.current(), theme.scaled(_CIRCLE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        for place, name in enumerate(self._names):
            current = place == self.step
            circle = QRectF(x + 0.5, 1.5, side - 1, side - 1)
            painter.setPen(QPen(tokens.color("accent" if current else "control"), 1))
            painter.setBrush(tokens.color("accent") if current else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle)
            painter.setFont(theme.font("strong" if current else "body"))
            painter.setPen(tokens.color("accent_text" if current else "muted"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(place + 1))
            painter.setPen(tokens.color("text" if current else "muted"))
            width = QFontMetricsF(painter.font()).horizontalAdvance(name)
            words = QRectF(x + side + _GAP, 0, width + 4, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            x += side + _GAP + width + _BETWEEN
        painter.end()
