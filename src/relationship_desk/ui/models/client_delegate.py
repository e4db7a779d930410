"""Draws the cells of the table of clients that are more than text: sparklines and badges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView
from typing_extensions import override

from relationship_desk.domain.score import format_value
from relationship_desk.services.caseload import SPARKLINE_SESSIONS
from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.models.client_line import ClientLine
from relationship_desk.ui.models.client_table import (
    LINE_ROLE,
    NO_RATING,
    NUMBERS,
    PERSPECTIVES,
    TITLES,
    ClientTableModel,
    Column,
)
from relationship_desk.ui.models.frozen_lines import Index
from relationship_desk.ui.widgets.badge import badge_size, paint_badge
from relationship_desk.ui.widgets.data_table import RowGroundDelegate
from relationship_desk.ui.widgets.perspective_mark import paint_mark
from relationship_desk.ui.widgets.sparkline import paint_sparkline

_SPARK_WIDTH, _SPARK_HEIGHT = 90, 28
_MARK = 11


class ClientDelegate(RowGroundDelegate):
    """A sparkline with the last value after it, a badge; all else as text."""

    def __init__(self, table: QTableView, model: ClientTableModel) -> None:
        super().__init__(table)
        self._model = model

    @override
    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, column = cast("ClientLine", index.data(LINE_ROLE)), Column(index.column())
        box = self.content_rect(option, index)
        if column in PERSPECTIVES and line.enough:
            self._paint_course(painter, box, line, column)
        elif column in PERSPECTIVES:
            _say(painter, box, str(index.data() or ""), "body", "muted")
        elif column is Column.ATTENTION:
            _paint_standing(painter, box, line, badges=len(line.badges) if self._model.board else 1)
        else:
            super().paint_cell(painter, option, index)

    def _paint_course(self, painter: QPainter, box: QRectF, line: ClientLine, column: Column) -> None:
        perspective = PERSPECTIVES[column]
        value = line.last_value(perspective)
        if value is None:
            _say(painter, box, NO_RATING, "body", "muted")
            return
        room = QFontMetricsF(theme.font()).horizontalAdvance("10.0")
        height = theme.scaled(_SPARK_HEIGHT)
        width = min(float(theme.scaled(_SPARK_WIDTH)), box.width() - room - theme.S8)
        drawn = QRectF(box.left(), round(box.center().y() - height / 2), width, height)
        paint_sparkline(painter, drawn, line.row.sparks[perspective], perspective, SPARKLINE_SESSIONS, self._model.low)
        number = QRectF(drawn.right() + theme.S8, box.top(), room, box.height())
        _say(painter, number, format_value(value), "body", "text", Qt.AlignmentFlag.AlignRight)


class ClientHeader(QHeaderView):
    """Muted words, the mark before a perspective, and an arrow after the column that sorts."""

    def __init__(self, table: QTableView, model: ClientTableModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._model = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        tokens = theme.current()
        whole, column = QRectF(cast("QRectF", rect)), Column(section)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QPointF(whole.left(), whole.bottom() - 0.5), QPointF(whole.right(), whole.bottom() - 0.5))
        sorts = self._model.sorted_by is column
        role: theme.Role = "strong" if sorts else "body"
        box = whole.adjusted(14 if column is Column.CODE else theme.S8, 0, -theme.S8, 0)
        width = QFontMetricsF(theme.font(role)).horizontalAdvance(TITLES[column])
        if column in PERSPECTIVES:
            side = theme.scaled(_MARK)
            paint_mark(painter, PERSPECTIVES[column], QRectF(box.left(), box.center().y() - side / 2, side, side))
            box.setLeft(box.left() + side + theme.S8)
        elif column in NUMBERS:
            box.setLeft(max(box.left(), box.right() - width - (_arrow() if sorts else 0)))
        _say(painter, box, TITLES[column], role, "text" if sorts else "muted")
        if sorts:
            side = theme.scaled(14)
            name = "arrow-down" if self._model.order == Qt.SortOrder.AscendingOrder else "arrow-up"
            at = QRectF(box.left() + width + theme.S4, box.center().y() - side / 2, side, side)
            paint_icon(painter, name, at, tokens.color("text"))
        painter.restore()


def _paint_standing(painter: QPainter, box: QRectF, line: ClientLine, badges: int) -> None:
    """Draw the state at the right, so many ``badges`` as fit, and how many more there are."""
    measure = QFontMetricsF(theme.font())
    if line.state:
        _say(painter, box, line.state, "body", "muted", Qt.AlignmentFlag.AlignRight)
        box = box.adjusted(0, 0, -measure.horizontalAdvance(line.state) - theme.S8, 0)
    widths = [badge_size(badge.text).width() for badge in line.badges]
    shown = shown_widths(widths, box.width(), measure.horizontalAdvance(f"+{len(widths)}"), badges)
    for badge, width in zip(line.badges, shown, strict=False):
        place = QRectF(box.left(), box.top(), width, box.height())
        paint_badge(painter, place, badge.text, badge.meaning, badge.icon)
        box = box.adjusted(width + theme.S8, 0, 0, 0)
    if len(shown) < len(widths):
        _say(painter, box, f"+{len(widths) - len(shown)}", "body", "muted")


def shown_widths(widths: Sequence[float], room: float, more: float, most: int) -> list[float]:
    """Return how wide each badge is drawn that is, at most ``most``, all lengths in pixels.

    What is left of ``room`` holds how many more there are, ``more`` wide. The first is always drawn, cut where it must.
    """
    shown: list[float] = []
    for place, width in enumerate(widths[:most]):
        left = room - (0 if place == len(widths) - 1 else theme.S8 + more)
        if shown and width > left:
            break
        shown.append(min(width, left))
        room -= shown[-1] + theme.S8
    return shown


def _arrow() -> int:
    return theme.scaled(14) + theme.S4


def _say(
    painter: QPainter,
    box: QRectF,
    text: str,
    role: theme.Role,
    ink: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.current().color(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | align, text)
