"""What happened in a session beside its ratings, and how the work was fitted to the client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from relationship_desk.domain.adherence import Adherence, read
from relationship_desk.domain.ids import CharacteristicId, ClientId, SessionId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, Perspective

EventId = NewType("EventId", int)
HomeworkId = NewType("HomeworkId", int)
PreferenceId = NewType("PreferenceId", int)
AdaptationId = NewType("AdaptationId", int)
InterventionId = NewType("InterventionId", int)


class EventKind(StrEnum):
    """What can happen in the relationship and be worth a mark on the time line."""

    RUPTURE = "rupture"
    SELF_DISCLOSURE = "self-disclosure"
    INTERPRETATION = "relational-interpretation"
    FEEDBACK_GIVEN = "feedback-given"
    COUNTERTRANSFERENCE = "countertransference"
    IMMEDIACY = "immediacy"


class DisclosureMark(StrEnum):
    """What a self-disclosure can be marked as, where it may have been too much."""

    LONG = "long"
    UNRESOLVED = "unresolved"
    """About a matter that the clinician has not settled."""


class RuptureKind(StrEnum):
    """How a rupture shows."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"


class Repair(StrEnum):
    """How far a rupture was repaired, as the clinician records it."""

    FULL = "full"
    PARTIAL = "partial"


class InterventionKind(StrEnum):
    """What an intervention is."""

    SUPPORTED = "supported intervention"
    PROCESS = "process of change"


class Met(StrEnum):
    """Whether a stated preference was met."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class PreferenceKind(StrEnum):
    """What a preference is about."""

    ROLE = "role"
    METHOD = "method"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the relationship. A rupture stays open until it is repaired or closed."""

    id: EventId
    uid: str
    session: SessionId
    event: EventKind
    kind: RuptureKind | None
    markers: tuple[str, ...]
    """Of a rupture ids of the catalogue's markers, or own words; of a self-disclosure :class:`DisclosureMark`."""
    severity: Tenths | None
    tried: str
    """What was tried, for a rupture."""
    ended_session: int | None
    """The number of the session in which it was repaired or closed."""
    repair: Repair | None
    """None with an end: closed without repair."""
    note: str


@dataclass(frozen=True, slots=True)
class Intervention:
    """What was done in a session beside the relationship, and how closely to plan."""

    id: InterventionId
    session: SessionId
    intervention: str
    kind: InterventionKind
    adherence: str

    @property
    def delivered(self) -> bool:
        """Whether it was done, as planned or changed: what was left out is on file too."""
        return read(self.adherence)[0] is not Adherence.NOT_DELIVERED


@dataclass(frozen=True, slots=True)
class Homework:
    """What was agreed for between the sessions."""

    id: HomeworkId
    uid: str
    session: SessionId
    text: str
    reviewed_session: int | None
    done: bool | None
    """None until it has been reviewed."""


@dataclass(frozen=True, slots=True)
class Comment:
    """Free words of a client or observer about a session."""

    session: SessionId
    perspective: Perspective
    rater: str
    text: str
    member: ClientId | None = None
    """Whose words they are, in a group, couple or family."""


@dataclass(frozen=True, slots=True)
class MemberAttendance:
    """Whether one member of a group, couple or family was at a session."""

    session: SessionId
    member: ClientId
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class Preference:
    """What the client wants of role, method or activity, and whether it was met."""

    id: PreferenceId
    client: ClientId
    stated_on: date
    preference: str
    strength: Tenths | None
    met: Met | None
    reason: str
    kind: PreferenceKind | None = None


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What was changed to fit which characteristic, from which session on."""

    id: AdaptationId
    client: ClientId
    session: int
    characteristic: CharacteristicId
    change: str
