"""A perspective's course in a few pixels, to be compared down a column: all rows share one scale and one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.plots.trend import runs
from relationship_desk.ui.widgets.perspective_mark import paint_mark

LOWEST = 3
"""Where the shared scale starts unless something lies lower."""
_MARK = 8.0


def scale_floor(values: Iterable[float | None]) -> int:
    """Return the whole number, at most 3, from which a scale up to 10 shows every one of ``values``.

    >>> scale_floor([6.5, None, 8.0]), scale_floor([1.4])
    (3, 1)
    """
    return min([LOWEST, *(floor(value) for value in values if value is not None)])


def points_of(rect: QRectF, values: Sequence[float | None], slots: int, low: int = LOWEST) -> list[QPointF | None]:
    """Return where the last ``slots`` of ``values`` stand in ``rect``, from its left, at one step a session.

    A course shorter than ``slots`` ends before the right edge, so that short courses look short.
    """
    inside = rect.adjusted(_MARK / 2, _MARK / 2, -_MARK / 2, -_MARK / 2)
    step = inside.width() / max(1, slots - 1)
    points: list[QPointF | None] = []
    for place, value in enumerate(values[-slots:]):
        share = 0.0 if value is None else (min(10.0, max(low, value)) - low) / (10 - low)
        y = inside.bottom() - share * inside.height()
        points.append(None if value is None else QPointF(inside.left() + place * step, y))
    return points


def paint_sparkline(
    painter: QPainter,
    rect: QRectF,
    values: Sequence[float | None],
    perspective: Perspective,
    slots: int,
    low: int = LOWEST,
) -> None:
    """Draw ``values``, 0.0 to 10.0, one for each session, oldest first, None where nothing was rated.

    ``slots`` is how many sessions the width stands for, ``low`` where the shared scale starts (ask
    :func:`scale_floor` with the values of all rows). Neighbouring sessions are joined, the newest point and any lone
    point get a mark. The observer, who sees a session now and then, gets marks without a line.
    """
    points = points_of(rect, values, slots, low)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if perspective is Perspective.OBSERVER:
        marked = [point for point in points if point is not None]
    else:
        painter.setPen(QPen(theme.current().color(perspective.value), 1))
        painter.drawLines([QLineF(a, b) for a, b in pairwise(points) if a is not None and b is not None])
        marked = _marked(points)
    for point in marked:
        paint_mark(painter, perspective, QRectF(point.x() - _MARK / 2, point.y() - _MARK / 2, _MARK, _MARK))
    painter.restore()


def _marked(points: Sequence[QPointF | None]) -> list[QPointF]:
    newest = max((place for place, point in enumerate(points) if point is not None), default=None)
    lone = {start for start, end in runs(points) if start == end}
    return [point for place, point in enumerate(points) if point is not None and (place in lone or place == newest)]
