"""How the parts of a plot are drawn: lines, marks, bands, hatching, rings. Everything goes through a plain painter.

A line is drawn segment by segment: one long antialiased path wider than a device pixel, as on a screen of double
density, costs a hundred times as much for noisy values (docs/decisions/0003-trend-plot.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.plots.geometry import Plane
from relationship_desk.ui.plots.thinning import columns, extremes
from relationship_desk.ui.plots.trend import Trend, TrendLine, Values, last_place, runs
from relationship_desk.ui.widgets.perspective_mark import mark_path

MARK, COURSE_MARK, SMALL_MARK, LEAST_MARK = 10.0, 7.0, 5.0, 3.0
_ROOM_FOR_MARKS = 7.0
"""Pixels a session needs before each of its points gets a mark."""
_CROWDED = 0.5
_COVERED = 0.4
"""Marks nearer than this part of their size cover each other."""
_NOT_ASIDE: Mapping[int, float] = {}
_HATCH = 8.0
_DASH, _DASH_EVERY = 5.0, 9.0


def segments(values: Sequence[float | None], plane: Plane) -> list[QLineF]:
    """Return the pieces of a line through ``values``: between neighbours only, nothing across a gap."""
    points = [None if value is None else plane.point(place, value) for place, value in enumerate(values)]
    return [QLineF(a, b) for a, b in pairwise(points) if a is not None and b is not None]


def marked_places(values: Sequence[float | None], plane: Plane) -> list[int]:
    """Return the places that get a mark: all while there is room, else lone points and the newest."""
    if plane.room >= _ROOM_FOR_MARKS:
        return [place for place, value in enumerate(values) if value is not None]
    return key_places(values)


def key_places(values: Sequence[float | None]) -> list[int]:
    """Return the places of the newest value and of every value without a neighbour."""
    lone = {start for start, end in runs(values) if start == end}
    newest = last_place(values)
    return sorted(lone if newest is None else lone | {newest})


def mark_size(plane: Plane) -> float:
    """Return the size of a mark in pixels: smaller where sessions crowd."""
    return min(MARK * theme.scale(), max(SMALL_MARK, plane.room * 0.8))


def paint_lines(painter: QPainter, plane: Plane, lines: Sequence[TrendLine]) -> None:
    """Draw each perspective: a line of 1 px through neighbouring sessions, and its marks, none hidden by another."""
    aside = set_aside(lines, plane)
    for number, line in enumerate(lines):
        paint_line(painter, plane, line.values, line.perspective, aside[number])


def set_aside(lines: Sequence[TrendLine], plane: Plane) -> list[dict[int, float]]:
    """Return, for each of ``lines``, by how many pixels its marks stand beside their places, by place.

    Marks that would cover each other stand side by side, where there is room for that.
    """
    aside: list[dict[int, float]] = [{} for _ in lines]
    size = mark_size(plane)
    if plane.room < len(lines) * size:
        return aside
    close = size * _COVERED * (plane.high - plane.low) / plane.rect.height()
    for place in range(plane.sessions):
        known = [(number, value) for number, line in enumerate(lines) if (value := line.values[place]) is not None]
        for number, value in known:
            group = [other for other, its in known if abs(its - value) < close]
            if len(group) > 1:
                aside[number][place] = (group.index(number) - (len(group) - 1) / 2) * size * 0.8
    return aside


def paint_line(
    painter: QPainter,
    plane: Plane,
    values: Values,
    perspective: Perspective,
    aside: Mapping[int, float] = _NOT_ASIDE,
) -> None:
    """Draw one perspective; ``aside`` is by how many pixels a mark stands beside its place."""
    _paint_strokes(painter, plane, values, perspective)
    _paint_values(painter, plane, values, perspective, marked_places(values, plane), mark_size(plane), aside)


def paint_course(painter: QPainter, plane: Plane, values: Values, perspective: Perspective) -> None:
    """Draw one perspective in a small plot: marks at the newest and at lone points only; the observer's unjoined."""
    if perspective is Perspective.OBSERVER:
        places = [place for place, value in enumerate(values) if value is not None]
    else:
        _paint_strokes(painter, plane, values, perspective)
        places = key_places(values)
    room = plane.rect.width() / max(1, len(places))
    _paint_values(painter, plane, values, perspective, places, min(COURSE_MARK * theme.scale(), max(LEAST_MARK, room)))


def _paint_strokes(painter: QPainter, plane: Plane, values: Values, perspective: Perspective) -> None:
    """Draw the line through ``values``; where sessions are narrower than pixels, a stroke for each column of pixels.

    Lines that cover whole columns let those behind them through.
    """
    ink = theme.current().color(perspective.value)
    if not plane.crowded:
        painter.setPen(QPen(ink, 1))
        painter.drawLines(segments(values, plane))
        return
    painter.setPen(QPen(faded(ink, _CROWDED), 1))
    left, foot = crisp(plane.rect.left()), plane.y(plane.low)
    rise = plane.y(plane.low) - plane.y(plane.low + 1)
    strokes = []
    for one in columns(values, plane):
        x = left + one.number
        strokes.append(QLineF(x, foot - (one.high - plane.low) * rise, x, foot - (one.low - plane.low) * rise))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # upright strokes need none, and it costs the most
    painter.drawLines(strokes)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_values(
    painter: QPainter,
    plane: Plane,
    values: Values,
    perspective: Perspective,
    places: list[int],
    size: float,
    aside: Mapping[int, float] = _NOT_ASIDE,
) -> None:
    """Draw the marks of ``places``; of those that would cover each other the lowest and the highest."""
    if len(places) * size / 2 > plane.rect.width():
        places = extremes(places, values, plane, size)
    points = [
        plane.point(place, value) + QPointF(aside.get(place, 0.0), 0)
        for place in places
        if (value := values[place]) is not None
    ]
    paint_marks(painter, perspective, points, size)


def paint_marks(painter: QPainter, perspective: Perspective, points: Iterable[QPointF], size: float) -> None:
    """Draw filled marks of ``perspective`` around ``points``, all in one stroke of the brush."""
    tokens = theme.current()
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for point in points:
        path.addPath(mark_path(perspective, square_around(point, size)))
    edge = "observer_edge" if perspective is Perspective.OBSERVER else perspective.value
    painter.setPen(QPen(tokens.color(edge), 1, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(tokens.color(perspective.value))
    painter.drawPath(path)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_ring(painter: QPainter, point: QPointF) -> None:
    """Draw the ring of a point under the cursor, or of a point that triggered a prompt."""
    painter.setPen(QPen(theme.current().color("text"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = 8.0 * theme.scale()
    painter.drawEllipse(point, radius, radius)


def square_around(point: QPointF, size: float) -> QRectF:
    """Return the square of ``size`` with ``point`` in its middle."""
    return QRectF(point.x() - size / 2, point.y() - size / 2, size, size)


def crisp(value: float) -> float:
    """Return the middle of the pixel that ``value`` falls in, so that a line of 1 px covers just that pixel."""
    return round(value - 0.5) + 0.5


def paint_grid(painter: QPainter, plane: Plane, values: Iterable[int], labels_right: float) -> None:
    """Draw a line at each of ``values`` with its number to the left, ending at ``labels_right``."""
    tokens = theme.current()
    for value in values:
        y = crisp(plane.y(value))
        painter.setPen(QPen(tokens.color("control" if value == plane.low else "grid"), 1))
        painter.drawLine(QLineF(plane.rect.left(), y, plane.rect.right(), y))
        painter.setPen(tokens.color("muted"))
        cell = QRectF(labels_right - 60, y - 20 * theme.scale(), 60, 40 * theme.scale())
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(value))


def step_rects(trend: Trend, plane: Plane) -> list[QRectF]:
    """Return the rectangle of each baseline step: its sessions wide, from the mean down to the limit.

    Steps narrower than a pixel are drawn together, as wide as the widest of them.
    """
    rects: list[QRectF] = []
    for step in trend.baseline:
        places = trend.places(step.session_from, step.session_to)
        if places is None:
            continue
        left, right = plane.x(places[0] - 0.5), plane.x(places[1] + 0.5)
        top, bottom = plane.y(step.mean), plane.y(step.floor)
        if plane.crowded and rects and rects[-1].width() < 1 and left - rects[-1].right() < 0.01:
            before = rects.pop()
            left, top, bottom = before.left(), min(before.top(), top), max(before.bottom(), bottom)
        rects.append(QRectF(left, top, right - left, bottom - top))
    return rects


def paint_band(painter: QPainter, trend: Trend, plane: Plane) -> None:
    """Draw the own baseline: the band from mean to limit in steps, and the mean as a dashed line."""
    tokens, rects = theme.current(), step_rects(trend, plane)
    painter.setPen(QPen(tokens.color("client"), 1) if tokens.high_contrast else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(tokens.color("band"))
    for group in _adjoining(rects):
        edge = [point for rect in group for point in (rect.topLeft(), rect.topRight())]
        back = [point for rect in reversed(group) for point in (rect.bottomRight(), rect.bottomLeft())]
        painter.drawPolygon([*edge, *back])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.color("client"), 1))
    painter.drawLines([dash for rect in rects for dash in dashes(rect.left(), rect.right(), crisp(rect.top()))])


def dashes(left: float, right: float, y: float) -> list[QLineF]:
    """Return level dashes from ``left`` to ``right``, in step with those of any neighbour, however narrow."""
    starts = (number * _DASH_EVERY for number in range(int(left // _DASH_EVERY), int(right // _DASH_EVERY) + 1))
    cut = ((max(left, start), min(right, start + _DASH)) for start in starts)
    return [QLineF(a, y, b, y) for a, b in cut if b > a]


def _adjoining(rects: Sequence[QRectF]) -> list[list[QRectF]]:
    groups: list[list[QRectF]] = []
    for rect in rects:
        if groups and abs(groups[-1][-1].right() - rect.left()) < 0.01:
            groups[-1].append(rect)
        else:
            groups.append([rect])
    return groups


def hatching(rect: QRectF) -> list[QLineF]:
    """Return the strokes that hatch ``rect``, rising to the right, already cut to it: exports need no clipping."""
    left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
    strokes = []
    for number in range(1, int((width + height) / _HATCH) + 1):
        along = number * _HATCH
        start = QPointF(left + max(0.0, along - height), top + min(along, height))
        end = QPointF(left + min(along, width), top + max(0.0, along - width))
        strokes.append(QLineF(start, end))
    return strokes


def paint_span(painter: QPainter, rect: QRectF, *, closed: bool) -> None:
    """Draw a hatched stretch of sessions; one that is still open has no right edge."""
    ink = theme.current().color("attention")
    painter.setPen(QPen(faded(ink, 0.28), 1))
    painter.drawLines(hatching(rect))
    painter.setPen(QPen(faded(ink, 0.6), 1))
    for x in (rect.left(), rect.right()) if closed else (rect.left(),):
        painter.drawLine(QLineF(crisp(x), rect.top(), crisp(x), rect.bottom()))


def faded(color: QColor, share: float) -> QColor:
    """Return ``color`` at ``share`` of its opacity."""
    result = QColor(color)
    result.setAlphaF(share)
    return result
