"""The plan of a course: what the client came with, and what is meant to be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

from relationship_desk.domain.ids import ClientId, CourseId
from relationship_desk.domain.process import InterventionKind

ConcernId = NewType("ConcernId", int)
PlannedId = NewType("PlannedId", int)
TemplateId = NewType("TemplateId", int)


@dataclass(frozen=True, slots=True)
class Concern:
    """A presenting concern of a course."""

    id: ConcernId
    uid: str
    client: ClientId
    course: CourseId
    concern: str
    noted_on: date
    resolved_on: date | None


@dataclass(frozen=True, slots=True)
class Planned:
    """An intervention planned for a course; sessions record under the same name whether it was delivered."""

    id: PlannedId
    uid: str
    client: ClientId
    course: CourseId
    intervention: str
    kind: InterventionKind
    planned_on: date
    dropped_on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """An own format of note: the headings in writing order."""

    id: TemplateId
    name: str
    headings: tuple[str, ...]
