"""Draws the rows of a :class:`~relationship_desk.ui.widgets.row_list.RowList`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.label import Tone
from relationship_desk.ui.widgets.perspective_mark import paint_mark

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. ``key`` is what the list tells when the row is opened; a row without a key is a section head.

    ``tone`` colours the icon (of a section head: its words), ``term`` explains what the row is about.
    With ``second`` the row is 62 px high, without it 38 px.
    """

    key: object
    first: str
    second: str = ""
    code: str = ""
    right: str = ""
    icon: str = ""
    tone: Tone = "text"
    perspective: Perspective | None = None
    quiet: bool = False
    said: str = ""
    term: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says: ``said``, or all that is shown."""
        return self.said or ", ".join(part for part in (self.code, self.first, self.second, self.right) if part)


def section(text: str, tone: Tone = "muted") -> Row:
    """Return the head of a part of the list."""
    return Row(None, text, tone=tone)


def row_height(row: Row) -> int:
    """Return the height, in pixels, of ``row``."""
    return theme.scaled(62 if row.second else 38)


class RowDelegate(QStyledItemDelegate):
    """Icon, code, two lines and a text at the right; ``below`` puts code and right text on the second line."""

    def __init__(self, view: QListView, *, below: bool, selects: bool) -> None:
        super().__init__(view)
        self._view, self._below, self._selects = view, below, selects
        self.code_width = 0.0
        """Of the longest code: all words begin in one column."""
        self.two_lines = False
        """Whether any row has a second line: then there is room between the columns."""

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height(_row(index)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = _row(index), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.key is None:
            self._paint_section(painter, box, row, first=index.row() == 0)
        else:
            chosen = self._paint_ground(painter, box, option, index)
            x = self._paint_lead(painter, box, row)
            self._paint_words(painter, box, row, x, chosen=chosen)
        painter.restore()

    def _paint_section(self, painter: QPainter, box: QRectF, row: Row, *, first: bool) -> None:
        tokens = theme.current()
        banded = not self._below and not (first and self._selects)  # such a list begins at the round edge of a panel
        if banded:
            painter.fillRect(box, tokens.color("window"))
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        if not first and not self._below:
            painter.drawLine(QPointF(box.left(), box.top() - 0.5), QPointF(box.right(), box.top() - 0.5))
        _say(painter, box.adjusted(theme.S16, 2, -theme.S16, 0), row.first, "strong", tokens.color(row.tone))

    def _paint_ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index: Index) -> bool:
        """Draw ground, line, bar and ring; return whether the row is the chosen one."""
        tokens = theme.current()
        state = option.state
        current = self._view.currentIndex() == index
        chosen = self._selects and current
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box.adjusted(0, 0, 0, -1), tokens.color("raised"))
        if index.row() + 1 < index.model().rowCount() and _row(index.sibling(index.row() + 1, 0)).key is not None:
            painter.setPen(QPen(tokens.color("grid"), 1))
            painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        if chosen:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height() - 1), tokens.color("accent"))
        if current and self._view.hasFocus():
            painter.setPen(QPen(tokens.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 4, 4)
        return chosen

    def _paint_lead(self, painter: QPainter, box: QRectF, row: Row) -> float:
        """Draw icon or mark; return where the words begin."""
        tokens = theme.current()
        x = box.left() + theme.S16
        line = _line_height()
        middle = box.top() + (self._top(row, box) + line / 2)
        if row.perspective is not None:
            side = theme.scaled(12)
            paint_mark(painter, row.perspective, QRectF(x + 1, middle - side / 2, side, side), filled=False)
            return x + side + theme.S8 + 1
        if row.icon:
            side = theme.scaled(18)
            ink = tokens.color("muted" if row.quiet else row.tone)
            paint_icon(painter, row.icon, QRectF(x, round(middle - side / 2), side, side), ink)
            return x + side + (theme.S12 if self.two_lines or self._below else theme.S8)
        return x

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, x: float, *, chosen: bool) -> None:
        tokens = theme.current()
        ink, muted = tokens.color("muted" if row.quiet else "text"), tokens.color("muted")
        line, top = _line_height(), box.top() + self._top(row, box)
        right = box.right() - theme.S16
        if row.code and not self._below:
            width = QFontMetricsF(theme.font("strong")).horizontalAdvance(row.code)
            _say(painter, QRectF(x, top, width + 4, line), row.code, "strong", ink)
            x += self.code_width + (theme.S24 if self.two_lines else theme.S8)
        taken = QFontMetricsF(theme.font()).horizontalAdvance(row.right) + 2 if row.right else 0.0
        # Where the first line needs the room, the text at the right moves down a line.
        needs = QFontMetricsF(theme.font("strong")).horizontalAdvance(row.first)
        moves = self._below or needs > right - taken - theme.S12 - x
        right_top = top + line if moves and row.second else top
        if row.right:
            _say(painter, QRectF(right - taken, right_top, taken, line), row.right, "body", muted)
        first_end = right if right_top != top else right - taken - theme.S12
        strong = chosen or (bool(row.second) and not self._below)
        _say(painter, QRectF(x, top, first_end - x, line), row.first, "strong" if strong else "body", ink)
        if row.second or (self._below and row.code):
            second = row.second if not self._below or not row.code else row.code
            end = right - (taken + theme.S12 if right_top != top else 0)
            _say(painter, QRectF(x, top + line, end - x, line), second, "body", muted)

    @staticmethod
    def _top(row: Row, box: QRectF) -> float:
        lines = 2 if row.second else 1
        return (box.height() - 1 - lines * _line_height()) / 2


def _say(painter: QPainter, box: QRectF, text: str, role: theme.Role, ink: QColor) -> None:
    font = theme.font(role)
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _line_height() -> float:
    return float(theme.scaled(22))


def _row(index: Index) -> Row:
    return cast("Row", index.data(ROW_ROLE))
