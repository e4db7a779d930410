"""The totals of one questionnaire along the sessions of a trend, as plain data."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

NO_CHANGE = "No reliable change"
"""The words for a band."""
_EDGE = 0.45
"""How far, in sessions, a total may stand outside the first and the last one."""


@dataclass(frozen=True, slots=True)
class Total:
    """One administration, at its place among the sessions."""

    place: float
    """That of its session; between two sessions, by its day, where it belongs to none."""
    day: date
    value: float | None
    words: str
    """What is read out for it, such as ``PHQ-9 14, down 3, no reliable change``."""


@dataclass(frozen=True, slots=True)
class ChangeBand:
    """The range around the first total of a course in which a change is not reliable, and as far as it counts."""

    place_from: float
    place_to: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MeasureTrack:
    """The totals of one measure with what they are read against."""

    title: str
    low: float
    high: float
    better: str
    """Which end is better, in words."""
    totals: tuple[Total, ...]
    """In order of their places."""
    cutoff: float | None = None
    bands: tuple[ChangeBand, ...] = ()

    @property
    def newest(self) -> Total | None:
        """The newest total that could be given."""
        return next((one for one in reversed(self.totals) if one.value is not None), None)

    @property
    def end_words(self) -> tuple[str, ...]:
        """What stands at the right of the totals, the most important first."""
        newest = self.newest
        value = "" if newest is None or newest.value is None else f" {newest.value:g}"
        cutoff = () if self.cutoff is None else (f"Cut-off {self.cutoff:.4g}",)
        return (f"{self.title}{value}", *cutoff, self.better, *((NO_CHANGE,) if self.bands else ()))

    def between(self, first: int, last: int) -> MeasureTrack:
        """Return the part that lies between two places, with its places counted from ``first``."""
        kept = (one for one in self.totals if first - 0.5 < one.place < last + 0.5)
        seen = (one for one in self.bands if one.place_to > first - 0.5 and one.place_from < last + 0.5)
        return replace(
            self,
            totals=tuple(replace(one, place=one.place - first) for one in kept),
            bands=tuple(
                replace(
                    one,
                    place_from=max(one.place_from, first - 0.5) - first,
                    place_to=min(one.place_to, last + 0.5) - first,
                )
                for one in seen
            ),
        )

    def words_at(self, place: int) -> list[str]:
        """Return what is read out at ``place``: the totals of its session, and of the days until the next one."""
        return [one.words for one in self.totals if place <= one.place < place + 1 or (place == 0 and one.place < 0)]


def place_of_day(day: date, held_on: Sequence[date]) -> float:
    """Return the place of ``day`` among sessions held on rising days: between two of them by its distance.

    >>> days = [date(2026, 3, 2), date(2026, 3, 12)]
    >>> place_of_day(date(2026, 3, 7), days), place_of_day(date(2026, 4, 1), days)
    (0.5, 1.45)
    """
    after = bisect_right(held_on, day)
    if after == 0:
        return -_EDGE
    if after == len(held_on):
        return after - 1 + (_EDGE if day > held_on[-1] else 0.0)
    before, following = held_on[after - 1], held_on[after]
    return after - 1 + min((day - before).days / max(1, (following - before).days), 0.99)
