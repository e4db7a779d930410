"""The list of clients laid out: filters in one line, the table below."""

from __future__ import annotations

import itertools

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.new_client import KIND_WORDS
from relationship_desk.ui.models.client_table import ClientTableModel
from relationship_desk.ui.pages.clients.table import ClientsTable
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.filter_edit import FilterEdit
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.search_button import SearchButton
from relationship_desk.ui.widgets.segmented import Segment, Segmented

OPEN, CLOSED, ALL = "open", "closed", "all"
NO_CLIENTS = "No clients yet. Start with a client."
NO_MATCH = "No client matches. Change the filters."
_FILTER = 270


class ClientsView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, model: ClientTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Clients")
        self.names = Button("Names hidden", icon="eye-off")
        self.names.setToolTip("Show or hide names (Alt+N)")
        self.new = Button("New client", "primary", icon="plus", key="Ctrl+N")
        self.head.add_action(SearchButton())
        self.head.add_action(self.names)
        self.head.add_action(self.new)
        self.filter = FilterEdit("Filter by code or focus", name="Filter clients")
        self.status = Segmented("Clients", [Segment(OPEN, "Open"), Segment(CLOSED, "Closed"), Segment(ALL, "All")])
        self.kind, self.signal = QComboBox(), QComboBox()
        for box in (self.kind, self.signal):  # what signals there are is known after the first show
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.setAccessibleName("Kind")
        self.signal.setAccessibleName("Signal")
        self.kind.addItem("Any kind", "")
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(words, kind.value)
        self.scale = Label("Sparklines: alliance, last 14 sessions", tone="muted")
        self.table = ClientsTable(model)
        self.nothing = EmptyState(NO_MATCH)
        self.empty = EmptyState(NO_CLIENTS, "New client", icon="plus")
        self._filters, self._stack = QWidget(), QStackedWidget()
        self._lay_out()
        self._find, self.debrief = QShortcut(QKeySequence("Ctrl+F"), self), QShortcut(QKeySequence("Ctrl+D"), self)
        self.turn_names = QShortcut(QKeySequence("Alt+N"), self)
        self._find.activated.connect(self.filter.setFocus)
        self.set_narrow(False)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self._filters)
        line.setContentsMargins(0, 0, 0, theme.S12)
        line.setSpacing(theme.S12)
        choices = FlowLayout(gap=theme.S12)
        for widget in (self.filter, self.status, self.kind, self.signal):
            choices.addWidget(widget)
        line.addLayout(choices, 1)
        line.addWidget(self.scale)
        for content in (self.table, self.nothing, self.empty):
            panel = Panel()
            panel.body.addWidget(content)
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._filters)
        column.addWidget(self._stack, 1)
        order = (self.filter, self.status, self.kind, self.signal, self.table, self.names, self.new)
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    @property
    def filters(self) -> QWidget:
        """The line of filters."""
        return self._filters

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the page can do without."""
        self.scale.setVisible(not narrow)
        self.filter.setFixedWidth(theme.scaled(_FILTER))
        self.table.set_narrow(narrow)

    def show_names(self, shown: bool) -> None:
        """Show the column of names, or leave it out."""
        self.names.setText("Names shown" if shown else "Names hidden")
        self.names.set_icon_name("eye" if shown else "eye-off")
        self.filter.setPlaceholderText("Filter by code, name, focus" if shown else "Filter by code or focus")
        self.table.show_names(shown)

    def show_counts(self, open_now: int, closed: int) -> None:
        """Show how many there are of each."""
        self.head.show_title("Clients", f"{open_now} open" if open_now or closed else "")
        self.status.show_segment(Segment(OPEN, "Open", str(open_now)))
        self.status.show_segment(Segment(CLOSED, "Closed", str(closed)))

    def show_state(self, *, any_client: bool, any_match: bool) -> None:
        """Show the table, that nothing matches, or that there is no client yet."""
        self._stack.setCurrentIndex(2 if not any_client else 0 if any_match else 1)
        for widget in (self._filters, self.names):
            widget.setVisible(any_client)
