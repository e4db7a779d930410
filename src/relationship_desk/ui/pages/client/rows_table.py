"""A plain table over fixed rows of text and marks: sessions, latest ratings, the twin of a plot, readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.terms import TERM_ROLE
from relationship_desk.ui.widgets.data_table import TONE_ROLE, DataTable, RowGroundDelegate, cell_rect
from relationship_desk.ui.widgets.label import Tone
from relationship_desk.ui.widgets.perspective_mark import WORDS, paint_mark
from relationship_desk.ui.widgets.tier_badge import Fill, paint_tier

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole + 20
_MARK = 11


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words, or marks of perspectives each with its words, or the pill of a tier before its words."""

    text: str = ""
    tone: Tone = "text"
    marks: tuple[tuple[Perspective, str], ...] = ()
    fill: Fill | None = None
    tip: str = ""
    when: str = ""
    """What follows the words, muted, such as the session a value is from where that is not the one of the table."""
    number: bool = False
    """Whether it is a number that lines up with those above it, with room for :attr:`when`."""
    right: bool = False
    """Whether it is a number, set to the right."""

    @property
    def spoken(self) -> str:
        """The cell in words."""
        said = ", ".join(f"{WORDS[who]} {words}" for who, words in self.marks)
        return self.tip or said or self.text


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key, and its cells; a row without cells but with a ``head`` heads a part of the table."""

    key: object
    cells: tuple[Cell, ...] = ()
    head: str = ""
    wide: int = 0
    """The column whose words have the rest of the row; 0 where none does."""
    term: str = ""
    """What explains the row."""


class LinesModel(QAbstractTableModel):
    """Lines under headings."""

    def __init__(self, headings: Sequence[str], numbers: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._headings, self._numbers = tuple(headings), frozenset(numbers)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace all lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def show_headings(self, headings: Sequence[str]) -> None:
        """Head the same columns with other words."""
        self._headings = tuple(headings)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headings) - 1)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if line.head:
            return line.head if index.column() == 0 and role == Qt.ItemDataRole.DisplayRole else None
        cell = line.cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        return {
            Qt.ItemDataRole.DisplayRole: cell.text or cell.spoken,
            Qt.ItemDataRole.AccessibleTextRole: cell.spoken or "nothing",
            Qt.ItemDataRole.ToolTipRole: cell.tip or None,
            TONE_ROLE: cell.tone,
            CELL_ROLE: cell,
            TERM_ROLE: line.term or None,
        }.get(role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in self._numbers else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].head:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _LineDelegate(RowGroundDelegate):
    """Words, marks and pills on the row's ground."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.flags() == Qt.ItemFlag.NoItemFlags:
            _paint_head(painter, cell_rect(option), str(index.data() or ""))
        else:
            super().paint(painter, option, index)

    @override
    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell) or not (cell.marks or cell.fill or cell.number or cell.when):
            super().paint_cell(painter, option, index)
            return
        box = self.content_rect(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.fill:
            paint_tier(painter, box, cell.fill)
            end = _say(painter, box.adjusted(theme.scaled(22) + theme.S8, 0, 0, 0), cell.text, cell.tone)
        elif cell.number:
            end = _paint_number(painter, box, cell)
        elif cell.marks:
            end = _paint_marks(painter, box, cell.marks)
        else:
            end = _say(painter, box, cell.text, cell.tone)
        if cell.when:
            _say(painter, box.adjusted(end - box.left() + theme.S8 - 2, 0, 0, 0), cell.when, "muted")
        painter.restore()


class LinesTable(DataTable):
    """Lines in columns of given shares of the width, with ``fits`` as high as its rows and without scrolling.

    ``numbers`` are the columns set to the right.
    """

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        shares: Sequence[float],
        *,
        numbers: Sequence[int] = (),
        row_height: int = 38,
        fits: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, row_height=row_height, parent=parent)
        self._shares, self._fits, self._line_height = tuple(shares), fits, row_height
        self._close: tuple[float, ...] = ()
        self._close_below = 0
        self.numbers = tuple(numbers)
        self.model_of_lines = LinesModel(headings, numbers, self)
        self.ground = _LineDelegate(self)
        self.ground.ends_panel = fits
        self.setModel(self.model_of_lines)
        self.setItemDelegate(self.ground)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace all lines, staying on the one with the same key, or in the same row where it is gone."""
        key, row = self.current_key, self.currentIndex().row()
        self.model_of_lines.show_lines(lines)
        self.clearSpans()
        for place, line in enumerate(lines):
            if line.head or line.wide:
                self.setSpan(place, line.wide, 1, self.model_of_lines.columnCount() - line.wide)
        if key is not None and not self.choose(key) and 0 <= row < len(lines):
            self.setCurrentIndex(self.model_of_lines.index(row, 0))
        if self._fits:
            self.setFixedHeight(theme.scaled(36) + len(lines) * theme.scaled(self._line_height) + 1)

    def set_shares(self, shares: Sequence[float]) -> None:
        """Give the columns other parts of the width; a column with none is hidden."""
        self._shares = tuple(shares)
        self._share_width()

    def set_close_shares(self, shares: Sequence[float], below: int) -> None:
        """Give the columns these parts instead while the table is less than ``below`` wide, in pixels at normal text.

        The larger the text, the sooner that is.
        """
        self._close, self._close_below = tuple(shares), below
        self._share_width()

    @property
    def current_key(self) -> object:
        """The key of the current line, or None."""
        row = self.currentIndex().row()
        lines = self.model_of_lines.lines
        return lines[row].key if 0 <= row < len(lines) else None

    def choose(self, key: object) -> bool:
        """Make the line with ``key`` current; return whether there is one."""
        for row, line in enumerate(self.model_of_lines.lines):
            if line.key == key and not line.head:
                self.setCurrentIndex(self.model_of_lines.index(row, 0))
                return True
        return False

    def choose_first(self) -> None:
        """Make the first line that is no head current."""
        for row, line in enumerate(self.model_of_lines.lines):
            if not line.head:
                self.setCurrentIndex(self.model_of_lines.index(row, 0))
                return

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        width = self.viewport().width()
        shares = self._close if width < theme.scaled(self._close_below) else self._shares
        whole = sum(shares)
        for column, share in enumerate(shares):
            self.setColumnHidden(column, share == 0)
            if share:
                self.horizontalHeader().resizeSection(column, int(width * share / whole))


def _paint_head(painter: QPainter, box: QRectF, text: str) -> None:
    painter.fillRect(box, theme.current().color("window"))
    painter.save()
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.current().color("muted"))
    painter.drawText(box.adjusted(14, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def _paint_marks(painter: QPainter, box: QRectF, marks: Sequence[tuple[Perspective, str]]) -> float:
    """Draw marks with their words, side by side; return where the last words end."""
    side, x, end = theme.scaled(_MARK), box.left(), box.left()
    slot = side + theme.S8 + QFontMetricsF(theme.font()).horizontalAdvance("10.0") + theme.S12
    for number, (who, words) in enumerate(marks, start=1):
        nothing = words in ("", "–")
        if not nothing:
            paint_mark(painter, who, QRectF(x, box.center().y() - side / 2, side, side))
        left = x + side + theme.S8
        place = QRectF(left, box.top(), slot if number < len(marks) else box.right() - left, box.height())
        end = _say(painter, place, words, "muted" if nothing else "text")
        x += slot
    return end


def _paint_number(painter: QPainter, box: QRectF, cell: Cell) -> float:
    """Draw a number so that all of a column end below each other; return where it ends."""
    slot = QFontMetricsF(theme.font()).horizontalAdvance("\N{MINUS SIGN}0.0")
    place = QRectF(box.left(), box.top(), slot + 1, box.height())
    painter.setFont(theme.font())
    painter.setPen(theme.current().color(cell.tone))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cell.text)
    return place.right()


def _say(painter: QPainter, box: QRectF, text: str, tone: str) -> float:
    """Draw ``text``, shortened to the box; return where it ends."""
    painter.setFont(theme.font())
    painter.setPen(theme.current().color(tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
    return box.left() + QFontMetricsF(theme.font()).horizontalAdvance(shown)
