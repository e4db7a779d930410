"""The gap against the level of both, after Bland and Altman: whether two differ more where ratings are low or high."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from typing_extensions import override

from relationship_desk.domain.score import format_value
from relationship_desk.ui import theme
from relationship_desk.ui.plots.gaps import GapCanvas, paint_diamonds
from relationship_desk.ui.plots.geometry import Plane, spread

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_DIAMOND = 5.0
_AXIS = "Level"
_HIGHEST_LOW = 6
"""The scale of levels begins here, or lower where they do."""


class LevelPlot(GapCanvas):
    """On the scale of the gap plot beside it; at the right stand the mean and the limits."""

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        plane = self.plane()
        self.paint_ground(painter, plane)
        points = [QPointF(self._x(plane, point.mean), plane.y(point.gap)) for point in self.gaps.points]
        paint_diamonds(painter, points, _DIAMOND * theme.scale())
        self._paint_labels(painter, plane)
        self._paint_levels(painter, plane)
        painter.end()

    def plane(self) -> Plane:
        """Where levels and gaps stand at the present size."""
        metrics = QFontMetricsF(theme.font())
        words = [text for text, _ in self._labels()] or [_AXIS]
        right = max(metrics.horizontalAdvance(text) for text in [_AXIS, *words]) + theme.S24
        return Plane(self.area(right), 1, -self.gaps.reach, self.gaps.reach)

    @property
    def _low(self) -> int:
        return min([_HIGHEST_LOW, *(floor(point.mean) for point in self.gaps.points)])

    def _x(self, plane: Plane, level: float) -> float:
        return plane.rect.left() + (level - self._low) / (10 - self._low) * plane.rect.width()

    def _labels(self) -> list[tuple[str, float]]:
        gaps = self.gaps
        ends = [] if gaps.limits is None else [(format_value(one), one) for one in gaps.limits]
        return ends if gaps.mean is None else [*ends, (f"Mean {format_value(gaps.mean)}", gaps.mean)]

    def _paint_labels(self, painter: QPainter, plane: Plane) -> None:
        labels, line = self._labels(), QFontMetricsF(theme.font()).lineSpacing() + 1
        middles = spread([plane.y(value) for _, value in labels], [line] * len(labels), 0, plane.rect.bottom() + line)
        left = plane.rect.right() + theme.S8
        painter.setPen(theme.current().color("muted"))
        for (text, _), middle in zip(labels, middles, strict=True):
            painter.drawText(QRectF(left, middle - line / 2, self.width() - left, line), _LEFT, text)

    def _paint_levels(self, painter: QPainter, plane: Plane) -> None:
        height = QFontMetricsF(theme.font()).height() + theme.S4
        top = self.height() - height
        painter.setPen(theme.current().color("muted"))
        step = 1 if 10 - self._low <= 4 else 2
        for level in range(10, self._low - 1, -step):
            cell = QRectF(self._x(plane, level) - theme.scaled(20), top, 2 * theme.scaled(20), height)
            painter.drawText(cell, _CENTRE, str(level))
        painter.drawText(QRectF(plane.rect.right() + theme.S16 + theme.S4, top, self.width(), height), _LEFT, _AXIS)
