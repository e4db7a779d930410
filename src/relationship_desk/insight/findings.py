"""What a signal says when it holds: one finding, dated by the session, with the points it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import Perspective

BASELINE_DROP = "baseline-drop"
RUPTURE = "rupture"
GAP_REVERSED = "gap-reversed"
NO_CLIENT_FEEDBACK = "no-client-feedback"
SLOW_DECLINE = "slow-decline"
GAP_WIDENING = "gap-widening"
CEILING = "ceiling"
COHESION_FALL = "cohesion-fall"
SPLIT_ALLIANCE = "split-alliance"

SIGNAL = "signal"
LOOK = "look"
POSSIBLE = "possible"
CONFIRMED = "confirmed"
NOT_ENOUGH = "not enough sessions"


@dataclass(frozen=True, slots=True)
class Finding:
    """One signal that held in one session."""

    signal: str
    subject: str
    """The element's id; empty where a signal is about the client as a whole."""
    perspective: Perspective | None
    session: int
    strength: str
    detail: str
    """One sentence that explains the finding, with its numbers."""
    points: tuple[Point, ...]
    current: bool = False
    """Whether it still holds after the latest session."""
