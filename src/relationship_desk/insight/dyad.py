"""One element as two perspectives rated it in the sessions that both did, and how much may be said of it.

The statistics are those of :mod:`~relationship_desk.insight.agreement`. How they are read is this program's own: a
difference is one where its 95 % interval leaves 0 out; ups and downs are compared by ICC(3,1), with the steps .40 and
.75 of Cicchetti (1994, Psychol Assess 6, 284-290), and only where the scores of one of the two move at all: without
variance an intraclass correlation is low however well two agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import stdev

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.agreement import Agreement, Estimate, agreement
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.signals import Analysis

HARDLY = 0.3
"""Points: where the SD of both is below, the scores hardly vary."""
ALIKE = 0.5
"""Points: a difference whose whole interval lies within so much is none to speak of."""
CLOSE, PARTLY = 0.75, 0.40
"""ICC(3,1) from which two go up and down together closely, or in part."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two perspectives; what they differ by is always the second minus the first."""

    first: Perspective
    second: Perspective

    @property
    def key(self) -> str:
        """Names the pair: ``clinician-client``."""
        return f"{self.first}-{self.second}"


PAIRS = (
    Pair(Perspective.CLINICIAN, Perspective.CLIENT),
    Pair(Perspective.CLINICIAN, Perspective.OBSERVER),
    Pair(Perspective.CLIENT, Perspective.OBSERVER),
)


@dataclass(frozen=True, slots=True)
class Common:
    """One session that both rated, 0.0 to 10.0 each."""

    session: int
    held_on: date
    first: float
    second: float

    @property
    def gap(self) -> float:
        """The second minus the first."""
        return self.second - self.first

    @property
    def mean(self) -> float:
        """The level that both together give."""
        return (self.first + self.second) / 2


class Level(Enum):
    """How the second stands to the first on average."""

    ABOVE = "above"
    BELOW = "below"
    ALIKE = "alike"
    UNTOLD = "untold"
    """The interval of the difference is too wide to say."""


class Together(Enum):
    """How far the two go up and down together from session to session."""

    CLOSELY = "closely"
    PARTLY = "partly"
    LOOSELY = "loosely"
    HARDLY = "hardly"
    UNTOLD = "untold"
    """The interval of ICC(3,1) is too wide to say."""
    STILL = "still"
    """The scores hardly vary, so that there are no ups and downs to compare."""


@dataclass(frozen=True)
class Dyad:
    """What two perspectives have in common, and how they differ."""

    pair: Pair
    element: ElementId
    attended: int
    common: tuple[Common, ...]
    agreement: Agreement | None
    """None below :data:`~relationship_desk.insight.agreement.LEAST_PAIRS` common sessions."""
    findings: tuple[Finding, ...]
    """Where the gap turned round or widened; only between clinician and client."""

    @property
    def level(self) -> Level:
        """How the second stands to the first; untold without :attr:`agreement`."""
        return Level.UNTOLD if self.agreement is None else level(self.agreement.difference)

    @property
    def together(self) -> Together:
        """How far they move together; untold without :attr:`agreement`."""
        if self.agreement is None:
            return Together.UNTOLD
        spreads = (stdev([one.first for one in self.common]), stdev([one.second for one in self.common]))
        if max(spreads) < HARDLY or self.agreement.consistent is None:
            return Together.STILL
        return together(self.agreement.consistent)


def level(difference: Estimate) -> Level:
    """Read a mean difference by its interval."""
    if round(difference.value, 1) and difference.low > 0:
        return Level.ABOVE
    if round(difference.value, 1) and difference.high < 0:
        return Level.BELOW
    return Level.ALIKE if max(-difference.low, difference.high) <= ALIKE else Level.UNTOLD


def together(consistent: Estimate) -> Together:
    """Read an ICC(3,1) by its interval."""
    if consistent.low > 0:
        if consistent.value >= CLOSE:
            return Together.CLOSELY
        return Together.PARTLY if consistent.value >= PARTLY else Together.LOOSELY
    return Together.HARDLY if consistent.high < PARTLY else Together.UNTOLD


def common_sessions(analysis: Analysis, element: ElementId, pair: Pair) -> tuple[Common, ...]:
    """The sessions in which both of ``pair`` rated ``element``, in order."""
    first, second = (analysis.series_of(element, one).points for one in (pair.first, pair.second))
    return tuple(
        Common(one.session, one.held_on, one.value, other.value)
        for one, other in zip(first, second, strict=True)
        if one.value is not None and other.value is not None
    )


def dyad(analysis: Analysis, element: ElementId, pair: Pair) -> Dyad:
    """Compare the two of ``pair`` on ``element``."""
    common = common_sessions(analysis, element, pair)
    return Dyad(
        pair,
        element,
        len(analysis.history.attended),
        common,
        agreement([one.first for one in common], [one.second for one in common]),
        tuple(_findings(analysis, element)) if pair == PAIRS[0] else (),
    )


def _findings(analysis: Analysis, element: ElementId) -> list[Finding]:
    return [
        one
        for one in analysis.findings
        if one.signal in (f.GAP_REVERSED, f.GAP_WIDENING) and one.subject == element and one.strength != f.NOT_ENOUGH
    ]
