"""What a signal says when it holds: one finding, dated by the session, with the points it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import Perspective

BASELINE_DROP = "baseline-drop"
RUPTURE = "rupture"
REPAIR = "repair"
GAP_REVERSED = "gap-reversed"
NO_CLIENT_FEEDBACK = "no-client-feedback"
SLOW_DECLINE = "slow-decline"
GAP_WIDENING = "gap-widening"
CEILING = "ceiling"
COHESION_FALL = "cohesion-fall"
SPLIT_ALLIANCE = "split-alliance"

RELIABLE_CHANGE = "reliable-change"
CLINICAL_CHANGE = "clinical-change"
SUDDEN_GAIN = "sudden-gain"
SUDDEN_LOSS = "sudden-loss"
NO_RESPONSE = "no-response"
EARLY_RESPONSE = "early-response"
GOALS_UNREVIEWED = "goals-unreviewed"
HOMEWORK_NOT_DONE = "homework-not-done"
RISK = "risk"
NOT_SEEN = "not-seen"
"""Computed against the day it is asked on, and so the one finding that is never stored."""

SIGNAL = "signal"
LOOK = "look"
POSSIBLE = "possible"
CONFIRMED = "confirmed"
BACK = "back in own range"
NOT_ENOUGH = "not enough sessions"


@dataclass(frozen=True, slots=True)
class Finding:
    """One signal that held in one session."""

    signal: str
    subject: str
    """The element's id; empty where a signal is about the client as a whole."""
    perspective: Perspective | None
    session: int
    """Its number; 0 for what lies before the first one."""
    strength: str
    """One of the words above, or the outcome of a change (``improved``, ``recovered``, ``unchanged`` ...)."""
    detail: str
    """One sentence that explains the finding, with its numbers."""
    points: tuple[Point, ...]
    current: bool = False
    """Whether it still holds after the latest session."""
