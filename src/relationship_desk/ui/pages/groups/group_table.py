"""The list of groups, couples and families: two lines a row, the latest values, and what needs attention."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.score import format_value
from relationship_desk.services.caseload import ClientRow
from relationship_desk.ui import theme
from relationship_desk.ui.models.attention import Attention
from relationship_desk.ui.models.client_table import NO_RATING
from relationship_desk.ui.models.frozen_lines import FrozenLines, Index
from relationship_desk.ui.widgets.badge import paint_badge
from relationship_desk.ui.widgets.data_table import DataTable, RowGroundDelegate

_LINE_ROLE = Qt.ItemDataRole.UserRole + 30


class Column(IntEnum):
    """The columns, in order."""

    GROUP = 0
    SESSION = 1
    ALLIANCE = 2
    COHESION = 3
    ATTENTION = 4


_TITLES = {
    Column.GROUP: "Group",
    Column.SESSION: "Session",
    Column.ALLIANCE: "Alliance",
    Column.COHESION: "Cohesion",
    Column.ATTENTION: "Needs attention",
}
_NUMBERS = frozenset({Column.ALLIANCE, Column.COHESION})
_WIDTHS = {Column.GROUP: 178, Column.SESSION: 118, Column.ALLIANCE: 74, Column.COHESION: 86}
_ATTENTION = 157
ROW_HEIGHT = 58


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One row, in words."""

    row: ClientRow
    code: str
    kind: str
    last_seen: str
    alliance: float | None
    cohesion: float | None
    attention: Attention | None

    def first(self, column: Column) -> str:
        """Return the text of a cell, its first line."""
        return {
            Column.GROUP: self.code,
            Column.SESSION: str(self.row.sessions) if self.row.sessions else NO_RATING,
            Column.ALLIANCE: _number(self.alliance),
            Column.COHESION: _number(self.cohesion),
            Column.ATTENTION: self.attention.text if self.attention else "",
        }[column]

    def second(self, column: Column) -> str:
        """Return the muted second line of a cell."""
        return {Column.GROUP: self.kind, Column.SESSION: self.last_seen}.get(column, "")

    def spoken(self, column: Column) -> str:
        """Return what a screen reader says of a cell."""
        if column is Column.GROUP:
            parts = (self.code, self.kind, self.attention.text if self.attention else "")
        elif column is Column.SESSION:
            parts = (f"Session {self.first(column)}", f"last seen {self.last_seen}", "")
        elif column in _NUMBERS:
            value = self.alliance if column is Column.ALLIANCE else self.cohesion
            parts = (f"{_TITLES[column]}, client", "not rated" if value is None else format_value(value), "")
        else:
            parts = (self.first(column), "", "")
        return ", ".join(part for part in parts if part)


class GroupTableModel(FrozenLines[GroupLine]):
    """Groups down, those that need attention first."""

    columns = len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, column = self.lines[index.row()], Column(index.column())
        if role == _LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.first(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken(column)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.ATTENTION and line.row.findings:
            return line.row.findings[0].detail
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and Column(section) in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and Column(section) in _NUMBERS:
            return "The latest as the client rated it; where several members rated, their mean"
        return _TITLES[Column(section)] if role == Qt.ItemDataRole.DisplayRole else None


class _GroupDelegate(RowGroundDelegate):
    """Code over kind, session over day, numbers, a badge."""

    @override
    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, column = cast("GroupLine", index.data(_LINE_ROLE)), Column(index.column())
        box = self.content_rect(option, index)
        if column is Column.ATTENTION:
            if line.attention is not None:
                paint_badge(painter, box, line.attention.text, line.attention.meaning, line.attention.icon)
            return
        first, second = line.first(column), line.second(column)
        height = float(theme.scaled(22))
        top = box.center().y() - (height if second else height / 2)
        role: theme.Role = "strong" if column is Column.GROUP else "body"
        align = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
        say(painter, QRectF(box.left(), top, box.width(), height), first, role, "text", align)
        say(painter, QRectF(box.left(), top + height, box.width(), height), second, "body", "muted", align)


class GroupsTable(DataTable):
    """The list of the page; the last column takes what is left of the width."""

    def __init__(self, model: GroupTableModel, parent: QWidget | None = None) -> None:
        super().__init__("Groups, couples and families", row_height=ROW_HEIGHT, parent=parent)
        self._groups = model
        self.setModel(model)
        self.ground = _GroupDelegate(self)
        self.setItemDelegate(self.ground)
        self._fit_columns()

    @property
    def current(self) -> GroupLine | None:
        """The line of the current row."""
        place = self.currentIndex().row()
        return self._groups.lines[place] if 0 <= place < len(self._groups.lines) else None

    def choose(self, group: ClientId | None) -> bool:
        """Make the row of ``group`` current; return whether it is shown."""
        for place, line in enumerate(self._groups.lines):
            if line.row.client.id == group:
                self.setCurrentIndex(self._groups.index(place, 0))
                return True
        return False

    @override
    def sizeHint(self) -> QSize:
        rows = min(3, max(1, len(self._groups.lines)))
        return QSize(list_width(), theme.scaled(36) + rows * theme.scaled(ROW_HEIGHT) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.scaled(width))


def list_width() -> int:
    """Return the width, in pixels, in which the list shows everything."""
    return sum(theme.scaled(width) for width in (*_WIDTHS.values(), _ATTENTION))


def say(
    painter: QPainter,
    box: QRectF,
    text: str,
    role: theme.Role,
    ink: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of text, ended by an ellipsis where there is no room."""
    font = theme.font(role)
    painter.setFont(font)
    painter.setPen(theme.current().color(ink))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | align, shown)


def _number(value: float | None) -> str:
    return NO_RATING if value is None else format_value(value)
