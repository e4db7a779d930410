"""Tables whose rows are dataclasses: the key of each column is the name of an attribute."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Column, Connection, Select, Table, bindparam, delete, select, update

from relationship_desk.domain.ids import ClientId


class _HasId(Protocol):
    """A frozen dataclass with the attribute ``id``."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=_HasId)


# Made once for each table: building a statement costs more than running it, and a record is read from many tables.
@cache
def _reading(table: Table, kind: type, order: tuple[str, ...]) -> tuple[tuple[str, ...], Select[Any]]:
    names = tuple(field.name for field in fields(kind))
    return names, select(*(table.c[name] for name in names)).order_by(*(table.c[name] for name in (*order, "id")))


@cache
def _of_one(every: Select[Any], table: Table) -> Select[Any]:
    return every.where(table.c.client == bindparam("whose"))


class Rows(Generic[R]):
    """The rows of one table, as instances of one dataclass."""

    def __init__(self, connection: Connection, table: Table, kind: type[R], order: tuple[str, ...] = ()) -> None:
        self._connection = connection
        self._table = table
        self._kind = kind
        self._names, self._all = _reading(table, kind, order)

    def all(self) -> tuple[R, ...]:
        """Every row."""
        return self.matching()

    def of(self, client: ClientId) -> tuple[R, ...]:
        """The rows of one client."""
        rows = self._connection.execute(_of_one(self._all, self._table), {"whose": client})
        return tuple(self._kind(*row) for row in rows)

    def get(self, key: int) -> R | None:
        """One row by id."""
        return next(iter(self.matching(self._table.c.id == key)), None)

    def by_uid(self, uid: str) -> R | None:
        """One row by uid."""
        return next(iter(self.matching(self._table.c.uid == uid)), None)

    def add(self, row: R) -> R:
        """Insert ``row`` and return it with its id."""
        key = self._connection.execute(self._table.insert().values(**self._values(row))).inserted_primary_key
        return replace(row, id=key[0] if key else 0)  # type: ignore[type-var]  # as above

    def save(self, row: R) -> None:
        """Replace the row with the id of ``row``."""
        where: Column[Any] = self._table.c.id
        self._connection.execute(update(self._table).where(where == row.id).values(**self._values(row)))

    def remove(self, key: int) -> None:
        """Delete one row."""
        self._connection.execute(delete(self._table).where(self._table.c.id == key))

    def matching(self, *conditions: Any) -> tuple[R, ...]:
        """The rows for which every SQL condition holds."""
        return tuple(self._kind(*row) for row in self._connection.execute(self._all.where(*conditions)))

    def _values(self, row: R) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self._names if name != "id"}
