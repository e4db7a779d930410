"""How the client's and an observer's view comes in: plans, filled-in forms, hand-overs, and the risk record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.measure import How, MeasureId
from relationship_desk.domain.vocabulary import Perspective

OwnMeasureId = NewType("OwnMeasureId", int)
RiskId = NewType("RiskId", int)
FormId = NewType("FormId", int)
HandOverId = NewType("HandOverId", int)


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A measure that the practice has added, as its TOML. A changed one is a new version."""

    id: OwnMeasureId
    measure: MeasureId
    version: str
    toml: str
    added_at: datetime
    retired_on: date | None


@dataclass(frozen=True, slots=True)
class RiskRecord:
    """What was asked and found about risk, and what was done. Empty words: not asked yet."""

    id: RiskId
    uid: str
    client: ClientId
    session: SessionId | None
    assessed_on: date
    ideation: str
    plan: str
    means: str
    intent: str
    protective: str
    action: str
    informed: str
    because: str
    """What led to it, such as ``PHQ-9, item 9: 2``."""
    closed_on: date | None
    """None: open, and shown before everything else."""


@dataclass(frozen=True, slots=True)
class PlannedRating:
    """How often an element or a measure is due from one perspective, where that differs from the default."""

    client: ClientId
    subject: str
    """An element's or a measure's id."""
    perspective: Perspective
    every: int
    """In every so many attended sessions; 0: never."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """That ratings of a session came by a form, with the form's own date."""

    id: FormId
    session: SessionId
    perspective: Perspective
    rater: str
    member: ClientId | None
    filled_on: date
    how: How


@dataclass(frozen=True, slots=True)
class HandOver:
    """A form that was handed to a client on this laptop."""

    id: HandOverId
    uid: str
    client: ClientId
    session: SessionId
    member: ClientId | None
    token: str
    """Random; sealed answers that do not carry it were made by somebody else."""
    form: str
    """What was asked, as JSON."""
    made_at: datetime
    received_at: datetime | None
    """None: the answers are not in yet."""
