"""The column of text to read, and the list beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.catalogue.model import Listing
from relationship_desk.ui import theme
from relationship_desk.ui.models.tiers import EDITION_WORDS, RECALLED, fill_of, listing_lines
from relationship_desk.ui.pages.library.blocks import Block, Line
from relationship_desk.ui.widgets.edition_card import EditionCard
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.spoken_role import speak_as

_WIDEST = 820
_LEAD = 168


class ReadingColumn(QScrollArea):
    """Blocks below each other, no wider than reads well. The arrows and PgUp, PgDn scroll it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        speak_as(self, "document")
        self.blocks: tuple[Block, ...] = ()

    def show_blocks(self, blocks: tuple[Block, ...], nothing: str = "Nothing matches. Change the filter.") -> None:
        """Show ``blocks`` from the top, or the sentence ``nothing``."""
        self.blocks = blocks
        page = Paper()
        column = QVBoxLayout()
        column.setSpacing(theme.S16)
        for block in blocks:
            column.addWidget(_block(block))
        if not blocks:
            column.addWidget(Label(nothing, tone="muted", wrap=True))
        column.addStretch(1)
        across = QHBoxLayout(page)
        across.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S24)
        across.addLayout(column, 1)
        page.setMaximumWidth(theme.scaled(_WIDEST))
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setWidget(page)
        self.verticalScrollBar().setValue(0)


def _block(block: Block) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, theme.S8 if block.head else 0, 0, 0)
    column.setSpacing(theme.S4)
    title = Label(block.title, "panel" if block.head else "strong", wrap=True)
    column.addWidget(title)
    if block.note:
        column.addWidget(Label(block.note, tone="muted"))
    if block.listings:
        column.addLayout(_cards(block.listings))
    if block.lines:
        column.addLayout(_lines(block.lines))
    if block.recalled:
        column.addWidget(Label(RECALLED, tone="muted"))
    part.setAccessibleName(block.title)
    return part


def _cards(listings: tuple[Listing, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, theme.S4, 0, theme.S8)
    row.setSpacing(theme.S12)
    for listing in listings:
        edition = listing.edition
        lines = listing_lines(listing)
        card = EditionCard(edition.value, EDITION_WORDS[edition], fill_of(listing.tier), listing.tier.title, lines)
        row.addWidget(card, 1)
    return row


def _lines(lines: tuple[Line, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.S12)
    grid.setVerticalSpacing(theme.S4)
    led = any(line.lead for line in lines)
    for row, line in enumerate(lines):
        words = Label(line.text, tone="muted" if line.muted else "text", wrap=True)
        if line.lead:
            lead = Label(line.lead, tone="muted", wrap=True)
            lead.setFixedWidth(theme.scaled(_LEAD))
            grid.addWidget(lead, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        else:
            grid.addWidget(words, row, 0, 1, 2 if led else 1)
    grid.setColumnStretch(1 if led else 0, 1)
    return grid
