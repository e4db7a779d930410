"""What a published number is checked by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SUDDENGAINS = "R package suddengains, its own tests"


class Seen(StrEnum):
    """How far a published number can be relied on."""

    VERIFIED = "verified"
    """Seen in the source named."""
    RECALLED = "recalled"
    """Known, but not checked against the source."""
    OWN = "own"
    """Nothing is published: reckoned from the formula beforehand, kept so that a change would be seen."""


@dataclass(frozen=True)
class Check:
    """One published result, and how the program comes to its own."""

    part: str
    name: str
    formula: str
    source: str
    seen: Seen
    given: str
    published: tuple[str, ...]
    """As printed; empty where the result is that there is none."""
    compute: Callable[[], Sequence[float | None]]
    stated_tolerance: float | None = None

    @property
    def expected(self) -> tuple[float, ...]:
        """The published values as numbers."""
        return tuple(float(one) for one in self.published)

    @property
    def tolerance(self) -> float:
        """How far off is still the same: half a unit of the last printed digit, unless the source states another."""
        if self.stated_tolerance is not None:
            return self.stated_tolerance
        return 0.5 * 10.0**-self.decimals if self.decimals else 0.0

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return max((len(one.partition(".")[2]) for one in self.published), default=0)

    def computed(self) -> tuple[float, ...]:
        """What the program comes to; a statistic it does not give shows as not a number."""
        return tuple(float("nan") if one is None else one for one in self.compute())


def given(found: Any) -> Any:
    """``found``, which is known to be there: the inputs are full."""
    if found is None:
        raise AssertionError("A statistic of full data is missing.")
    return found
