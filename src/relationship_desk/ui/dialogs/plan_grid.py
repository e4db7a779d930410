"""The grid of a rating plan: a subject a line, a perspective a column, how often in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.rating_plan import LONGEST, NEVER
from relationship_desk.ui import theme
from relationship_desk.ui.widgets.data_table import TONE_ROLE, DataTable, RowGroundDelegate, cell_rect
from relationship_desk.ui.widgets.perspective_mark import WORDS

CHOICES = (1, 2, 4, 8, NEVER)
"""What the menu of a cell offers; digits can say more."""
TO_REPAIR = "while to repair"
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = tuple(Perspective)
_ROW, _MOST_ROWS = 31, 12
_SHARES = (0.34, 0.22, 0.22, 0.22)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One subject with how often it is due from each perspective; who cannot rate it is in neither mapping."""

    subject: str
    title: str
    usual: Mapping[Perspective, int | None]
    own: Mapping[Perspective, int]
    """Where it differs."""

    def every(self, by: Perspective) -> int | None:
        """In every so many sessions; None: while something is to repair."""
        return self.own.get(by, self.usual[by])


def every_words(every: int | None) -> str:
    """``every 4th``, in words a sentence can end with."""
    if every is None:
        return TO_REPAIR
    if every in (NEVER, 1):
        return "never" if every == NEVER else "each session"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(every % 10 if every not in (11, 12, 13) else 0, "th")
    return f"every {every}{ending}"


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[PlanLine] = []

    def show_lines(self, lines: Sequence[PlanLine]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def put(self, row: int, by: Perspective, every: int | None) -> None:
        """Keep what was chosen; what is usual is no difference."""
        line = self.lines[row]
        own = {one: kept for one, kept in line.own.items() if one is not by}
        if every is not None and every != line.usual[by]:
            own[by] = every
        self.lines[row] = replace(line, own=own)
        cell = self.index(row, _COLUMNS.index(by) + 1)
        self.dataChanged.emit(cell, cell)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(_COLUMNS)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if index.column() == 0:
            return line.title if role == Qt.ItemDataRole.DisplayRole else None
        by = _COLUMNS[index.column() - 1]
        if by not in line.usual:
            said: dict[int, object] = {
                Qt.ItemDataRole.DisplayRole: "–",
                Qt.ItemDataRole.AccessibleTextRole: f"{line.title}: not rated by the {by}",
                TONE_ROLE: "muted",
            }
            return said.get(role)
        every, differs = line.every(by), by in line.own
        words = every_words(every)
        return {
            Qt.ItemDataRole.DisplayRole: words,
            Qt.ItemDataRole.AccessibleTextRole: f"{line.title}, {by}: {words}{', own plan' if differs else ''}",
            Qt.ItemDataRole.FontRole: theme.font("strong") if differs else None,
            TONE_ROLE: "muted" if every == NEVER and not differs else "text",
        }.get(role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "Element" if section == 0 else WORDS[_COLUMNS[section - 1]]


class _CellDelegate(RowGroundDelegate):
    """The ring stands around the current cell, not around its row."""

    @override
    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens, box = theme.current(), cell_rect(option)
        current = self.table.currentIndex() == index
        if current:
            painter.fillRect(box, tokens.color("raised"))
        painter.setPen(QPen(tokens.color("grid"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        if current:
            token, width = ("focus", 2) if self.table.hasFocus() else ("control", 1)
            painter.setPen(QPen(tokens.color(token), width))
            painter.drawRect(QRectF(box).adjusted(1, 1, -2, -3))


class PlanGrid(DataTable):
    """Arrows move; digits, Backspace and the menu say how often. Return is left to the dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How often each is due", row_height=_ROW, parent=parent)
        self._model = _Model(self)
        self._typed = ""
        self.ground = _CellDelegate(self)
        self.setItemDelegate(self.ground)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(self._model)
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._on_menu_triggered)
        self.doubleClicked.connect(self._on_cell_asked)

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """The lines as they now stand."""
        return tuple(self._model.lines)

    @property
    def chosen(self) -> Iterator[tuple[str, Perspective, int]]:
        """Every cell that differs from the usual plan: subject, perspective, how often."""
        return ((line.subject, by, every) for line in self.lines for by, every in line.own.items())

    def show_lines(self, lines: Sequence[PlanLine]) -> None:
        """Replace all lines."""
        self._model.show_lines(lines)
        self.setCurrentIndex(self._model.index(0, 1 + _COLUMNS.index(Perspective.CLIENT)))
        rows = min(len(lines), _MOST_ROWS)
        self.setMinimumHeight(theme.scaled(36) + rows * theme.scaled(_ROW) + 2)

    def go_to(self, subject: str, by: Perspective) -> None:
        """Make the cell of ``subject`` and ``by`` current."""
        row = next(n for n, line in enumerate(self.lines) if line.subject == subject)
        self.setCurrentIndex(self._model.index(row, 1 + _COLUMNS.index(by)))
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif typed.isascii() and typed.isdigit():
            self._type(typed)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._put(None)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_F2):
            self._on_cell_asked(self.currentIndex())
        else:
            self._typed = ""
            super().keyPressEvent(event)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self._typed = ""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES):
            self.horizontalHeader().resizeSection(column, int(self.viewport().width() * share))

    def _type(self, digit: str) -> None:
        """A second digit follows the first where the number is still one a plan can hold."""
        both = self._typed + digit
        self._typed = both if self._typed not in ("", "0") and int(both) <= LONGEST else digit
        self._put(int(self._typed))

    def _put(self, every: int | None) -> None:
        if every is None:
            self._typed = ""
        index = self.currentIndex()
        if self._by(index) is not None:
            by = _COLUMNS[index.column() - 1]
            self._model.put(index.row(), by, every)

    def _by(self, index: _Index) -> Perspective | None:
        """The perspective of a cell that can be filled in."""
        if not index.isValid() or index.column() == 0:
            return None
        by = _COLUMNS[index.column() - 1]
        return by if by in self._model.lines[index.row()].usual else None

    def _on_cell_asked(self, index: _Index) -> None:
        by = self._by(index)
        if by is None:
            return
        line = self._model.lines[index.row()]
        usual = line.usual[by]
        self.menu.clear()
        for every in CHOICES:
            self._offer(every_words(every), every, chosen=line.every(by) == every)
        if usual not in CHOICES:
            self._offer(every_words(usual), usual, chosen=line.every(by) == usual)
        corner = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu.popup(self.viewport().mapToGlobal(QPoint(corner)))

    def _offer(self, words: str, every: int | None, *, chosen: bool) -> None:
        action = self.menu.addAction(capital_first(words))
        action.setData(every)
        action.setCheckable(True)
        action.setChecked(chosen)

    def _on_menu_triggered(self, action: QAction) -> None:
        self._put(action.data())
