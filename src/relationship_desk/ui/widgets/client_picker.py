"""Choosing one client among many: a field to search with, and the list under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.filter_edit import FilterEdit
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList

_ROWS, _ROW = 5, 38
_WORDS = {True: "Search by code or name", False: "Search by code"}
_INTO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Search(FilterEdit):
    """Down and Return go on into the list; Return must not answer the dialog while one is still searching."""

    into_list: Event[object] = Event(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _INTO_LIST:
            self.into_list.emit(None)
            return
        super().keyPressEvent(event)


class ClientPicker(QWidget):
    """Nobody is chosen beforehand. With ``named`` clients are found and shown by their names as well."""

    chosen: Event[ClientId | None] = Event(object)

    def __init__(self, clients: Sequence[Client], *, named: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clients, self._named = tuple(clients), named
        self.search = _Search(_WORDS[named])
        self.list = RowList("Clients", selects=True)
        self.nothing = Label("No client of that code.", tone="muted")
        self.nothing.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S8)
        frame = Panel()
        frame.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        frame.body.addWidget(self.list)
        frame.body.addWidget(self.nothing)
        frame.setFixedHeight(theme.scaled(_ROWS * _ROW) + 2 * theme.S4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addWidget(self.search)
        column.addWidget(frame)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.into_list.connect(self._on_search_into_list)
        self.list.chosen.connect(self._on_list_chosen)
        self._show()

    @property
    def choice(self) -> ClientId | None:
        """Who is chosen; None until somebody is."""
        key = self.list.current_key
        return ClientId(key) if isinstance(key, int) else None

    def show_names(self, named: bool) -> None:
        """Find and show clients by their names as well, or by their codes only, from now on."""
        self._named = named
        self.search.setPlaceholderText(_WORDS[named])
        self._show()

    def _show(self) -> None:
        words = self.search.text().casefold().strip()
        rows = [_row(one, self._shown(one)) for one in self._clients if words in self._shown(one).casefold()]
        before = self.choice
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if self.choice != before:
            self.chosen.emit(self.choice)

    def _shown(self, client: Client) -> str:
        return f"{client.code}, {client.name}" if self._named and client.name else client.code

    def _on_search_text_changed(self, _text: str) -> None:
        self._show()

    def _on_search_into_list(self, _nothing: object) -> None:
        if self.choice is None:
            self.list.choose_first()
        if self.list.rows:
            self.list.setFocus()

    def _on_list_chosen(self, _key: object) -> None:
        self.chosen.emit(self.choice)


def _row(client: Client, shown: str) -> Row:
    ended = ", ended" if client.status is ClientStatus.ENDED else ""
    return Row(client.id, shown, right=f"{client.kind.value}{ended}", said=f"{shown}, {client.kind.value}{ended}")
