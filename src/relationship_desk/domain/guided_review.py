"""The review of a client who is not on track, taken in one order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

from relationship_desk.domain.ids import ClientId

GuidedReviewId = NewType("GuidedReviewId", int)


@dataclass(frozen=True, slots=True)
class GuidedReview:
    """What the clinician found in each of the five domains, in the order they were gone through, and what follows."""

    id: GuidedReviewId
    uid: str
    client: ClientId
    session: int
    """The number of the session after which it was done."""
    reviewed_on: date
    alliance: str
    motivation: str
    support: str
    """Social support."""
    life_events: str
    method: str
    """Method, medication, diagnosis: looked at last."""
    decided: str
