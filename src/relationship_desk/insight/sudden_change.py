"""Sudden gains and losses from one session to the next (Tang and DeRubeis 1999, J Consult Clin Psychol 67, 894-904).

Between session n and n + 1, with up to three totals on either side, at least two, the two next to the step present:

1. the step is at least the change value (a computed one has to be exceeded);
2. the step is at least a quarter of the distance of x_n from the healthy end of the measure;
3. the means of both sides differ by more than t times the pooled SD, t two-sided at 5 % with n_pre + n_post - 2
   degrees of freedom. There is no factor sqrt(1/n + 1/n): it is the published heuristic, not a t test.

A loss is the same with the sign reversed. The R package suddengains tests criterion 2 of losses so that every rise
passes; here it filters losses as it does gains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from relationship_desk.insight.reliable_change import ChangeValue

SIDE = 3
"""So many sessions before and after a step are looked at."""
LEAST = 2
"""So many totals have to be there on either side."""
SHARE = 0.25
_DECIMALS = 6
"""So that a step of exactly the least size counts whatever its last binary digit says."""
# Student's t, two-sided at 5 %, by the number of totals on both sides less 2 (any printed table).
_T = {2: 4.303, 3: 3.182, 4: 2.776}


@dataclass(frozen=True, slots=True)
class SuddenChange:
    """One sudden gain or loss."""

    after: int
    """The index of the total after the step."""
    size: float
    """Points of the step, above 0 for a gain."""
    reversed_at: int | None
    """The index of the first later total that has lost more than half of it again."""

    @property
    def is_gain(self) -> bool:
        """Whether it is a step towards health."""
        return self.size > 0


def sudden_changes(
    totals: Sequence[float | None], change: ChangeValue, *, lower_is_better: bool, healthy_end: float = 0.0
) -> tuple[SuddenChange, ...]:
    """Find the sudden gains and losses in a series of totals, one a session; None where there is none.

    Args:
        totals: in the order of the sessions. The first step that can be judged is from the second to the third.
        change: the change value of the measure.
        lower_is_better: which end is the healthy one.
        healthy_end: the total at that end.
    """
    # As distances from the healthy end, so that a gain is always a fall.
    sign = 1 if lower_is_better else -1
    ill = [None if total is None else round((total - healthy_end) * sign, _DECIMALS) for total in totals]
    found = (_step(ill, after, change) for after in range(LEAST, len(ill)))
    return tuple(step for step in found if step is not None)


def _step(ill: Sequence[float | None], after: int, change: ChangeValue) -> SuddenChange | None:
    last, first = ill[after - 1], ill[after]
    before = [value for value in ill[max(0, after - SIDE) : after] if value is not None]
    later = [value for value in ill[after : after + SIDE] if value is not None]
    if last is None or first is None or min(len(before), len(later)) < LEAST:
        return None
    size = last - first
    large = change.reached_by(size) and round(abs(size) - SHARE * last, _DECIMALS) >= 0
    apart = (_mean(before) - _mean(later)) * (1 if size > 0 else -1)
    if not large or apart <= _T[len(before) + len(later) - 2] * _pooled(before, later):
        return None
    half = first + size / 2
    lost = (
        index
        for index, value in enumerate(ill)
        if index > after and value is not None and (value > half if size > 0 else value < half)
    )
    return SuddenChange(after, size, next(lost, None))


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)


def _pooled(before: Sequence[float], later: Sequence[float]) -> float:
    squares = fsum((value - _mean(side)) ** 2 for side in (before, later) for value in side)
    return sqrt(squares / (len(before) + len(later) - 2))
