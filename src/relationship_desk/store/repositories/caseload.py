"""Reading all clients at once, for the client list: a fixed number of queries at any size of the practice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from relationship_desk.domain.ids import ClientId, ElementId, SessionId
from relationship_desk.domain.records import Rating, Session
from relationship_desk.domain.vocabulary import Attendance, ClientStatus, Perspective
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


@dataclass(frozen=True, slots=True)
class Answered:
    """What came in from one perspective in an active client's latest sessions."""

    client: ClientId
    session: SessionId
    """The latest session that took place."""
    turns: int
    """How many took place."""
    latest: dict[str, int]
    """By element, the latest of them with an answer, counted from 1."""


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

    def answered(self, by: Perspective, day: date, sessions: int) -> tuple[Answered, ...]:
        """Which elements were answered when, of every active client seen up to ``day``, in the latest ``sessions``."""
        own = t.session.c
        turns = (
            select(
                own.id,
                own.client_id,
                func.row_number().over(partition_by=own.client_id, order_by=own.number).label("turn"),
                func.row_number().over(partition_by=own.client_id, order_by=own.number.desc()).label("back"),
            )
            .join(t.client, t.client.c.id == own.client_id)
            .where(own.attendance.in_(_HELD), own.held_on <= day, t.client.c.status == ClientStatus.ACTIVE.value)
            .subquery()
        )
        latest = select(turns.c.client_id, turns.c.id, turns.c.turn).where(turns.c.back == 1)
        found = {
            row[0]: Answered(ClientId(row[0]), SessionId(row[1]), row[2], {})
            for row in self._connection.execute(latest)
        }
        answers = (
            select(turns.c.client_id, t.rating.c.element, func.max(turns.c.turn))
            .join(t.rating, t.rating.c.session_id == turns.c.id)
            .where(turns.c.back <= sessions, t.rating.c.perspective == by.value)
            # Said once more for SQLite, which would go through every rating there is.
            .where(t.rating.c.session_id.in_(select(turns.c.id).where(turns.c.back <= sessions)))
            .group_by(turns.c.client_id, t.rating.c.element)
        )
        for client, element, turn in self._connection.execute(answers):
            found[client].latest[element] = turn
        return tuple(found.values())

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
