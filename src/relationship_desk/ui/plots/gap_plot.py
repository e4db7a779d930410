"""The gap session by session: a stem up where the second rated higher, down where the first did."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip
from typing_extensions import override

from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.dyad import Common
from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.plots import strokes
from relationship_desk.ui.plots.gaps import GapCanvas, paint_diamonds
from relationship_desk.ui.plots.geometry import Plane, placed_marks, ticks

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ROOM_FOR_MARKS = 7.0
"""Pixels a session needs before each stem gets a mark."""
_ICON = 18
_AXIS = "Session"


class GapPlot(GapCanvas):
    """Sessions that only one of them rated keep their place and are empty."""

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        plane = self.plane()
        self.paint_ground(painter, plane)
        self._paint_stems(painter, plane)
        self._paint_lane(painter, plane)
        self._paint_sessions(painter, plane)
        painter.end()

    def plane(self) -> Plane:
        """Where sessions and gaps stand at the present size."""
        right = QFontMetricsF(theme.font()).horizontalAdvance(_AXIS) + self._label_width / 2 + theme.S8
        return Plane(self.area(right), len(self.gaps.numbers), -self.gaps.reach, self.gaps.reach)

    @property
    def _label_width(self) -> float:
        """The room that the number of a session takes."""
        return QFontMetricsF(theme.font()).horizontalAdvance(str(max([10, *self.gaps.numbers[-1:]]))) + theme.S8

    def _place(self, session: int) -> int:
        return bisect_left(self.gaps.numbers, session)

    def _paint_stems(self, painter: QPainter, plane: Plane) -> None:
        tokens, zero = theme.current(), plane.y(0)
        placed = [(point, plane.point(self._place(point.session), point.gap)) for point in self.gaps.points]
        for point, end in placed:
            painter.setPen(QPen(tokens.color(self._higher(point).value), 1))
            x = strokes.crisp(end.x())
            painter.drawLine(QPointF(x, zero), QPointF(x, end.y()))
        if plane.slot < _ROOM_FOR_MARKS:
            placed = placed[-1:]
        size = strokes.mark_size(plane)
        for who in (self.gaps.first, self.gaps.second):
            ends = [end for point, end in placed if round(point.gap, 3) and self._higher(point) is who]
            strokes.paint_marks(painter, who, ends, size)
        paint_diamonds(painter, [end for point, end in placed if not round(point.gap, 3)], size / 2)

    def _higher(self, point: Common) -> Perspective:
        return self.gaps.second if point.gap > 0 else self.gaps.first

    def _paint_lane(self, painter: QPainter, plane: Plane) -> None:
        """What was found in the gap, each where it was, under the plot."""
        marks = sorted(self.gaps.marks, key=lambda mark: mark.session)
        tokens, size = theme.current(), float(theme.scaled(_ICON))
        line = QFontMetricsF(theme.font()).height() + theme.S4
        lane = QRectF(plane.rect.left(), plane.rect.bottom() + line, self.width() - plane.rect.left(), self.lane)
        centres = [plane.x(self._place(mark.session)) for mark in marks]
        width_of = QFontMetricsF(theme.font()).horizontalAdvance
        free_from = lane.left()
        for placed in placed_marks(centres, [mark.word for mark in marks], size, width_of, self.width()):
            mark = marks[placed.index]
            icon = QRectF(round(placed.left), round(lane.center().y() - size / 2), size, size)
            paint_icon(painter, mark.icon, icon, tokens.color(mark.ink))
            painter.setPen(tokens.color("muted"))
            words = QRectF(icon.right() + 5, lane.top(), width_of(mark.word) + 1, lane.height())
            if not placed.word:  # at the right edge the words may stand before their icon
                words.moveRight(icon.left() - 5)
            if placed.word or words.left() >= free_from:
                painter.drawText(words, _LEFT, mark.word)
            free_from = max(icon.right(), words.right()) + 5

    def _paint_sessions(self, painter: QPainter, plane: Plane) -> None:
        numbers, width = self.gaps.numbers, self._label_width
        height = QFontMetricsF(theme.font()).height() + theme.S4
        top = self.height() - height
        painter.setPen(theme.current().color("muted"))
        for place in ticks(numbers, plane.slot, width):
            cell = QRectF(plane.x(place) - width, top, 2 * width, height)
            painter.drawText(cell, _CENTRE, str(numbers[place]))
        left = max(plane.rect.right() + theme.S8, plane.x(len(numbers) - 1) + width / 2 + theme.S4)
        painter.drawText(QRectF(left, top, self.width(), height), _LEFT, _AXIS)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def words_at(self, x: float) -> str:
        """Say the session at ``x``; empty outside the plot."""
        plane = self.plane()
        place = plane.place_at(x) if plane.rect.left() <= x <= plane.rect.right() else None
        if place is None:
            return ""
        number = self.gaps.numbers[place]
        point = next((one for one in self.gaps.points if one.session == number), None)
        if point is None:
            return f"Session {number}: not rated by both"
        first, second = self.gaps.names
        said = f"{first} {format_value(point.first)}, {second} {format_value(point.second)}"
        found = "".join(f". {mark.word}" for mark in self.gaps.marks if mark.session == number)
        return f"Session {number}: {said}, gap {format_value(point.gap)}{found}"
