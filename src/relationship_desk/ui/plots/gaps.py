"""How far two perspectives lie apart, as plain data, and the scale that both plots of it share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.dyad import Common
from relationship_desk.ui import theme
from relationship_desk.ui.plots import strokes
from relationship_desk.ui.plots.geometry import Plane
from relationship_desk.ui.plots.trend import Mark
from relationship_desk.ui.widgets.perspective_mark import paint_mark
from relationship_desk.ui.widgets.spoken_role import speak_as

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_LEAST_REACH = 2
_STEPS = ((2, 1), (6, 2), (10, 5))
"""Up to such a reach every so many points get a line."""
_LANE = 26
_WIDTH, _HEIGHT, _LEAST_WIDTH, _LEAST_HEIGHT = 420, 236, 220, 190


@dataclass(frozen=True)
class Gaps:
    """Everything that the plots of a gap show. The gap is always the second minus the first."""

    title: str
    first: Perspective
    second: Perspective
    names: tuple[str, str]
    """What the two are called."""
    numbers: tuple[int, ...] = ()
    """The attended sessions, rising."""
    points: tuple[Common, ...] = ()
    mean: float | None = None
    """None where there are too few sessions to say."""
    limits: tuple[float, float] | None = None
    marks: tuple[Mark, ...] = ()

    @cached_property
    def reach(self) -> int:
        """How far the scale goes to either side of 0, in points."""
        drawn = [abs(point.gap) for point in self.points] + [abs(one) for one in self.limits or ()]
        wanted = max([_LEAST_REACH, *(ceil(round(one, 3)) for one in drawn)])
        return ceil(wanted / self._step(wanted)) * self._step(wanted)

    @property
    def ticks(self) -> range:
        """The points of the scale that get a line."""
        step = self._step(self.reach)
        return range(-self.reach, self.reach + 1, step)

    @staticmethod
    def _step(reach: int) -> int:
        return next((step for most, step in _STEPS if reach <= most), 5)


NOTHING = Gaps("", Perspective.CLINICIAN, Perspective.CLIENT, ("", ""))


class GapCanvas(QWidget):
    """The ground of both plots: who is higher above and below 0, the mean, and the limits as a range.

    It takes no focus: the table of the same sessions stands by.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gaps = NOTHING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speak_as(self, "chart")

    def show_gaps(self, gaps: Gaps, name: str, said: str) -> None:
        """Draw ``gaps``; ``said`` is the plot in words."""
        self.gaps = gaps
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(_LEAST_WIDTH), theme.scaled(_LEAST_HEIGHT))

    @property
    def lane(self) -> int:
        """The height kept for what was found, in both plots, so that their scales stay level."""
        return theme.scaled(_LANE) if self.gaps.marks else 0

    def area(self, right: float) -> QRectF:
        """The plot itself: ``right`` pixels are kept for labels, and lines of text above and below."""
        metrics = QFontMetricsF(theme.font())
        line = metrics.height() + theme.S4
        left = max(metrics.horizontalAdvance(_written(one)) for one in self.gaps.ticks) + theme.S12
        return QRectF(self.rect()).adjusted(left, line, -right, -2 * line - self.lane)

    def paint_ground(self, painter: QPainter, plane: Plane) -> None:
        """Draw what stands behind the points."""
        tokens, gaps = theme.current(), self.gaps
        for value in gaps.ticks:
            y = strokes.crisp(plane.y(value))
            painter.setPen(QPen(tokens.color("control" if value == 0 else "grid"), 1))
            painter.drawLine(QPointF(plane.rect.left(), y), QPointF(plane.rect.right(), y))
            painter.setPen(tokens.color("muted"))
            box = QRectF(0, y - theme.scaled(12), plane.rect.left() - theme.S8, theme.scaled(24))
            painter.drawText(box, _RIGHT, _written(value))
        if gaps.limits is not None:
            self._paint_limits(painter, plane, gaps.limits)
        if gaps.mean is not None:
            painter.setPen(QPen(tokens.color("text"), 1))
            y = strokes.crisp(plane.y(gaps.mean))
            painter.drawLines(strokes.dashes(plane.rect.left(), plane.rect.right(), y))
        row = QRectF(plane.rect.left(), 0, self.width() - plane.rect.left(), plane.rect.top())
        self._paint_higher(painter, gaps.second, gaps.names[1], row)
        self._paint_higher(painter, gaps.first, gaps.names[0], row.translated(0, plane.rect.bottom() + 1))

    def _paint_limits(self, painter: QPainter, plane: Plane, limits: tuple[float, float]) -> None:
        tokens = theme.current()
        low, high = limits
        box = QRectF(QPointF(plane.rect.left(), plane.y(high)), QPointF(plane.rect.right(), plane.y(low)))
        painter.fillRect(box, strokes.faded(tokens.color("muted"), 0.12))
        painter.setPen(QPen(tokens.color("muted"), 1, Qt.PenStyle.DotLine))
        for y in (box.top(), box.bottom()):
            painter.drawLine(QPointF(box.left(), strokes.crisp(y)), QPointF(box.right(), strokes.crisp(y)))

    @staticmethod
    def _paint_higher(painter: QPainter, who: Perspective, name: str, row: QRectF) -> None:
        side = theme.scaled(9)
        paint_mark(painter, who, QRectF(row.left(), row.center().y() - side / 2, side, side))
        painter.setPen(theme.current().color("muted"))
        painter.drawText(row.adjusted(side + 6, 0, 0, 0), _LEFT, f"{capital_first(name)} higher")


def paint_diamonds(painter: QPainter, points: Iterable[QPointF], reach: float) -> None:
    """Draw plain marks that belong to no perspective; where several fall together they are darker."""
    ink = theme.current().color("text")
    painter.setPen(QPen(ink, 1))
    painter.setBrush(strokes.faded(ink, 0.35))
    for point in points:
        corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        painter.drawPolygon(QPolygonF([point + QPointF(x, y) for x, y in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _written(value: int) -> str:
    return format_value(value).removesuffix(".0")
