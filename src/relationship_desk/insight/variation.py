"""What varies: between and within clients, from session to session, not at all, or for want of ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, fsum, sqrt, tanh
from statistics import correlation, fmean, linear_regression, pstdev

from relationship_desk.insight.agreement import Estimate, slope
from relationship_desk.insight.quantiles import normal

LEAST_LAGGED = 8
"""Below so many pairs of neighbouring sessions no association is given."""
LEAST_TREND = 4
"""Below so many rated sessions no slope is given."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The variance of scores of several clients, in a part between them and a part within."""

    between: float
    """Variance of the clients' own levels, not below 0."""
    within: float
    """Variance from session to session around them."""

    @property
    def share_between(self) -> float | None:
        """The share of the whole that lies between clients: the intraclass correlation of a one-way table."""
        whole = self.between + self.within
        return self.between / whole if whole > 1e-12 else None


def parts(clients: Sequence[Sequence[float]]) -> Parts | None:
    """Split the variance (one-way analysis of variance for groups of unequal size, Searle 1992).

    Clients with a single score tell nothing about the part within; None with fewer than two clients, or no client with
    two scores.
    """
    rated = [one for one in clients if one]
    n = sum(len(one) for one in rated)
    k = len(rated)
    if k < 2 or n == k:
        return None
    levels = [fmean(one) for one in rated]
    mean = fmean([score for one in rated for score in one])
    within = fsum([(score - level) ** 2 for one, level in zip(rated, levels, strict=True) for score in one]) / (n - k)
    between = fsum([len(one) * (level - mean) ** 2 for one, level in zip(rated, levels, strict=True)]) / (k - 1)
    size = (n - sum(len(one) ** 2 for one in rated) / n) / (k - 1)
    return Parts(max(0.0, (between - within) / size), within)


def trend(sessions: Sequence[int], scores: Sequence[float]) -> Estimate | None:
    """Points a session, by least squares over the session numbers; None below :data:`LEAST_TREND`."""
    return slope(sessions, scores, LEAST_TREND)


@dataclass(frozen=True, slots=True)
class Lagged:
    """An association, not a cause: how this session's score goes with the next session's of something else."""

    r: Estimate
    pairs: int


def lag_one(first: Sequence[float | None], second: Sequence[float | None]) -> Lagged | None:
    """Correlate ``first`` in one session with ``second`` in the next, both with their straight trend taken out.

    The interval is by Fisher's z. None below :data:`LEAST_LAGGED` pairs, or where one of them lies on its trend.
    """
    a, b = _detrended(first), _detrended(second)
    pairs = [(x, y) for x, y in zip(a, b[1:], strict=False) if x is not None and y is not None]
    if len(pairs) < LEAST_LAGGED:
        return None
    x, y = zip(*pairs, strict=True)
    if pstdev(x) * pstdev(y) < 1e-9:
        return None
    r = correlation(x, y)
    bounded = max(-0.999999, min(0.999999, r))
    half = normal(0.975) / sqrt(len(pairs) - 3)
    return Lagged(Estimate(r, tanh(atanh(bounded) - half), tanh(atanh(bounded) + half)), len(pairs))


def _detrended(scores: Sequence[float | None]) -> list[float | None]:
    there = [(place, score) for place, score in enumerate(scores) if score is not None]
    if len(there) < 3:
        return [None] * len(scores)
    gradient, level = linear_regression(*zip(*there, strict=True))
    return [None if score is None else score - (gradient * place + level) for place, score in enumerate(scores)]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where ratings are missing."""

    sessions: int
    rated: int
    longest_gap: int
    """The longest run of sessions without a rating."""
    open_gap: int
    """The run of sessions without a rating up to the latest."""


def gaps(scores: Sequence[float | None]) -> Gaps:
    """Count the sessions without a rating in a series of attended ones."""
    runs, run = [0], 0
    for score in scores:
        run = run + 1 if score is None else 0
        runs.append(run)
    return Gaps(len(scores), sum(score is not None for score in scores), max(runs), run)
