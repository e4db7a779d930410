"""Events, interventions, homework, comments and attendance of sessions; preferences and adaptations of clients."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from relationship_desk.domain.ids import CharacteristicId, ClientId, SessionId
from relationship_desk.domain.process import (
    Adaptation,
    AdaptationId,
    Comment,
    Event,
    EventId,
    EventKind,
    Homework,
    HomeworkId,
    Intervention,
    InterventionId,
    InterventionKind,
    MemberAttendance,
    Met,
    Preference,
    PreferenceId,
    PreferenceKind,
    Repair,
    RuptureKind,
)
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, Perspective
from relationship_desk.store import tables as t
from relationship_desk.store.repositories.statements import rows_of

_WHOLE = 0
"""The member of a comment on behalf of the client as a whole."""


class ProcessRepository:
    """What happened beside the ratings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Events

    def events_of(self, client: ClientId) -> tuple[Event, ...]:
        """A client's events by session."""
        return tuple(_event(row) for row in self._of_client(t.event, client))

    def event(self, event: EventId) -> Event | None:
        """One event by id."""
        row = self._connection.execute(select(t.event).where(t.event.c.id == event)).one_or_none()
        return _event(row) if row else None

    def has_event(self, uid: str) -> bool:
        """Whether any event has this uid."""
        return self._has(t.event, uid)

    def add_event(self, event: Event) -> Event:
        """Insert ``event`` and return it with its id."""
        return replace(event, id=EventId(self._insert(t.event, _event_values(event))))

    def save_event(self, event: Event) -> None:
        """Replace the row of ``event``."""
        self._connection.execute(update(t.event).where(t.event.c.id == event.id).values(**_event_values(event)))

    def remove_event(self, event: EventId) -> None:
        """Delete an event of an unsigned session."""
        self._connection.execute(delete(t.event).where(t.event.c.id == event))

    # Interventions

    def interventions_of(self, client: ClientId) -> tuple[Intervention, ...]:
        """A client's interventions by session."""
        return tuple(_intervention(row) for row in self._of_client(t.intervention, client))

    def put_intervention(self, one: Intervention) -> None:
        """Insert an intervention; the same one in the same session is replaced."""
        values = {
            "session_id": one.session,
            "intervention": one.intervention,
            "kind": one.kind,
            "adherence": one.adherence,
        }
        statement = insert(t.intervention).values(**values)
        self._connection.execute(
            statement.on_conflict_do_update(
                ["session_id", "intervention", "kind"], set_={"adherence": statement.excluded.adherence}
            )
        )

    def remove_intervention(self, intervention: InterventionId) -> None:
        """Delete an intervention of an unsigned session."""
        self._connection.execute(delete(t.intervention).where(t.intervention.c.id == intervention))

    # Homework

    def homework_of(self, client: ClientId) -> tuple[Homework, ...]:
        """A client's homework in the order it was set."""
        return tuple(_homework(row) for row in self._of_client(t.homework, client))

    def has_homework(self, uid: str) -> bool:
        """Whether any homework has this uid."""
        return self._has(t.homework, uid)

    def add_homework(self, homework: Homework) -> Homework:
        """Insert ``homework`` and return it with its id."""
        return replace(homework, id=HomeworkId(self._insert(t.homework, _homework_values(homework))))

    def save_homework(self, homework: Homework) -> None:
        """Replace the row of ``homework``."""
        self._connection.execute(
            update(t.homework).where(t.homework.c.id == homework.id).values(**_homework_values(homework))
        )

    def remove_homework(self, homework: HomeworkId) -> None:
        """Delete homework set in an unsigned session."""
        self._connection.execute(delete(t.homework).where(t.homework.c.id == homework))

    # Comments and attendance

    def comments_of(self, client: ClientId) -> tuple[Comment, ...]:
        """What client and observers wrote, by session."""
        return tuple(
            Comment(
                SessionId(row.session_id),
                Perspective(row.perspective),
                row.rater,
                row.text,
                ClientId(row.member_id) if row.member_id != _WHOLE else None,
            )
            for row in self._of_client(t.comment, client)
        )

    def put_comment(self, comment: Comment) -> None:
        """Keep a comment; an empty one is removed."""
        where = (
            t.comment.c.session_id == comment.session,
            t.comment.c.perspective == comment.perspective,
            t.comment.c.rater == comment.rater,
            t.comment.c.member_id == (comment.member or _WHOLE),
        )
        self._connection.execute(delete(t.comment).where(*where))
        if comment.text:
            self._connection.execute(
                t.comment.insert().values(
                    session_id=comment.session,
                    perspective=comment.perspective,
                    rater=comment.rater,
                    member_id=comment.member or _WHOLE,
                    text=comment.text,
                )
            )

    def attendance_of(self, client: ClientId) -> tuple[MemberAttendance, ...]:
        """Who of a group, couple or family was there, by session."""
        return tuple(
            MemberAttendance(SessionId(row.session_id), ClientId(row.member_id), Attendance(row.attendance))
            for row in self._of_client(t.attendance, client)
        )

    def put_attendance(self, rows: Iterable[MemberAttendance]) -> None:
        """Keep who was there; the same member in the same session is replaced."""
        values = [
            {"session_id": row.session, "member_id": row.member, "attendance": row.attendance.value} for row in rows
        ]
        if values:
            statement = insert(t.attendance)
            self._connection.execute(
                statement.on_conflict_do_update(set_={"attendance": statement.excluded.attendance}), values
            )

    # Preferences and adaptations

    def preferences(self, client: ClientId) -> tuple[Preference, ...]:
        """A client's preferences in the order they were stated."""
        own = t.preference.c
        rows = self._connection.execute(rows_of(own.client_id, own.stated_on, own.id), {"whose": client})
        return tuple(_preference(row) for row in rows)

    def put_preference(self, one: Preference) -> None:
        """Keep a preference; the same words of the same day are replaced."""
        statement = insert(t.preference).values(**_preference_values(one))
        new = {name: statement.excluded[name] for name in ("strength", "met", "reason", "kind")}
        self._connection.execute(statement.on_conflict_do_update(["client_id", "stated_on", "preference"], set_=new))

    def save_preference(self, one: Preference) -> None:
        """Replace the row of a preference."""
        self._connection.execute(
            update(t.preference).where(t.preference.c.id == one.id).values(**_preference_values(one))
        )

    def remove_preference(self, preference: PreferenceId) -> None:
        """Delete a preference."""
        self._connection.execute(delete(t.preference).where(t.preference.c.id == preference))

    def adaptations(self, client: ClientId) -> tuple[Adaptation, ...]:
        """What was adapted for a client, by session."""
        own = t.adaptation.c
        rows = self._connection.execute(rows_of(own.client_id, own.session, own.id), {"whose": client})
        return tuple(
            Adaptation(
                AdaptationId(row.id),
                ClientId(row.client_id),
                row.session,
                CharacteristicId(row.characteristic),
                row.change,
            )
            for row in rows
        )

    def put_adaptation(self, one: Adaptation) -> None:
        """Keep an adaptation; one for the same characteristic from the same session on is replaced."""
        statement = insert(t.adaptation).values(**_adaptation_values(one))
        self._connection.execute(
            statement.on_conflict_do_update(
                ["client_id", "session", "characteristic"], set_={"change": statement.excluded.change}
            )
        )

    def save_adaptation(self, one: Adaptation) -> None:
        """Replace the row of an adaptation."""
        self._connection.execute(
            update(t.adaptation).where(t.adaptation.c.id == one.id).values(**_adaptation_values(one))
        )

    def remove_adaptation(self, adaptation: AdaptationId) -> None:
        """Delete an adaptation."""
        self._connection.execute(delete(t.adaptation).where(t.adaptation.c.id == adaptation))

    def _of_client(self, table: Table, client: ClientId) -> Iterable[Row[Any]]:
        return self._connection.execute(_by_session(table), {"whose": client})

    def _has(self, table: Table, uid: str) -> bool:
        return self._connection.execute(select(table.c.id).where(table.c.uid == uid)).first() is not None

    def _insert(self, table: Table, values: dict[str, Any]) -> int:
        key = self._connection.execute(table.insert().values(**values)).inserted_primary_key
        return int(key[0]) if key else 0


# Made once for each table: building a statement costs more than running it.
@cache
def _by_session(table: Table) -> Select[Any]:
    return (
        select(table)
        .join(t.session, t.session.c.id == table.c.session_id)
        .where(t.session.c.client_id == bindparam("whose"))
        .order_by(t.session.c.number, *table.primary_key.columns)
    )


def _event(row: Row[Any]) -> Event:
    return Event(
        EventId(row.id),
        row.uid,
        SessionId(row.session_id),
        EventKind(row.event),
        RuptureKind(row.kind) if row.kind else None,
        tuple(json.loads(row.markers)),
        None if row.severity is None else Tenths(row.severity),
        row.tried,
        row.ended_session,
        Repair(row.repair) if row.repair else None,
        row.note,
    )


def _event_values(event: Event) -> dict[str, Any]:
    return {
        "uid": event.uid,
        "session_id": event.session,
        "event": event.event,
        "kind": event.kind,
        "markers": json.dumps(event.markers, ensure_ascii=False),
        "severity": event.severity,
        "tried": event.tried,
        "ended_session": event.ended_session,
        "repair": event.repair,
        "note": event.note,
    }


def _intervention(row: Row[Any]) -> Intervention:
    return Intervention(
        InterventionId(row.id), SessionId(row.session_id), row.intervention, InterventionKind(row.kind), row.adherence
    )


def _homework(row: Row[Any]) -> Homework:
    return Homework(
        HomeworkId(row.id),
        row.uid,
        SessionId(row.session_id),
        row.text,
        row.reviewed_session,
        None if row.done is None else bool(row.done),
    )


def _homework_values(homework: Homework) -> dict[str, Any]:
    return {
        "uid": homework.uid,
        "session_id": homework.session,
        "text": homework.text,
        "reviewed_session": homework.reviewed_session,
        "done": None if homework.done is None else int(homework.done),
    }


def _preference(row: Row[Any]) -> Preference:
    return Preference(
        PreferenceId(row.id),
        ClientId(row.client_id),
        row.stated_on,
        row.preference,
        None if row.strength is None else Tenths(row.strength),
        Met(row.met) if row.met else None,
        row.reason,
        PreferenceKind(row.kind) if row.kind else None,
    )


def _preference_values(one: Preference) -> dict[str, Any]:
    return {
        "client_id": one.client,
        "stated_on": one.stated_on,
        "preference": one.preference,
        "strength": one.strength,
        "met": one.met,
        "reason": one.reason,
        "kind": one.kind,
    }


def _adaptation_values(one: Adaptation) -> dict[str, Any]:
    return {
        "client_id": one.client,
        "session": one.session,
        "characteristic": one.characteristic,
        "change": one.change,
    }
