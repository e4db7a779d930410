"""What the list of clients does: filter, sort, open, add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientKind, ClientStatus
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.new_session import start_debrief
from relationship_desk.ui.hub import Published
from relationship_desk.ui.models.client_table import ClientLine, ClientTableModel, line_of
from relationship_desk.ui.names import turn_names
from relationship_desk.ui.pages.clients.client_filter import ClientFilter
from relationship_desk.ui.pages.clients.view import ALL, ClientsView
from relationship_desk.ui.shell.page import KeyLine, Page

_HINT = "Return opens, Ctrl+D starts a debrief, type to find a code"


class ClientsPage(Page):
    """``client`` in the place to arrive at chooses that client's row."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._model = ClientTableModel(self)
        self._lines: tuple[ClientLine, ...] = ()
        self.dialog: QDialog | None = None
        self.view = view = ClientsView(self._model)
        self.column.addWidget(view)
        view.filter.textChanged.connect(self._on_filter_changed)
        view.filter.returnPressed.connect(self._on_filter_returned)
        view.status.chosen.connect(self._on_filter_changed)
        for box in (view.kind, view.signal, view.tag):
            box.currentIndexChanged.connect(self._on_filter_changed)
        view.names.clicked.connect(self._on_names_clicked)
        view.new.clicked.connect(self._on_new_clicked)
        if view.empty.button is not None:
            view.empty.button.clicked.connect(self._on_new_clicked)
        view.debrief.activated.connect(self._on_debrief_asked)
        view.table.opened.connect(self._on_table_opened)
        context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self.hint_changed.emit(_HINT)
        wanted = where.get("client")
        self._refresh(ClientId(wanted) if isinstance(wanted, int) else None)

    @override
    def first_focus(self) -> QWidget:
        if self._model.lines:
            return self.view.table
        return self.view.filter if self._lines else self.view.empty.button or self.view.new

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.view.filters, self.view.table, self.view.head)

    @override
    def go_back(self) -> bool:
        if not self.view.filter.text():
            return False
        self.view.filter.clear()
        return True

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Return", "Open the client"),
            KeyLine("A code", "Find the client, in the table"),
            KeyLine("Alt+Left, Alt+Right", "Sort by another column"),
            KeyLine("Alt+Up, Alt+Down", "Turn the order"),
            KeyLine("Ctrl+D", "Debrief a session of the client"),
            KeyLine("Ctrl+N", "New client"),
            KeyLine("Ctrl+F", "Filter"),
        )

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if hasattr(self, "view"):
            self.view.set_narrow(narrow)

    # Reading

    @property
    def _names_hidden(self) -> bool:
        return self._context.desk.preferences[NAMES_HIDDEN]

    def _refresh(self, wanted: ClientId | None = None) -> None:
        desk, view = self._context.desk, self.view
        today, elements = desk.today(), desk.catalogue.elements
        self._lines = tuple(line_of(row, elements, today) for row in desk.reviewing.clients())
        view.show_counts(Counter(line.row.client.status for line in self._lines))
        view.show_names(not self._names_hidden)
        view.offer_signals(list(dict.fromkeys(badge.text for line in self._lines for badge in line.badges)))
        tags = {tag.casefold(): tag for line in self._lines for tag in line.row.details.tags}
        view.offer_tags([tags[folded] for folded in sorted(tags)])
        view.table.show_columns(names=not self._names_hidden, tags=bool(tags))
        asked = next((line for line in self._lines if line.row.client.id == wanted), None)
        if asked is not None and not self._filter.matches(asked):
            view.clear_filters()
        self._show_filtered(wanted)

    @property
    def _filter(self) -> ClientFilter:
        view = self.view
        status, kind = view.status.choice, view.kind.currentData()
        return ClientFilter(
            view.filter.text(),
            None if status == ALL else ClientStatus(status),
            ClientKind(kind) if kind else None,
            view.signal.currentData() or "",
            view.tag.currentData() or "",
            names=not self._names_hidden,
        )

    def _show_filtered(self, wanted: ClientId | None = None) -> None:
        here, chosen = self.view.table.current, self._filter
        self._model.show_lines([line for line in self._lines if chosen.matches(line)])
        self.view.show_state(any_client=bool(self._lines), any_match=bool(self._model.lines))
        table = self.view.table
        kept = table.choose(wanted) or table.choose(here.row.client.id if here else None)
        if not kept and self._model.lines:
            table.setCurrentIndex(self._model.index(0, 0))

    # What the clinician does

    def _on_filter_changed(self, _choice: object = None) -> None:
        self._show_filtered()

    def _on_filter_returned(self) -> None:
        if self._model.lines:
            self.view.table.setFocus()

    def _on_names_clicked(self) -> None:
        turn_names(self._context)

    def _on_table_opened(self, row: int) -> None:
        self._context.shell.go("client", client=self._model.lines[row].row.client.id)

    def _on_debrief_asked(self) -> None:
        here = self.view.table.current
        self.dialog = start_debrief(self._context, here.row.client.id if here else None)

    def _on_new_clicked(self) -> None:
        self.dialog = dialog = NewClientDialog(self._context)
        dialog.added.connect(self._on_client_added)
        dialog.open()

    def _on_client_added(self, client: Client) -> None:
        self._refresh(client.id)
        self.view.table.setFocus()

    def _on_hub_changed(self, _published: Published) -> None:
        if self.isVisible():
            self._refresh()
