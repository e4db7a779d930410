"""What the library does: filter, choose, change the edition in use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.catalogue.model import Catalogue, Characteristic, Element, Listing, Tier
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import EntryId
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.settings.definitions import EDITION
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Published
from relationship_desk.ui.models.editions import EditionsModel
from relationship_desk.ui.models.tiers import listing_lines, own_words, unbroken
from relationship_desk.ui.pages.library import texts
from relationship_desk.ui.pages.library.blocks import Block, filtered
from relationship_desk.ui.pages.library.view import ADAPTING, EDITIONS, ELEMENTS, LibraryView
from relationship_desk.ui.shell.page import KeyLine, Page
from relationship_desk.ui.widgets.row_delegate import Row, section

_HINT = "Arrows choose, Return opens the element, E changes the edition in use, Ctrl+Tab the next tab"
_READING_HINT = "Up and down, PgUp and PgDn read, Ctrl+F filters, Ctrl+Tab the next tab"
_SINGLE: dict[str, Callable[[Catalogue], tuple[Block, ...]]] = {
    "not-effective": texts.not_effective_page,
    "recommendations": texts.recommendations_page,
    "glossary": texts.glossary_page,
    "references": texts.references_page,
}


class LibraryPage(Page):
    """Shows the catalogue; the only thing it changes is the edition that prompts speak from.

    ``tab`` names the tab to arrive at, ``entry`` an element or characteristic to open.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._catalogue = context.desk.catalogue
        self._model = EditionsModel(self._catalogue, self)
        self.view = LibraryView(self._model)
        self.column.addWidget(self.view)
        self._filters: dict[str, str] = {}
        self._entries: dict[str, str] = {}
        self.view.tabs.chosen.connect(self._on_tabs_chosen)
        self.view.filter.textChanged.connect(self._on_filter_text_changed)
        self.view.chooser.chosen.connect(self._use)
        table = self.view.editions.table
        table.chosen.connect(self._show_strip)
        table.opened.connect(self._on_table_opened)
        table.edition_asked.connect(self._on_table_edition_asked)
        self.view.listed[ELEMENTS].list.chosen.connect(self._on_elements_chosen)
        self.view.listed[ADAPTING].list.chosen.connect(self._on_adapting_chosen)
        context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self._show_edition()
        entry, tab = where.get("entry"), where.get("tab")
        if isinstance(entry, str):
            self._open(EntryId(entry))
        elif isinstance(tab, str):
            self.view.tabs.choose(tab)
        self._refresh()

    @override
    def first_focus(self) -> QWidget:
        tab = self._tab
        if tab == EDITIONS:
            return self.view.editions.table
        return self.view.listed[tab].list if tab in self.view.listed else self.view.single[tab]

    @override
    def regions(self) -> Sequence[QWidget]:
        tab = self._tab
        parts: tuple[QWidget, ...] = (self.view.tabs, self.first_focus())
        if tab in self.view.listed:
            parts = (*parts, self.view.listed[tab].reading)
        return (*parts, self.view.head)

    @override
    def go_back(self) -> bool:
        if not self.view.filter.text():
            return False
        self.view.filter.clear()
        return True

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if hasattr(self, "view"):
            for panel in self.view.listed.values():
                panel.set_narrow(narrow)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Return", "Open the element in the table"),
            KeyLine("E", "Change the edition in use, in the table"),
            KeyLine("Ctrl+Tab", "Next tab"),
            KeyLine("Ctrl+F", "Filter"),
        )

    # Tabs and filter

    @property
    def _tab(self) -> str:
        return self.view.tabs.choice

    def _on_tabs_chosen(self, tab: str) -> None:
        self.view.filter.blockSignals(True)
        self.view.filter.setText(self._filters.get(tab, ""))
        self.view.filter.blockSignals(False)
        self._refresh()

    def _on_filter_text_changed(self, words: str) -> None:
        self._filters[self._tab] = words
        self._refresh()

    def _refresh(self) -> None:
        tab, words = self._tab, self._filters.get(self._tab, "").strip()
        self.view.front(tab)
        self.hint_changed.emit(_HINT if tab == EDITIONS else _READING_HINT)
        if tab == EDITIONS:
            self._refresh_editions(words)
        elif tab == ELEMENTS:
            self._refresh_list(tab, _element_rows(self._catalogue.elements.values(), words))
        elif tab == ADAPTING:
            self._refresh_list(tab, _characteristic_rows(self._catalogue.characteristics.values(), words))
        else:
            self._refresh_single(tab, words)

    def _refresh_editions(self, words: str) -> None:
        panel, kept = self.view.editions, self._entries.get(EDITIONS, "")
        self._model.show_filtered(words)
        found = bool(self._model.lines)
        panel.table.setVisible(found)
        panel.nothing.setVisible(not found)
        panel.strip.setVisible(found)
        first = next((line.entry.id for line in self._model.lines if line.entry), "")
        if not (kept and panel.table.choose(kept)) and first:
            panel.table.choose(first)

    def _refresh_list(self, tab: str, rows: list[Row]) -> None:
        panel, wanted = self.view.listed[tab], self._entries.get(tab)
        panel.list.show_rows(rows)
        if not (wanted and panel.list.choose(wanted)):
            panel.list.choose_first()
        if not rows:
            panel.reading.show_blocks(())

    def _refresh_single(self, tab: str, words: str) -> None:
        blocks = _SINGLE[tab](self._catalogue)
        kept = filtered(blocks, words) if words else blocks
        column = self.view.single[tab]
        if column.blocks != kept or not kept:
            column.show_blocks(kept)

    # Entries

    def _open(self, entry: EntryId) -> None:
        """Open the page of ``entry``, on the tab it belongs to."""
        found = self._catalogue.entry(entry)
        tab = ELEMENTS if isinstance(found, Element) else ADAPTING
        self._filters[tab] = ""
        self._entries[tab] = self._entries[EDITIONS] = found.id
        self.view.tabs.choose(tab)
        self._refresh()

    def _on_table_opened(self, row: int) -> None:
        entry = self._model.lines[row].entry
        if entry is not None:
            self._open(EntryId(entry.id))
            self.first_focus().setFocus()

    def _on_elements_chosen(self, key: object) -> None:
        self._read(ELEMENTS, str(key))

    def _on_adapting_chosen(self, key: object) -> None:
        self._read(ADAPTING, str(key))

    def _read(self, tab: str, key: str) -> None:
        self._entries[tab] = key
        entry = self._catalogue.entry(EntryId(key))
        page = (
            texts.element_page(self._catalogue, entry)
            if isinstance(entry, Element)
            else texts.characteristic_page(self._catalogue, entry)
        )
        self.view.listed[tab].reading.show_blocks(page)

    def _show_strip(self, entry_id: str) -> None:
        self._entries[EDITIONS] = entry_id
        entry = self._catalogue.entry(EntryId(entry_id))
        strip = self.view.editions.strip
        rules = texts.rules_resting_on(entry.id)
        used = f"Used by rule {rules[0].partition(',')[0]}." if len(rules) == 1 else ""
        used = f"Used by {len(rules)} rules." if len(rules) > 1 else used
        strip.show_entry(entry.title, entry.definition, used)
        for place, edition in enumerate(Edition):
            strip.show_edition(place, *_strip_words(entry.listings[edition]))
        strip.arrange()

    # The edition in use

    def _on_table_edition_asked(self, _nothing: None) -> None:
        editions = tuple(Edition)
        now = editions.index(self._context.desk.preferences.edition)
        self._use(editions[(now + 1) % len(editions)])

    def _use(self, edition: Edition) -> None:
        try:
            self._context.desk.preferences.set(EDITION, edition.value)
        except DeskError as error:
            self._context.shell.show_message(str(error))
        else:
            self._context.shell.status.show_saved(self._context.desk.now().time())
        self._show_edition()

    def _show_edition(self) -> None:
        edition = self._context.desk.preferences.edition
        self.view.chooser.show_edition(edition)
        self.view.editions.table.show_edition(edition)

    def _on_hub_changed(self, published: Published) -> None:
        if published.changes.settings and self.view.isVisible():
            self._show_edition()


def _element_rows(elements: Iterable[Element], words: str) -> list[Row]:
    found = [one for one in elements if words.casefold() in one.title.casefold()]
    own = [Row(one.id, one.title) for one in found if one.eleven]
    later = [Row(one.id, one.title) for one in found if not one.eleven]
    return _under("Of the info sheet", own) + _under("From later editions", later)


def _characteristic_rows(characteristics: Iterable[Characteristic], words: str) -> list[Row]:
    found = [one for one in characteristics if words.casefold() in one.title.casefold()]
    used = [Row(one.id, one.title) for one in found if not one.context]
    context = [Row(one.id, one.title) for one in found if one.context]
    return _under("To adapt to", used) + _under("Recorded as context", context)


def _under(head: str, rows: list[Row]) -> list[Row]:
    return [section(head), *rows] if rows else []


def _strip_words(listing: Listing) -> tuple[str, str]:
    """Return the figures in full, and what has to be said beside them."""
    if listing.tier is Tier.NOT_LISTED:
        return "Not listed.", " ".join(listing_lines(listing))
    own = own_words(listing)
    lines = [line for line in listing_lines(listing) if line != own]
    figures = lines[0].removeprefix(own).strip()
    authors = f"{listing.authors}." if listing.authors else ""
    remarks = " ".join(part for part in (own, authors, listing.note, *lines[1:]) if part)
    return figures, unbroken(remarks)
