"""How far apart the members of a couple, family or group stand, in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.domain.score import format_value
from relationship_desk.insight.members import SPLIT_WITHIN
from relationship_desk.services.grouping import Alliances


def split_words(alliances: Alliances) -> str:
    """Return how far apart the members stood in the latest sessions that say so."""
    last = alliances.splits[-SPLIT_WITHIN:]
    if not last:
        return "The alliance has not been rated by two members in one session yet."
    points = ", ".join(format_value(split.points) for split in last)
    return f"Highest minus lowest alliance: {points} in {_sessions([split.session for split in last])}."


def _sessions(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"session {numbers[0]}"
    return f"sessions {', '.join(str(number) for number in numbers[:-1])} and {numbers[-1]}"
