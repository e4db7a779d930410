"""Reading all clients at once, for the client list: a fixed number of queries at any size of the practice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sqlalchemy import Connection, Subquery, exists, func, select

from relationship_desk.domain.ids import ClientId, ElementId, SessionId
from relationship_desk.domain.vocabulary import Attendance, ClientKind, ClientStatus, Perspective, PromptStatus
from relationship_desk.insight.findings import NOT_ENOUGH, Finding
from relationship_desk.store import tables as t

_HELD = [Attendance.ATTENDED.value, Attendance.LATE.value]

Course = Mapping[Perspective, list[float | None]]
"""One element over a client's latest sessions, oldest first; None where a session was not rated."""


class Whose(Enum):
    """Which clients are asked about."""

    ALL = "all"
    IN_CARE = "in care"
    """All but those whose work has ended, who are most of a practice of decades."""
    TOGETHER = "together"
    """Couples, families and groups."""


_CLIENTS = {
    Whose.IN_CARE: select(t.client.c.id).where(t.client.c.status != ClientStatus.ENDED.value),
    Whose.TOGETHER: select(t.client.c.id).where(t.client.c.kind != ClientKind.INDIVIDUAL.value),
}


@dataclass(frozen=True, slots=True)
class Extent:
    """From when to when a client's sessions reach."""

    first: date
    """The day of the first session, held or not."""
    last_seen: date | None
    """The day of the latest session that took place."""
    sessions: int
    """The number of the latest session that took place; 0 before the first."""


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

    def anybody(self) -> bool:
        """Whether there is any client at all."""
        return self._connection.execute(select(t.client.c.id).limit(1)).first() is not None

    def extents(self, whose: Whose = Whose.ALL) -> dict[ClientId, Extent]:
        """The first and latest session of every client that has any."""
        own = t.session.c
        held = own.attendance.in_(_HELD)
        last, number = func.max(own.held_on).filter(held), func.max(own.number).filter(held)
        statement = select(own.client_id, func.min(own.held_on), last, number)
        if whose in _CLIENTS:
            statement = statement.where(own.client_id.in_(_CLIENTS[whose]))
        rows = self._connection.execute(statement.group_by(own.client_id))
        return {ClientId(client): Extent(first, last, number or 0) for client, first, last, number in rows}

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
        active = select(t.client.c.id).where(t.client.c.status == ClientStatus.ACTIVE.value)
        turns = (
            select(
                own.id,
                own.client_id,
                func.row_number().over(partition_by=own.client_id, order_by=own.number).label("turn"),
                func.row_number().over(partition_by=own.client_id, order_by=own.number.desc()).label("back"),
            )
            # Named by their clients: joined to them, SQLite would go through every session there is.
            .where(own.client_id.in_(active), own.attendance.in_(_HELD), own.held_on <= day)
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

    def courses(self, element: ElementId, sessions: int, whose: Whose = Whose.ALL) -> dict[ClientId, Course]:
        """What each perspective said of ``element`` in each client's latest ``sessions`` that took place.

        In a group, couple or family the mean of the members where nobody rated the whole.
        """
        lately = self._lately(sessions, whose)
        places: dict[SessionId, tuple[Course, int]] = {}
        found: dict[ClientId, Course] = {}
        in_order = select(lately.c.id, lately.c.client_id).order_by(lately.c.client_id, lately.c.number)
        for session, client in self._connection.execute(in_order):
            course = found.setdefault(ClientId(client), {one: [] for one in Perspective})
            for values in course.values():
                values.append(None)
            places[SessionId(session)] = course, len(course[Perspective.CLIENT]) - 1
        own = t.rating.c
        # An average leaves out what has no score; SQLite walks the key of the table, so nothing is sorted for it.
        value = func.coalesce(func.avg(own.score).filter(own.member_id == 0), func.avg(own.score))
        said = (
            select(own.session_id, own.perspective, value)
            .where(own.element == element, own.session_id.in_(select(lately.c.id)))
            .group_by(own.session_id, own.perspective)
        )
        for session, perspective, score in self._connection.execute(said):
            course, place = places[session]
            if score is not None:
                course[Perspective(perspective)][place] = score / 10
        return found

    def last_answers(self, whose: Whose = Whose.ALL) -> dict[ClientId, date]:
        """The day of the latest session that each client rated, or on which the client filled in a questionnaire."""
        own = t.session.c
        rated = exists().where(
            t.rating.c.session_id == own.id,
            t.rating.c.perspective == Perspective.CLIENT.value,
            t.rating.c.score.is_not(None),
        )
        filled = t.administration.c
        sessions = select(own.client_id, func.max(own.held_on)).where(rated).group_by(own.client_id)
        forms = select(filled.client, func.max(filled.administered_on)).where(filled.perspective == Perspective.CLIENT)
        if whose in _CLIENTS:
            sessions = sessions.where(own.client_id.in_(_CLIENTS[whose]))
        last: dict[ClientId, date] = {}
        for statement in (sessions, forms.group_by(filled.client)):
            for client, day in self._connection.execute(statement):
                last[ClientId(client)] = max(day, last.get(ClientId(client), day))
        return last

    def current_findings(self) -> dict[ClientId, list[Finding]]:
        """What holds now of every client, without the points it rests on."""
        own = t.signal.c
        rows = self._connection.execute(
            select(own.client_id, own.signal, own.subject, own.perspective, own.session, own.strength, own.detail)
            .where(own.current == 1, own.strength != NOT_ENOUGH)
            .order_by(own.id)
        )
        found: defaultdict[ClientId, list[Finding]] = defaultdict(list)
        for client, signal, subject, perspective, session, strength, detail in rows:
            whose = Perspective(perspective) if perspective else None
            found[ClientId(client)].append(Finding(signal, subject, whose, session, strength, detail, (), current=True))
        return found

    def clients_with(self, signal: str, client: ClientId | None = None) -> frozenset[ClientId]:
        """The clients in care of whom ``signal`` holds now; with ``client`` that one at most, in care or not."""
        own = t.signal.c
        asked = own.client_id.in_(_CLIENTS[Whose.IN_CARE]) if client is None else own.client_id == client
        statement = select(own.client_id).where(asked, own.signal == signal, own.current == 1)
        return frozenset(ClientId(one) for one in self._connection.execute(statement).scalars())

    def open_prompts(self, whose: Whose = Whose.ALL) -> dict[ClientId, int]:
        """How many prompts stand open for each client that has any."""
        own = t.prompt.c
        statement = select(own.client_id, func.count()).where(own.status == PromptStatus.OPEN.value)
        if whose in _CLIENTS:
            statement = statement.where(own.client_id.in_(_CLIENTS[whose]))
        rows = self._connection.execute(statement.group_by(own.client_id))
        return {ClientId(client): count for client, count in rows}

    def held(self, first: date, last: date) -> dict[ClientKind, int]:
        """How many sessions took place between two days, both included, by their format."""
        own = t.session.c
        taken = (own.attendance.in_(_HELD), own.held_on.between(first, last))
        rows = self._connection.execute(select(own.format, func.count()).where(*taken).group_by(own.format))
        return {ClientKind(kind): count for kind, count in rows}

    def rated(
        self, first: date, last: date, kinds: Collection[ClientKind] = tuple(ClientKind)
    ) -> dict[tuple[ElementId, Perspective], int]:
        """In how many sessions between two days each element got a score from each perspective."""
        own, held = t.rating.c, t.session.c
        taken = (held.attendance.in_(_HELD), held.held_on.between(first, last), held.format.in_(kinds))
        rows = self._connection.execute(
            select(own.element, own.perspective, func.count(own.session_id.distinct()))
            .where(own.score.is_not(None), own.session_id.in_(select(held.id).where(*taken)))
            .group_by(own.element, own.perspective)
        )
        return {(ElementId(element), Perspective(perspective)): count for element, perspective, count in rows}

    @staticmethod
    def _lately(sessions: int, whose: Whose) -> Subquery:
        """Each client's latest ``sessions`` that took place."""
        own = t.session.c
        rank = func.row_number().over(partition_by=own.client_id, order_by=own.number.desc()).label("rank")
        ranked = select(own.id, own.client_id, own.number, rank).where(own.attendance.in_(_HELD))
        if whose in _CLIENTS:
            ranked = ranked.where(own.client_id.in_(_CLIENTS[whose]))
        inner = ranked.subquery()
        return select(inner).where(inner.c.rank <= sessions).subquery()
