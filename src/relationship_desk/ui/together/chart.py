"""The chart that client and clinician look at: two shapes, large, between the ends of the client's own line."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.plots import strokes
from relationship_desk.ui.plots.geometry import Plane, spread, ticks
from relationship_desk.ui.plots.trend import last_place
from relationship_desk.ui.together.topics import YOU, Topic
from relationship_desk.ui.widgets.spoken_role import speak_as

ROLE: theme.Role = "form-question"
"""Nothing in this view is smaller."""
_MARK, _LEAST_MARK, _LINE = 20.0, 8.0, 3.0
_GAP, _LEAST = 20, 230
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_BEHIND = (Perspective.CLINICIAN, Perspective.CLIENT)
"""In the order of drawing: the client's marks lie on top."""
_ASIDE = {Perspective.CLIENT: -0.3, Perspective.CLINICIAN: 0.3}
"""How far each mark stands beside the middle of its session, in its own size: two of one value are both seen."""


class TogetherChart(QWidget):
    """Draws a :class:`Topic`, which says in words what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic: Topic | None = None
        speak_as(self, "chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_topic(self, topic: Topic) -> None:
        """Draw ``topic``."""
        self._topic = topic
        self.setAccessibleName(topic.title)
        self.setAccessibleDescription(" ".join(topic.words))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(900), theme.scaled(_LEAST))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(420), theme.scaled(_LEAST))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._topic is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(ROLE))
        plane = self.plane(self._topic)
        self._paint_scale(painter, self._topic, plane)
        self._paint_places(painter, self._topic, plane)
        for who in _BEHIND:
            self._paint_values(painter, self._topic, plane, who)
        self._paint_names(painter, self._topic, plane)
        painter.end()

    def plane(self, topic: Topic) -> Plane:
        """Where places and values stand at the present size."""
        metrics = QFontMetricsF(theme.font(ROLE))
        row, reach = metrics.lineSpacing() + theme.S4, self._mark / 2
        names = [words for who, words in YOU.items() if who in topic.values]
        right = max(metrics.horizontalAdvance(words) for words in (*names, topic.axis))
        left = metrics.horizontalAdvance(topic.places[0]) / 2
        below = 2 * row + theme.S8 + reach
        area = QRectF(self.rect()).adjusted(left, row + reach, -right - self._mark - 2 * _GAP, -below)
        low, high = topic.scale
        return Plane(area, len(topic.places), low, high)

    @property
    def _mark(self) -> float:
        return _MARK * theme.scale()

    def _paint_scale(self, painter: QPainter, topic: Topic, plane: Plane) -> None:
        tokens, rect = theme.current(), plane.rect
        for value in (plane.low, (plane.low + plane.high) / 2, plane.high):
            y = strokes.crisp(plane.y(value))
            painter.setPen(QPen(tokens.color("grid" if 0 < plane.high - value < plane.high else "control"), 1))
            painter.drawLine(QLineF(rect.left(), y, rect.right(), y))
        painter.setPen(tokens.color("muted"))
        height, reach = QFontMetricsF(theme.font(ROLE)).lineSpacing(), self._mark / 2
        painter.drawText(QRectF(rect.left(), 0, rect.width(), height), _LEFT, topic.high)
        painter.drawText(QRectF(rect.left(), rect.bottom() + reach, rect.width(), height), _LEFT, topic.low)

    def _paint_places(self, painter: QPainter, topic: Topic, plane: Plane) -> None:
        metrics = QFontMetricsF(theme.font(ROLE))
        width = max(metrics.horizontalAdvance(place) for place in topic.places) + theme.S16
        numbers = [int(place) if place.isdigit() else at for at, place in enumerate(topic.places, start=1)]
        row = metrics.lineSpacing()
        top = self.height() - row
        painter.setPen(theme.current().color("muted"))
        for at in ticks(numbers, plane.slot, width, len(numbers) - 1):
            cell = QRectF(plane.x(at) - width, top, 2 * width, row)
            painter.drawText(cell, _CENTRE, topic.places[at])
        left = max(plane.rect.right() + _GAP, plane.x(len(numbers) - 1) + width / 2)
        painter.drawText(QRectF(left, top, self.width() - left, row), _LEFT, topic.axis)

    def _paint_values(self, painter: QPainter, topic: Topic, plane: Plane, who: Perspective) -> None:
        values = topic.values.get(who, ())
        size = min(self._mark, max(_LEAST_MARK, plane.slot * 0.8))
        both = all(last_place(said) is not None for said in topic.values.values()) and len(topic.values) > 1
        aside = _ASIDE[who] * size if both else 0.0
        painter.save()
        painter.translate(aside, 0)
        if topic.joined:
            painter.setPen(QPen(theme.current().color(who.value), _LINE, c=Qt.PenCapStyle.RoundCap))
            for segment in strokes.segments(values, plane):  # one by one: see strokes
                painter.drawLine(segment)
        points = [plane.point(at, value) for at, value in enumerate(values) if value is not None]
        strokes.paint_marks(painter, who, points, size)
        painter.restore()

    def _paint_names(self, painter: QPainter, topic: Topic, plane: Plane) -> None:
        """Put each name with its shape beside the last value."""
        ends = [(who, at) for who in YOU if (at := last_place(topic.values.get(who, ()))) is not None]
        height = QFontMetricsF(theme.font(ROLE)).lineSpacing() + theme.S4
        wanted = [plane.y(topic.values[who][at] or 0.0) for who, at in ends]
        middles = spread(wanted, [height] * len(ends), 0, plane.rect.bottom() + height)
        left = plane.rect.right() + _GAP
        for (who, _), middle in zip(ends, middles, strict=True):
            mark = QRectF(left, middle - self._mark / 2, self._mark, self._mark)
            strokes.paint_marks(painter, who, [mark.center()], self._mark)
            painter.setPen(theme.current().color("text"))
            words = QRectF(mark.right() + _GAP, middle - height / 2, self.width(), height)
            painter.drawText(words, _LEFT, YOU[who])
