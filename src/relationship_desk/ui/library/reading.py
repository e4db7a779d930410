"""Blocks of the library laid out to read, and the column that scrolls them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.catalogue.model import Listing
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.library.blocks import Block, Line, Link
from relationship_desk.ui.models.tiers import EDITION_WORDS, RECALLED, fill_of, listing_lines
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.edition_card import EditionCard
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.spoken_role import speak_as
from relationship_desk.ui.widgets.tab_order import tab_through

_WIDEST = 820
_LEAD = 168


class BlockView(QWidget):
    """One block; ``followed`` tells the term of a link. ``places`` holds where each term in it stands."""

    followed: Event[str] = Event(str)

    def __init__(self, block: Block, found: str = "", parent: QWidget | None = None) -> None:
        """``found`` is the term one came for: its line is set in strong."""
        super().__init__(parent)
        self.places: dict[str, QWidget] = {block.term: self} if block.term else {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.S8 if block.head else 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addWidget(Label(block.title, "panel" if block.head else "strong", wrap=True))
        if block.note:
            column.addWidget(Label(block.note, tone="muted"))
        if block.listings:
            column.addLayout(_cards(block.listings))
        if block.lines:
            column.addLayout(self._lines(block.lines, found))
        if block.recalled:
            column.addWidget(Label(RECALLED, tone="muted"))
        if block.links:
            column.addLayout(self._links(block.links))
        self.setAccessibleName(block.title)

    def _lines(self, lines: tuple[Line, ...], found: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S4)
        led = any(line.lead for line in lines)
        for row, line in enumerate(lines):
            words = Label(line.text, tone="muted" if line.muted else "text", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            if line.lead:
                chosen = bool(found) and line.term == found
                lead = Label(line.lead, "strong" if chosen else "body", "text" if chosen else "muted", wrap=True)
                lead.setFixedWidth(theme.scaled(_LEAD))
                grid.addWidget(lead, row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words, row, 1)
            else:
                grid.addWidget(words, row, 0, 1, 2 if led else 1)
            if line.term:
                self.places[line.term] = words
        grid.setColumnStretch(1 if led else 0, 1)
        return grid

    def _links(self, links: tuple[Link, ...]) -> FlowLayout:
        row = FlowLayout(gap=theme.S16, down=0)  # a link is a line high
        for link in links:
            button = TermLink(link)
            button.followed.connect(self.followed.emit)
            row.addWidget(button)
        return row


class TermLink(Button):
    """Leads to an entry; ``followed`` tells its term."""

    followed: Event[str] = Event(str)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(link.title.replace("&", "&&"), "link", parent=parent)
        self.setAccessibleName(link.title)
        self.term = link.term
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.followed.emit(self.term)


class ReadingColumn(QScrollArea):
    """Blocks below each other, no wider than reads well. The arrows and PgUp, PgDn scroll it.

    ``followed`` tells the term of a link in it.
    """

    followed: Event[str] = Event(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        speak_as(self, "document")
        self.blocks: tuple[Block, ...] = ()
        self._found: QWidget | None = None

    def show_blocks(self, blocks: tuple[Block, ...], found: str = "") -> None:
        """Show ``blocks`` from the top, or scrolled to what explains the term ``found``."""
        self.blocks = blocks
        page = Paper()
        column = QVBoxLayout()
        column.setSpacing(theme.S16)
        self._found = None
        for block in blocks:
            view = BlockView(block, found)
            view.followed.connect(self.followed.emit)
            self._found = view.places.get(found, self._found)
            column.addWidget(view)
        column.addStretch(1)
        across = QHBoxLayout(page)
        across.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S24)
        across.addLayout(column, 1)
        page.setMaximumWidth(theme.scaled(_WIDEST))
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        put_page(self, page)
        if self._found is not None:
            QTimer.singleShot(0, self, self._reveal)  # the page gets its height when it is laid out

    def _reveal(self) -> None:
        page = self.widget()
        if self._found is not None and page is not None and page.isAncestorOf(self._found):
            top = self._found.mapTo(page, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(max(0, top - theme.S16))


def put_page(scroller: QScrollArea, page: QWidget) -> None:
    """Show ``page`` in ``scroller`` from the top. The one before goes later: a link in it may have asked for this."""
    before = scroller.takeWidget()
    if before is not None:
        before.deleteLater()
    scroller.setWidget(page)
    tab_through(scroller, page)
    scroller.verticalScrollBar().setValue(0)


def _cards(listings: tuple[Listing, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, theme.S4, 0, theme.S8)
    row.setSpacing(theme.S12)
    for listing in listings:
        edition = listing.edition
        lines = listing_lines(listing)
        card = EditionCard(edition.value, EDITION_WORDS[edition], fill_of(listing.tier), listing.tier_words, lines)
        row.addWidget(card, 1)
    return row
