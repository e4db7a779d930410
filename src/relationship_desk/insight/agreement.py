"""How far two perspectives agree: intraclass correlations, mean difference with limits, bias and tracking.

Intraclass correlations from mean squares (Shrout and Fleiss 1979, Psychol Bull 86, 420-428; intervals of the two-way
forms as in McGraw and Wong 1996, Psychol Methods 1, 30-46): sessions are the targets, perspectives the judges.
ICC(2,1) asks for the same scores, ICC(3,1) only for the same ups and downs; what lies between them is bias. Limits of
agreement: mean difference plus and minus 1.96 SD (Bland and Altman 1986). Bias and tracking of one dyad after West and
Kenny 2011 (Psychol Rev 118, 357-378): the mean of clinician minus client, and the slope of the clinician's score on the
client's, centred.

The program shows ICC(2,1) and ICC(3,1). The other forms are of the same published table, and hold the mean squares to
it in docs/statistics.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import fmean, stdev

from relationship_desk.insight.quantiles import fisher_f, student_t

LEAST_PAIRS = 8
"""Below so many common sessions nothing is said of one dyad."""
LIMITS = 1.96


@dataclass(frozen=True, slots=True)
class Estimate:
    """A statistic with its 95 % confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """The two-way analysis of variance of a full table: targets (rows) by judges (columns)."""

    targets: int
    judges: int
    between: float
    """BMS, between the targets."""
    within: float
    """WMS, within the targets."""
    judged: float
    """JMS, between the judges."""
    error: float
    """EMS, what is left."""


def mean_squares(table: Sequence[Sequence[float]]) -> MeanSquares | None:
    """Mean squares of a table without gaps; None with fewer than two targets or judges."""
    n, k = len(table), len(table[0]) if table else 0
    if min(n, k) < 2:
        return None
    rows, columns = [fmean(row) for row in table], [fmean(column) for column in zip(*table, strict=True)]
    mean = fmean(rows)
    between = k * _squares(row - mean for row in rows)
    judged = n * _squares(column - mean for column in columns)
    within = _squares(cell - level for row, level in zip(table, rows, strict=True) for cell in row)
    error = _squares(
        cell - level - column + mean
        for row, level in zip(table, rows, strict=True)
        for cell, column in zip(row, columns, strict=True)
    )
    return MeanSquares(n, k, between / (n - 1), within / (n * (k - 1)), judged / (k - 1), error / ((n - 1) * (k - 1)))


def _squares(values: Iterable[float]) -> float:
    return fsum([value**2 for value in values])


def icc_1(squares: MeanSquares, confidence: float = 0.95) -> Estimate | None:
    """ICC(1,1): each target rated by other judges; None for a table without any variance."""
    n, k = squares.targets, squares.judges
    value = _ratio(squares.between - squares.within, squares.between + (k - 1) * squares.within)
    return _one_way(value, squares.between, squares.within, k, n - 1, n * (k - 1), confidence)


def icc_2(squares: MeanSquares, confidence: float = 0.95) -> Estimate | None:
    """ICC(2,1), absolute agreement: the same judges throughout, their levels count."""
    n, k = squares.targets, squares.judges
    value = _ratio(
        squares.between - squares.error,
        squares.between + (k - 1) * squares.error + k * (squares.judged - squares.error) / n,
    )
    if value is None or squares.error == 0:
        return None if value is None else Estimate(value, value, value)
    ratio = squares.judged / squares.error
    part = n * (1 + (k - 1) * value) - k * value
    above = (k - 1) * (n - 1) * (k * value * ratio + part) ** 2
    df = above / ((n - 1) * k**2 * value**2 * ratio**2 + part**2)
    level = (1 + confidence) / 2
    lower, upper = fisher_f(level, n - 1, df), fisher_f(level, df, n - 1)
    rest = k * squares.judged + (k * n - k - n) * squares.error
    return Estimate(
        value,
        # Divided by its quantile, which is infinite where the degrees of freedom vanish.
        n * (squares.between / lower - squares.error) / (rest + n * squares.between / lower),
        n * (upper * squares.between - squares.error) / (rest + n * upper * squares.between),
    )


def icc_3(squares: MeanSquares, confidence: float = 0.95) -> Estimate | None:
    """ICC(3,1), consistency: the same judges throughout, only their ups and downs count."""
    n, k = squares.targets, squares.judges
    value = _ratio(squares.between - squares.error, squares.between + (k - 1) * squares.error)
    return _one_way(value, squares.between, squares.error, k, n - 1, (n - 1) * (k - 1), confidence)


def icc_of_means(squares: MeanSquares) -> tuple[float | None, float | None, float | None]:
    """ICC(1,k), ICC(2,k), ICC(3,k): the same for the mean of all judges."""
    between, error = squares.between, squares.error
    return (
        _ratio(between - squares.within, between),
        _ratio(between - error, between + (squares.judged - error) / squares.targets),
        _ratio(between - error, between),
    )


def _ratio(above: float, below: float) -> float | None:
    return above / below if below > 1e-12 else None


def _one_way(
    value: float | None, between: float, rest: float, k: int, df1: int, df2: int, confidence: float
) -> Estimate | None:
    if value is None:
        return None
    if rest == 0:
        return Estimate(value, value, value)
    level, ratio = (1 + confidence) / 2, between / rest
    low, high = ratio / fisher_f(level, df1, df2), ratio * fisher_f(level, df2, df1)
    return Estimate(value, (low - 1) / (low + k - 1), (high - 1) / (high + k - 1))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two perspectives agree over the sessions that both rated."""

    pairs: int
    absolute: Estimate | None
    """ICC(2,1); None where the scores do not vary."""
    consistent: Estimate | None
    """ICC(3,1)."""
    difference: Estimate
    """Mean of the second minus the first, with its confidence interval."""
    limits: tuple[float, float]
    """Between these lie 95 % of the differences."""
    tracking: Estimate | None
    """The slope of the first on the second, centred: 1 follows every move; None where the second never moves."""


def agreement(
    first: Sequence[float | None], second: Sequence[float | None], least: int = LEAST_PAIRS
) -> Agreement | None:
    """Compare two series session by session; None below ``least`` common sessions.

    ``first`` is the clinician and ``second`` the client (or an observer), so that the difference is the gap used
    everywhere: client minus clinician. Sessions that one of them did not rate are left out.
    """
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    if len(pairs) < max(3, least):
        return None
    squares = mean_squares(pairs)
    differences = [b - a for a, b in pairs]
    mean, sd = fmean(differences), stdev(differences)
    half = student_t(0.975, len(pairs) - 1) * sd / sqrt(len(pairs))
    return Agreement(
        len(pairs),
        icc_2(squares) if squares else None,
        icc_3(squares) if squares else None,
        Estimate(mean, mean - half, mean + half),
        (mean - LIMITS * sd, mean + LIMITS * sd),
        slope([b for _, b in pairs], [a for a, _ in pairs]),
    )


def slope(x: Sequence[float], y: Sequence[float], least: int = 3) -> Estimate | None:
    """Least-squares slope of ``y`` on ``x`` with its 95 % confidence interval.

    None below ``least`` points, or where ``x`` does not vary.
    """
    n = len(x)
    if n < max(3, least):
        return None
    middle, level = fmean(x), fmean(y)
    spread = _squares(one - middle for one in x)
    if spread < 1e-12:
        return None
    value = fsum([(one - middle) * (other - level) for one, other in zip(x, y, strict=True)]) / spread
    left = _squares(other - level - value * (one - middle) for one, other in zip(x, y, strict=True))
    half = student_t(0.975, n - 2) * sqrt(left / (n - 2) / spread)
    return Estimate(value, value - half, value + half)
