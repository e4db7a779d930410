"""How a characteristic went over time, as steps from one reading to the next: a few lines high, with its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.days import short_day_and_month
from relationship_desk.domain.vocabulary import Perspective, Source
from relationship_desk.ui import theme
from relationship_desk.ui.widgets.perspective_mark import paint_mark
from relationship_desk.ui.widgets.spoken_role import speak_as

_MARK, _STEP, _LEAST = 9, 22, 64
_SEEN_BY = {Source.CLINICIAN: Perspective.CLINICIAN, Source.CLIENT: Perspective.CLIENT}


@dataclass(frozen=True, slots=True)
class Step:
    """One reading: when, how high from 0 to 1, and where it comes from."""

    day: date
    height: float
    source: Source


@dataclass(frozen=True, slots=True)
class Tick:
    """A height with its word at the left."""

    height: float
    word: str


class ReadingSteps(QWidget):
    """Clinician and client have their marks, a measure a diamond. ``words`` say for screen readers what is drawn."""

    def __init__(self, steps: Sequence[Step], ticks: Sequence[Tick], words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._ticks = tuple(steps), tuple(ticks)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        speak_as(self, "chart")

    @override
    def sizeHint(self) -> QSize:
        high = max(_LEAST, _STEP * (len(self._ticks) - 1)) + _MARK
        return QSize(theme.scaled(240), theme.scaled(high) + round(QFontMetricsF(theme.font()).lineSpacing()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(160), self.sizeHint().height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        area = self._area()
        self._paint_ticks(painter, area)
        points = [self._point(area, step) for step in self._steps]
        self._paint_steps(painter, points)
        for point, step in zip(points, self._steps, strict=True):
            _paint_source(painter, point, step.source)
        self._paint_days(painter, area)
        painter.end()

    def _area(self) -> QRectF:
        """Where heights and days are drawn to scale."""
        metrics = QFontMetricsF(theme.font())
        left = max((metrics.horizontalAdvance(tick.word) for tick in self._ticks), default=0.0) + theme.S12
        half, line = theme.scaled(_MARK) / 2, metrics.lineSpacing()
        top = max(half, line / 2)
        return QRectF(left, top, self.width() - left - half - 1, self.height() - top - line - top)

    def _point(self, area: QRectF, step: Step) -> QPointF:
        first, last = self._steps[0].day, self._steps[-1].day
        share = (step.day - first).days / max(1, (last - first).days)
        return QPointF(area.left() + theme.S8 + share * (area.width() - theme.S8), self._y(area, step.height))

    @staticmethod
    def _y(area: QRectF, height: float) -> float:
        return round(area.bottom() - height * area.height()) + 0.5

    def _paint_ticks(self, painter: QPainter, area: QRectF) -> None:
        tokens, line = theme.current(), painter.fontMetrics().lineSpacing()
        for tick in self._ticks:
            y = self._y(area, tick.height)
            painter.setPen(QPen(tokens.color("grid"), 1))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(tokens.color("muted"))
            words = QRectF(0, y - line / 2, area.left() - theme.S8, line)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.word)

    def _paint_steps(self, painter: QPainter, points: Sequence[QPointF]) -> None:
        """A reading holds until the next one."""
        painter.setPen(QPen(theme.current().color("muted"), 1))
        for here, there in pairwise(points):
            painter.drawLine(QLineF(here.x(), here.y(), there.x(), here.y()))
            painter.drawLine(QLineF(there.x(), here.y(), there.x(), there.y()))

    def _paint_days(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(theme.current().color("muted"))
        line = painter.fontMetrics().lineSpacing()
        words = QRectF(area.left() + theme.S4, self.height() - line, area.width() - theme.S4, line)
        first, last = self._steps[0].day, self._steps[-1].day
        year = first.year != last.year
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, _day(first, year=year))
        if last != first:
            painter.drawText(words, Qt.AlignmentFlag.AlignRight, _day(last, year=year))


def _paint_source(painter: QPainter, point: QPointF, source: Source) -> None:
    half = theme.scaled(_MARK) / 2
    if source in _SEEN_BY:
        paint_mark(painter, _SEEN_BY[source], QRectF(point.x() - half, point.y() - half, 2 * half, 2 * half))
        return
    painter.save()
    painter.setPen(QPen(theme.current().color("text"), 1))
    painter.setBrush(theme.current().color("surface"))
    reach = half * 1.15
    painter.drawPolygon([point + QPointF(*end) for end in ((0, -reach), (reach, 0), (0, reach), (-reach, 0))])
    painter.restore()


def _day(day: date, *, year: bool) -> str:
    return short_day_and_month(day) + (f" {day.year}" if year else "")
