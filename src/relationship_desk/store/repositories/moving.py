"""What else a session takes along into another record, and whom of a group its entries are about.

Both are read from the references that the tables declare, so that a new table is thought of too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, func, select, union_all, update

from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.store import tables as t

_MEMBER, _SESSION = "member_id", "session_id"
_WHOLE = 0
"""The member of a rating that is about the client as a whole."""


class MovingRepository:
    """A session on its way into another record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def members_in(self, session: SessionId) -> frozenset[ClientId]:
        """The members whom any entry of ``session`` is about."""
        found: set[int] = set()
        for member, held in about_members():
            about = select(member).distinct().where(held == session, member.is_not(None), member != _WHOLE)
            found.update(self._connection.execute(about).scalars())
        return frozenset(map(ClientId, found))

    def last_entry_about(self, member: ClientId, group: ClientId) -> date | None:
        """The last day on which ``group`` has an entry about ``member``."""
        own = t.session.c
        days = [
            select(own.held_on.label("day"))
            .join_from(t.session, column.table, held == own.id)
            .where(own.client_id == group, column == member)
            for column, held in about_members()
        ]
        alone = t.administration.c
        apart = select(alone.administered_on).where(alone.client == group, alone.member == member)
        days.append(apart.where(alone.session.is_(None)))
        last: date | None = self._connection.execute(select(func.max(union_all(*days).subquery().c.day))).scalar_one()
        return last

    def give(self, session: SessionId, client: ClientId) -> None:
        """Give ``client`` the rows that name both a client and ``session``. Corrections tell of records, and stay."""
        for table in t.metadata.sorted_tables:
            held = next((column for column in table.columns if column.name == _SESSION), None)
            owner = next((column for column in table.columns if column.name == "client_id"), None)
            if held is not None and owner is not None and table is not t.correction:
                self._connection.execute(update(table).where(held == session).values({owner.key: client}))


def about_members() -> Iterator[tuple[Column[Any], Column[Any]]]:
    """Of every table with entries about a member in a session: the column of the member and that of the session."""
    for table in t.metadata.sorted_tables:
        named = {column.name: column for column in table.columns}
        if _MEMBER in named and _SESSION in named:
            yield named[_MEMBER], named[_SESSION]
