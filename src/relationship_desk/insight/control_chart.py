"""Control charts: individuals and exponentially weighted moving averages.

Individuals chart (NIST/SEMATECH e-Handbook 6.3.2.2): limits at the mean plus and minus 3 times the mean moving range
over 1.128. EWMA (6.3.2.4): z_t = lambda x_t + (1 - lambda) z_(t-1), limits at the target plus and minus
3 s sqrt(lambda / (2 - lambda)). They stand in docs/statistics.md, published methods beside the program's own baseline
(:mod:`relationship_desk.insight.baseline`); no page draws them and no signal goes by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, sqrt

_D2 = 1.128
"""Mean of the range of two observations of a normal distribution, in SD."""
_D4 = 3.267
"""Upper limit of the moving range of two, over its mean."""
LEAST = 4
"""Below so many values no limits are given."""


@dataclass(frozen=True, slots=True)
class Individuals:
    """An individuals chart."""

    centre: float
    low: float
    high: float
    moving_range: float
    """The mean of the absolute differences of neighbours."""
    range_limit: float


def individuals(values: Sequence[float]) -> Individuals | None:
    """The chart of values in order, missing ones left out; None below :data:`LEAST`. A constant series has no width."""
    if len(values) < LEAST:
        return None
    centre = fsum(values) / len(values)
    ranges = [abs(b - a) for a, b in pairwise(values)]
    moving = fsum(ranges) / len(ranges)
    return Individuals(centre, centre - 3 * moving / _D2, centre + 3 * moving / _D2, moving, _D4 * moving)


def ewma(values: Sequence[float], weight: float, start: float) -> tuple[float, ...]:
    """The moving averages, one a value, from the target ``start`` on."""
    averages, current = [], start
    for value in values:
        current = weight * value + (1 - weight) * current
        averages.append(current)
    return tuple(averages)


def ewma_limits(target: float, sd: float, weight: float) -> tuple[float, float]:
    """The limits of :func:`ewma` in the long run."""
    half = 3 * sd * sqrt(weight / (2 - weight))
    return target - half, target + half
