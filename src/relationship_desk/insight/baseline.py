"""The own baseline of a client: the program's own rule for what counts as a drop.

The latest rated sessions before the one judged (same element and perspective, sessions inside a rupture episode left
out), 8 at the most and 4 at least unless set otherwise, give mean m and SD s (n - 1). The limit is the one-sided
prediction limit ``max(1.0, t(.99, n-1) * s * sqrt(1 + 1/n))``, where 1.0 is the smallest drop that counts; the look
level is the same with t(.95). The rule is this program's own: no published rupture criterion is claimed. Prediction
limit for one future observation: Hahn and Meeker, Statistical Intervals (1991), chapter 4.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, sqrt

from typing_extensions import override

from relationship_desk.insight.series import Series
from relationship_desk.insight.thresholds import Thresholds

LATEST = 3
"""A shift that no single session shows is judged by the mean of so many."""

# Student's t, one-sided, by degrees of freedom n - 1 for n = 3 to 12 (any printed table).
_T_99 = (6.9646, 4.5407, 3.7469, 3.3649, 3.1427, 2.9980, 2.8965, 2.8214, 2.7638, 2.7181)
_T_95 = (2.9200, 2.3534, 2.1318, 2.0150, 1.9432, 1.8946, 1.8595, 1.8331, 1.8125, 1.7959)
T_99: Mapping[int, float] = dict(enumerate(_T_99, start=2))
T_95: Mapping[int, float] = dict(enumerate(_T_95, start=2))


@dataclass(frozen=True, slots=True)
class Baseline:
    """A client's own range: which sessions form it, their mean and SD, and how far below it a drop begins."""

    sessions: tuple[int, ...]
    mean: float
    sd: float
    limit: float
    """A score this far below the mean, or farther, is a drop at signal level."""
    look: float
    """A score this far below the mean is worth a look."""

    @property
    def floor(self) -> float:
        """The lower edge of the band: the mean less the limit, not below 0."""
        return max(0.0, self.mean - self.limit)


def baseline_from(rated: Sequence[tuple[int, float]], thresholds: Thresholds) -> Baseline | None:
    """Form the baseline from (session, score) pairs in order, or None where there are too few."""
    window = rated[-thresholds.baseline_window :]
    n = len(window)
    if n < thresholds.baseline_least:
        return None
    sessions, values = zip(*window, strict=True)
    mean = fsum(values) / n
    sd = sqrt(fsum([(value - mean) ** 2 for value in values]) / (n - 1))
    spread = sd * sqrt(1 + 1 / n)
    return Baseline(
        sessions=sessions,
        mean=mean,
        sd=sd,
        limit=max(thresholds.least_drop, T_99[n - 1] * spread),
        look=max(thresholds.least_drop, T_95[n - 1] * spread),
    )


DROP_SIGNAL = "signal"
DROP_LOOK = "look"


def drop(baseline: Baseline, value: float) -> str | None:
    """How far ``value`` lies below the baseline: ``signal``, ``look`` or None.

    Compared in thousandths, so that a drop of exactly the limit counts whatever the last binary digit says.
    """
    below = round(baseline.mean - value, 3)
    if below >= round(baseline.limit, 3):
        return DROP_SIGNAL
    return DROP_LOOK if below >= round(baseline.look, 3) else None


@dataclass(frozen=True, slots=True)
class Drop:
    """A score below the own baseline."""

    session: int
    value: float
    baseline: Baseline
    level: str
    """:data:`DROP_SIGNAL` or :data:`DROP_LOOK`."""


class Baselines(Mapping[int, Baseline]):
    """The baseline each attended session is judged by, by session number; sessions without one are absent.

    ``left_out`` holds the sessions inside rupture episodes. A baseline is formed when it is asked for: most scores are
    no drop whatever their spread, and few others are looked at.
    """

    def __init__(self, series: Series, thresholds: Thresholds, left_out: Collection[int] = ()) -> None:
        self._series = series
        self._thresholds = thresholds
        self._rated: list[tuple[int, float]] = []
        self._before: dict[int, int] = {}
        """How many of these had come before each session, where they are enough."""
        self._formed: dict[int, Baseline] = {}
        for point in series.points:
            if len(self._rated) >= thresholds.baseline_least:
                self._before[point.session] = len(self._rated)
            if point.value is not None and point.session not in left_out:
                self._rated.append((point.session, point.value))

    @override
    def __getitem__(self, session: int) -> Baseline:
        if session not in self._formed:
            end = self._before[session]
            baseline = baseline_from(self._rated[self._first(end) : end], self._thresholds)
            if baseline is None:
                raise KeyError(session)
            self._formed[session] = baseline
        return self._formed[session]

    @override
    def __iter__(self) -> Iterator[int]:
        return iter(self._before)

    @override
    def __len__(self) -> int:
        return len(self._before)

    def drops(self) -> Iterator[Drop]:
        """Every score of the series that lies below its baseline, in order."""
        sums = list(accumulate((value for _, value in self._rated), initial=0.0))
        # Sums are near enough to see, a hundredth off, that a score is no drop whatever the spread.
        least = self._thresholds.least_drop - 0.01
        for point in self._series.rated:
            end = self._before.get(point.session)
            if point.value is None or end is None:
                continue
            start = self._first(end)
            if (sums[end] - sums[start]) / (end - start) - point.value < least:
                continue
            baseline = self[point.session]
            if level := drop(baseline, point.value):
                yield Drop(point.session, point.value, baseline, level)

    def _first(self, end: int) -> int:
        return max(0, end - self._thresholds.baseline_window)


def limit_of_mean(baseline: Baseline, latest: int, thresholds: Thresholds) -> float:
    """How far the mean of the ``latest`` sessions has to lie from the baseline's: the prediction limit for a mean.

    ``max(1.0, t(.99, n-1) * s * sqrt(1/latest + 1/n))``, by Hahn and Meeker as above.
    """
    n = len(baseline.sessions)
    return max(thresholds.least_drop, T_99[n - 1] * baseline.sd * sqrt(1 / latest + 1 / n))


def reaches(distance: float, limit: float) -> bool:
    """Whether ``distance`` is ``limit`` or more, whatever their last binary digits say."""
    return distance >= limit - 1e-6


def is_back(baseline: Baseline, value: float) -> bool:
    """Whether ``value`` lies within half the limit of the baseline's mean, or above it; compared as in :func:`drop`."""
    return round(baseline.mean - value, 3) <= round(baseline.limit / 2, 3)
