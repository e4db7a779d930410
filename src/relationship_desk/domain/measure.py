"""Measures: questionnaires with their rules of scoring, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.vocabulary import Perspective

MeasureId = NewType("MeasureId", str)
"""A measure, such as ``phq-9``; stable for ever."""
AdministrationId = NewType("AdministrationId", int)
Items = tuple[int | None, ...]
"""The answers in the order of the items; None: not answered."""


class How(StrEnum):
    """The way by which answers came into the record."""

    TYPED = "typed"
    PAPER = "paper"
    HAND_OVER = "hand-over"


class Direction(StrEnum):
    """Which end of the total is better."""

    LOWER = "lower"
    HIGHER = "higher"


class MissingRule(StrEnum):
    """What becomes of missing items up to the number allowed."""

    PRORATE = "prorate"
    """The total is stretched from the items answered, as if the missing ones had their mean."""
    NONE = "none"
    """No total."""


class ReliabilityKind(StrEnum):
    """What a reliability is."""

    RETEST = "retest"
    ALPHA = "alpha"


@dataclass(frozen=True, slots=True)
class Subscale:
    """Some of the items, summed apart."""

    id: str
    items: tuple[int, ...]
    """Item numbers, from 1."""


@dataclass(frozen=True, slots=True)
class Norm:
    """Mean and standard deviation of a group of people."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A questionnaire in one version. Answers keep the version they were given to."""

    id: MeasureId
    version: str
    title: str
    direction: Direction
    items: int
    """0: only totals are entered."""
    total_min: float
    total_max: float
    item_min: int = 0
    item_max: int = 0
    scaled: bool = False
    """Whether the sum of the items is stretched to the range of the total, as for a mean times ten."""
    reverse: frozenset[int] = frozenset()
    missing_max: int = 0
    missing_rule: MissingRule = MissingRule.NONE
    risk_items: frozenset[int] = frozenset()
    """An answer above the lowest, or none, leads to the risk record."""
    sd: float | None = None
    reliability: float | None = None
    reliability_kind: ReliabilityKind | None = None
    reliable_change: float | None = None
    """As published; otherwise computed from :attr:`sd` and :attr:`reliability`."""
    confidence: float = 0.95
    """The confidence level of the change value."""
    cutoff: float | None = None
    """As published; otherwise computed from the two norms."""
    clinical: Norm | None = None
    functional: Norm | None = None
    source: str = ""
    licence: str = ""
    recalled: frozenset[str] = frozenset()
    """The keys of figures that were recalled and not seen in their source."""
    subscales: tuple[Subscale, ...] = ()
    stem: str = ""
    """What stands before the items, where the text may be shown."""
    choices: tuple[str, ...] = ()
    """The words for the answers from the lowest to the highest, where they may be shown."""
    texts: Mapping[int, str] = field(default_factory=dict)
    """The items' words by number, only where their owner allows it."""


Definitions = Mapping[tuple[MeasureId, str], Measure]
"""Definitions by id and version. What is not among them is not on this computer: its answers are kept as they came."""


@dataclass(frozen=True, slots=True)
class Administration:
    """A measure filled in once."""

    id: AdministrationId
    uid: str
    client: ClientId
    session: SessionId | None
    member: ClientId | None
    administered_on: date
    measure: MeasureId
    version: str
    perspective: Perspective
    items: Items
    """Empty when only the total is known."""
    declined: tuple[int, ...]
    """The numbers of the items that the client would rather not answer."""
    total: float | None
    subscales: Mapping[str, float]
    how: How
