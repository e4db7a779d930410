"""Entering the rows of a package within one unit of work, table by table; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.case_file import Details
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.exchange.columns import Refers, Table
from relationship_desk.exchange.package import Fault, Row
from relationship_desk.exchange.schema import TABLES
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.package_checks import Arrival, Checks
from relationship_desk.services.package_references import References, RowFault
from relationship_desk.services.package_rows import KEPT
from relationship_desk.store.unit_of_work import UnitOfWork

_OURS = {"id": 0, "digest": ""}
"""What no package says: the store gives the id, and a signature given elsewhere is not verified."""
R = TypeVar("R")


class Entering:
    """One import. Faults are collected, so that all are named at once; with one of them nothing may be kept."""

    def __init__(self, work: UnitOfWork, catalogue: Catalogue) -> None:
        self.faults: list[Fault] = []
        self.added = {table.name: 0 for table in TABLES}
        self.changed: set[ClientId] = set()
        """Whose record has changed."""
        self._work = work
        self._references = References(work)
        self._checks = Checks(work, catalogue, self._references)
        self._seen: set[Hashable] = set()
        self._there: dict[tuple[str, ClientId], _There] = {}

    def enter(self, table: Table, rows: Iterable[Row]) -> None:
        """Add the rows of ``table`` that are not there yet; the tables they refer to must have been entered."""
        new: list[Any] = []
        for row in rows:
            try:
                if table.name == "clients":
                    self._enter_client(row, table)
                else:
                    new += self._new(row, table)
            except RowFault as fault:
                self.faults.append(row.fault(fault.column, fault.message))
        KEPT[table.name].keep(self._work, new)

    def _enter_client(self, row: Row, table: Table) -> None:
        """Add a client at once: every other row names one."""
        self._once(row, "client", row["client"].lower())
        if self._references.client(row["client"]):
            return
        if row["closed_on"] and row["closed_on"] < row["opened_on"]:
            raise RowFault("closed_on", "the last day is before the first.")
        values = {column.attribute: row[column.name] for column in table.columns}
        client = self._work.clients.add(_made(Client, values))
        details = _made(Details, {**values, "client": client.id})
        if details != Details(client.id):
            self._work.file.put_details(details)
        self._references.add_client(client)
        self._count(row, client.id)

    def _new(self, row: Row, table: Table) -> list[Any]:
        """The record that ``row`` adds, or nothing."""
        owner = self._references.named(row, table.owner.name)
        arrival = Arrival(row, owner, self._references.values(row, table, owner))
        self._checks.check(arrival)
        if self._is_there(arrival, table):
            return []
        self._checks.leave_signed(arrival)
        self._count(row, owner.id)
        if "uid" in arrival.values:
            arrival.values["uid"] = row["uid"] or new_uid()
        return [_made(KEPT[table.name].kind, arrival.values)]

    def _is_there(self, arrival: Arrival, table: Table) -> bool:
        row, values, there = arrival.row, arrival.values, self._before(table, arrival.owner)
        if table.key and not (values.get("uid") and KEPT[table.name].by_uid_alone(values)):
            key = tuple(values[name] for name in there.key)
            self._once(row, table.key[0], arrival.owner.id, key)
            if key in there.keys:
                return True
        if values.get("uid"):
            self._once(row, "uid", row["uid"])
            if row["uid"] in there.uids:
                return True
            if KEPT[table.name].taken(self._work, row["uid"]):
                raise RowFault("uid", f"the id {row['uid'][:40]} is on file already, for another client.")
            return False
        return not table.key and tuple(values[name] for name in there.alike) in there.likenesses

    def _once(self, row: Row, column: str, *key: Hashable) -> None:
        """Refuse a row that stands twice in its file."""
        if (row.table, column, *key) in self._seen:
            raise RowFault(column, "this row stands twice in the file.")
        self._seen.add((row.table, column, *key))

    def _before(self, table: Table, owner: Client) -> _There:
        """What the store held of ``owner`` before this import, read once."""
        if (table.name, owner.id) not in self._there:
            records = list(KEPT[table.name].of(self._work, owner.id))
            self._there[table.name, owner.id] = _There.of(table, records)
        return self._there[table.name, owner.id]

    def _count(self, row: Row, client: ClientId) -> None:
        self.added[row.table] += 1
        self.changed.add(client)


@dataclass(frozen=True, slots=True)
class _There:
    """How the rows of one client in one table are known again."""

    key: tuple[str, ...]
    """Attributes."""
    alike: tuple[str, ...]
    """Attributes by which a row without a uid is known."""
    keys: frozenset[tuple[Any, ...]]
    uids: frozenset[str]
    likenesses: frozenset[tuple[Any, ...]]

    @classmethod
    def of(cls, table: Table, records: list[Any]) -> _There:
        named = {column.name: column.attribute for column in table.columns}
        key = tuple(named[name] for name in table.key)
        alike = KEPT[table.name].alike or tuple(
            column.attribute
            for column in table.columns
            if column.refers is not Refers.OWNER and column.attribute != "uid"
        )
        return cls(
            key,
            alike,
            _shown(records, key),
            frozenset(record.uid for record in records) if "uid" in named else frozenset(),
            frozenset() if table.key else _shown(records, alike),
        )


def _shown(records: Iterable[Any], attributes: tuple[str, ...]) -> frozenset[tuple[Any, ...]]:
    return frozenset(tuple(getattr(record, name) for name in attributes) for record in records)


def _made(kind: Callable[..., R], values: dict[str, Any]) -> R:
    """A record of ``kind``; values that it has no field for say whose it is."""
    known = {**_OURS, **values}
    return kind(**{field.name: known[field.name] for field in fields(kind) if field.name in known})  # type: ignore[arg-type]  # a dataclass
