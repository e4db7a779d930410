"""Sessions with their notes and ratings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert

from relationship_desk.domain.ids import ClientId, CourseId, ElementId, NoteId, SessionId
from relationship_desk.domain.records import Note, Rating, Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import (
    Attendance,
    ClientKind,
    Focus,
    Missing,
    NoteFormat,
    NoteKind,
    Perspective,
    Setting,
)
from relationship_desk.store import tables as t
from relationship_desk.store.repositories import numbering
from relationship_desk.store.repositories.statements import rows_of

_PERSPECTIVES = {one.value: one for one in Perspective}
_MISSING: dict[str | None, Missing | None] = {None: None, **{one.value: one for one in Missing}}
_WHOLE = 0
"""The member column of a rating that is about the client as a whole."""


# Made once, as in statements.py: these run at every key of a debrief, or read hundreds of rows of one client.
_RATINGS_OF = (
    select(t.rating)
    .join(t.session, t.session.c.id == t.rating.c.session_id)
    .where(t.session.c.client_id == bindparam("whose"))
    .order_by(t.session.c.number, t.rating.c.element, t.rating.c.perspective, t.rating.c.rater)
)
_SIGNED = (
    "SELECT 1 FROM note"
    " WHERE session_id = ? AND kind = 'progress' AND member_id IS NULL AND signed_at IS NOT NULL LIMIT 1"
)
_INSERT = insert(t.rating)
_PUT_RATING = str(
    _INSERT.on_conflict_do_update(set_={"score": _INSERT.excluded.score, "missing": _INSERT.excluded.missing}).compile(
        dialect=sqlite.dialect()
    )
)


class SessionRepository:
    """Everything that belongs to one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, session: SessionId) -> Session | None:
        """One session by id."""
        row = self._connection.execute(rows_of(t.session.c.id), {"whose": session}).one_or_none()
        return session_from(row) if row else None

    def among(self, sessions: Iterable[SessionId]) -> dict[SessionId, Session]:
        """Several sessions by their ids."""
        rows = self._connection.execute(select(t.session).where(t.session.c.id.in_(list(sessions))))
        return {SessionId(row.id): session_from(row) for row in rows}

    def is_signed(self, session: SessionId) -> bool:
        """Whether the progress note of a session is signed."""
        return self._connection.exec_driver_sql(_SIGNED, (session,)).first() is not None

    def by_uid(self, uid: str) -> Session | None:
        """One session by uid."""
        return self._one(select(t.session).where(t.session.c.uid == uid))

    def by_number(self, client: ClientId, number: int) -> Session | None:
        """One session by its number within its client."""
        return self._one(select(t.session).where(t.session.c.client_id == client, t.session.c.number == number))

    def of(self, client: ClientId) -> tuple[Session, ...]:
        """A client's sessions by number."""
        rows = self._connection.execute(rows_of(t.session.c.client_id, t.session.c.number), {"whose": client})
        return tuple(session_from(row) for row in rows)

    def last_number(self, client: ClientId) -> int:
        """The highest session number of a client, 0 before the first."""
        return (
            self._connection.execute(
                select(func.max(t.session.c.number)).where(t.session.c.client_id == client)
            ).scalar_one_or_none()
            or 0
        )

    def unsigned(self) -> tuple[Session, ...]:
        """Sessions that took place and have no signed progress note, newest first."""
        # The condition of the index in its own words: a value that is bound would keep SQLite from using it.
        signed = select(t.note.c.session_id).where(text(t.SIGNED_NOTE))
        rows = self._connection.execute(
            select(t.session)
            .where(t.session.c.attendance.in_([Attendance.ATTENDED, Attendance.LATE]), t.session.c.id.not_in(signed))
            .order_by(t.session.c.held_on.desc(), t.session.c.id.desc())
        )
        return tuple(session_from(row) for row in rows)

    def add(self, session: Session) -> Session:
        """Insert ``session`` and return it with its id."""
        key = self._connection.execute(t.session.insert().values(**_session_values(session))).inserted_primary_key
        return replace(session, id=SessionId(key[0] if key else 0))

    def save(self, session: Session) -> None:
        """Replace the row of ``session``."""
        self._connection.execute(
            update(t.session).where(t.session.c.id == session.id).values(**_session_values(session))
        )

    def reorder(self, client: ClientId, fresh: int | None = None) -> dict[int, int]:
        """Number a client's sessions by time; see :func:`relationship_desk.store.repositories.numbering.reorder`."""
        return numbering.reorder(self._connection, client, fresh)

    def notes(self, session: SessionId) -> tuple[Note, ...]:
        """The notes of a session in writing order."""
        return self._notes(select(t.note).where(t.note.c.session_id == session))

    def notes_of(self, client: ClientId) -> tuple[Note, ...]:
        """Every note of a client, by session."""
        return self._notes(
            select(t.note).join(t.session, t.session.c.id == t.note.c.session_id).where(t.session.c.client_id == client)
        )

    def notes_about(self, member: ClientId) -> tuple[Note, ...]:
        """Every note about one member of a group, couple or family."""
        return self._notes(select(t.note).where(t.note.c.member_id == member))

    def has_note(self, uid: str) -> bool:
        """Whether any note has this uid."""
        return self._connection.execute(select(t.note.c.id).where(t.note.c.uid == uid)).first() is not None

    def add_note(self, note: Note) -> Note:
        """Insert ``note`` and return it with its id."""
        key = self._connection.execute(t.note.insert().values(**_note_values(note))).inserted_primary_key
        return replace(note, id=NoteId(key[0] if key else 0))

    def save_note(self, note: Note) -> None:
        """Replace the row of ``note``."""
        self._connection.execute(update(t.note).where(t.note.c.id == note.id).values(**_note_values(note)))

    def remove_note(self, note: NoteId) -> None:
        """Delete an unsigned note."""
        self._connection.execute(delete(t.note).where(t.note.c.id == note, t.note.c.signed_at.is_(None)))

    def ratings(self, session: SessionId) -> tuple[Rating, ...]:
        """The ratings of one session."""
        rows = self._connection.execute(select(t.rating).where(t.rating.c.session_id == session))
        return tuple(rating_from(row) for row in rows)

    def ratings_of(self, client: ClientId) -> tuple[Rating, ...]:
        """Every rating of a client, by session."""
        return tuple(map(rating_from, self._connection.execute(_RATINGS_OF, {"whose": client})))

    def ratings_in(self, sessions: Iterable[SessionId]) -> tuple[Rating, ...]:
        """The ratings of several sessions."""
        rows = self._connection.execute(select(t.rating).where(t.rating.c.session_id.in_(list(sessions))))
        return tuple(rating_from(row) for row in rows)

    def put_ratings(self, ratings: Iterable[Rating]) -> None:
        """Insert ratings; one of the same session, element, perspective, rater and member is replaced."""
        rows = [_rating_row(rating) for rating in ratings]
        if rows:
            self._connection.exec_driver_sql(_PUT_RATING, rows)

    def clear_rating(
        self, session: SessionId, element: ElementId, perspective: Perspective, rater: str, member: ClientId | None
    ) -> None:
        """Remove one rating, so that its line is unanswered again."""
        self._connection.execute(
            delete(t.rating).where(
                t.rating.c.session_id == session,
                t.rating.c.element == element,
                t.rating.c.perspective == perspective,
                t.rating.c.rater == rater,
                t.rating.c.member_id == (member or _WHOLE),
            )
        )

    def _one(self, statement: Select[Any]) -> Session | None:
        row = self._connection.execute(statement).one_or_none()
        return session_from(row) if row else None

    def _notes(self, statement: Select[Any]) -> tuple[Note, ...]:
        rows = self._connection.execute(statement.order_by(t.note.c.session_id, t.note.c.id))
        return tuple(
            Note(
                NoteId(row.id),
                row.uid,
                SessionId(row.session_id),
                NoteKind(row.kind),
                ClientId(row.member_id) if row.member_id else None,
                NoteFormat(row.format),
                row.text,
                row.author,
                row.written_at,
                row.signed_at,
                row.reason,
                row.digest,
            )
            for row in rows
        )


def session_from(row: Row[Any]) -> Session:
    """The session that a whole row of its table holds."""
    return Session(
        SessionId(row.id),
        row.uid,
        ClientId(row.client_id),
        CourseId(row.course_id) if row.course_id else None,
        row.number,
        row.held_on,
        row.start,
        row.minutes,
        ClientKind(row.format),
        Setting(row.setting),
        Attendance(row.attendance),
        None if row.directiveness is None else Tenths(row.directiveness),
        Focus(row.focus) if row.focus else None,
        row.notice,
        row.entered_at,
    )


def _session_values(session: Session) -> dict[str, Any]:
    return {
        "uid": session.uid,
        "client_id": session.client,
        "course_id": session.course,
        "number": session.number,
        "held_on": session.held_on,
        "start": session.start,
        "minutes": session.minutes,
        "format": session.format,
        "setting": session.setting,
        "attendance": session.attendance,
        "directiveness": session.directiveness,
        "focus": session.focus,
        "notice": session.notice,
        "entered_at": session.entered_at,
    }


def _note_values(note: Note) -> dict[str, Any]:
    return {
        "uid": note.uid,
        "session_id": note.session,
        "kind": note.kind,
        "member_id": note.member,
        "format": note.format,
        "text": note.text,
        "author": note.author,
        "written_at": note.written_at,
        "signed_at": note.signed_at,
        "reason": note.reason,
        "digest": note.digest,
    }


def rating_from(row: Sequence[Any]) -> Rating:
    """The rating that a whole row of its table holds."""
    # By place and by look-up: there are hundreds of thousands, and names and enumerations cost more than all the rest.
    session, element, perspective, rater, member, score, missing = row
    return Rating(session, element, _PERSPECTIVES[perspective], rater, member or None, score, _MISSING[missing])


def _rating_row(rating: Rating) -> tuple[object, ...]:
    """The values in the order of the columns."""
    member, missing = rating.member or _WHOLE, rating.missing
    return rating.session, rating.element, rating.perspective, rating.rater, member, rating.score, missing
