"""What the library does: search, choose, follow, lead to another edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.catalogue.model import Listing, Tier
from relationship_desk.domain.ids import EntryId
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Published
from relationship_desk.ui.library.book import ADAPTING, ELEMENTS, METHODS, BookPage, Passage, book_of
from relationship_desk.ui.library.entries import rules_resting_on
from relationship_desk.ui.models.editions import EditionsModel
from relationship_desk.ui.models.tiers import how_it_moved, listing_lines, own_words, unbroken
from relationship_desk.ui.pages.library.results import result_rows
from relationship_desk.ui.pages.library.view import EDITIONS, LibraryView
from relationship_desk.ui.shell.page import KeyLine, Page
from relationship_desk.ui.terms import term
from relationship_desk.ui.widgets.row_delegate import Row, section

_HINT = "Arrows choose, Return opens, E tries another edition out, Ctrl+Tab the next tab"
_READING_HINT = "Up and down, PgUp and PgDn read, Ctrl+F searches, Ctrl+Tab the next tab"
_RESULTS_HINT = "Up and down choose, Return opens, Esc ends the search"
_MOVES = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
_OPENS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


class LibraryPage(Page):
    """Shows the catalogue, and changes nothing; another edition is tried out in the settings.

    ``tab`` names the tab to arrive at, ``term`` what is to be explained.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._catalogue = context.desk.catalogue
        self._model = EditionsModel(self._catalogue, self)
        self._book = book_of(context.desk)
        self.view = LibraryView(self._model)
        self.column.addWidget(self.view)
        self._chosen: dict[str, str] = {}
        self._searched = ""
        self._opened: Passage | None = None
        """What was opened of what was found."""
        self._found = ""
        self._connect()

    def _connect(self) -> None:
        view, table = self.view, self.view.editions.table
        view.tabs.chosen.connect(self._on_tabs_chosen)
        view.search.textChanged.connect(self._on_search_text_changed)
        view.search.installEventFilter(self)
        view.results.list.opened.connect(self._on_results_opened)
        view.chooser.chosen.connect(self._use)
        table.chosen.connect(self._show_strip)
        table.opened.connect(self._on_table_opened)
        table.edition_asked.connect(self._on_table_edition_asked)
        view.listed[ELEMENTS].list.chosen.connect(self._on_elements_chosen)
        view.listed[ADAPTING].list.chosen.connect(self._on_adapting_chosen)
        view.listed[METHODS].list.chosen.connect(self._on_methods_chosen)
        for column in (*view.single.values(), *(panel.reading for panel in view.listed.values())):
            column.followed.connect(self._follow)
        self._context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self._book = book_of(self._context.desk)
        self._show_edition()
        self.view.search.clear()
        self._searched = ""
        wanted, tab = where.get("term"), where.get("tab")
        found = self._book.find(wanted) if isinstance(wanted, str) else None
        if found is not None:
            self._open(found)
        elif isinstance(tab, str):
            self.view.tabs.choose(tab)
            self._show_tab()
        else:
            self._show_tab()

    @override
    def first_focus(self) -> QWidget:
        tab = self._tab
        if self.view.searching:
            return self.view.results.list
        if tab == EDITIONS:
            return self.view.editions.table
        return self.view.listed[tab].list if tab in self.view.listed else self.view.single[tab]

    @override
    def regions(self) -> Sequence[QWidget]:
        tab = self._tab
        parts: tuple[QWidget, ...] = (self.view.tabs, self.first_focus())
        if tab in self.view.listed and not self.view.searching:
            parts = (*parts, self.view.listed[tab].reading)
        return (*parts, self.view.head)

    @override
    def go_back(self) -> bool:
        if self.view.search.text():
            self.view.search.clear()
            return True
        if self._searched:
            self.view.search.setText(self._searched)
            self.view.results.list.choose(self._opened)
            self.view.search.setFocus()
            return True
        return False

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if hasattr(self, "view"):
            self.view.set_narrow(narrow)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Return", "Open the element in the table"),
            KeyLine("E", "Try out another edition for the prompts, in the table"),
            KeyLine("Ctrl+Tab", "Next tab"),
            KeyLine("Ctrl+F", "Search the library"),
            KeyLine("/", "Search the library"),
            KeyLine("Esc", "Back to what was found"),
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    # Search

    def _take_key(self, event: QKeyEvent) -> bool:
        """Move through what was found and open it, while the field keeps the focus."""
        found = self.view.results.list
        if not self.view.searching or not found.rows:
            return False
        if event.key() in _OPENS and found.current_key is not None:
            self._on_results_opened(found.current_key)
        elif event.key() in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            found.keyPressEvent(event)
            place = found.currentIndex().row()
            self._context.shell.announce(found.rows[place].spoken)
        else:
            return False
        return True

    def _on_search_text_changed(self, text: str) -> None:
        words = text.strip()
        self._searched = ""
        if not words:
            self._show_tab()
            return
        rows = result_rows(self._book.search(words), words)
        self.view.results.show_rows(rows, words)
        self.view.front_results()
        self.hint_changed.emit(_RESULTS_HINT)
        self._context.shell.announce(rows[0].first if rows else "Nothing found")

    def _on_results_opened(self, key: object) -> None:
        if isinstance(key, Passage):
            words = self.view.search.text()
            self.view.search.clear()
            self._open(key)
            self._searched, self._opened = words, key
            self.first_focus().setFocus()

    # Tabs

    @property
    def _tab(self) -> str:
        return self.view.tabs.choice

    def _on_tabs_chosen(self, _tab: str) -> None:
        self._searched = ""
        if self.view.search.text():
            self.view.search.clear()  # which shows the tab
        else:
            self._show_tab()

    def _show_tab(self) -> None:
        tab = self._tab
        self.view.front(tab)
        self.hint_changed.emit(_HINT if tab == EDITIONS else _READING_HINT)
        if tab == EDITIONS:
            first = next(line.entry.id for line in self._model.lines if line.entry)
            self.view.editions.table.choose(self._chosen.get(EDITIONS) or first)
        elif tab in self.view.listed:
            self._show_list(tab)
        else:
            self._read(self.view.single[tab].blocks, tab, "")

    def _show_list(self, tab: str) -> None:
        panel = self.view.listed[tab].list
        rows: list[Row] = []
        for group, pages in groupby(self._book.of_tab(tab), key=_group):
            rows += [section(group), *(Row(page.key, page.title) for page in pages)]
        wanted = self._chosen.get(tab)
        panel.blockSignals(
            True
        )  # read once, below: a list that gets the focus with its tab chooses its first row itself
        if list(panel.rows) != rows:
            panel.show_rows(rows)
        if not (wanted and panel.choose(wanted)):
            panel.choose_first()
        panel.blockSignals(False)
        self._choose(tab, str(panel.current_key))

    def _on_elements_chosen(self, key: object) -> None:
        self._choose(ELEMENTS, str(key))

    def _on_adapting_chosen(self, key: object) -> None:
        self._choose(ADAPTING, str(key))

    def _on_methods_chosen(self, key: object) -> None:
        self._choose(METHODS, str(key))

    def _choose(self, tab: str, key: str) -> None:
        self._chosen[tab] = key
        self._read(self.view.listed[tab].reading.blocks, tab, key)

    def _read(self, shown: object, tab: str, key: str) -> None:
        """Show a page, from the top or at what was looked for; one that is shown already stays where it was read."""
        blocks = self._book.pages[tab, key].blocks
        column = self.view.listed[tab].reading if tab in self.view.listed else self.view.single[tab]
        found, self._found = self._found, ""
        if found or shown != blocks:
            column.show_blocks(blocks, found)

    # Entries

    def _open(self, passage: Passage) -> None:
        """Show ``passage`` on the page it stands on."""
        page = passage.page
        self._found = passage.term
        if self._model.row_of(page.key) is not None:
            self._chosen[EDITIONS] = page.key
        self._chosen[page.tab] = page.key
        if self._tab == page.tab:
            self._show_tab()
        else:
            self.view.tabs.choose(page.tab)
        self._context.shell.announce(f"{passage.title}, {passage.section}")

    def _follow(self, wanted: str) -> None:
        here = self._context.shell.place
        if here is not None:
            self._context.shell.go(here.page, term=wanted)  # so that Esc leads back

    def _on_table_opened(self, row: int) -> None:
        entry = self._model.lines[row].entry
        passage = self._book.find(term("entry", entry.id)) if entry is not None else None
        if passage is not None:
            self._open(passage)
            self.first_focus().setFocus()

    def _show_strip(self, entry_id: str) -> None:
        self._chosen[EDITIONS] = entry_id
        entry = self._catalogue.entry(EntryId(entry_id))
        strip = self.view.editions.strip
        rules = rules_resting_on(entry.id)
        used = f"Used by rule {rules[0].partition(',')[0]}." if len(rules) == 1 else ""
        used = f"Used by {len(rules)} rules." if len(rules) > 1 else used
        strip.show_entry(entry.title, entry.definition, used)
        for place, edition in enumerate(Edition):
            figures, remarks = _strip_words(entry.listings[edition])
            moved = "" if place else how_it_moved(entry.listings)
            strip.show_edition(place, figures, f"{remarks} {moved}".strip())
        strip.arrange()

    # The edition in use

    def _on_table_edition_asked(self, _nothing: None) -> None:
        editions = tuple(Edition)
        now = editions.index(self._context.desk.preferences.edition)
        self._use(editions[(now + 1) % len(editions)])

    def _use(self, edition: Edition) -> None:
        self._show_edition()
        if edition is not self._context.desk.preferences.edition:
            # What it would do to the prompts is shown there, before it is applied.
            self._context.shell.go("settings", section="evidence", edition=edition.value)

    def _show_edition(self) -> None:
        edition = self._context.desk.preferences.edition
        self.view.chooser.show_edition(edition)
        self.view.editions.table.show_edition(edition)

    def _on_hub_changed(self, published: Published) -> None:
        if published.changes.settings and self.view.isVisible():
            self._show_edition()


def _group(page: BookPage) -> str:
    return page.group


def _strip_words(listing: Listing) -> tuple[str, str]:
    """Return the figures in full, and what has to be said beside them."""
    if listing.tier is Tier.NOT_LISTED:
        return "Not listed.", " ".join(listing_lines(listing))
    figures, *rest = listing_lines(listing)
    authors = f"{listing.authors}." if listing.authors else ""
    remarks = " ".join(part for part in (own_words(listing), authors, listing.note, *rest) if part)
    return figures, unbroken(remarks)
