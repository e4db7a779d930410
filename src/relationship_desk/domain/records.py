"""The clinical record: what a session leaves behind. Rows are frozen; a change is a new row saved by a service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from relationship_desk.domain.ids import (
    CharacteristicId,
    ClientId,
    CourseId,
    ElementId,
    GoalId,
    NoteId,
    ProfileId,
    SessionId,
)
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import (
    AgreedBy,
    Attendance,
    ClientKind,
    ClientStatus,
    Focus,
    GoalStatus,
    Missing,
    NoteFormat,
    NoteKind,
    Perspective,
    Setting,
    Source,
)


@dataclass(frozen=True, slots=True)
class Practice:
    """Whose practice a store is."""

    name: str
    clinician: str = ""
    credential: str = ""
    report_name: str = ""


@dataclass(frozen=True, slots=True)
class Client:
    """A person, couple, family or group in care, shown by its code."""

    id: ClientId
    code: str
    name: str
    kind: ClientKind
    opened_on: date
    closed_on: date | None
    status: ClientStatus


@dataclass(frozen=True, slots=True)
class Membership:
    """One client's time in a group, couple or family."""

    group: ClientId
    client: ClientId
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """One course of treatment of a client, numbered from 1."""

    id: CourseId
    client: ClientId
    number: int
    opened_on: date
    closed_on: date | None
    focus: str
    main_measure: str


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting or missed appointment, numbered from 1 within its client."""

    id: SessionId
    uid: str
    client: ClientId
    course: CourseId | None
    number: int
    held_on: date
    start: time | None
    minutes: int | None
    format: ClientKind
    setting: Setting
    attendance: Attendance
    directiveness: Tenths | None
    focus: Focus | None
    notice: bool | None = None
    """Whether a cancelled or missed appointment was called off in time; None: not said."""
    entered_at: datetime | None = None
    """When it was entered; None where that was not kept."""


@dataclass(frozen=True, slots=True)
class Note:
    """One text of a session. A progress note with headings keeps them as lines ``## Plan``."""

    id: NoteId
    uid: str
    session: SessionId
    kind: NoteKind
    member: ClientId | None
    format: NoteFormat
    text: str
    author: str
    written_at: datetime
    signed_at: datetime | None
    reason: str
    digest: str
    """SHA-256 of the signed text and its circumstances, empty while unsigned or when signed elsewhere."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One element, one session, one perspective, one rater: a score, or the reason why there is none."""

    session: SessionId
    element: ElementId
    perspective: Perspective
    rater: str
    """Who rated, where the perspective does not say it: an observer's label; otherwise empty."""
    member: ClientId | None
    """Whom the rating is about in a group, couple or family; None for the whole."""
    score: Tenths | None
    missing: Missing | None

    def __post_init__(self) -> None:
        if (self.score is None) == (self.missing is None):
            raise ValueError("a rating is either a score or a reason for its absence")


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One dated reading of a characteristic.

    ``value`` is a score (``7.5``) for scaled characteristics, the stage's id, the assimilation level, or words.
    """

    id: ProfileId
    client: ClientId
    assessed_on: date
    characteristic: CharacteristicId
    concern: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Goal:
    """What the work is for, and who agreed."""

    id: GoalId
    uid: str
    client: ClientId
    goal: str
    client_words: str
    set_on: date
    agreed_by: AgreedBy
    status: GoalStatus
    reviewed_on: date | None
    review_on: date | None = None
    """The day on which it is to be looked at again."""
