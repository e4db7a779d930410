"""Two records of one person: everything that names the one client is given to the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, FromClause, delete, func, or_, select, update

from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.records import Membership
from relationship_desk.domain.vocabulary import Attendance
from relationship_desk.store import tables as t
from relationship_desk.store.repositories.moving import about_members
from relationship_desk.store.repositories.numbering import renumber, reorder

_THERE = (Attendance.ATTENDED.value, Attendance.LATE.value)
_COUNTED = (t.session, t.course, t.goal, t.profile, t.preference, t.adaptation, t.prompt)
_OF_PROMPTS = (t.guided_review, t.mute)
_COUNTED_TOO = (t.administration, t.risk, t.consent, t.contact, t.attachment, t.concern, t.planned, *_OF_PROMPTS)
_APART = (t.session, t.course, t.membership, t.details, t.signal, t.attendance)
"""What is not merely given another client."""
_ONE_EACH = (t.profile, t.preference, t.rating_plan)
"""Tables in which a client has one row a day or a matter: of two, the one of the record that is kept stays."""


class MergingRepository:
    """Making one record of two."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, client: ClientId) -> dict[str, int]:
        """How many rows of each table of the record are a client's, by the table's name."""
        columns = [table.c.client_id for table in _COUNTED] + [table.c.client for table in _COUNTED_TOO]
        return {
            column.table.name: self._connection.execute(
                select(func.count()).select_from(column.table).where(column == client)
            ).scalar_one()
            for column in columns
        }

    def both_there(self, one: ClientId, other: ClientId) -> tuple[SessionId, ...]:
        """The sessions of a group, couple or family in which each of the two was there, rated or is written about."""
        found = [self._took_part(client) for client in (one, other)]
        return tuple(sorted(found[0] & found[1]))

    def hand_over(self, absorbed: ClientId, kept: ClientId, memberships: Iterable[Membership]) -> None:
        """Give everything of ``absorbed`` to ``kept``, with ``memberships`` for those of both, and remove its row.

        Of readings, preferences and rating plans that both have for the same, those of ``kept`` stay. Notes about a
        member are left to the caller, since their signature covers whom they are about.
        """
        self._number_apart(absorbed, kept)
        self._own(t.session.c.client_id, absorbed, kept)
        self._give_courses(absorbed, kept)
        for column in _named_clients():
            self._own(column, absorbed, kept)
        for table in _ONE_EACH:
            own = next(column for column in table.columns if column.references(t.client.c.id))
            self._connection.execute(delete(table).where(own == absorbed))
        self._own(t.rating.c.member_id, absorbed, kept)
        self._own(t.comment.c.member_id, absorbed, kept)
        self._give_attendance(absorbed, kept)
        both, belongs = (absorbed, kept), t.membership.c
        self._connection.execute(
            delete(t.membership).where(or_(belongs.group_id.in_(both), belongs.client_id.in_(both)))
        )
        for one in memberships:
            values = {
                "group_id": one.group,
                "client_id": one.client,
                "joined_on": one.joined_on,
                "left_on": one.left_on,
            }
            self._connection.execute(t.membership.insert().values(values))
        self._connection.execute(delete(t.details).where(t.details.c.client == absorbed))
        self._connection.execute(delete(t.signal).where(t.signal.c.client_id.in_(both)))
        self._connection.execute(delete(t.client).where(t.client.c.id == absorbed))
        reorder(self._connection, kept)

    def _took_part(self, member: ClientId) -> set[SessionId]:
        return {
            SessionId(session)
            for column, held in about_members()
            for session in self._connection.execute(
                select(held).where(column == member, held.is_not(None), *_was_there(column.table))
            ).scalars()
        }

    def _number_apart(self, absorbed: ClientId, kept: ClientId) -> None:
        """Number the sessions of ``absorbed`` after those of ``kept``; what is named and still to come, after both."""
        last_kept, last_absorbed = self._last_number(kept), self._last_number(absorbed)

        def as_it_is(number: int) -> int:
            return number

        def after_both(number: int) -> int:
            return number if number <= last_kept else number + last_absorbed

        def after_kept(number: int) -> int:
            return number + last_kept if number else 0  # before the first session of either

        renumber(self._connection, kept, as_it_is, after_both)
        renumber(self._connection, absorbed, after_kept, after_kept)

    def _last_number(self, client: ClientId) -> int:
        newest = select(func.max(t.session.c.number)).where(t.session.c.client_id == client)
        return int(self._connection.execute(newest).scalar_one() or 0)

    def _give_courses(self, absorbed: ClientId, kept: ClientId) -> None:
        column = t.course.c
        rows = self._connection.execute(
            select(column.id)
            .where(column.client_id.in_((kept, absorbed)))
            .order_by(column.opened_on, column.client_id != kept, column.number)
        )
        for place, course in enumerate(rows.scalars().all(), start=1):
            # Negative first: no two courses of a client have one number, not for a moment.
            own = update(t.course).where(column.id == course)
            self._connection.execute(own.values(client_id=kept, number=-place))
        mine = column.client_id == kept
        self._connection.execute(update(t.course).where(mine).values(number=-column.number))

    def _give_attendance(self, absorbed: ClientId, kept: ClientId) -> None:
        """Where both were expected and one was there, that one counts."""
        column = t.attendance.c
        mine = select(column.session_id).where(column.member_id == kept)
        twice = (column.member_id == absorbed, column.session_id.in_(mine))
        there = select(column.session_id).where(*twice, column.attendance.in_(_THERE))
        met = select(column.session_id, column.attendance).where(*twice, column.session_id.in_(there))
        for session, attendance in self._connection.execute(met).all():
            own = update(t.attendance).where(column.session_id == session, column.member_id == kept)
            self._connection.execute(own.values(attendance=attendance))
        self._connection.execute(delete(t.attendance).where(*twice))
        self._own(column.member_id, absorbed, kept)

    def _own(self, column: Column[Any], absorbed: ClientId, kept: ClientId) -> None:
        table = column.table
        statement = update(table).where(column == absorbed).values({column.key: kept})
        if table in _ONE_EACH:
            statement = statement.prefix_with("OR IGNORE")
        self._connection.execute(statement)


def _was_there(table: FromClause) -> list[ColumnElement[bool]]:
    return [t.attendance.c.attendance.in_(_THERE)] if table is t.attendance else []


def _named_clients() -> list[Column[Any]]:
    """Every column that names a client, of the tables in which another name is all it takes."""
    return [
        column
        for table in t.metadata.sorted_tables
        if table not in _APART
        for column in table.columns
        if column.references(t.client.c.id) and column is not t.note.c.member_id
    ]
