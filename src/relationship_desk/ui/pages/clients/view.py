"""The list of clients laid out: filters in one line, the table below."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.ui import names, theme
from relationship_desk.ui.dialogs.edit_client import STATUS_WORDS
from relationship_desk.ui.dialogs.new_client import KIND_WORDS
from relationship_desk.ui.models.client_table import ClientTableModel
from relationship_desk.ui.pages.clients.client_filter import NO_BADGE
from relationship_desk.ui.pages.clients.table import ClientsTable
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.filter_edit import FilterEdit
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.search_button import SearchButton
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.tabs import Tabs

ALL = "all"
LIST, BOARD, PRACTICE = "list", "board", "practice"
TABS = {LIST: "List", BOARD: "Board", PRACTICE: "Practice"}
ANY_SIGNAL, ANY_TAG = "Any signal", "Any tag"
NO_CLIENTS = "No clients yet. Start with a client."
NO_MATCH = "No client matches. Change the filters."
_DRAWN = "alliance over the last 14 sessions"
_FILTER, _TAG = 296, 190


class ClientsView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, model: ClientTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Clients")
        self.names = Button("Names hidden", icon="eye-off")
        self.names.setToolTip(f"{names.TITLE} ({names.KEY})")
        self.new = Button("New client", "primary", icon="plus", key="Ctrl+N")
        self.head.add_action(SearchButton())
        self.head.add_action(self.names)
        self.head.add_action(self.new)
        self.tabs = Tabs("Ways to look at the clients")
        for key, title in TABS.items():
            self.tabs.add(key, title)
        self.filter = FilterEdit("Filter by code, tag, focus", name="Filter clients")
        states = [Segment(status.value, words) for status, words in STATUS_WORDS.items()]
        self.status = Segmented("Clients", [*states, Segment(ALL, "All")])
        self.kind, self.signal, self.tag = QComboBox(), QComboBox(), QComboBox()
        for box, name in ((self.kind, "Kind"), (self.signal, "Signal"), (self.tag, "Tag")):
            # What signals and tags there are is known after the first show.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setAccessibleName(name)
        self.kind.addItem("Any kind", "")
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(words, kind.value)
        self.table = ClientsTable(model)
        self.nothing = EmptyState(NO_MATCH)
        self.empty = EmptyState(NO_CLIENTS, "New client", icon="plus")
        self._filters, self._stack = QWidget(), QStackedWidget()
        self._standing = ""
        self._lay_out()
        self._find, self.debrief = QShortcut(QKeySequence("Ctrl+F"), self), QShortcut(QKeySequence("Ctrl+D"), self)
        self._find.activated.connect(self.filter.setFocus)
        self.set_narrow(False)

    def _lay_out(self) -> None:
        line = QVBoxLayout(self._filters)
        line.setContentsMargins(0, theme.S12, 0, theme.S12)
        choices = FlowLayout(gap=theme.S12)
        for widget in (self.filter, self.status, self.kind, self.signal, self.tag):
            choices.addWidget(widget)
        line.addLayout(choices)
        for content in (self.table, self.nothing, self.empty):
            panel = Panel()
            panel.body.addWidget(content)
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addWidget(self._filters)
        column.addWidget(self._stack, 1)
        filters = (self.filter, self.status, self.kind, self.signal, self.tag)
        order = (self.tabs, *filters, self.table, self.names, self.new)
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    @property
    def filters(self) -> QWidget:
        """The line of filters."""
        return self._filters

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the page can do without."""
        self.filter.setFixedWidth(theme.scaled(_FILTER))
        self.tag.setMaximumWidth(theme.scaled(_TAG))
        self.table.set_narrow(narrow)
        self._narrow = narrow
        self.show_head()

    def show_names(self, shown: bool) -> None:
        """Say whether names are shown."""
        self.names.setText("Names shown" if shown else "Names hidden")
        self.names.set_icon_name("eye" if shown else "eye-off")
        self.filter.setPlaceholderText("Filter by code, name, tag, focus" if shown else "Filter by code, tag, focus")

    def show_counts(self, counts: Mapping[ClientStatus, int]) -> None:
        """Show how many there are of each."""
        active = counts.get(ClientStatus.ACTIVE, 0)
        self._standing = f"{active} active" if counts else ""
        self.show_head()
        for status, words in STATUS_WORDS.items():
            self.status.show_segment(Segment(status.value, words, str(counts.get(status, 0))))

    def show_head(self) -> None:
        """Say how many are active, and what the sparklines draw where there are some."""
        drawn = f" · {_DRAWN}" if self._standing and not self._narrow and self.tabs.choice != PRACTICE else ""
        self.head.show_title("Clients", f"{self._standing}{drawn}")

    def clear_filters(self) -> None:
        """Show everybody."""
        self.filter.clear()
        self.status.choose(ALL)
        for box in (self.kind, self.signal, self.tag):
            box.setCurrentIndex(0)

    def offer_signals(self, badges: Sequence[str]) -> None:
        """Offer the badges that there are, keeping the choice."""
        _offer(self.signal, ANY_SIGNAL, [*badges, NO_BADGE])

    def offer_tags(self, tags: Sequence[str]) -> None:
        """Offer the tags in use, keeping the choice; nothing is offered where there are none."""
        _offer(self.tag, ANY_TAG, tags)
        self.tag.setVisible(bool(tags))

    def show_state(self, *, any_client: bool, any_match: bool) -> None:
        """Show the table, that nothing matches, or that there is no client yet."""
        if self.tabs.choice != PRACTICE or not any_client:
            self._stack.setCurrentIndex(2 if not any_client else 0 if any_match else 1)
        self._filters.setVisible(any_client and self.tabs.choice != PRACTICE)
        for widget in (self.tabs, self.names):
            widget.setVisible(any_client)

    def show_practice(self, practice: QWidget) -> None:
        """Bring the view of the whole practice to the front."""
        if self._stack.indexOf(practice) < 0:
            self._stack.addWidget(practice)
        self._stack.setCurrentWidget(practice)
        self._filters.hide()
        self.show_head()


def _offer(box: QComboBox, anything: str, choices: Sequence[str]) -> None:
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        box.addItem(anything, "")
        for choice in choices:
            box.addItem(choice, choice)
        box.setCurrentIndex(max(0, box.findData(chosen)))
