"""The closed lists of the record. The values are the ones written to the store and to the data package."""

from __future__ import annotations

from enum import StrEnum


class ClientKind(StrEnum):
    """Who is in care under one code."""

    INDIVIDUAL = "individual"
    COUPLE = "couple"
    FAMILY = "family"
    GROUP = "group"


class ClientStatus(StrEnum):
    """Where the work with a client stands."""

    ACTIVE = "active"
    WAITING = "waiting"
    ENDED = "ended"


class Perspective(StrEnum):
    """Whose view of the relationship a rating is."""

    CLINICIAN = "clinician"
    CLIENT = "client"
    OBSERVER = "observer"


class Missing(StrEnum):
    """Why there is no score. An unanswered element has no rating at all."""

    NOT_APPLICABLE = "not_applicable"
    NOT_OBSERVED = "not_observed"
    DECLINED = "declined"


class Attendance(StrEnum):
    """What became of an appointment. Only the first two count as sessions that could have been rated."""

    ATTENDED = "attended"
    LATE = "late"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"

    @property
    def took_place(self) -> bool:
        """Whether client and clinician met."""
        return self in (Attendance.ATTENDED, Attendance.LATE)


class Setting(StrEnum):
    """Where a session was held."""

    ROOM = "room"
    PHONE = "phone"
    VIDEO = "video"
    HOME = "home"


class Focus(StrEnum):
    """What the session worked on, from skills to insight."""

    SYMPTOMS = "symptoms"
    SKILLS = "skills"
    INSIGHT = "insight"


class NoteKind(StrEnum):
    """Which of the two compartments a text belongs to, or that it was added after signing."""

    PROGRESS = "progress"
    ADDENDUM = "addendum"
    PROCESS = "process"


class NoteFormat(StrEnum):
    """The headings a progress note is written under."""

    SOAP = "SOAP"
    DAP = "DAP"
    BIRP = "BIRP"
    GIRP = "GIRP"
    FREE = "free"
    OWN = "own"
    """An own template: the note itself holds its headings."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in writing order; a free note has none, and an own template keeps its own."""
        return _HEADINGS[self]


_HEADINGS: dict[NoteFormat, tuple[str, ...]] = {
    NoteFormat.SOAP: ("Subjective", "Objective", "Assessment", "Plan"),
    NoteFormat.DAP: ("Data", "Assessment", "Plan"),
    NoteFormat.BIRP: ("Behaviour", "Intervention", "Response", "Plan"),
    NoteFormat.GIRP: ("Goals", "Intervention", "Response", "Plan"),
    NoteFormat.FREE: (),
    NoteFormat.OWN: (),
}


class AgreedBy(StrEnum):
    """Who holds a goal to be a goal of the work."""

    CLINICIAN = "clinician"
    CLIENT = "client"
    BOTH = "both"


class GoalStatus(StrEnum):
    """Whether a goal is still worked on."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


class Source(StrEnum):
    """Where a reading of a characteristic comes from."""

    CLINICIAN = "clinician"
    CLIENT = "client"
    MEASURE = "measure"


class PromptStatus(StrEnum):
    """The life of a prompt."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REVIEWED = "reviewed"


class Edition(StrEnum):
    """The task-force edition that a tier of evidence comes from."""

    E2002 = "2002"
    E2011 = "2011"
    E2018 = "2018"
