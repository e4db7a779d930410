"""How the focus plot shares out its area: plot, lanes, axis rows, and the names at the line ends."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.plots.geometry import Plane, spread
from relationship_desk.ui.plots.measure_track import MeasureTrack
from relationship_desk.ui.plots.strokes import mark_size
from relationship_desk.ui.plots.trend import Trend, last_place
from relationship_desk.ui.widgets.perspective_mark import WORDS

AXIS_WORDS = ("Session", "Week")
LANE_HEIGHT, AXIS_ROW, TITLE_ROW = 30, 22, 32
_TIGHT_LANE, _TIGHT_BELOW = 25, 440
"""The height of a lane where the area is lower than this."""
_MEASURE_SHARE, _LEAST_MEASURE, _TALLEST_MEASURE = 0.2, 70, 128
_END_GAP = 10
_WIDEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The name and last value of one line, beside its end."""

    perspective: Perspective
    text: str
    rect: QRectF
    """Where the whole label stands, mark and words; labels never overlap."""


@dataclass(frozen=True)
class Frame:
    """The places of everything in one focus plot, in pixels of its widget or picture."""

    plane: Plane
    title: QRectF
    lanes: tuple[QRectF, ...]
    lane_names_left: float
    measure: Plane
    """Where the totals of the measure stand, on the same session axis."""
    measure_row: QRectF
    """The whole row of the measure, with its numbers and words."""
    axis: QRectF
    end_labels: tuple[EndLabel, ...]
    labels_left: float

    @classmethod
    def lay_out(
        cls,
        area: QRectF,
        trend: Trend,
        shown: frozenset[Perspective],
        *,
        titled: bool = False,
        by_week: bool = False,
    ) -> Frame:
        """Share out ``area``. ``titled`` keeps a line on top for the title, as exports need.

        With ``by_week`` sessions stand as far apart as their days.
        """
        metrics = QFontMetricsF(theme.font())
        texts = end_texts(trend, shown)
        column = _column_width(metrics, [text for _, text in texts], trend.measure)
        gutter = _gutter(metrics, area.width() - column, trend)
        top = area.top() + (theme.scaled(TITLE_ROW) if titled else 0) + metrics.height() / 2
        axis = QRectF(area.left(), area.bottom() - 2 * theme.scaled(AXIS_ROW), area.width(), 2 * theme.scaled(AXIS_ROW))
        lane = theme.scaled(_TIGHT_LANE if area.height() < theme.scaled(_TIGHT_BELOW) else LANE_HEIGHT)
        below = _measure_height(trend.measure, area.height(), lane)
        measure_row = QRectF(area.left(), axis.top() - theme.S4 - below, area.width(), below)
        lanes_top = measure_row.top() - len(trend.lanes) * lane - theme.S4
        lanes = tuple(
            QRectF(area.left(), lanes_top + row * lane, area.width(), lane) for row in range(len(trend.lanes))
        )
        left, right = area.left() + gutter, area.right() - column
        bottom = lanes_top - theme.S8
        plot = QRectF(left, top, max(20.0, right - left), max(20.0, bottom - top))
        plane = Plane(plot, len(trend.sessions), at=trend.weeks if by_week else ())
        labels_left = plot.right() + _END_GAP
        return cls(
            plane=plane,
            title=QRectF(area.left(), area.top(), area.width(), theme.scaled(TITLE_ROW) if titled else 0),
            lanes=lanes,
            lane_names_left=area.left(),
            measure=_measure_plane(plane, measure_row, trend.measure, metrics.height() / 2),
            measure_row=measure_row,
            axis=axis,
            end_labels=_end_labels(trend, texts, plane, labels_left, column - _END_GAP),
            labels_left=labels_left,
        )


def _measure_height(track: MeasureTrack | None, height: float, lane: float) -> float:
    """A share of the whole, or one line that says that there is nothing."""
    if track is None:
        return lane
    return min(theme.scaled(_TALLEST_MEASURE), max(theme.scaled(_LEAST_MEASURE), height * _MEASURE_SHARE))


def _measure_plane(plane: Plane, row: QRectF, track: MeasureTrack | None, margin: float) -> Plane:
    low, high = (track.low, track.high) if track else (0.0, 1.0)
    rect = QRectF(plane.rect.left(), row.top() + margin, plane.rect.width(), max(1.0, row.height() - 2 * margin))
    return Plane(rect, plane.sessions, low, high, plane.at)


def _gutter(metrics: QFontMetricsF, width: float, trend: Trend) -> float:
    """The room left of the plot: for its numbers, and so much that no icon of a lane touches the lane's name."""
    sessions, track = len(trend.sessions), trend.measure
    name = max(metrics.horizontalAdvance(lane.name) for lane in trend.lanes) + theme.scaled(theme.S16)
    half_slot = (width - name) / (2 * sessions) if sessions else width
    ends = ["10", *(f"{end:g}" for end in (track.low, track.high))] if track else ["10"]
    return max(*(metrics.horizontalAdvance(end) + theme.S16 for end in ends), name - half_slot)


def end_texts(trend: Trend, shown: frozenset[Perspective]) -> list[tuple[Perspective, str]]:
    """Return what stands at each line's end: name and last value, and the session when it is not the newest one."""
    texts = []
    for line in trend.only(shown):
        place = last_place(line.values)
        value = None if place is None else line.values[place]
        if place is None or value is None:
            continue
        text = f"{WORDS[line.perspective]} {format_value(value)}"
        if place < len(trend.sessions) - 1:
            text += f"\nin session {trend.sessions[place].number}"
        texts.append((line.perspective, text))
    return texts


def _column_width(metrics: QFontMetricsF, texts: list[str], track: MeasureTrack | None) -> float:
    """The width of the names at the right; the same for usual names, so that the plot keeps its width."""
    lines = [line for text in texts for line in text.split("\n")]
    widest = max(metrics.horizontalAdvance(line) for line in [*lines, "Clinician 10.0", *AXIS_WORDS])
    widest += theme.scaled(theme.S24)
    if track is not None:
        strong = QFontMetricsF(theme.font("strong"))
        words = max(strong.horizontalAdvance(words) for words in track.end_words)
        widest = max(widest, min(words + theme.S4, theme.scaled(_WIDEST_TITLE)))
    return widest + _END_GAP


def _end_labels(
    trend: Trend, texts: list[tuple[Perspective, str]], plane: Plane, left: float, width: float
) -> tuple[EndLabel, ...]:
    line_height = QFontMetricsF(theme.font()).lineSpacing() + 1
    heights = [line_height * (text.count("\n") + 1) + 2 for _, text in texts]
    values = {line.perspective: line.values for line in trend.lines}
    ends = []
    for (perspective, _), height in zip(texts, heights, strict=True):
        place = last_place(values[perspective]) or 0
        first_line_up = (height - line_height) / 2
        ends.append(plane.y(values[perspective][place] or 0.0) + first_line_up)
    low = plane.rect.top() - mark_size(plane)
    middles = spread(ends, heights, low, plane.rect.bottom() + line_height / 2)
    return tuple(
        EndLabel(perspective, text, QRectF(left, middle - height / 2, width, height))
        for (perspective, text), height, middle in zip(texts, heights, middles, strict=True)
    )
