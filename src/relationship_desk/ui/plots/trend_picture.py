"""The focus plot as a drawing: the same on screen, in a picture file and in a vector file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.plots import strokes
from relationship_desk.ui.plots.frame import AXIS_WORDS, EndLabel, Frame
from relationship_desk.ui.plots.geometry import Plane, placed_marks, ticks, ticks_apart
from relationship_desk.ui.plots.measure_lane import paint_measure, paint_rings
from relationship_desk.ui.plots.trend import Lane, Mark, Trend

GRID = (0, 2, 4, 6, 8, 10)
ICON = 18
ALL_PERSPECTIVES = frozenset(Perspective)

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which parts of a trend are in view."""

    perspectives: frozenset[Perspective] = ALL_PERSPECTIVES
    baseline: bool = True

    def toggled(self, perspective: Perspective) -> Shown:
        """Return the same with ``perspective`` hidden, or shown again."""
        return replace(self, perspectives=self.perspectives ^ {perspective})


def paint_trend(painter: QPainter, trend: Trend, frame: Frame, shown: Shown, cursor: int | None = None) -> None:
    """Draw ``trend`` into ``frame``; ``cursor`` is the place on the axis that is ringed, None for no cursor."""
    paint_still(painter, trend, frame, shown)
    paint_moving(painter, trend, frame, shown, cursor)


def paint_still(painter: QPainter, trend: Trend, frame: Frame, shown: Shown) -> None:
    """Draw everything that does not depend on the cursor."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if frame.title.height():
        painter.setFont(theme.font("panel"))
        painter.setPen(theme.current().color("text"))
        painter.drawText(frame.title, _LEFT, trend.title)
    painter.setFont(theme.font())
    strokes.paint_grid(painter, frame.plane, grid(frame.plane), frame.plane.rect.left() - theme.S8)
    _paint_spans(painter, trend, frame)
    if shown.baseline:
        strokes.paint_band(painter, trend, frame.plane)
    strokes.paint_lines(painter, frame.plane, trend.only(shown.perspectives))
    _paint_span_labels(painter, trend, frame)
    for label in frame.end_labels:
        _paint_end_label(painter, label)
    _paint_courses(painter, trend, frame)
    for lane, area in zip(trend.lanes, frame.lanes, strict=True):
        _paint_lane(painter, trend, frame, lane, area)
    paint_measure(painter, trend.measure, frame)
    if not any(value is not None for line in trend.lines for value in line.values):
        painter.setPen(theme.current().color("muted"))
        painter.drawText(frame.plane.rect, _CENTRE, "No ratings yet" if trend.sessions else "No sessions yet")


def grid(plane: Plane) -> tuple[int, ...]:
    """Every second number, or fewer where the numbers would touch."""
    roomy = plane.rect.height() / (len(GRID) - 1) >= QFontMetricsF(theme.font()).height()
    return GRID if roomy else (0, 5, 10)


def paint_moving(painter: QPainter, trend: Trend, frame: Frame, shown: Shown, cursor: int | None) -> None:
    """Draw the cursor and the axis rows, in which the cursor's session is set off."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_axis(painter, trend, frame, cursor)
    if cursor is not None:
        _paint_cursor(painter, trend, frame, shown, cursor)


def span_rect(trend: Trend, frame: Frame, number: int) -> QRectF | None:
    """Return the area of the span at ``number`` in ``trend.spans``, None when none of its sessions is on the axis."""
    span, plane = trend.spans[number], frame.plane
    places = trend.places(span.from_session, span.to_session)
    if places is None:
        return None
    left = plane.x(places[0] - 0.4)
    right = plane.rect.right() if span.to_session is None else plane.x(places[1] + 0.4)
    return QRectF(left, plane.rect.top(), right - left, plane.rect.height())


def _paint_spans(painter: QPainter, trend: Trend, frame: Frame) -> None:
    for number, span in enumerate(trend.spans):
        rect = span_rect(trend, frame, number)
        if rect is not None:
            strokes.paint_span(painter, rect, closed=span.to_session is not None)


def span_label_rects(trend: Trend, frame: Frame) -> list[QRectF | None]:
    """Return where the words of each span stand, low in the plot; None where there is no room for them."""
    metrics = QFontMetricsF(theme.font())
    areas = [span_rect(trend, frame, number) for number in range(len(trend.spans))]
    rects: list[QRectF | None] = []
    for number, (span, area) in enumerate(zip(trend.spans, areas, strict=True)):
        if area is None or not span.label:
            rects.append(None)
            continue
        start = area.left() + (frame.plane.slot * 0.4 + theme.S12 if frame.plane.slot > theme.S24 else theme.S8)
        ends = (next_area.left() - theme.S4 for next_area in areas[number + 1 :] if next_area is not None)
        limit = min((end for end in ends if end > area.left()), default=frame.plane.rect.right() + theme.S8)
        widest_word = max(metrics.horizontalAdvance(word) for word in span.label.split())
        start = max(min(start, area.right() - widest_word - 3), area.left() + theme.S8)
        room = max(area.right() - start - 2, widest_word + 2)
        size = metrics.boundingRect(QRectF(0, 0, room, 10_000), _WRAPPED, span.label).size()
        fits = start + size.width() <= limit
        top = max(frame.plane.rect.top(), min(frame.plane.y(2.4), frame.plane.rect.bottom() - size.height()))
        rects.append(QRectF(start, top, size.width() + 1, size.height()) if fits else None)
    return rects


def _paint_span_labels(painter: QPainter, trend: Trend, frame: Frame) -> None:
    tokens = theme.current()
    for span, rect in zip(trend.spans, span_label_rects(trend, frame), strict=True):
        if rect is not None:
            painter.fillRect(rect.adjusted(-2, 0, 2, 0), strokes.faded(tokens.color("surface"), 0.75))
            painter.setPen(tokens.color("text"))
            painter.drawText(rect, _WRAPPED, span.label)


def _paint_end_label(painter: QPainter, label: EndLabel) -> None:
    mark, gap = strokes.MARK * theme.scale(), theme.scaled(theme.S8)
    first_line = QFontMetricsF(theme.font()).lineSpacing()
    middle = QRectF(label.rect.left(), label.rect.top() + 1 + first_line / 2 - mark / 2, mark, mark).center()
    strokes.paint_marks(painter, label.perspective, [middle], mark)
    painter.setPen(theme.current().color("muted"))
    painter.drawText(label.rect.adjusted(mark + gap, 1, 0, 0), int(Qt.AlignmentFlag.AlignTop), label.text)


def _paint_courses(painter: QPainter, trend: Trend, frame: Frame) -> None:
    """A line where a course of treatment follows another, with its number where there is room for it."""
    tokens, plane = theme.current(), frame.plane
    metrics = QFontMetricsF(theme.font())
    painter.setFont(theme.font())
    free = plane.rect.left()
    for place in trend.course_starts:
        x = strokes.crisp(plane.x(place - 0.5))
        painter.setPen(QPen(tokens.color("control"), 1))
        painter.drawLine(QLineF(x, plane.rect.top(), x, plane.rect.bottom()))
        word = f"Course {trend.sessions[place].course}"
        width = metrics.horizontalAdvance(word)
        if trend.sessions[place].course and x + theme.S4 >= free and x + theme.S4 + width <= plane.rect.right():
            cell = QRectF(x + theme.S4, plane.rect.top(), width + 1, metrics.height())
            painter.fillRect(cell, strokes.faded(tokens.color("surface"), 0.75))
            painter.setPen(tokens.color("muted"))
            painter.drawText(cell, _LEFT, word)
            free = cell.right() + theme.S8


def _paint_lane(painter: QPainter, trend: Trend, frame: Frame, row: Lane, lane: QRectF) -> None:
    tokens = theme.current()
    painter.setPen(QPen(tokens.color("grid"), 1))
    painter.drawLine(QLineF(lane.left(), strokes.crisp(lane.top()), lane.right(), strokes.crisp(lane.top())))
    painter.setPen(tokens.color("muted"))
    painter.drawText(lane, _LEFT, row.name)
    known = sorted(
        ((place, mark) for mark in row.marks if (place := trend.place(mark.session)) is not None), key=_first
    )
    centres = [frame.plane.x(place) for place, _ in known]
    size = float(theme.scaled(ICON))
    width_of = QFontMetricsF(theme.font()).horizontalAdvance
    for placed in placed_marks(centres, [mark.word for _, mark in known], size, width_of, lane.right()):
        mark = known[placed.index][1]
        icon = QRectF(round(placed.left), round(lane.center().y() - size / 2), size, size)
        paint_icon(painter, mark.icon, icon, tokens.color(mark.ink))
        if placed.word:
            painter.setPen(tokens.color("muted"))
            painter.drawText(QRectF(icon.right() + 5, lane.top(), lane.width(), lane.height()), _LEFT, mark.word)


def _first(pair: tuple[int, Mark]) -> int:
    return pair[0]


def _paint_axis(painter: QPainter, trend: Trend, frame: Frame, cursor: int | None) -> None:
    tokens, height = theme.current(), frame.axis.height() / 2
    metrics = QFontMetricsF(theme.font("strong"))
    largest = max((max(tick.number, tick.week) for tick in trend.sessions[-1:]), default=0)
    width = metrics.horizontalAdvance(str(max(largest, 10))) + theme.S8
    plane = frame.plane
    if plane.at:
        places = ticks_apart([plane.x(place) for place in range(plane.sessions)], width, cursor)
    else:
        places = ticks(trend.numbers, plane.slot, width, cursor)
    for place in places:
        tick, here = trend.sessions[place], place == cursor
        for row, number in enumerate((tick.number, tick.week)):
            cell = QRectF(plane.x(place) - width, frame.axis.top() + row * height, 2 * width, height)
            painter.setFont(theme.font("strong" if here and row == 0 else "body"))
            painter.setPen(tokens.color("text" if here else "muted"))
            painter.drawText(cell, _CENTRE, str(number))
    painter.setFont(theme.font())
    painter.setPen(tokens.color("muted"))
    left = max(frame.labels_left, frame.plane.x(len(trend.sessions) - 1) + width / 2 + theme.S4)
    for row, word in enumerate(AXIS_WORDS):
        cell = QRectF(left, frame.axis.top() + row * height, frame.axis.width(), height)
        painter.drawText(cell, _LEFT, word)


def _paint_cursor(painter: QPainter, trend: Trend, frame: Frame, shown: Shown, cursor: int) -> None:
    tokens, plane = theme.current(), frame.plane
    pen = QPen(tokens.color("text"), 1)
    pen.setDashPattern([2, 3])
    painter.setPen(pen)
    x = strokes.crisp(plane.x(cursor))
    painter.drawLine(QLineF(x, plane.rect.top(), x, frame.lanes[0].top()))
    if trend.measure is not None:
        painter.drawLine(QLineF(x, frame.measure.rect.top(), x, frame.measure.rect.bottom()))
        paint_rings(painter, trend.measure, frame.measure, cursor)
    for line in trend.only(shown.perspectives):
        value = line.values[cursor]
        if value is not None:
            strokes.paint_ring(painter, plane.point(cursor, value))
    step = trend.step_at(trend.sessions[cursor].number) if shown.baseline else None
    if step is not None:
        painter.setPen(QPen(tokens.color("client"), 2))
        for session in step.formed_by:
            place = trend.place(session)
            if place is not None:
                y = plane.rect.bottom() + 2.5
                half = max(1.0, plane.room / 2 - 3)
                painter.drawLine(QLineF(plane.x(place) - half, y, plane.x(place) + half, y))
