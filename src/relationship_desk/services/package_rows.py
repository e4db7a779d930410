"""How the tables of the data package lie in the store: what is read for each, and how new rows are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from types import SimpleNamespace
from typing import Any

from relationship_desk.domain.case_file import Consent, Contact, Correction
from relationship_desk.domain.client_voice import FilledForm, PlannedRating, RiskRecord
from relationship_desk.domain.guided_review import GuidedReview
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import Administration
from relationship_desk.domain.plan import Concern, Planned
from relationship_desk.domain.process import (
    Adaptation,
    Comment,
    Event,
    Homework,
    Intervention,
    MemberAttendance,
    Preference,
)
from relationship_desk.domain.prompt import Mute, Prompt
from relationship_desk.domain.records import Client, Course, Goal, Membership, Note, ProfileEntry, Rating, Session
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services import definitions, risk
from relationship_desk.store.repositories.rows import R, Rows
from relationship_desk.store.unit_of_work import Records, UnitOfWork

_AT_ONCE = 5_000
"""So many ratings go to the store in one statement; more would only need more memory."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of one table as the store keeps them."""

    kind: type[Any]
    """The dataclass of one row."""
    of: Callable[[Records, ClientId], Iterable[Any]]
    """What is on file for one client."""
    keep: Callable[[UnitOfWork, Sequence[Any]], None]
    """Insert new rows."""
    taken: Callable[[Records, str], bool] = lambda _records, _uid: False
    """Whether any client has a row with this uid."""
    alike: tuple[str, ...] = ()
    """The attributes by which a row without a uid is known again; none: all of them."""
    by_uid_alone: Callable[[Mapping[str, Any]], bool] = lambda _values: False
    """Whether there may be others with the key of this row, so that its uid says which it is, where it has one."""


def _each(insert: Callable[[UnitOfWork, Any], object]) -> Callable[[UnitOfWork, Sequence[Any]], None]:
    return partial(_insert_each, insert)


def _insert_each(insert: Callable[[UnitOfWork, Any], object], work: UnitOfWork, rows: Sequence[Any]) -> None:
    for row in rows:
        insert(work, row)


def _keep_ratings(work: UnitOfWork, ratings: Sequence[Rating]) -> None:
    for first in range(0, len(ratings), _AT_ONCE):
        work.sessions.put_ratings(ratings[first : first + _AT_ONCE])


def _client(records: Records, client: ClientId) -> Iterable[SimpleNamespace]:
    """A client and the details in one: the package has one line for both."""
    parts = (records.clients.get(client), records.file.details(client))
    yield SimpleNamespace(**{field.name: getattr(part, field.name) for part in parts if part for field in fields(part)})


def _members(records: Records, group: ClientId) -> Iterable[Membership]:
    return (one for one in records.clients.memberships(group) if one.group == group)


def _keep_answers(work: UnitOfWork, answers: Sequence[Administration]) -> None:
    """Answers that call for a risk record open it here as anywhere, unless it came with them or stands already."""
    known = definitions.of(work, answers)
    for one in answers:
        added = work.voice.administrations.add(one)
        measure = known.get((one.measure, one.version))
        # The program that could read the others has looked at them, and what it found comes in the table of risk.
        if measure is not None:
            risk.open_from(work, measure, added, or_later=True)


def _of_file(
    kind: type[R],
    rows: Callable[[Records], Rows[R]],
    keep: Callable[[UnitOfWork, Sequence[Any]], None] | None = None,
    alike: tuple[str, ...] = (),
) -> Kept:
    """A table whose rows have a uid and a client."""
    return Kept(
        kind,
        lambda records, client: rows(records).of(client),
        keep or _each(lambda work, row: rows(work).add(row)),
        lambda records, uid: rows(records).by_uid(uid) is not None,
        alike,
    )


KEPT: Mapping[str, Kept] = {
    "clients": Kept(Client, _client, _each(lambda work, row: work.clients.add(row))),
    "members": Kept(Membership, _members, _each(lambda work, row: work.clients.add_membership(row))),
    "courses": Kept(
        Course,
        lambda records, client: records.clients.courses(client),
        _each(lambda work, row: work.clients.add_course(row)),
    ),
    "sessions": Kept(
        Session,
        lambda records, client: records.sessions.of(client),
        _each(lambda work, row: work.sessions.add(row)),
        lambda records, uid: records.sessions.by_uid(uid) is not None,
    ),
    "attendance": Kept(
        MemberAttendance,
        lambda records, client: records.process.attendance_of(client),
        lambda work, rows: work.process.put_attendance(rows),
    ),
    "notes": Kept(
        Note,
        lambda records, client: records.sessions.notes_of(client),
        _each(lambda work, row: work.sessions.add_note(row)),
        lambda records, uid: records.sessions.has_note(uid),
    ),
    "ratings": Kept(Rating, lambda records, client: records.sessions.ratings_of(client), _keep_ratings),
    "comments": Kept(
        Comment,
        lambda records, client: records.process.comments_of(client),
        _each(lambda work, row: work.process.put_comment(row)),
    ),
    "events": Kept(
        Event,
        lambda records, client: records.process.events_of(client),
        _each(lambda work, row: work.process.add_event(row)),
        lambda records, uid: records.process.has_event(uid),
    ),
    "profile": Kept(
        ProfileEntry,
        lambda records, client: records.clients.profile(client),
        _each(lambda work, row: work.clients.put_profile(row)),
    ),
    "preferences": Kept(
        Preference,
        lambda records, client: records.process.preferences(client),
        _each(lambda work, row: work.process.put_preference(row)),
    ),
    "adaptations": Kept(
        Adaptation,
        lambda records, client: records.process.adaptations(client),
        _each(lambda work, row: work.process.put_adaptation(row)),
    ),
    "interventions": Kept(
        Intervention,
        lambda records, client: records.process.interventions_of(client),
        _each(lambda work, row: work.process.put_intervention(row)),
    ),
    "homework": Kept(
        Homework,
        lambda records, client: records.process.homework_of(client),
        _each(lambda work, row: work.process.add_homework(row)),
        lambda records, uid: records.process.has_homework(uid),
    ),
    "goals": Kept(
        Goal,
        lambda records, client: records.clients.goals(client),
        _each(lambda work, row: work.clients.add_goal(row)),
        lambda records, uid: records.clients.has_goal(uid),
        alike=("goal", "set_on"),
    ),
    "concerns": _of_file(Concern, lambda records: records.file.concerns),
    "planned": _of_file(Planned, lambda records: records.file.planned),
    "consents": _of_file(Consent, lambda records: records.file.consents),
    "contacts": _of_file(Contact, lambda records: records.file.contacts),
    "corrections": _of_file(Correction, lambda records: records.file.corrections),
    "risk": _of_file(RiskRecord, lambda records: records.voice.risk),
    "measures": _of_file(
        Administration,
        lambda records: records.voice.administrations,
        _keep_answers,
        ("administered_on", "session", "member", "measure", "version", "perspective", "items", "total"),
    ),
    "plans": Kept(
        PlannedRating,
        lambda records, client: records.voice.plan(client),
        _each(lambda work, row: work.voice.add_planned(row)),
    ),
    "forms": Kept(
        FilledForm,
        lambda records, client: records.voice.forms_of(client),
        _each(lambda work, row: work.voice.forms.add(row)),
    ),
    "mutes": _of_file(Mute, lambda records: records.prompts.mutes),
    "guided_reviews": _of_file(GuidedReview, lambda records: records.prompts.guided_reviews),
    "prompts": Kept(
        Prompt,
        lambda records, client: records.prompts.of(client),
        _each(lambda work, row: work.prompts.add(row)),
        lambda records, uid: records.prompts.has(uid),
        by_uid_alone=lambda values: all_rules()[values["rule"]].alerts is not None,
    ),
}
"""By the name of the table."""
