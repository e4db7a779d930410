"""Reading all clients at once, for the client list: a fixed number of queries at any size of the practice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from relationship_desk.domain.ids import ClientId, ElementId, SessionId
from relationship_desk.domain.records import Rating, Session
from relationship_desk.domain.vocabulary import Attendance
from relationship_desk.store import tables as t
from relationship_desk.store.repositories.sessions import rating_from, session_from

_HELD = [Attendance.ATTENDED.value, Attendance.LATE.value]


@dataclass(frozen=True, slots=True)
class Extent:
    """From when to when a client's sessions reach."""

    first: date
    """The day of the first session, held or not."""
    last_seen: date | None
    """The day of the latest session that took place."""


class CaseloadRepository:
    """What the client list shows of each client."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def extents(self) -> dict[ClientId, Extent]:
        """The first and latest session of every client that has any."""
        held = func.max(t.session.c.held_on).filter(t.session.c.attendance.in_(_HELD))
        rows = self._connection.execute(
            select(t.session.c.client_id, func.min(t.session.c.held_on), held).group_by(t.session.c.client_id)
        )
        return {ClientId(client): Extent(first, last) for client, first, last in rows}

    def focuses(self) -> dict[ClientId, str]:
        """The focus of every client's newest course."""
        rows = self._connection.execute(
            select(t.course.c.client_id, t.course.c.focus).order_by(t.course.c.client_id, t.course.c.number)
        )
        return {ClientId(client): focus for client, focus in rows}

    def member_counts(self) -> dict[ClientId, int]:
        """How many members each group, couple or family has now."""
        rows = self._connection.execute(
            select(t.membership.c.group_id, func.count())
            .where(t.membership.c.left_on.is_(None))
            .group_by(t.membership.c.group_id)
        )
        return {ClientId(group): count for group, count in rows}

    def recent(
        self, sessions: int, element: ElementId
    ) -> dict[ClientId, tuple[tuple[Session, ...], tuple[Rating, ...]]]:
        """Each client's latest ``sessions`` that took place, oldest first, with the ratings of ``element`` in them."""
        rank = func.row_number().over(partition_by=t.session.c.client_id, order_by=t.session.c.number.desc())
        ranked = select(t.session.c.id, rank.label("rank")).where(t.session.c.attendance.in_(_HELD)).subquery()
        newest = select(ranked.c.id).where(ranked.c.rank <= sessions)
        held: defaultdict[ClientId, list[Session]] = defaultdict(list)
        owner: dict[SessionId, ClientId] = {}
        for row in self._connection.execute(
            select(t.session).where(t.session.c.id.in_(newest)).order_by(t.session.c.number)
        ):
            session = session_from(row)
            held[session.client].append(session)
            owner[session.id] = session.client
        ratings: defaultdict[ClientId, list[Rating]] = defaultdict(list)
        rated = select(t.rating).where(and_(t.rating.c.element == element, t.rating.c.session_id.in_(newest)))
        for row in self._connection.execute(rated):
            rating = rating_from(row)
            ratings[owner[rating.session]].append(rating)
        return {client: (tuple(ones), tuple(ratings[client])) for client, ones in held.items()}
