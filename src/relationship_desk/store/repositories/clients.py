"""Clients with their courses, goals, profile and memberships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, or_, select, update

from relationship_desk.domain.ids import (
    CharacteristicId,
    ClientId,
    CourseId,
    GoalId,
    ProfileId,
)
from relationship_desk.domain.records import Client, Course, Goal, Membership, ProfileEntry
from relationship_desk.domain.vocabulary import AgreedBy, ClientKind, ClientStatus, GoalStatus, Source
from relationship_desk.store import tables as t
from relationship_desk.store.repositories.statements import rows_of


class ClientRepository:
    """Everything that belongs to a client and not to one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Client, ...]:
        """Every client, ended ones too, by code."""
        return tuple(_client(row) for row in self._connection.execute(select(t.client).order_by(t.client.c.code)))

    def in_care(self) -> tuple[Client, ...]:
        """Every client whose work has not ended, by code."""
        own = t.client.c
        statement = select(t.client).where(own.status != ClientStatus.ENDED.value).order_by(own.code)
        return tuple(_client(row) for row in self._connection.execute(statement))

    def among(self, clients: Iterable[ClientId]) -> dict[ClientId, Client]:
        """Several clients by their ids."""
        rows = self._connection.execute(select(t.client).where(t.client.c.id.in_(list(clients))))
        return {ClientId(row.id): _client(row) for row in rows}

    def get(self, client: ClientId) -> Client | None:
        """One client by id."""
        row = self._connection.execute(rows_of(t.client.c.id), {"whose": client}).one_or_none()
        return _client(row) if row else None

    def by_code(self, code: str) -> Client | None:
        """One client by code, upper and lower case alike in every alphabet."""
        # SQLite folds the case of A to Z only; that is enough to find most codes without reading them all.
        folded = code.lower()
        candidates = select(t.client)
        if folded.isascii():
            candidates = candidates.where(func.lower(t.client.c.code) == folded)
        rows = (row for row in self._connection.execute(candidates) if row.code.lower() == folded)
        return next(map(_client, rows), None)

    def add(self, client: Client) -> Client:
        """Insert ``client`` and return it with its id."""
        values = _client_values(client)
        return replace(client, id=ClientId(_insert(self._connection, t.client, values)))

    def save(self, client: Client) -> None:
        """Replace the row of ``client``."""
        self._connection.execute(update(t.client).where(t.client.c.id == client.id).values(**_client_values(client)))

    def memberships(self, client: ClientId) -> tuple[Membership, ...]:
        """Who belongs to the group ``client``, and which groups it belongs to, by the day of joining."""
        rows = self._connection.execute(
            select(t.membership)
            .where(or_(t.membership.c.group_id == client, t.membership.c.client_id == client))
            .order_by(t.membership.c.joined_on, t.membership.c.client_id)
        )
        return tuple(
            Membership(ClientId(row.group_id), ClientId(row.client_id), row.joined_on, row.left_on) for row in rows
        )

    def add_membership(self, membership: Membership) -> None:
        """Insert a membership."""
        self._connection.execute(
            t.membership.insert().values(
                group_id=membership.group,
                client_id=membership.client,
                joined_on=membership.joined_on,
                left_on=membership.left_on,
            )
        )

    def end_membership(self, membership: Membership, left_on: date) -> None:
        """Give a membership its last day; the row stays."""
        own = t.membership.c
        self._connection.execute(
            update(t.membership)
            .where(
                own.group_id == membership.group,
                own.client_id == membership.client,
                own.joined_on == membership.joined_on,
            )
            .values(left_on=left_on)
        )

    def courses(self, client: ClientId) -> tuple[Course, ...]:
        """A client's courses by number."""
        rows = self._connection.execute(rows_of(t.course.c.client_id, t.course.c.number), {"whose": client})
        return tuple(
            Course(CourseId(row.id), client, row.number, row.opened_on, row.closed_on, row.focus, row.main_measure)
            for row in rows
        )

    def add_course(self, course: Course) -> Course:
        """Insert ``course`` and return it with its id."""
        return replace(course, id=CourseId(_insert(self._connection, t.course, _course_values(course))))

    def save_course(self, course: Course) -> None:
        """Replace the row of ``course``."""
        self._connection.execute(update(t.course).where(t.course.c.id == course.id).values(**_course_values(course)))

    def goals(self, client: ClientId) -> tuple[Goal, ...]:
        """A client's goals in the order they were set."""
        rows = self._connection.execute(rows_of(t.goal.c.client_id, t.goal.c.set_on, t.goal.c.id), {"whose": client})
        return tuple(
            Goal(
                GoalId(row.id),
                row.uid,
                client,
                row.goal,
                row.client_words,
                row.set_on,
                AgreedBy(row.agreed_by),
                GoalStatus(row.status),
                row.reviewed_on,
                row.review_on,
            )
            for row in rows
        )

    def has_goal(self, uid: str) -> bool:
        """Whether any goal has this uid."""
        return self._connection.execute(select(t.goal.c.id).where(t.goal.c.uid == uid)).first() is not None

    def add_goal(self, goal: Goal) -> Goal:
        """Insert ``goal`` and return it with its id."""
        return replace(goal, id=GoalId(_insert(self._connection, t.goal, _goal_values(goal))))

    def save_goal(self, goal: Goal) -> None:
        """Replace the row of ``goal``."""
        self._connection.execute(update(t.goal).where(t.goal.c.id == goal.id).values(**_goal_values(goal)))

    def profile(self, client: ClientId) -> tuple[ProfileEntry, ...]:
        """A client's readings of characteristics in the order of their dates."""
        own = t.profile.c
        rows = self._connection.execute(rows_of(own.client_id, own.assessed_on, own.id), {"whose": client})
        return tuple(_profile(row) for row in rows)

    def profile_entry(self, reading: ProfileId) -> ProfileEntry | None:
        """One reading by id."""
        row = self._connection.execute(select(t.profile).where(t.profile.c.id == reading)).one_or_none()
        return _profile(row) if row else None

    def save_profile(self, entry: ProfileEntry) -> None:
        """Replace the row with the id of ``entry``."""
        self._connection.execute(
            update(t.profile)
            .where(t.profile.c.id == entry.id)
            .values(
                assessed_on=entry.assessed_on,
                characteristic=entry.characteristic,
                concern=entry.concern,
                value=entry.value,
                source=entry.source,
            )
        )

    def remove_profile(self, reading: ProfileId) -> None:
        """Delete a reading that was entered by mistake."""
        self._connection.execute(delete(t.profile).where(t.profile.c.id == reading))

    def put_profile(self, entry: ProfileEntry) -> None:
        """Insert a reading; the same characteristic, concern, day and source replaces the earlier one."""
        found = self._connection.execute(
            select(t.profile.c.id).where(
                t.profile.c.client_id == entry.client,
                t.profile.c.assessed_on == entry.assessed_on,
                t.profile.c.characteristic == entry.characteristic,
                t.profile.c.concern == entry.concern,
                t.profile.c.source == entry.source,
            )
        ).scalar_one_or_none()
        if found is None:
            _insert(
                self._connection,
                t.profile,
                {
                    "client_id": entry.client,
                    "assessed_on": entry.assessed_on,
                    "characteristic": entry.characteristic,
                    "concern": entry.concern,
                    "value": entry.value,
                    "source": entry.source,
                },
            )
        else:
            self._connection.execute(update(t.profile).where(t.profile.c.id == found).values(value=entry.value))


def _insert(connection: Connection, table: Any, values: dict[str, Any]) -> int:
    key = connection.execute(table.insert().values(**values)).inserted_primary_key
    return int(key[0]) if key else 0


def _client(row: Row[Any]) -> Client:
    return Client(
        ClientId(row.id),
        row.code,
        row.name,
        ClientKind(row.kind),
        row.opened_on,
        row.closed_on,
        ClientStatus(row.status),
    )


def _client_values(client: Client) -> dict[str, Any]:
    return {
        "code": client.code,
        "name": client.name,
        "kind": client.kind,
        "opened_on": client.opened_on,
        "closed_on": client.closed_on,
        "status": client.status,
    }


def _course_values(course: Course) -> dict[str, Any]:
    return {
        "client_id": course.client,
        "number": course.number,
        "opened_on": course.opened_on,
        "closed_on": course.closed_on,
        "focus": course.focus,
        "main_measure": course.main_measure,
    }


def _goal_values(goal: Goal) -> dict[str, Any]:
    return {
        "uid": goal.uid,
        "client_id": goal.client,
        "goal": goal.goal,
        "client_words": goal.client_words,
        "set_on": goal.set_on,
        "agreed_by": goal.agreed_by,
        "status": goal.status,
        "reviewed_on": goal.reviewed_on,
        "review_on": goal.review_on,
    }


def _profile(row: Row[Any]) -> ProfileEntry:
    return ProfileEntry(
        ProfileId(row.id),
        ClientId(row.client_id),
        row.assessed_on,
        CharacteristicId(row.characteristic),
        row.concern,
        row.value,
        Source(row.source),
    )
