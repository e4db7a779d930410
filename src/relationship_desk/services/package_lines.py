"""One client's rows as lines of the data package: references become codes and numbers, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId, CourseId, SessionId
from relationship_desk.exchange.columns import Column, Refers, Table
from relationship_desk.exchange.package import to_text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its value by column, and whose it is."""

    values: Mapping[str, Any]
    history: History

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    @property
    def near(self) -> set[ClientId]:
        """The client whose line it is, with groups and members."""
        return {self.history.client.id}.union(*((one.group, one.client) for one in self.history.members))


@dataclass(frozen=True, slots=True)
class Names:
    """What the references in one client's rows are written as."""

    own: str
    codes: Mapping[ClientId, str]
    courses: Mapping[CourseId, int]
    sessions: Mapping[SessionId, int]
    raters: Mapping[str, str] | None
    """By the rater's name; None: as they are."""

    @classmethod
    def of(cls, history: History, codes: Mapping[ClientId, str], raters: Mapping[str, str] | None) -> Names:
        """The names in the rows of one client."""
        courses = {course.id: course.number for course in history.courses}
        return cls(codes[history.client.id], codes, courses, history.number_of, raters)

    def value(self, column: Column, record: Any) -> Any:
        """What ``column`` holds for ``record``."""
        if column.refers is Refers.OWNER:
            return self.own
        held = getattr(record, column.attribute)
        if held is None:
            return None
        match column.refers:
            case Refers.CLIENT:
                return self.codes[held]
            case Refers.COURSE:
                return self.courses[held]
            case Refers.SESSION:
                # None: a correction of a session that is another client's by now.
                return self.sessions.get(held)
            case Refers.RATER if self.raters is not None:
                return self.raters.get(held, "")
            case _:
                return held


def numbered_raters(rows: Mapping[str, Iterable[Any]]) -> Mapping[str, str]:
    """Numbers for those who rated or wrote, so that reduced identity names nobody."""
    names = sorted({row.rater for table in ("ratings", "comments", "forms") for row in rows[table] if row.rater})
    return {name: f"rater {number}" for number, name in enumerate(names, start=1)}


def written(table: Table, records: Iterable[Any], history: History, names: Names) -> list[Line]:
    """The lines of one client in ``table``."""
    lines = [
        Line({column.name: names.value(column, record) for column in table.columns}, history) for record in records
    ]
    order = [column for name in table.order for column in table.columns if column.name == name]
    return sorted(lines, key=lambda line: [_place(column, line[column.name]) for column in order])


def _place(column: Column, value: object) -> int | str:
    """Sorts as the cell reads: what the cell does not tell, such as fractions of a second, must not decide."""
    return value if isinstance(value, int) else to_text(column, value)
