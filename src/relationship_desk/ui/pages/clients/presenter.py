"""What the list of clients does: filter, sort, open, add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

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
from relationship_desk.ui.models.client_line import ClientLine, line_of
from relationship_desk.ui.models.client_table import ClientTableModel
from relationship_desk.ui.names import turn_names
from relationship_desk.ui.pages.clients.client_filter import ClientFilter
from relationship_desk.ui.pages.clients.view import ALL, BOARD, LIST, PRACTICE, TABS, ClientsView
from relationship_desk.ui.shell.page import KeyLine, Page

if TYPE_CHECKING:
    from relationship_desk.ui.pages.practice.presenter import PracticePresenter

_HINT = "Return opens, Ctrl+D starts a debrief, type to find a code"
_PRACTICE_HINT = "Left and right choose the time, Ctrl+Tab goes back to the clients"


class ClientsPage(Page):
    """``client`` in the place to arrive at chooses that client's row."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._model = ClientTableModel(self)
        self._lines: tuple[ClientLine, ...] = ()
        self._ended = False
        """Whether the lines of ended clients were read whole."""
        self.practice: PracticePresenter | None = None
        """Made when it is first looked at."""
        self.dialog: QDialog | None = None
        self.view = view = ClientsView(self._model)
        self.column.addWidget(view)
        view.filter.textChanged.connect(self._on_filter_changed)
        view.filter.returnPressed.connect(self._on_filter_returned)
        view.status.chosen.connect(self._on_filter_changed)
        view.tabs.chosen.connect(self._on_tabs_chosen)
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
        wanted, tab = where.get("client"), where.get("tab")
        if isinstance(tab, str) and tab in TABS:
            self.view.tabs.choose(tab)
        elif wanted is not None and self.view.tabs.choice == PRACTICE:
            self.view.tabs.choose(LIST)
        self._show_hint()
        self._refresh(ClientId(wanted) if isinstance(wanted, int) else None)

    @override
    def leave(self) -> None:
        if self.practice is not None:
            self.practice.stop()

    @override
    def first_focus(self) -> QWidget:
        if self._lines and self.practice is not None and self.view.tabs.choice == PRACTICE:
            return self.practice.view.period
        if self._model.lines:
            return self.view.table
        return self.view.filter if self._lines else self.view.empty.button or self.view.new

    @override
    def regions(self) -> Sequence[QWidget]:
        if self.practice is not None and self.view.tabs.choice == PRACTICE:
            return (self.view.tabs, self.practice.view, self.view.head)
        return (self.view.tabs, self.view.filters, self.view.table, self.view.head)

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
            KeyLine("Ctrl+Tab", "List, board or practice"),
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
        self._ended = self._asks_for_ended
        rows = desk.reviewing.clients(ended=self._ended)
        self._lines = tuple(line_of(row, elements, today) for row in rows)
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
        if self.view.tabs.choice == PRACTICE and self._lines:
            self._show_practice()

    @property
    def _asks_for_ended(self) -> bool:
        return self.view.status.choice in (ALL, ClientStatus.ENDED.value)

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
        if self._asks_for_ended and not self._ended:
            self._refresh()
        else:
            self._show_filtered()

    def _on_tabs_chosen(self, tab: str) -> None:
        self._show_hint()
        if tab == PRACTICE:
            self._show_practice()
        else:
            self.view.table.show_board(tab == BOARD)
            self.view.show_head()
            self._show_filtered()

    def _show_hint(self) -> None:
        self.hint_changed.emit(_PRACTICE_HINT if self.view.tabs.choice == PRACTICE else _HINT)

    def _show_practice(self) -> None:
        if self.practice is None:
            from relationship_desk.ui.pages.practice.presenter import PracticePresenter

            self.practice = PracticePresenter(self._context, self)
        self.view.show_practice(self.practice.view)
        self.practice.show_survey()

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
