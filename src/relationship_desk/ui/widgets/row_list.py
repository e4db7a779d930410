"""A list of rows with section heads, worked with the keyboard: up and down move, Return opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.terms import TERM_ROLE
from relationship_desk.ui.widgets.row_delegate import ROW_ROLE, Row, RowDelegate, row_height

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowModel(QAbstractListModel):
    """Rows as a screen reader and the delegate want them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.first
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == TERM_ROLE:
            return row.term or None
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].key is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowList(QListView):
    """Two-line or one-line rows. ``name`` is said by screen readers.

    ``selects``: the current row stays marked, and ``chosen`` tells its key as it moves (the list of a list-and-detail
    page). ``below``: code and right text stand on the second line, for narrow lists. ``fits``: as high as its rows,
    without scrolling, to stand in a panel of a page. ``opened`` tells the key on Return or click.
    """

    opened: Event[object] = Event(object)
    chosen: Event[object] = Event(object)

    def __init__(
        self,
        name: str,
        *,
        selects: bool = False,
        below: bool = False,
        fits: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fits = fits
        self._rows = RowModel(self)
        self._drawing = RowDelegate(self, below=below, selects=selects)
        self.setModel(self._rows)
        self.setItemDelegate(self._drawing)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows, staying on the row with the same key where there is one."""
        key = self.current_key
        self._rows.show_rows(rows)
        self._measure()
        found = key is not None and self.choose(key)
        if not found and self.hasFocus():
            self.choose_first()
        self.updateGeometry()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown, heads included."""
        return self._rows.rows

    @property
    def current_key(self) -> object:
        """The key of the current row, or None."""
        place = self.currentIndex().row()
        return self._rows.rows[place].key if 0 <= place < len(self._rows.rows) else None

    def choose(self, key: object) -> bool:
        """Make the row with ``key`` current; return whether there is one."""
        for place, row in enumerate(self._rows.rows):
            if row.key is not None and row.key == key:
                self.setCurrentIndex(self._rows.index(place))
                return True
        return False

    def choose_first(self) -> None:
        """Make the first row that can be opened current."""
        key = next((row.key for row in self._rows.rows if row.key is not None), None)
        if key is not None:
            self.choose(key)

    @override
    def sizeHint(self) -> QSize:
        if not self._fits:
            return super().sizeHint()
        return QSize(theme.scaled(240), sum(row_height(row) for row in self._rows.rows))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(160), self.sizeHint().height() if self._fits else theme.scaled(62))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_key is None:
            self.choose_first()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key is not None:
            self.opened.emit(self.current_key)
            return
        super().keyPressEvent(event)

    @override
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the row below where Home or PgUp would end at a head: Qt would stay where it is."""
        to = super().moveCursor(action, modifiers)
        places = range(max(to.row(), 0), len(self._rows.rows))
        row = next((place for place in places if self._rows.rows[place].key is not None), None)
        return to if row is None or not to.isValid() else self._rows.index(row)

    @override
    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Show the first row of a part with its head."""
        super().scrollTo(index, hint)
        if index.row() > 0 and self._rows.rows[index.row() - 1].key is None:
            super().scrollTo(self._rows.index(index.row() - 1), hint)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._measure()
            self.doItemsLayout()
            self.updateGeometry()

    def _measure(self) -> None:
        metrics = QFontMetricsF(theme.font("strong"))
        self._drawing.two_lines = any(row.second for row in self._rows.rows)
        codes = (row.code for row in self._rows.rows)
        self._drawing.code_width = max((metrics.horizontalAdvance(code) for code in codes), default=0.0)

    def _open(self, index: QModelIndex) -> None:
        key = self._rows.rows[index.row()].key
        if key is not None:
            self.opened.emit(key)

    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self.current_key is not None:
            self.chosen.emit(self.current_key)
