"""What a rule is: the records it needs, when it holds, and what it asks the clinician to consider."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import Session
from relationship_desk.insight.signals import Analysis
from relationship_desk.insight.thresholds import Thresholds


class WayOn(StrEnum):
    """Where a prompt leads on to, beside its options."""

    RUPTURE = "rupture"
    """The markers, the ways to repair, and how far it has come (R2 to R4)."""
    REVIEW = "review"
    """The guided review of a client who is not on track."""
    RISK = "risk"
    """The risk record."""


class Urgency(IntEnum):
    """The order prompts are shown in, most urgent first."""

    SAFETY = 0
    RELATIONSHIP = 1
    ROUTINE = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """A client's record as it stood when ``session`` had been held: all that a rule may look at."""

    analysis: Analysis
    session: Session
    attended: int
    """How many sessions had taken place, this one included."""

    @property
    def thresholds(self) -> Thresholds:
        """What signals and rules go by."""
        return self.analysis.thresholds

    @property
    def held(self) -> tuple[Session, ...]:
        """The sessions that had taken place, in order."""
        return self.analysis.history.attended[: self.attended]


@dataclass(frozen=True, slots=True)
class Alert:
    """What a prompt about safety rests on: it stands from one day to another, session or not."""

    point: Point
    since: date
    until: date | None
    """None: it stands still."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go about it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Each module in ``prompts/rules`` exports one as ``RULE``."""

    id: RuleId
    title: str
    """A few words for lists."""
    urgency: Urgency
    icon: str
    needs: tuple[str, ...]
    """The records it reads, as table.column of the data package."""
    evidence: EntryId | None
    """The catalogue entry the rule is about, whose tier the prompt speaks with; None where no entry is about it."""
    cooldown: int
    """After an answer the rule is silent for so many attended sessions."""
    when: Callable[[Moment], tuple[Point, ...] | None]
    """The points the prompt rests on while the rule holds, otherwise None. A rule with alerts is not asked."""
    consider: Callable[[Prompt], str]
    """The sentence that opens the prompt; it begins with "Consider"."""
    meaning: str
    """One or two sentences on what it may mean and may not."""
    states: Callable[[Thresholds], str]
    """The rule in words, with its thresholds and what is a design choice."""
    options: tuple[Option, ...]
    goes_away: str
    """What would make the prompt go away by itself."""
    way_on: WayOn | None = None
    outside: Tier | None = None
    """``safety`` or ``practice``: the prompt speaks with this tier, whatever the editions say of :attr:`evidence`."""
    alerts: Callable[[History], tuple[Alert, ...]] | None = None
    """What a rule about safety rests on. It waits for no session; see :mod:`relationship_desk.prompts.safety`."""


NewUid = Callable[[Rule, str], str]
"""The uid of the prompt that a rule opens over a session or a record, given by its own uid."""
