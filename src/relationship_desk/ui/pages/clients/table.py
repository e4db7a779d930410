"""The table of clients: sorts by its heads, finds a code as it is typed, opens a client."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.ui import theme
from relationship_desk.ui.models.client_delegate import ClientDelegate, ClientHeader
from relationship_desk.ui.models.client_line import ClientLine
from relationship_desk.ui.models.client_table import ClientTableModel, Column
from relationship_desk.ui.widgets.data_table import DataTable

_WIDE = {
    Column.CODE: 74,
    Column.NAME: 150,
    Column.KIND: 101,
    Column.TAGS: 104,
    Column.SESSION: 76,
    Column.WEEK: 62,
    Column.LAST_SEEN: 120,
    Column.SEEN: 128,
    Column.FEEDBACK: 144,
    Column.CLINICIAN: 118,
    Column.CLIENT: 118,
    Column.OBSERVER: 118,
    Column.PROMPTS: 84,
}
_NARROW = {
    Column.CODE: 62,
    Column.NAME: 96,
    Column.KIND: 94,
    Column.TAGS: 96,
    Column.SESSION: 76,
    Column.WEEK: 60,
    Column.LAST_SEEN: 118,
    Column.SEEN: 112,
    Column.FEEDBACK: 140,
    Column.CLINICIAN: 102,
    Column.CLIENT: 102,
    Column.OBSERVER: 106,
    Column.PROMPTS: 79,
}
_ATTENTION = 208
"""The narrowest, for most badges and how many more there are; one that needs more ends in an ellipsis."""
_LONG_CODE = 160
"""A code that needs a wider column ends in an ellipsis."""
_GIVE_WAY = (Column.TAGS, Column.WEEK, Column.KIND, Column.LAST_SEEN, Column.OBSERVER, Column.SEEN)
"""What is left out, in this order, where there is no room for all columns."""
_MORE = {Column.CODE: 16, Column.OBSERVER: 8}
"""In a wide window the board has more room for these."""
_LIST_ONLY = frozenset({Column.KIND, Column.TAGS, Column.SESSION, Column.WEEK, Column.LAST_SEEN})
_BOARD_ONLY = frozenset({Column.SEEN, Column.FEEDBACK})


class ClientsTable(DataTable):
    """Alt with the arrows sorts: left and right choose the column, up and down the direction."""

    def __init__(self, model: ClientTableModel, parent: QWidget | None = None) -> None:
        super().__init__("Clients", parent=parent)
        self._clients = model
        self._tags = self._narrow = False
        head = ClientHeader(self, model)
        self.setHorizontalHeader(head)
        head.setFixedHeight(theme.scaled(36))
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(theme.scaled(40))
        self.setModel(model)
        self.ground = ClientDelegate(self, model)
        self.setItemDelegate(self.ground)
        head.sectionClicked.connect(self._on_head_clicked)
        model.modelReset.connect(self._on_model_reset)

    @property
    def current(self) -> ClientLine | None:
        """The line of the current row."""
        place = self.currentIndex().row()
        return self._clients.lines[place] if 0 <= place < len(self._clients.lines) else None

    def choose(self, client: ClientId | None) -> bool:
        """Make the row of ``client`` current; return whether it is shown."""
        row = None if client is None else self._clients.row_of(client)
        if row is not None:
            self.setCurrentIndex(self._clients.index(row, 0))
        return row is not None

    def sort_by(self, column: Column, order: Qt.SortOrder) -> None:
        """Sort, staying on the same client."""
        here = self.current
        with QSignalBlocker(self.selectionModel()):
            self._clients.sort(column, order)
        self.choose(here.row.client.id if here else None)
        self.horizontalHeader().viewport().update()

    def show_board(self, board: bool) -> None:
        """Show how long clients have waited and all their signals, or where each course stands."""
        self._clients.board = board
        if self._clients.sorted_by in self._other_look:
            self.sort_by(Column.ATTENTION, Qt.SortOrder.AscendingOrder)
        self._fit_columns()
        self.viewport().update()

    def show_columns(self, *, names: bool, tags: bool) -> None:
        """Show the columns of names and of tags, or leave them out."""
        self._clients.names, self._tags = names, tags
        self._fit_columns()

    def set_narrow(self, narrow: bool) -> None:
        """Make the columns narrower; the week gives way, and what else there is no room for."""
        self._narrow = narrow
        self._fit_columns()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and self._sort_by_key(Qt.Key(event.key())):
            return
        super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        current = self.currentIndex()
        if current.column() > Column.CODE:
            self.setCurrentIndex(current.siblingAtColumn(Column.CODE))
        super().keyboardSearch(search)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    @property
    def _other_look(self) -> frozenset[Column]:
        """The columns that only the look that is not chosen has."""
        return _LIST_ONLY if self._clients.board else _BOARD_ONLY

    def _sort_by_key(self, key: Qt.Key) -> bool:
        model = self._clients
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            down = key == Qt.Key.Key_Down
            self.sort_by(model.sorted_by, Qt.SortOrder.AscendingOrder if down else Qt.SortOrder.DescendingOrder)
            return True
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is None:
            return False
        shown = [column for column in Column if not self.isColumnHidden(column)]
        to = shown[(shown.index(model.sorted_by) + step) % len(shown)] if model.sorted_by in shown else shown[0]
        self.sort_by(to, Qt.SortOrder.AscendingOrder)
        return True

    def _on_head_clicked(self, section: int) -> None:
        column, again = Column(section), self._clients.sorted_by is Column(section)
        ascending = self._clients.order == Qt.SortOrder.AscendingOrder
        turned = Qt.SortOrder.DescendingOrder if again and ascending else Qt.SortOrder.AscendingOrder
        self.sort_by(column, turned)

    def _on_model_reset(self) -> None:
        self._span_short_courses()
        self._fit_columns()

    def _span_short_courses(self) -> None:
        self.clearSpans()
        for place, line in enumerate(self._clients.lines):
            if not line.enough:
                self.setSpan(place, Column.CLINICIAN, 1, 3)

    def _code_width(self) -> int:
        """What the longest code needs to stand whole, within reason: it is what clients are told apart by."""
        longest = max((line.row.client.code for line in self._clients.lines), key=len, default="")
        words = QFontMetricsF(theme.font("strong")).horizontalAdvance(longest)
        return min(math.ceil(words) + 14 + theme.S8 + theme.S4, theme.scaled(_LONG_CODE))

    def _fit_columns(self) -> None:
        """Give every column its width and the badges the rest; what finds no room is left out."""
        narrow = self._narrow
        widths = {column: theme.scaled(width) for column, width in (_NARROW if narrow else _WIDE).items()}
        if self._clients.board:
            more = {} if narrow else _MORE
            widths = {column: width + theme.scaled(more.get(column, 0)) for column, width in widths.items()}
        widths[Column.CODE] = max(widths[Column.CODE], self._code_width())
        left_out = {Column.NAME: not self._clients.names, Column.TAGS: not self._tags}
        shown = [one for one in widths if not left_out.get(one, False) and one not in self._other_look]
        room = self.viewport().width() - theme.scaled(_ATTENTION)
        for column in _GIVE_WAY:
            too_wide = sum(widths[one] for one in shown) > room
            if column in shown and (too_wide or (narrow and column is Column.WEEK)):
                shown.remove(column)
        for column, width in widths.items():
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, width)
        taken = sum(widths[column] for column in shown)
        self.setColumnWidth(Column.ATTENTION, max(theme.scaled(_ATTENTION), self.viewport().width() - taken))
