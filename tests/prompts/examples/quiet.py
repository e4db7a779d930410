"""Cases that could be alarming and are not: nothing is suggested, on purpose (N2, D2 and D3)."""

from __future__ import annotations

from tests.histories import alliance, answered
from tests.prompts.examples.example import Example

TEN = alliance([7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2, 7.0, 7.1])
LOWER = alliance([8.0, 8.4, 7.8, 8.2, 8.6, 8.0, 8.3, 7.9], [6.2, 6.6, 6.0, 6.4, 6.8, 6.2, 6.5, 6.1])
WIDER = alliance([7.0, 7.1, 6.9, 7.0, 7.0, 9.0, 9.1], [6.9, 7.0, 6.8, 6.9, 6.9, 6.9, 6.8])

EXAMPLES = (
    Example("N2", "on track: PHQ-9 from 18 to 9 by session 4", answered(TEN, "phq-9", {1: 18, 4: 9, 8: 8}), False),
    Example("D2", "the clinician 1.8 lower, and following every move", LOWER, False),
    Example("D3", "the gap widens while PHQ-9 is high", answered(WIDER, "phq-9", {1: 16, 5: 17, 7: 18}), False),
)
