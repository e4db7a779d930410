"""The measure below the focus plot: totals as diamonds, the cut-off, and the range in which no change is reliable."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from relationship_desk.ui import theme
from relationship_desk.ui.plots import strokes
from relationship_desk.ui.plots.frame import Frame
from relationship_desk.ui.plots.geometry import Plane, spread
from relationship_desk.ui.plots.measure_track import NO_CHANGE, MeasureTrack, Total
from relationship_desk.ui.plots.thinning import extremes

NONE_ON_FILE = "No questionnaire on file"
_DIAMOND, _SMALL_DIAMOND = 6.0, 3.0

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def paint_measure(painter: QPainter, track: MeasureTrack | None, frame: Frame) -> None:
    """Draw ``track`` into its row of ``frame``, or that there is none."""
    tokens, row = theme.current(), frame.measure_row
    painter.setPen(QPen(tokens.color("grid"), 1))
    painter.drawLine(QLineF(row.left(), strokes.crisp(row.top()), row.right(), strokes.crisp(row.top())))
    painter.setFont(theme.font())
    if track is None:
        painter.setPen(tokens.color("muted"))
        painter.drawText(row, _LEFT, NONE_ON_FILE)
        return
    plane = frame.measure
    _paint_scale(painter, track, plane)
    for band in track.bands:
        _paint_band(painter, plane, band.place_from, band.place_to, band.low, band.high)
    if track.cutoff is not None:
        pen = QPen(tokens.color("text"), 1)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        y = strokes.crisp(plane.y(track.cutoff))
        painter.drawLine(QLineF(plane.rect.left(), y, plane.rect.right(), y))
    _paint_totals(painter, track.totals, plane)
    _paint_words(painter, track, frame)


def paint_rings(painter: QPainter, track: MeasureTrack, plane: Plane, place: int) -> None:
    """Ring the totals of the session at ``place``."""
    for one in track.totals:
        if one.place == place and one.value is not None:
            strokes.paint_ring(painter, plane.point(place, one.value))


def _paint_scale(painter: QPainter, track: MeasureTrack, plane: Plane) -> None:
    """Both ends of the scale, and the cut-off where its number touches neither."""
    tokens, height = theme.current(), QFontMetricsF(theme.font()).height()
    values = [plane.low, plane.high]
    if track.cutoff is not None and all(abs(plane.y(track.cutoff) - plane.y(end)) > height * 0.9 for end in values):
        values.append(track.cutoff)
    for value in values:
        y = strokes.crisp(plane.y(value))
        if value != track.cutoff:
            painter.setPen(QPen(tokens.color("control" if value == plane.low else "grid"), 1))
            painter.drawLine(QLineF(plane.rect.left(), y, plane.rect.right(), y))
        painter.setPen(tokens.color("muted"))
        cell = QRectF(plane.rect.left() - theme.S8 - 80, y - height, 80, 2 * height)
        painter.drawText(cell, _RIGHT, f"{value:.4g}")


def _paint_band(painter: QPainter, plane: Plane, place_from: float, place_to: float, low: float, high: float) -> None:
    """A quiet ground with dotted edges; an edge outside the scale is none."""
    tokens = theme.current()
    left = max(plane.rect.left(), plane.x(place_from))
    right = min(plane.rect.right(), plane.x(place_to))
    box = QRectF(QPointF(left, plane.y(high)), QPointF(right, plane.y(low)))
    painter.fillRect(box, strokes.faded(tokens.color("muted"), 0.12))
    painter.setPen(QPen(tokens.color("muted"), 1, Qt.PenStyle.DotLine))
    for value in (low, high):
        if plane.low <= value <= plane.high:
            y = strokes.crisp(plane.y(value))
            painter.drawLine(QLineF(left, y, right, y))


def _paint_totals(painter: QPainter, totals: tuple[Total, ...], plane: Plane) -> None:
    ink = theme.current().color("text")
    known = [one for one in totals if one.value is not None]
    points = [QPointF(plane.x(one.place), plane.y(one.value or 0.0)) for one in known]
    painter.setPen(QPen(ink, 1))
    painter.drawLines([QLineF(before, after) for before, after in pairwise(points)])
    painter.setBrush(ink)
    reach = max(_SMALL_DIAMOND, min(_DIAMOND * theme.scale(), plane.rect.width() / max(1, len(known)) * 0.4))
    if len(known) * reach > plane.rect.width():
        seen = Plane(plane.rect, len(known), plane.low, plane.high)
        points = [points[place] for place in extremes(range(len(known)), [one.value for one in known], seen, reach)]
    for point in points:
        corners = ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
        painter.drawPolygon(QPolygonF([point + QPointF(x, y) for x, y in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_words(painter: QPainter, track: MeasureTrack, frame: Frame) -> None:
    """Name, cut-off, direction and band at the right, each near its height; the last ones go where room is short."""
    plane, row, left = frame.measure, frame.measure_row, frame.labels_left
    line = QFontMetricsF(theme.font()).lineSpacing()
    words = track.end_words[: max(1, int(row.height() / line))]
    middles = spread([plane.y(_height(track, one)) for one in words], [line] * len(words), row.top(), row.bottom())
    for place, (text, middle) in enumerate(zip(words, middles, strict=True)):
        font = theme.font("strong" if place == 0 else "body")
        painter.setFont(font)
        painter.setPen(theme.current().color("text" if place == 0 else "muted"))
        room = row.right() - left
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(left, middle - line / 2, room, line), _LEFT, shown)


def _height(track: MeasureTrack, words: str) -> float:
    """The total near which ``words`` stand; the direction stands at its better end."""
    newest = track.newest
    if words == track.end_words[0]:
        return track.high if newest is None or newest.value is None else newest.value
    if words == NO_CHANGE:
        return (track.bands[-1].low + track.bands[-1].high) / 2
    if words == track.better:
        return track.low
    return track.cutoff if track.cutoff is not None else track.low
