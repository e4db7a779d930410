"""The thresholds that signals and rules take, on the 0-10 scale. The values come from the settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Design choices and practice rules of this program, not published cut-offs; :attr:`impairment` alone is one."""

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


DEFAULTS = Thresholds()
