"""The thresholds that signals and rules take, on the 0-10 scale. The values come from the settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Design choices of this program, not published cut-offs."""

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


DEFAULTS = Thresholds()
