"""The table of clients: what each cell says, what needs attention, and in which order the rows stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.models.attention import details_of
from relationship_desk.ui.models.client_line import ClientLine
from relationship_desk.ui.models.frozen_lines import FrozenLines, Index
from relationship_desk.ui.terms import TERM_ROLE, term
from relationship_desk.ui.widgets.data_table import TONE_ROLE
from relationship_desk.ui.widgets.perspective_mark import WORDS
from relationship_desk.ui.widgets.sparkline import scale_floor

LINE_ROLE = Qt.ItemDataRole.UserRole + 20
"""The :class:`ClientLine` of a row."""
NOT_ENOUGH = "Not enough sessions"
NO_RATING = "–"


class Column(IntEnum):
    """The columns, in order."""

    CODE = 0
    NAME = 1
    KIND = 2
    TAGS = 3
    SESSION = 4
    WEEK = 5
    LAST_SEEN = 6
    SEEN = 7
    FEEDBACK = 8
    CLINICIAN = 9
    CLIENT = 10
    OBSERVER = 11
    ATTENTION = 12
    PROMPTS = 13


TITLES = {
    Column.CODE: "Code",
    Column.NAME: "Name",
    Column.KIND: "Kind",
    Column.TAGS: "Tags",
    Column.SESSION: "Session",
    Column.WEEK: "Week",
    Column.LAST_SEEN: "Last seen",
    Column.SEEN: "Last seen",
    Column.FEEDBACK: "Last feedback",
    Column.CLINICIAN: "Clinician",
    Column.CLIENT: "Client",
    Column.OBSERVER: "Observer",
    Column.ATTENTION: "Needs attention",
    Column.PROMPTS: "Prompts",
}
PERSPECTIVES = {
    Column.CLINICIAN: Perspective.CLINICIAN,
    Column.CLIENT: Perspective.CLIENT,
    Column.OBSERVER: Perspective.OBSERVER,
}
NUMBERS = frozenset({Column.SESSION, Column.WEEK, Column.PROMPTS})
_MUTED = frozenset({Column.TAGS, Column.WEEK, Column.LAST_SEEN, Column.SEEN, Column.FEEDBACK})
_LARGEST_FIRST = frozenset({Column.SESSION, Column.WEEK, Column.LAST_SEEN, Column.PROMPTS})
"""The columns that a first click sorts downward; the board begins with who has waited longest, and so with the oldest
day."""


class ClientTableModel(FrozenLines[ClientLine]):
    """Clients down. It sorts itself; rows that are equal stay in the order of what needs attention."""

    columns = len(Column)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.low = scale_floor(())
        """Where the scale that all sparklines share starts."""
        self.board = False
        """Whether the rows show how long clients have waited, and everything that holds as a badge."""
        self.names = False
        """Whether the column of names says them; screen readers read hidden columns too."""
        self._given: tuple[ClientLine, ...] = ()
        self.sorted_by, self.order = Column.ATTENTION, Qt.SortOrder.AscendingOrder

    def show_lines(self, lines: Sequence[ClientLine]) -> None:
        """Show ``lines``, which come in the order of what needs attention."""
        self.beginResetModel()
        self._given = tuple(lines)
        drawn = (value for line in lines if line.enough for spark in line.row.sparks.values() for value in spark)
        self.low = scale_floor(drawn)
        self.lines = self._sorted()
        self.endResetModel()

    def row_of(self, client: ClientId) -> int | None:
        """Return the row of ``client``, if it is shown."""
        return next((place for place, line in enumerate(self.lines) if line.row.client.id == client), None)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self.sorted_by, self.order = Column(column), order
        self.lines = self._sorted()
        self.endResetModel()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, column = self.lines[index.row()], Column(index.column())
        if role == LINE_ROLE:
            return line
        if role == TERM_ROLE:
            return next((term("signal", badge.signal) for badge in line.badges if badge.signal), None)
        if column is Column.NAME and not self.names:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(line, column)
        if role == TONE_ROLE:
            return "muted" if column in _MUTED else None
        if role == Qt.ItemDataRole.FontRole:
            return theme.font("strong") if column is Column.CODE else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if column in NUMBERS else None
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return TITLES[Column(section)]

    def _sorted(self) -> tuple[ClientLine, ...]:
        """Sort by the chosen column; a first click on a number or a date brings the largest to the top.

        Where there is nothing in the column the line stays at the end, whichever way it is sorted.
        """
        down = (self.order == Qt.SortOrder.DescendingOrder) != (self.sorted_by in _LARGEST_FIRST)
        if self.sorted_by is Column.ATTENTION:
            return self._given[::-1] if down else self._given
        key = _KEYS[self.sorted_by]
        keyed = [(value, line) for line in self._given if (value := key(line)) is not None]
        rest = (line for line in self._given if key(line) is None)
        return (*(line for _, line in sorted(keyed, key=_first, reverse=down)), *rest)


def _first(pair: tuple[Any, ClientLine]) -> Any:
    return pair[0]


def _value_key(perspective: Perspective) -> Callable[[ClientLine], float | None]:
    return lambda line: line.last_value(perspective) if line.enough else None


_KEYS: Mapping[Column, Callable[[ClientLine], Any]] = {
    Column.CODE: lambda line: line.row.client.code.casefold(),
    Column.NAME: lambda line: line.row.client.name.casefold() or None,
    Column.KIND: lambda line: line.kind,
    Column.TAGS: lambda line: line.tags.casefold() or None,
    Column.SESSION: lambda line: line.row.sessions,
    Column.WEEK: lambda line: line.row.week,
    Column.LAST_SEEN: lambda line: line.row.last_seen,
    Column.SEEN: lambda line: line.row.last_seen,
    Column.FEEDBACK: lambda line: line.row.last_feedback or (date.min if line.row.sessions else None),
    **{column: _value_key(perspective) for column, perspective in PERSPECTIVES.items()},
    Column.PROMPTS: lambda line: line.row.open_prompts,
}
"""What each column sorts by; None where a line has nothing in it."""


def _text(line: ClientLine, column: Column) -> str:
    row = line.row
    if column in PERSPECTIVES:
        if not line.enough:
            return NOT_ENOUGH if column is Column.CLINICIAN else ""
        value = line.last_value(PERSPECTIVES[column])
        return NO_RATING if value is None else format_value(value)
    texts = {
        Column.CODE: row.client.code,
        Column.NAME: row.client.name,
        Column.KIND: line.kind,
        Column.TAGS: line.tags,
        Column.SESSION: str(row.sessions) if row.sessions else NO_RATING,
        Column.WEEK: str(row.week) if row.week else NO_RATING,
        Column.LAST_SEEN: line.last_seen,
        Column.SEEN: line.seen,
        Column.FEEDBACK: line.feedback,
        Column.ATTENTION: ", ".join(line.standing),
        Column.PROMPTS: str(row.open_prompts) if row.open_prompts else "",
    }
    return texts[column]


def _tip(line: ClientLine, column: Column) -> str | None:
    """Return in full what a cell may have no room for."""
    if column in (Column.NAME, Column.TAGS):
        return _text(line, column) or None
    if column is not Column.ATTENTION or not line.badges:
        return None
    return details_of(line.row) or ", ".join(line.standing)


def _spoken(line: ClientLine, column: Column) -> str:
    """Return what a screen reader says of a cell whose picture says more than its text."""
    if column is Column.CODE:
        return ", ".join((line.row.client.code, *line.standing))
    perspective = PERSPECTIVES.get(column)
    if perspective is None or not line.enough:
        return _text(line, column)
    value = line.last_value(perspective)
    if value is None:
        return f"Alliance, {WORDS[perspective].lower()}: not rated"
    values = line.row.sparks[perspective]
    rated = sum(one is not None for one in values)
    return f"Alliance, {WORDS[perspective].lower()}: {format_value(value)}, rated in {rated} of {len(values)} sessions"
