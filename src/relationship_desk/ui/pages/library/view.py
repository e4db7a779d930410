"""The library laid out: search, tabs, the table of the editions, lists with a page beside them, single columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.library.book import ADAPTING, ELEMENTS, METHODS, TITLES
from relationship_desk.ui.library.reading import ReadingColumn
from relationship_desk.ui.models.editions import EditionsModel
from relationship_desk.ui.models.tiers import EDITION_WORDS
from relationship_desk.ui.pages.library.edition_strip import EditionStrip
from relationship_desk.ui.pages.library.editions_table import EditionsTable
from relationship_desk.ui.shell.search_row_delegate import SearchRowDelegate
from relationship_desk.ui.widgets.edition_chooser import EditionChooser
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.filter_edit import FilterEdit
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.search_button import SearchButton
from relationship_desk.ui.widgets.tabs import Tabs

EDITIONS = "editions"
TABS = {EDITIONS: "Editions", **TITLES}
LISTED = (ELEMENTS, ADAPTING, METHODS)
"""The tabs with a list at the left."""
SINGLE = tuple(key for key in TABS if key not in (EDITIONS, *LISTED))
"""The tabs with one column of text."""
_SHORT = "Adapting"
_RESULTS = "results"
_FROM_ALL = "What was found is from all of them."
_KEPT = "Every word has to begin a word of an entry."
_NOTE = (
    "Correlations with outcome: they do not say that raising a rating raises it. Unchecked: a figure not seen in its "
    "source. *: a tier that is recalled, not checked. Insufficient is not disproved."
)


class EditionsPanel(Panel):
    """The table, the chosen entry under it, and what the figures do not say."""

    def __init__(self, model: EditionsModel) -> None:
        super().__init__()
        self.table = EditionsTable(model)
        self.strip = EditionStrip(self.table.horizontalHeader())
        self.note = Label(_NOTE, tone="muted", wrap=True)
        self.body.addWidget(self.table, 1)
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


class ResultsPanel(Panel):
    """What the search has found, or that it has found nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.list = RowList("Results", selects=True)
        self.list.setItemDelegate(SearchRowDelegate(self.list, below=False, selects=True))
        self.nothing = EmptyState("")
        self.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.nothing, 1)

    def show_rows(self, rows: Sequence[Row], words: str) -> None:
        """Show what ``words`` have found, the first one chosen."""
        self.list.show_rows(rows)
        self.list.choose_first()
        self.list.scrollToTop()
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.sentence.show_text(f"Nothing found for “{words}”. {_KEPT}")


class LibraryView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, model: EditionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Library")
        self.chooser = EditionChooser(EDITION_WORDS)
        self.search = FilterEdit("Search the library", key="Ctrl+F")
        self.head.add_action(self.chooser)
        self.head.add_action(self.search)
        self.head.add_action(SearchButton(small=True))
        self.tabs = Tabs("Parts of the library")
        for key, title in TABS.items():
            self.tabs.add(key, title)
        self.editions = EditionsPanel(model)
        self.listed = {key: ListedPanel(TABS[key]) for key in LISTED}
        self.single = {key: ReadingColumn(TABS[key]) for key in SINGLE}
        self.results = ResultsPanel()
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
        for key in ("Ctrl+F", "/"):
            QShortcut(QKeySequence(key), self).activated.connect(self.search.setFocus)

    def front(self, tab: str) -> None:
        """Bring the page of ``tab`` to the front."""
        self.tabs.set_aside()
        self.stack.setCurrentIndex(self._places[tab])

    def set_narrow(self, narrow: bool) -> None:
        """Let all tabs be seen in a window below 1200 px, and give the pages more of the width."""
        place = list(TABS).index(ADAPTING)
        self.tabs.setTabText(place, _SHORT if narrow else TABS[ADAPTING])
        for panel in self.listed.values():
            panel.set_narrow(narrow)

    def front_results(self) -> None:
        """Bring what was found to the front."""
        self.tabs.set_aside(_FROM_ALL)
        self.stack.setCurrentIndex(self._places[_RESULTS])

    @property
    def searching(self) -> bool:
        """Whether what was found is in front."""
        return self.stack.currentWidget() is self.results

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
        self._places[_RESULTS] = self.stack.addWidget(self.results)
