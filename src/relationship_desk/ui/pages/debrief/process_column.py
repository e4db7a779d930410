"""A headed list of rows with a way to add one; it scrolls where the rows need more room than there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.debrief.process_row import HEIGHT, Line, ProcessRow
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label

_LEAST = 2 * HEIGHT + 4
"""Rows in view, in pixels, in the smallest window that has the column beside the ratings."""


class _Rows(QScrollArea):
    """Asks for the room of two rows, however many there are, and takes what it is given."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.scaled(_LEAST))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(160), theme.scaled(_LEAST))


class ProcessColumn(QWidget):
    """Rows by key: ``opened`` on Return or click, ``removed`` on Delete."""

    asked = Signal()
    """To add a row."""
    opened: Event[object] = Event(object)
    removed: Event[object] = Event(object)

    def __init__(self, title: str, key: str, nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.add = Button("Add", "link", icon="plus", key=key)
        self.add.setAccessibleName(f"Add to {title.lower()}")
        self.add.setShortcut(QKeySequence())  # the page knows the key: it has to work while the column is behind a tab
        self.add.clicked.connect(self.asked)
        self.nothing = Label(nothing, tone="muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        """What stands over and under the rows, and scrolls with them."""
        self._shown: dict[object, ProcessRow] = {}
        self._scroll = _Rows()
        self._build(title)

    def _build(self, title: str) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(title, "strong"))
        head.addStretch(1)
        head.addWidget(self.add)
        head.addStrut(theme.scaled(32))
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.nothing.setMinimumHeight(theme.scaled(HEIGHT))
        column.addLayout(self.above)
        column.addWidget(self.nothing)
        column.addLayout(self._rows)
        column.addLayout(self.below)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(title)
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S12, 4, theme.S12, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)

    @property
    def rows(self) -> tuple[ProcessRow, ...]:
        """The rows shown, from the top."""
        return tuple(self._shown.values())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace all rows. The focus stays on its row, or goes to the one now in its place."""
        place = self._focused()
        before = QApplication.focusWidget()
        for row in self._shown.values():
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown = {line.key: self._made(line) for line in lines}
        for row in self._shown.values():
            self._rows.addWidget(row)
            row.show()  # at once: a row that is not yet shown takes no focus
        self.nothing.setVisible(not lines and bool(self.nothing.plain))
        self._order_tabs()
        if place is not None and before is not None:
            self._focus(place)

    def set_read_only(self, read_only: bool) -> None:
        """Take the way to add away, or give it back."""
        self.add.setVisible(not read_only)

    def _made(self, line: Line) -> ProcessRow:
        row = ProcessRow(line)
        row.clicked.connect(self._on_row_clicked)
        row.removed.connect(self._on_row_removed)
        return row

    def _focused(self) -> int | None:
        """The place of the row that has the focus."""
        focus = QApplication.focusWidget()
        for place, row in enumerate(self.rows):
            if focus is not None and (row is focus or row.isAncestorOf(focus)):
                return place
        return None

    def _focus(self, place: int) -> None:
        rows = self.rows
        if not rows:
            self.add.setFocus()
            return
        rows[min(place, len(rows) - 1)].setFocus()

    def _order_tabs(self) -> None:
        last: QWidget = self.add
        for row in self.rows:
            QWidget.setTabOrder(last, row)
            last = row

    def _key_of(self, widget: object) -> object:
        return next(key for key, row in self._shown.items() if row is widget)

    def _on_row_clicked(self) -> None:
        self.opened.emit(self._key_of(self.sender()))

    def _on_row_removed(self) -> None:
        self.removed.emit(self._key_of(self.sender()))
