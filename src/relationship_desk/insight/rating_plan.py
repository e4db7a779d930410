"""Which elements are due in a session, from whom: the default plan."""

from __future__ import annotations

from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS, RUPTURE_REPAIR, ElementId
from relationship_desk.domain.vocabulary import Perspective

EMPATHY = ElementId("empathy")
EVERYTHING_EVERY = 4
"""In every fourth session the clinician rates all elements that apply."""


def is_due(element: ElementId, perspective: Perspective, session: int, *, rupture_open: bool) -> bool:
    """Whether ``element`` is due from ``perspective`` in session number ``session``.

    Clinician and client: alliance, empathy and goal consensus each session, and rupture repair while there is
    something to repair; the clinician also everything in every fourth session. An observer is never due.
    """
    if perspective is Perspective.OBSERVER:
        return False
    if element == RUPTURE_REPAIR:
        return rupture_open
    if perspective is Perspective.CLINICIAN and session % EVERYTHING_EVERY == 0:
        return True
    return element in (ALLIANCE, EMPATHY, GOAL_CONSENSUS)
