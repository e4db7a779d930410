"""The totals of one measure over the sessions, with its cut-off and the range that is no reliable change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.plots import strokes
from relationship_desk.ui.plots.geometry import Plane, spread, ticks

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_DIAMOND = 6.0


@dataclass(frozen=True, slots=True)
class MeasurePoint:
    """One total in its slot; slots are counted from 0, from left to right."""

    slot: int
    total: float | None


@dataclass(frozen=True, slots=True)
class MeasureScale:
    """What is drawn beside the totals."""

    low: float
    high: float
    cutoff: float | None = None
    band: tuple[float, float] | None = None
    """The range around the first total in which a change is not reliable."""
    band_from: int = 0
    """The slot of that first total."""


class MeasurePlot(QWidget):
    """Plain ink: diamonds joined by a line, a dashed cut-off, a hatched range. The table beside it is its twin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[MeasurePoint, ...] = ()
        self.scale = MeasureScale(0, 1)
        self.labels: tuple[str, ...] = ()
        self.heading = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Plot of the totals")

    def show_points(
        self, points: Sequence[MeasurePoint], labels: Sequence[str], scale: MeasureScale, heading: str, said: str
    ) -> None:
        """Show ``points``; ``labels`` name the slots, ``heading`` the axis, and ``said`` is the plot in words."""
        self.points, self.labels, self.scale, self.heading = tuple(points), tuple(labels), scale, heading
        self.setAccessibleDescription(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(420), theme.scaled(240))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.scaled(150))

    def plane(self) -> Plane:
        """Where slots and totals stand at the present size."""
        metrics = QFontMetricsF(theme.font())
        left = max(metrics.horizontalAdvance(f"{one:g}") for one in (self.scale.low, self.scale.high)) + theme.S12
        right = max(metrics.horizontalAdvance(text) for text, _ in (*self._ends(), (self.heading, 0.0))) + theme.S16
        below = metrics.height() + theme.S12
        area = QRectF(self.rect()).adjusted(left, metrics.height() / 2, -right, -below)
        return Plane(area, len(self.labels), self.scale.low, self.scale.high)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        plane = self.plane()
        self._paint_scale(painter, plane)
        self._paint_band(painter, plane)
        self._paint_cutoff(painter, plane)
        self._paint_totals(painter, plane)
        self._paint_ends(painter, plane)
        self._paint_slots(painter, plane)
        painter.end()

    def _paint_scale(self, painter: QPainter, plane: Plane) -> None:
        tokens = theme.current()
        for value in self._numbers(plane):
            y = strokes.crisp(plane.y(value))
            painter.setPen(QPen(tokens.color("control" if value == plane.low else "grid"), 1))
            painter.drawLine(QPointF(plane.rect.left(), y), QPointF(plane.rect.right(), y))
            painter.setPen(tokens.color("muted"))
            box = QRectF(0, y - 12, plane.rect.left() - theme.S8, 24)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), f"{value:g}")

    def _numbers(self, plane: Plane) -> list[float]:
        """The ends of the scale, and the cut-off where it does not touch one of them."""
        ends, cutoff = [plane.low, plane.high], self.scale.cutoff
        apart = QFontMetricsF(theme.font()).height()
        if cutoff is not None and all(abs(plane.y(cutoff) - plane.y(end)) > apart for end in ends):
            return [plane.low, cutoff, plane.high]
        return ends

    def _paint_band(self, painter: QPainter, plane: Plane) -> None:
        if self.scale.band is None:
            return
        low, high = self.scale.band
        tokens = theme.current()
        left, right = plane.x(self.scale.band_from - 0.5), plane.rect.right()
        box = QRectF(QPointF(left, plane.y(high)), QPointF(right, plane.y(low)))
        painter.fillRect(box, strokes.faded(tokens.color("muted"), 0.12))
        painter.setPen(QPen(tokens.color("muted"), 1, Qt.PenStyle.DotLine))
        for y in (box.top(), box.bottom()):
            painter.drawLine(QPointF(left, strokes.crisp(y)), QPointF(right, strokes.crisp(y)))

    def _paint_cutoff(self, painter: QPainter, plane: Plane) -> None:
        if self.scale.cutoff is None:
            return
        pen = QPen(theme.current().color("text"), 1)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        y = strokes.crisp(plane.y(self.scale.cutoff))
        painter.drawLine(QPointF(plane.rect.left(), y), QPointF(plane.rect.right(), y))

    def _paint_totals(self, painter: QPainter, plane: Plane) -> None:
        ink = theme.current().color("text")
        found = [plane.point(one.slot, one.total) for one in self.points if one.total is not None]
        painter.setPen(QPen(ink, 1))
        for before, after in pairwise(found):
            painter.drawLine(before, after)
        painter.setBrush(ink)
        reach = min(_DIAMOND * theme.scale(), max(3.0, plane.slot * 0.4))
        for point in found:
            corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
            painter.drawPolygon(QPolygonF([point + QPointF(x, y) for x, y in corners]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _ends(self) -> list[tuple[str, float]]:
        """What stands at the right, and at the height of which total."""
        newest = next((one.total for one in reversed(self.points) if one.total is not None), None)
        ends = [] if newest is None else [(f"Now {newest:g}", newest)]
        if self.scale.cutoff is not None:
            ends.append((f"Cut-off {self.scale.cutoff:g}", self.scale.cutoff))
        if self.scale.band is not None:
            ends.append(("No reliable change", sum(self.scale.band) / 2))
        return ends

    def _paint_ends(self, painter: QPainter, plane: Plane) -> None:
        ends, line = self._ends(), QFontMetricsF(theme.font()).lineSpacing() + 1
        heights = [line] * len(ends)
        middles = spread([plane.y(value) for _, value in ends], heights, 0, plane.rect.bottom() + line / 2)
        left = plane.rect.right() + theme.S8
        for (text, _), middle in zip(ends, middles, strict=True):
            now = text.startswith("Now")
            painter.setFont(theme.font("strong" if now else "body"))
            painter.setPen(theme.current().color("text" if now else "muted"))
            painter.drawText(QRectF(left, middle - line / 2, self.width() - left, line), int(_LEFT), text)

    def _paint_slots(self, painter: QPainter, plane: Plane) -> None:
        metrics = QFontMetricsF(theme.font())
        width = max((metrics.horizontalAdvance(label) for label in self.labels), default=0.0) + theme.S8
        painter.setFont(theme.font())
        painter.setPen(theme.current().color("muted"))
        top = plane.rect.bottom() + theme.S4
        height = self.height() - top
        numbers = [int(label) if label.isdigit() else place for place, label in enumerate(self.labels, start=1)]
        newest = max((one.slot for one in self.points), default=None)
        for place in ticks(numbers, plane.slot, width, newest):
            painter.drawText(QRectF(plane.x(place) - width, top, 2 * width, height), _CENTRE, self.labels[place])
        left = plane.rect.right() + theme.S8
        painter.drawText(QRectF(left, top, self.width() - left, height), int(_LEFT), self.heading)
