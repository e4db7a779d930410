"""How the focus plot shares out its area: plot, lanes, axis rows, and the names at the line ends."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.plots.geometry import Plane, spread
from relationship_desk.ui.plots.strokes import mark_size
from relationship_desk.ui.plots.trend import Trend, last_place
from relationship_desk.ui.widgets.perspective_mark import WORDS

LANES = ("Events", "Prompts")
AXIS_WORDS = ("Session", "Week")
LANE_HEIGHT, AXIS_ROW, TITLE_ROW = 30, 22, 32
_END_GAP = 10


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
    measure: QRectF
    """Room kept below the lanes, on the same session axis, for a measure; empty unless asked for."""
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
        measure_height: float = 0.0,
    ) -> Frame:
        """Share out ``area``. ``titled`` keeps a line on top for the title, as exports need."""
        metrics = QFontMetricsF(theme.font())
        texts = end_texts(trend, shown)
        column = _column_width(metrics, [text for _, text in texts])
        gutter = _gutter(metrics, area.width() - column, len(trend.sessions))
        top = area.top() + (theme.scaled(TITLE_ROW) if titled else 0) + metrics.height() / 2
        axis = QRectF(area.left(), area.bottom() - 2 * theme.scaled(AXIS_ROW), area.width(), 2 * theme.scaled(AXIS_ROW))
        measure = QRectF(area.left(), axis.top() - measure_height, area.width(), measure_height)
        lane = theme.scaled(LANE_HEIGHT)
        lanes_top = measure.top() - len(LANES) * lane - theme.S4
        lanes = tuple(QRectF(area.left(), lanes_top + row * lane, area.width(), lane) for row in range(len(LANES)))
        left, right = area.left() + gutter, area.right() - column
        bottom = lanes_top - theme.S8
        plot = QRectF(left, top, max(20.0, right - left), max(20.0, bottom - top))
        plane = Plane(plot, len(trend.sessions))
        labels_left = plot.right() + _END_GAP
        return cls(
            plane=plane,
            title=QRectF(area.left(), area.top(), area.width(), theme.scaled(TITLE_ROW) if titled else 0),
            lanes=lanes,
            lane_names_left=area.left(),
            measure=measure,
            axis=axis,
            end_labels=_end_labels(trend, texts, plane, labels_left, column - _END_GAP),
            labels_left=labels_left,
        )


def _gutter(metrics: QFontMetricsF, width: float, sessions: int) -> float:
    """The room left of the plot: for its numbers, and so much that no icon of a lane touches the lane's name."""
    name = max(metrics.horizontalAdvance(name) for name in LANES) + theme.scaled(theme.S16)
    half_slot = (width - name) / (2 * sessions) if sessions else width
    return max(metrics.horizontalAdvance("10") + theme.S16, name - half_slot)


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


def _column_width(metrics: QFontMetricsF, texts: list[str]) -> float:
    """The width of the names at the right; the same for usual names, so that the plot keeps its width."""
    lines = [line for text in texts for line in text.split("\n")]
    widest = max(metrics.horizontalAdvance(line) for line in [*lines, "Clinician 10.0", *AXIS_WORDS])
    return widest + _END_GAP + theme.scaled(theme.S24)


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
