"""Which sessions are in view: the whole course, or a part of it that follows the cursor. No painting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST = 4
"""So many sessions stay in view however far one zooms in."""
_STEP = 2.0


class Axis(StrEnum):
    """How the sessions run from left to right."""

    SESSION = "session"
    """Each as far from the next."""
    WEEK = "week"
    """As far apart as their days."""
    COURSE = "course"
    """Only those of one course of treatment, that of the cursor."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The sessions from place ``first`` to place ``last``, both in view."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many sessions are in view."""
        return self.last - self.first + 1

    def zoomed(self, closer: bool, about: int, within: Extent) -> Extent:
        """Return half as many sessions, or twice as many, with ``about`` where it stood; never beyond ``within``."""
        wanted = round(self.count / _STEP) if closer else round(self.count * _STEP)
        wanted = max(min(LEAST, within.count), min(wanted, within.count))
        if (wanted < self.count) is not closer and wanted != self.count:
            return self
        share = (about - self.first) / max(1, self.count - 1)
        return sized(wanted, about - round(share * (wanted - 1)), within)

    def holding(self, place: int, within: Extent) -> Extent:
        """Return as many sessions, moved as little as it takes to have ``place`` in view."""
        first = min(max(self.first, place - self.count + 1), place)
        return sized(self.count, first, within)

    def moved(self, by: int, within: Extent) -> Extent:
        """Return as many sessions, ``by`` places farther on, as far as ``within`` goes."""
        return sized(self.count, self.first + by, within)

    def holds(self, place: int) -> bool:
        """Whether ``place`` is in view."""
        return self.first <= place <= self.last


def sized(count: int, first: int, within: Extent) -> Extent:
    """Return ``count`` sessions from ``first`` on, moved into ``within``."""
    start = max(within.first, min(first, within.last - count + 1))
    return Extent(start, min(within.last, start + count - 1))


def between(one: int, other: int, within: Extent) -> Extent:
    """Return the sessions from one place to another, in either order, but not fewer than :data:`LEAST`."""
    first, last = sorted((one, other))
    short = max(0, min(LEAST, within.count) - (last - first + 1))
    return sized(last - first + 1 + short, first - short // 2, within)
