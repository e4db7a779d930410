"""The clinician's own record as a table: one row a rule, counts in the columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from typing_extensions import override

from relationship_desk.domain.ids import RuleId
from relationship_desk.services.own_record import RuleRecord
from relationship_desk.ui.models.frozen_lines import FrozenLines, Index
from relationship_desk.ui.widgets.data_table import TONE_ROLE


def of_words(count: int, of: int) -> str:
    """A count out of others, as in ``2 of 3``: with numbers this small a per cent would say too much."""
    return f"{count} of {of}" if of else "–"


_COLUMNS: Mapping[str, Callable[[RuleRecord], str]] = {
    "Rule": lambda one: f"{one.rule}  {one.title}",
    "Opened": lambda one: str(one.opened),
    "Accepted": lambda one: of_words(one.accepted, one.opened),
    "Done": lambda one: of_words(one.done, one.said),
    "Looked back": lambda one: of_words(one.reviewed, one.accepted),
    "Declined": lambda one: of_words(one.declined, one.opened if one.can_wait else 0),
    "Deferred": lambda one: of_words(one.deferred, one.opened if one.can_wait else 0),
    "Withdrawn": lambda one: of_words(one.withdrawn, one.opened),
}
TITLES = tuple(_COLUMNS)
_SAID = {
    "Done": "done of those of which it was said",
    "Looked back": "looked back on, of the accepted ones",
    "Deferred": "deferred now",
    "Withdrawn": "withdrawn because the points no longer held",
}


class RecordModel(FrozenLines[RuleRecord]):
    """Most urgent rules first, as everywhere."""

    columns = len(TITLES)

    def row_of(self, rule: RuleId) -> int:
        """The place of ``rule``, or -1."""
        return next((place for place, row in enumerate(self.lines) if row.rule == rule), -1)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        title = TITLES[index.column()]
        said = _COLUMNS[title](self.lines[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said if index.column() == 0 else f"{title} {said}"
        if role == TONE_ROLE:
            return "muted" if said in ("–", "0") or said.startswith("0 of") else "text"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        return _SAID.get(TITLES[section]) if role == Qt.ItemDataRole.ToolTipRole else None
