"""The small plot of a prompt: the points that opened it, and the line they crossed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.plots import strokes
from relationship_desk.ui.plots.geometry import Plane, ticks
from relationship_desk.ui.plots.trend import Trend
from relationship_desk.ui.plots.trend_picture import grid

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class Threshold:
    """The limit that a rule watched, from session number ``session_from`` on."""

    session_from: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class TriggerPoint:
    """A rating that triggered the prompt: it is ringed."""

    session: int
    perspective: Perspective


class BecausePlot(QWidget):
    """A trend without lanes and names: lines, own baseline, threshold, rings. It takes no focus; a table stands by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trend = Trend("", (), ())
        self._threshold: Threshold | None = None
        self._triggers: tuple[TriggerPoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_trend(
        self,
        trend: Trend,
        description: str,
        threshold: Threshold | None = None,
        triggers: tuple[TriggerPoint, ...] = (),
    ) -> None:
        """Draw ``trend`` with its ``threshold`` and ring the ``triggers``; ``description`` says it in a sentence."""
        self._trend, self._threshold, self._triggers = trend, threshold, triggers
        self.setAccessibleName(f"{trend.title}, what opened this prompt")
        self.setAccessibleDescription(description)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(460), theme.scaled(200))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(260), theme.scaled(160))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        plane = self.plane()
        strokes.paint_grid(painter, plane, grid(plane), plane.rect.left() - theme.S8)
        strokes.paint_band(painter, self._trend, plane)
        self._paint_threshold(painter, plane)
        for line in self._trend.lines:
            strokes.paint_line(painter, plane, line.values, line.perspective)
        self._paint_rings(painter, plane)
        self._paint_sessions(painter, plane)
        painter.end()

    def plane(self) -> Plane:
        """Where sessions and values stand at the present size."""
        metrics = QFontMetricsF(theme.font())
        left = metrics.horizontalAdvance("10") + theme.S12
        area = QRectF(self.rect()).adjusted(left, metrics.height() / 2, -1, -metrics.height() - theme.S8)
        return Plane(area, len(self._trend.sessions))

    def _paint_threshold(self, painter: QPainter, plane: Plane) -> None:
        limit = self._threshold
        places = None if limit is None else self._trend.places(limit.session_from, None)
        if limit is None or places is None:
            return
        tokens, y = theme.current(), strokes.crisp(plane.y(limit.value))
        pen = QPen(tokens.color("text"), 1)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        left = plane.x(places[0] - 0.5)
        painter.drawLine(round(left), round(y), round(plane.rect.right()), round(y))
        words = self._label_rect(plane, left + theme.S8, y, limit.label)
        painter.fillRect(words, strokes.faded(tokens.color("surface"), 0.75))
        painter.setPen(tokens.color("muted"))
        painter.drawText(words, _CENTRE, limit.label)

    def _label_rect(self, plane: Plane, left: float, y: float, label: str) -> QRectF:
        """Return a place under the threshold, from ``left`` on, where the words cover no line; else the first one."""
        metrics = QFontMetricsF(theme.font())
        width, height = metrics.horizontalAdvance(label) + 1, metrics.height()
        furthest = max(plane.rect.left(), plane.rect.right() - width)
        first = QRectF(min(left, furthest), y + 2, width, height)
        lines = [segment for line in self._trend.lines for segment in strokes.segments(line.values, plane)]
        points = [point for segment in lines for point in (segment.p1(), segment.center(), segment.p2())]
        steps = range(int((furthest - first.left()) / plane.slot) + 1)
        places = [first.translated(step * plane.slot, row * height) for row in (0, 1) for step in steps]
        margin = strokes.MARK
        free = (p for p in places if not any(p.adjusted(-margin, -4, margin, 4).contains(point) for point in points))
        return next(free, first)

    def _paint_rings(self, painter: QPainter, plane: Plane) -> None:
        values = {line.perspective: line.values for line in self._trend.lines}
        for trigger in self._triggers:
            place = self._trend.place(trigger.session)
            value = None if place is None else values.get(trigger.perspective, (None,) * (place + 1))[place]
            if place is not None and value is not None:
                strokes.paint_ring(painter, plane.point(place, value))

    def _paint_sessions(self, painter: QPainter, plane: Plane) -> None:
        tokens, numbers = theme.current(), self._trend.numbers
        newest = max((trigger.session for trigger in self._triggers), default=None)
        here = None if newest is None else self._trend.place(newest)
        width = QFontMetricsF(theme.font("strong")).horizontalAdvance(str(max([10, *numbers[-1:]]))) + theme.S8
        top = plane.rect.bottom() + 4
        for place in ticks(numbers, plane.slot, width, here):
            painter.setFont(theme.font("strong" if place == here else "body"))
            painter.setPen(tokens.color("text" if place == here else "muted"))
            cell = QRectF(plane.x(place) - width, top, 2 * width, self.height() - top)
            painter.drawText(cell, _CENTRE, str(numbers[place]))
