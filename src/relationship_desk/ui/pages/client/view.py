"""The client page laid out: head, tabs, and the tab in front."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.words import NO_SESSIONS, Said
from relationship_desk.ui.terms import put_term, term
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.front_stack import FrontStack
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.search_button import SearchButton
from relationship_desk.ui.widgets.tabs import Tabs

TITLES = {
    "overview": "Overview",
    "sessions": "Sessions",
    "trends": "Trends",
    "agreement": "Agreement",
    "profile": "Profile",
    "plan": "Plan",
    "measures": "Measures",
    "prompts": "Prompts",
    "record": "Record",
}


class ClientView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, tabs: Mapping[str, ClientTab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("")
        self.debrief = Button("Debrief", "primary", icon="plus", key="Ctrl+D")
        self.more, menu = Button("More"), QMenu(self)
        self.edit = menu.addAction("&Edit client")
        self.print_form = menu.addAction("&Print a form …")
        self.rating_plan = menu.addAction("&Rating plan …")
        self.merge = menu.addAction("&Merge with another record …")
        self.erase = menu.addAction("Er&ase this record …")
        self.more.setMenu(menu)
        self.head.add_action(SearchButton(small=True))
        self.head.add_action(self.more)
        self.head.add_action(self.debrief)
        self.tabs = Tabs("Parts of the client’s record")
        self.stack = FrontStack()
        self._tabs = dict(tabs)
        for key, tab in tabs.items():
            self.tabs.add(key, TITLES[key])
            self.stack.add(tab)
        self.empty = EmptyState(NO_SESSIONS, "Debrief", icon="plus")
        self._nothing = Panel()
        self._nothing.body.addWidget(self.empty)
        self.stack.add(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addSpacing(theme.S12)
        column.addWidget(self.stack, 1)

    def show_badges(self, badges: tuple[Said, ...]) -> None:
        """Head the page with what holds."""
        self.head.clear_badges()
        for said in badges:
            badge = Badge(said.text, said.meaning, said.icon)
            put_term(badge, term("signal", said.signal) if said.signal else "")
            self.head.add_badge(badge)

    def front(self, key: str, *, empty: bool) -> None:
        """Bring tab ``key`` to the front, or that there is nothing in it yet."""
        self.stack.bring(self._nothing if empty else self._tabs[key])
