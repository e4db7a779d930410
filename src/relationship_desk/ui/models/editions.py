"""The table of the editions: every entry of the catalogue with its tier in each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from relationship_desk.catalogue.model import Catalogue, Characteristic, Element, Listing
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.ui.models.tiers import EDITION_WORDS
from relationship_desk.ui.terms import TERM_ROLE, term

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LISTING_ROLE = Qt.ItemDataRole.UserRole + 10
"""The :class:`Listing` of a cell."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One row: an entry, or the head of a part where there is none."""

    title: str
    entry: Element | Characteristic | None = None


class EditionsModel(QAbstractTableModel):
    """Entries down, editions across. A head spans its row."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        parts: tuple[tuple[str, Iterable[Element | Characteristic]], ...] = (
            ("Relationship elements", catalogue.elements.values()),
            ("Adapting to the client", catalogue.characteristics.values()),
        )
        lines: list[EntryLine] = []
        for head, entries in parts:
            lines += [EntryLine(head), *(EntryLine(one.title, one) for one in entries)]
        self.lines = tuple(lines)

    def row_of(self, entry: str) -> int | None:
        """Return the row of the entry with id ``entry``, if it is shown."""
        return next((row for row, line in enumerate(self.lines) if line.entry and line.entry.id == entry), None)

    def head_rows(self) -> tuple[int, ...]:
        """Return the rows that are heads."""
        return tuple(row for row, line in enumerate(self.lines) if line.entry is None)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(Edition)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == TERM_ROLE:
            return term("entry", line.entry.id) if line.entry else None
        if index.column() == 0 or line.entry is None:
            return line.title if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        listing = line.entry.listings[tuple(Edition)[index.column() - 1]]
        if role == LISTING_ROLE:
            return listing
        if role == Qt.ItemDataRole.DisplayRole:
            return listing.tier_words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _spoken(listing)
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return "Entry"
        edition = tuple(Edition)[section - 1]
        return f"{edition.value} {EDITION_WORDS[edition]}"

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].entry is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def mark_of(listing: Listing) -> str:
    """Return the asterisk of a tier that is recalled, as in print; nothing for one that was seen in its source."""
    return "" if listing.tier_checked else "*"


def _spoken(listing: Listing) -> str:
    recalled = "" if listing.tier_checked else "tier recalled, not checked"
    return ", ".join(part for part in (listing.tier_words, recalled, listing.short_figures) if part)
