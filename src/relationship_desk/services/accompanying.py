"""Entering what accompanies a session's ratings, from events to homework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from relationship_desk.domain import validity
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.process import (
    Adaptation,
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
    Preference,
    Repair,
    RuptureKind,
)
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths, tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Perspective
from relationship_desk.services import belonging
from relationship_desk.services import plan_rules as rules
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.on_file import session_on_file, unsigned_session
from relationship_desk.store.unit_of_work import Records, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Process:
    """Everything of this kind on file for one client."""

    events: tuple[Event, ...]
    interventions: tuple[Intervention, ...]
    homework: tuple[Homework, ...]
    comments: tuple[Comment, ...]
    attendance: tuple[MemberAttendance, ...]
    preferences: tuple[Preference, ...]
    adaptations: tuple[Adaptation, ...]


class Accompanying:
    """Every change of what accompanies the ratings. A method that returns has kept what it was given."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, client: ClientId) -> Process:
        """What is on file for ``client``."""
        with self._store.read() as records:
            return process_of(records, client)

    # Events

    def add_event(
        self,
        session: SessionId,
        event: EventKind,
        *,
        kind: RuptureKind | None = None,
        markers: Iterable[str] = (),
        severity: Tenths | None = None,
        tried: str = "",
        note: str = "",
    ) -> Event:
        """Enter an event. A rupture says how it showed; it stays open until :meth:`close_rupture`."""
        _check_kind(event, kind)
        with self._store.work("add", "event") as work:
            held = unsigned_session(work, session)
            added = work.process.add_event(
                Event(
                    EventId(0),
                    new_uid(),
                    session,
                    event,
                    kind,
                    tuple(_line(marker) for marker in markers),
                    None if severity is None else tenths(severity),
                    _line(tried),
                    None,
                    None,
                    _line(note),
                )
            )
            work.touch(client=held.client, session=session)
        return added

    def edit_event(self, changed: Event) -> None:
        """Replace an event of an unsigned session by ``changed``, which has its id; the end of a rupture included."""
        _check_kind(changed.event, changed.kind)
        rupture = changed.event is EventKind.RUPTURE
        with self._store.work("edit", "event") as work:
            old = work.process.event(changed.id)
            if old is None:
                raise NotFound("That event is not on file.")
            held = unsigned_session(work, old.session)
            if rupture and changed.ended_session is not None:
                _check_end(work, held, changed.ended_session)
            work.process.save_event(
                replace(
                    changed,
                    uid=old.uid,
                    session=old.session,
                    markers=tuple(_line(marker) for marker in changed.markers),
                    severity=None if changed.severity is None else tenths(changed.severity),
                    tried=_line(changed.tried),
                    ended_session=changed.ended_session if rupture else None,
                    repair=changed.repair if rupture and changed.ended_session is not None else None,
                    note=_line(changed.note),
                )
            )
            work.touch(client=held.client, session=held.id)

    def close_rupture(self, event: EventId, ended_session: int, repair: Repair | None, tried: str = "") -> None:
        """Record that a rupture was repaired in session ``ended_session``, fully or partly, or closed without."""
        with self._store.work("close", "event") as work:
            old = work.process.event(event)
            held = work.sessions.get(old.session) if old else None
            if old is None or held is None or old.event is not EventKind.RUPTURE:
                raise NotFound("That rupture is not on file.")
            _check_end(work, held, ended_session)
            work.process.save_event(
                replace(old, ended_session=ended_session, repair=repair, tried=_line(tried) or old.tried)
            )
            work.touch(client=held.client, session=held.id)

    def remove_event(self, event: EventId) -> None:
        """Take an event out of an unsigned session."""
        with self._store.work("remove", "event") as work:
            old = work.process.event(event)
            if old is None:
                raise NotFound("That event is not on file.")
            held = unsigned_session(work, old.session)
            work.process.remove_event(event)
            work.touch(client=held.client, session=old.session)

    # Interventions

    def put_intervention(
        self, session: SessionId, intervention: str, kind: InterventionKind, adherence: str = ""
    ) -> None:
        """Enter what was done, and how closely to plan ("as planned", "changed")."""
        if not intervention.strip():
            raise UnusableInput("An intervention needs its name.")
        with self._store.work("add", "intervention") as work:
            held = unsigned_session(work, session)
            work.process.put_intervention(
                Intervention(InterventionId(0), session, _line(intervention), kind, _line(adherence))
            )
            work.touch(client=held.client, session=session)

    def remove_intervention(self, session: SessionId, intervention: InterventionId) -> None:
        """Take an intervention out of an unsigned session."""
        with self._store.work("remove", "intervention") as work:
            held = unsigned_session(work, session)
            work.process.remove_intervention(intervention)
            work.touch(client=held.client, session=session)

    # Homework

    def set_homework(self, session: SessionId, text: str) -> Homework:
        """Enter what was agreed for the time until the next session."""
        if not text.strip():
            raise UnusableInput("Homework needs a few words.")
        with self._store.work("add", "homework") as work:
            held = unsigned_session(work, session)
            added = work.process.add_homework(Homework(HomeworkId(0), new_uid(), session, _line(text), None, None))
            work.touch(client=held.client, session=session)
        return added

    def review_homework(self, homework: Homework, in_session: SessionId, done: bool | None) -> None:
        """Record in ``in_session`` whether homework of the same client was done; None takes the review back."""
        with self._store.work("review", "homework") as work:
            held = unsigned_session(work, in_session)
            task = next((one for one in work.process.homework_of(held.client) if one.id == homework.id), None)
            if task is None:
                raise NotFound("That homework is not in this record any more.")
            reviewed = None if done is None else held.number
            work.process.save_homework(replace(task, reviewed_session=reviewed, done=done))
            work.touch(client=held.client, session=in_session)

    def remove_homework(self, homework: Homework) -> None:
        """Take homework out of an unsigned session."""
        with self._store.work("remove", "homework") as work:
            held = unsigned_session(work, homework.session)
            work.process.remove_homework(homework.id)
            work.touch(client=held.client, session=homework.session)

    # Comments and attendance

    def comment(
        self,
        session: SessionId,
        perspective: Perspective,
        text: str,
        rater: str = "",
        member: ClientId | None = None,
    ) -> None:
        """Keep what a client, a member or an observer wrote about a session; empty text removes it."""
        with self._store.work("comment", "session") as work:
            held = session_on_file(work, session)
            if member is not None:
                belonging.check_there(work, held, member)
            said = validity.plain_text(text.strip(), 5000)
            work.process.put_comment(Comment(session, perspective, rater, said, member))
            work.touch(client=held.client, session=session)

    def comments(self, session: SessionId) -> tuple[Comment, ...]:
        """What was written about one session, by whomever."""
        with self._store.read() as records:
            held = session_on_file(records, session)
            return tuple(one for one in records.process.comments_of(held.client) if one.session == session)

    def record_attendance(self, session: SessionId, members: Mapping[ClientId, Attendance]) -> None:
        """Record who of a group, couple or family was there."""
        with self._store.work("attend", "session") as work:
            held = unsigned_session(work, session)
            if held.format is ClientKind.INDIVIDUAL:
                raise UnusableInput("Only a couple, family or group has members.")
            for member in members:
                belonging.check(work, held, member)
            work.process.put_attendance(MemberAttendance(session, one, there) for one, there in members.items())
            work.touch(client=held.client, session=session)


def process_of(records: Records, client: ClientId) -> Process:
    """Read everything of this kind that is on file for ``client``."""
    process = records.process
    return Process(
        process.events_of(client),
        process.interventions_of(client),
        process.homework_of(client),
        process.comments_of(client),
        process.attendance_of(client),
        process.preferences(client),
        process.adaptations(client),
    )


def _check_kind(event: EventKind, kind: RuptureKind | None) -> None:
    if (kind is not None) != (event is EventKind.RUPTURE):
        raise UnusableInput("A rupture is a withdrawal or a confrontation; other events are neither.")


def _check_end(work: UnitOfWork, began: Session, ended_session: int) -> None:
    if ended_session < began.number or work.sessions.by_number(began.client, ended_session) is None:
        raise UnusableInput(f"A rupture of session {began.number} ends in that session or a later one.")


def _line(text: str) -> str:
    return validity.plain_text(text.strip(), rules.LONGEST_LINE)
