"""The library laid out: tabs, the table of the editions, lists with a page beside them, and single columns."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.models.editions import EditionsModel
from relationship_desk.ui.models.tiers import EDITION_WORDS
from relationship_desk.ui.pages.library.edition_strip import EditionStrip
from relationship_desk.ui.pages.library.editions_table import EditionsTable
from relationship_desk.ui.pages.library.reading import ReadingColumn
from relationship_desk.ui.widgets.edition_chooser import EditionChooser
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.filter_edit import FilterEdit
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.search_button import SearchButton
from relationship_desk.ui.widgets.tabs import Tabs

EDITIONS, ELEMENTS, ADAPTING = "editions", "elements", "adapting"
TABS = {
    EDITIONS: "Editions",
    ELEMENTS: "Elements",
    ADAPTING: "Adapting to the client",
    "not-effective": "What does not work",
    "recommendations": "Recommendations",
    "glossary": "Glossary",
    "references": "References",
}
LISTED = (ELEMENTS, ADAPTING)
"""The tabs with a list at the left."""
SINGLE = tuple(key for key in TABS if key not in (EDITIONS, *LISTED))
"""The tabs with one column of text."""
_NOTE = (
    "Correlations with outcome: they do not say that raising a rating raises it. Unchecked: a figure not seen in its "
    "source. *: a tier that is recalled, not checked."
)


class EditionsPanel(Panel):
    """The table, the chosen entry under it, and what the figures do not say."""

    def __init__(self, model: EditionsModel) -> None:
        super().__init__()
        self.table = EditionsTable(model)
        self.strip = EditionStrip(self.table.horizontalHeader())
        self.note = Label(_NOTE, tone="muted", wrap=True)
        self.nothing = EmptyState("No entry matches. Change the filter.")
        self.nothing.hide()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.strip)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, theme.S8, theme.S16, theme.S12)
        foot.addWidget(self.note)
        self.body.addLayout(foot)


class ListedPanel(QWidget):
    """A list at the left, the chosen page at the right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.list = RowList(name, selects=True)
        self.reading = ReadingColumn(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        self.left, right = Panel(), Panel()
        self.left.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        self.left.body.addWidget(self.list)
        right.body.addWidget(self.reading)
        row.addWidget(self.left)
        row.addWidget(right, 1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Give the page more of the width."""
        self.left.setFixedWidth(theme.scaled(252 if narrow else 268))


class LibraryView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, model: EditionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Library")
        self.chooser = EditionChooser(EDITION_WORDS)
        self.filter = FilterEdit("Filter", key="Ctrl+F", name="Filter this tab")
        self.head.add_action(self.chooser)
        self.head.add_action(self.filter)
        self.head.add_action(SearchButton(small=True))
        self.tabs = Tabs("Parts of the library")
        for key, title in TABS.items():
            self.tabs.add(key, title)
        self.editions = EditionsPanel(model)
        self.listed = {key: ListedPanel(TABS[key]) for key in LISTED}
        self.single = {key: ReadingColumn(TABS[key]) for key in SINGLE}
        self.stack = QStackedWidget()
        self._places: dict[str, int] = {}
        self._fill_stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addSpacing(theme.S12)
        column.addWidget(self.stack, 1)
        self._find = QShortcut(QKeySequence("Ctrl+F"), self)
        self._find.activated.connect(self.filter.setFocus)

    def front(self, tab: str) -> None:
        """Bring the page of ``tab`` to the front."""
        self.stack.setCurrentIndex(self._places[tab])

    def _fill_stack(self) -> None:
        for key in TABS:
            if key == EDITIONS:
                page: QWidget = self.editions
            elif key in self.listed:
                page = self.listed[key]
            else:
                panel = Panel()
                panel.body.addWidget(self.single[key])
                page = panel
            self._places[key] = self.stack.addWidget(page)
