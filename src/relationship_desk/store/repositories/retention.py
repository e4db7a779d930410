"""How long ago each client was last in contact, and erasing a client from every table.

Which rows are a client's is read from the references that the tables declare, so that a new table is erased too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    exists,
    false,
    func,
    or_,
    select,
    union_all,
    update,
)

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.vocabulary import Attendance, ClientStatus
from relationship_desk.store import tables as t

_HELD = [Attendance.ATTENDED.value, Attendance.LATE.value]
_MEMBER, _RATER = "member_id", "rater"


class RetentionRepository:
    """What the retention clock reads, and what it may come to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_contacts(self, client: ClientId | None = None) -> dict[ClientId, date]:
        """The day on which ``client``, or every client, was last in contact.

        That is the latest of: an attended session, own or in a group; an entry of a contact; the last day of a course,
        of the work, or of belonging to a group that has ended or was left; and at least the first day.
        """
        group, own, session, there = t.client.alias(), t.membership.c, t.session.c, t.attendance.c
        was_there = there.attendance.in_(_HELD)
        days = union_all(
            select(t.client.c.id.label("client"), t.client.c.opened_on.label("day")),
            select(t.client.c.id, t.client.c.closed_on),
            select(t.course.c.client_id, t.course.c.closed_on),
            select(session.client_id, session.held_on).where(session.attendance.in_(_HELD)),
            select(t.contact.c.client, t.contact.c.held_on),
            select(own.client_id, func.coalesce(own.left_on, group.c.closed_on, own.joined_on)).join_from(
                t.membership, group, group.c.id == own.group_id
            ),
            select(own.client_id, session.held_on)
            .join_from(t.membership, t.session, session.client_id == own.group_id)
            # From the memberships on, never from all attendances: for one client that would grow with the practice.
            .where(exists().where(there.session_id == session.id, there.member_id == own.client_id, was_there)),
        ).subquery()
        statement = select(days.c.client, func.max(days.c.day)).group_by(days.c.client)
        if client is not None:
            statement = statement.where(days.c.client == client)
        return {ClientId(found): day for found, day in self._connection.execute(statement)}

    def running_groups(self, client: ClientId | None = None) -> dict[ClientId, str]:
        """The code of a group, couple or family that has not ended, if ``client``, or every client, belongs to one."""
        group, own = t.client.alias(), t.membership.c
        statement = (
            select(own.client_id, group.c.code)
            .join_from(t.membership, group, group.c.id == own.group_id)
            .where(own.left_on.is_(None), group.c.status != ClientStatus.ENDED.value)
        )
        if client is not None:
            statement = statement.where(own.client_id == client)
        return {ClientId(member): code for member, code in self._connection.execute(statement)}

    def counts(self, client: ClientId) -> dict[str, int]:
        """How many rows of each table belong to ``client``; a table with none is left out."""
        return self._counted({table: _gone(table, client) for table in t.metadata.sorted_tables})

    def counts_as_member(self, client: ClientId) -> dict[str, int]:
        """How many rows in the records of groups, couples and families are about ``client`` as a member."""
        about = {
            table: [*(column == client for column in table.c if column.name == _MEMBER), *_rated(table, client)]
            for table in t.metadata.sorted_tables
        }
        return self._counted({table: or_(*wheres) for table, wheres in about.items() if wheres})

    def erase(self, client: ClientId) -> None:
        """Delete every row that belongs to ``client``; rows of others that point at one of them point nowhere then."""
        for table in reversed(t.metadata.sorted_tables):
            self._connection.execute(delete(table).where(_gone(table, client)))
            for column, going in _loose(table, client):
                self._connection.execute(update(table).where(going).values({column: None}))

    def _counted(self, wheres: dict[Table, ColumnElement[bool]]) -> dict[str, int]:
        counted = (
            (table.name, self._connection.execute(select(func.count()).select_from(table).where(where)).scalar_one())
            for table, where in wheres.items()
        )
        return {name: count for name, count in counted if count}


def names_client(column: Column[int]) -> bool:
    """Whether a column says which client a row belongs to or is about."""
    return column.info.get(t.REFERS) == t.client.name or any(key.column is t.client.c.id for key in column.foreign_keys)


def _gone(table: Table, client: ClientId) -> ColumnElement[bool]:
    """The rows of ``table`` that go with ``client``: those that name it, and the parts of rows that go."""
    if table is t.client:
        return t.client.c.id == client
    named = (column == client for column in table.c if names_client(column))
    parts = (going for column, going in _references(table, client) if not column.nullable)
    return or_(false(), *named, *parts, *_rated(table, client))


def _rated(table: Table, client: ClientId) -> Iterator[ColumnElement[bool]]:
    """What ``client`` said in a group's session under its own code."""
    for column in table.c if _RATER in table.c else ():
        if any(key.column is t.session.c.id for key in column.foreign_keys):
            own = t.membership.c
            code = select(t.client.c.code).where(t.client.c.id == client).scalar_subquery()
            of_groups = select(t.session.c.id).join(t.membership, own.group_id == t.session.c.client_id)
            yield and_(table.c[_RATER] == code, column.in_(of_groups.where(own.client_id == client)))


def _loose(table: Table, client: ClientId) -> Iterator[tuple[Column[int], ColumnElement[bool]]]:
    """The columns of ``table`` that may be empty, each with the rows that point at something that goes."""
    return ((column, going) for column, going in _references(table, client) if column.nullable)


def _references(table: Table, client: ClientId) -> Iterator[tuple[Column[int], ColumnElement[bool]]]:
    for column in table.c:
        for key in () if names_client(column) else column.foreign_keys:
            other = key.column
            yield column, and_(column.is_not(None), column.in_(select(other).where(_gone(other.table, client))))
