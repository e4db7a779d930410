"""Reliable and clinically significant change (Jacobson and Truax 1991, J Consult Clin Psychol 59, 12-19).

SE = SD sqrt(1 - r); S_diff = sqrt(2 SE^2); RC = (x2 - x1) / S_diff; the change value is z times S_diff, z the two-sided
normal quantile at the stated confidence (1.96 at 95 %). A published value counts from itself on, a computed one only
when it is exceeded. Cut-offs: a is two clinical SD from the clinical mean towards health, b two functional SD from the
functional mean towards illness, c where both groups are equally far away in their own SD. The program goes by change
values and cut-off c; the index, a and b are of the same method and stand in docs/statistics.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from relationship_desk.domain.measure import Direction, Measure, Norm
from relationship_desk.insight.quantiles import normal


class Outcome(StrEnum):
    """What became of a client by one measure."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"


@dataclass(frozen=True, slots=True)
class ChangeValue:
    """How far a total has to move before the change is reliable."""

    value: float
    published: bool
    """Published values count from themselves on, computed ones when exceeded."""
    confidence: float

    def reached_by(self, change: float) -> bool:
        """Whether a change of so many points, in either direction, is reliable."""
        size = round(abs(change), 6)
        return size >= self.value if self.published else size > self.value


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Where the functional range begins."""

    value: float
    published: bool


def standard_error_of_difference(sd: float, reliability: float) -> float:
    """S_diff, in points of the measure."""
    standard_error = sd * sqrt(1 - reliability)
    return sqrt(2 * standard_error**2)


def reliable_change_index(before: float, after: float, sd: float, reliability: float) -> float:
    """RC: the change in units of its standard error."""
    return (after - before) / standard_error_of_difference(sd, reliability)


def change_value(measure: Measure) -> ChangeValue | None:
    """The change value of a measure, published or computed; None where neither is known."""
    if measure.reliable_change is not None:
        return ChangeValue(measure.reliable_change, True, measure.confidence)
    if measure.sd is None or measure.reliability is None:
        return None
    z = normal((1 + measure.confidence) / 2)
    return ChangeValue(z * standard_error_of_difference(measure.sd, measure.reliability), False, measure.confidence)


def cutoff_a(clinical: Norm, direction: Direction) -> float:
    """Two SD of the clinical group beyond its mean, towards health."""
    return clinical.mean + 2 * clinical.sd * _sign(direction)


def cutoff_b(functional: Norm, direction: Direction) -> float:
    """Two SD of the functional group short of its mean."""
    return functional.mean - 2 * functional.sd * _sign(direction)


def cutoff_c(clinical: Norm, functional: Norm) -> float:
    """Where both groups are equally far away, each in its own SD; the same whichever end is better."""
    return (functional.sd * clinical.mean + clinical.sd * functional.mean) / (clinical.sd + functional.sd)


def cutoff(measure: Measure) -> Cutoff | None:
    """The cut-off of a measure, published or criterion c; None where neither is known."""
    if measure.cutoff is not None:
        return Cutoff(measure.cutoff, True)
    if measure.clinical is None or measure.functional is None:
        return None
    return Cutoff(cutoff_c(measure.clinical, measure.functional), False)


def gain(measure: Measure, before: float, after: float) -> float:
    """How many points better ``after`` is; below 0 when it is worse."""
    return (after - before) * _sign(measure.direction)


def is_functional(measure: Measure, total: float) -> bool | None:
    """Whether ``total`` lies on the healthy side of the cut-off; None without one.

    A published cut-off belongs to the clinical range where lower is better (PHQ-9: 10 and above), and to the functional
    range where higher is better (ORS: 25 and above). On a computed one, equally far from both groups, nobody is.
    """
    found = cutoff(measure)
    if found is None:
        return None
    if measure.direction is Direction.LOWER:
        return total < found.value
    return total >= found.value if found.published else total > found.value


def outcome(measure: Measure, before: float, after: float) -> Outcome | None:
    """What became of a client between two totals; None where no change value is known.

    Recovered: reliably better and across the cut-off. Without a cut-off reliable gain is *improved* at most.
    """
    value = change_value(measure)
    if value is None:
        return None
    points = gain(measure, before, after)
    if not value.reached_by(points):
        return Outcome.UNCHANGED
    if points < 0:
        return Outcome.DETERIORATED
    crossed = is_functional(measure, after) and is_functional(measure, before) is False
    return Outcome.RECOVERED if crossed else Outcome.IMPROVED


def _sign(direction: Direction) -> int:
    return 1 if direction is Direction.HIGHER else -1
