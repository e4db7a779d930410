"""One row of the small multiples: title, last values with their marks, and the course of the element."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.plots import strokes
from relationship_desk.ui.plots.geometry import Plane
from relationship_desk.ui.plots.trend import Trend, last_place

SMALL_PLOT_ROLE = Qt.ItemDataRole.UserRole + 1
PLAIN_HEIGHT, PLOT_HEIGHT, TALLEST_PLOT = 29, 58, 92
VALUED = (Perspective.CLINICIAN, Perspective.CLIENT)
"""The perspectives whose last values stand beside the title."""
MIDDLE_LINE = 5

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class SmallPlot:
    """One element of the small multiples. ``instead`` says why there is no plot: it keeps the row without one."""

    element: ElementId
    trend: Trend
    instead: str = ""

    @property
    def title(self) -> str:
        """The element's title."""
        return self.trend.title

    def last(self, perspective: Perspective) -> str:
        """Return the newest value of ``perspective`` with one decimal, or a dash."""
        for line in self.trend.lines:
            place = last_place(line.values)
            if line.perspective is perspective and place is not None:
                return format_value(line.values[place] or 0.0)
        return "–"

    def words(self) -> str:
        """Say the row in words, for screen readers."""
        if self.instead:
            return f"{self.title}, {self.instead.lower()}"
        values = (f"{who.value} {value}" for who in VALUED if (value := self.last(who)) != "–")
        return ", ".join((self.title, *values))


class SmallPlotDelegate(QStyledItemDelegate):
    """Paints :class:`SmallPlot` rows, all on a scale from ``low`` to 10 and as high as there is room for."""

    low = 3
    plot_height = PLOT_HEIGHT

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        small: SmallPlot = index.data(SMALL_PLOT_ROLE)
        return QSize(theme.scaled(200), theme.scaled(PLAIN_HEIGHT) if small.instead else self.plot_height)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        small: SmallPlot = index.data(SMALL_PLOT_ROLE)
        area = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, area, current=current, focused=bool(state & QStyle.StateFlag.State_HasFocus))
        inner = area.adjusted(theme.S12, 0, -theme.S12, 0)
        head = QRectF(inner.left(), inner.top(), inner.width(), theme.scaled(PLAIN_HEIGHT))
        _paint_head(painter, head, small, current=current)
        if not small.instead:
            plot = QRectF(inner.left(), head.bottom(), inner.width(), inner.bottom() - head.bottom() - theme.S4)
            _paint_plot(painter, plot, small.trend, float(self.low))
        painter.restore()


def _paint_plot(painter: QPainter, area: QRectF, trend: Trend, low: float) -> None:
    tokens = theme.current()
    half = strokes.SMALL_MARK / 2
    plane = Plane(area.adjusted(0, half, 0, -half), len(trend.sessions), low, 10.0)
    for span in trend.spans:
        places = trend.places(span.from_session, span.to_session)
        if places is not None:
            left, right = plane.x(places[0] - 0.4), plane.x(places[1] + 0.4)
            painter.setPen(QPen(tokens.color("attention"), 1) if tokens.high_contrast else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(tokens.color("attention_soft"))
            painter.drawRect(QRectF(left, area.top(), right - left, area.height()))
    painter.setPen(QPen(tokens.color("grid"), 1))
    y = strokes.crisp(plane.y(MIDDLE_LINE))
    painter.drawLine(QLineF(area.left(), y, area.right(), y))
    for line in reversed(trend.lines):  # the observer's marks stand behind the lines
        strokes.paint_course(painter, plane, line.values, line.perspective)


def _paint_ground(painter: QPainter, area: QRectF, *, current: bool, focused: bool) -> None:
    tokens = theme.current()
    painter.setPen(QPen(tokens.color("grid"), 1))
    painter.drawLine(QLineF(area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5))
    if not current:
        return
    painter.fillRect(area.adjusted(0, 0, 0, -1), tokens.color("raised"))
    painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), tokens.color("accent"))
    if focused:
        painter.setPen(QPen(tokens.color("focus"), 2))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)


def _paint_head(painter: QPainter, head: QRectF, small: SmallPlot, *, current: bool) -> None:
    tokens = theme.current()
    painter.setFont(theme.font())
    if small.instead:
        painter.setPen(tokens.color("muted"))
        painter.drawText(head, _RIGHT, small.instead)
        title_right = head.right() - QFontMetricsF(theme.font()).horizontalAdvance(small.instead)
    else:
        title_right = _paint_last_values(painter, head, small)
    font = theme.font("strong" if current else "body")
    painter.setFont(font)
    painter.setPen(tokens.color("muted" if small.instead else "text"))
    room = title_right - head.left() - theme.S8
    title = QFontMetricsF(font).elidedText(small.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(head, _LEFT, title)


def _paint_last_values(painter: QPainter, head: QRectF, small: SmallPlot) -> float:
    """Write the newest values at the right, each behind its mark, and return where they begin."""
    tokens, width_of = theme.current(), QFontMetricsF(theme.font()).horizontalAdvance
    mark, right = strokes.MARK * theme.scale(), head.right()
    for perspective in reversed(VALUED):
        value = small.last(perspective)
        painter.setPen(tokens.color("muted" if value == "–" else "text"))
        painter.drawText(QRectF(head.left(), head.top(), right - head.left(), head.height()), _RIGHT, value)
        if value != "–":
            middle = QPointF(right - width_of(value) - theme.S8 - mark / 2, head.center().y())
            strokes.paint_marks(painter, perspective, [middle], mark)
        right -= max(width_of("0.0"), width_of(value)) + theme.S8 + mark + theme.S12
    return right + theme.S8
