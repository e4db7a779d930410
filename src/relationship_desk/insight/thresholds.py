"""The thresholds that signals and rules take, on the 0-10 scale. The values come from the settings."""

from __future__ import annotations

from dataclasses import dataclass, fields

from relationship_desk.domain.score import format_value


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Design choices and practice rules of this program; :attr:`impairment` alone is a published cut-off, recalled."""

    high: float = 7.0
    """From here on a rating or reading is high."""
    low: float = 3.0
    """Up to here it is low."""
    gap: float = 1.5
    """More than this between clinician and client is a gap."""
    review_after: int = 6
    """An open goal is due for review after so many attended sessions."""
    goals_by: int = 3
    """By this attended session a goal is expected."""
    no_response_by: int = 8
    """Without reliable improvement on the main measure by this session of the course there is no response."""
    early_response_by: int = 4
    """Reliable improvement by this session of the course is an early one."""
    not_seen_days: int = 30
    """An active client without an attended session for so many days has not been seen lately."""
    homework_missed: int = 2
    """Homework set and not done so many times running is worth a word."""
    impairment: float = 20.0
    """A total of the WSAS above this is high functional impairment."""
    repair_within: int = 3
    """A rupture that still stands open after so many attended sessions goes to supervision."""
    baseline_window: int = 8
    """An own baseline is formed from so many rated sessions at the most, never fewer than :attr:`baseline_least`."""
    baseline_least: int = 4
    """With fewer rated sessions there is no own baseline."""
    least_drop: float = 1.0
    """A drop of less than this is never called one."""
    ceiling: float = 9.5
    """Alliances of this and above stand at the top of the scale."""
    ceiling_run: int = 6
    """So many of the latest alliances at the top, or all the same, stand still."""
    split: float = 3.0
    """From here on highest minus lowest member's alliance is far apart."""
    cohesion_members: int = 3
    """The mean of fewer members does not stand for a group."""
    feedback_missed: int = 2
    """The client has not been heard after so many due occasions in a row without an answer."""
    reactions: int = 2
    """Own reactions noted in so many of the last three sessions are worth a look."""


DEFAULTS = Thresholds()


def said_thresholds(thresholds: Thresholds) -> dict[str, str]:
    """Each threshold by its name, written out: scores and totals with one decimal, counts without."""
    found = ((one.name, getattr(thresholds, one.name)) for one in fields(thresholds))
    return {name: format_value(value) if isinstance(value, float) else str(value) for name, value in found}
