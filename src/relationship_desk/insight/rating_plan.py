"""Which elements and measures are due in a session, from whom: the usual plan, and where a client's own differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.client_voice import PlannedRating
from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS, RUPTURE_REPAIR, ElementId
from relationship_desk.domain.vocabulary import ClientKind, Perspective

EMPATHY = ElementId("empathy")
NEVER = 0
EVERYTHING_EVERY = 4
"""In every fourth session the clinician rates all elements that apply."""
OBSERVED_EVERY = 8
"""An observer who has rated at all rates again in every eighth session."""
LONGEST = 24
"""A plan asks at least so often, counted in attended sessions, or never."""
_EACH_SESSION = (ALLIANCE, EMPATHY, GOAL_CONSENSUS)


@dataclass(frozen=True, slots=True)
class RatingPlan:
    """How often each subject, an element or a measure, is due from each perspective.

    A *turn* is the place of a session among those that took place, counted from 1: a missed appointment asks nothing.
    """

    raters: Mapping[str, frozenset[Perspective]]
    """Who can rate each element that applies to this client."""
    usual: frozenset[str]
    """The elements that the usual plan speaks of."""
    own: Mapping[tuple[str, Perspective], int]
    """Where the plan differs from the usual one."""
    observed: bool
    """Whether an observer has ever rated."""

    def subjects(self, perspective: Perspective) -> tuple[str, ...]:
        """What ``perspective`` can be asked about by this plan: elements first, then measures."""
        planned = {subject for subject, by in self.own if by is perspective}
        elements = [
            one for one, by in self.raters.items() if perspective in by and (one in self.usual or one in planned)
        ]
        return (*elements, *sorted(planned - set(self.raters)))

    def every(self, subject: str, perspective: Perspective) -> int | None:
        """In every so many turns, :data:`NEVER`, or None: in each as long as something is to repair."""
        own = self.own.get((subject, perspective))
        return self.usually(subject, perspective) if own is None else own

    def usually(self, subject: str, perspective: Perspective) -> int | None:
        """What :meth:`every` is without the client's own plan.

        Clinician and client: alliance, empathy and goal consensus in each, rupture repair while something is to
        repair; the clinician also all others in every fourth. An observer: all in every eighth, once one has rated.
        """
        if subject not in self.usual or perspective not in self.raters.get(subject, ()):
            return NEVER
        if perspective is Perspective.OBSERVER:
            return OBSERVED_EVERY if self.observed else NEVER
        if subject == RUPTURE_REPAIR:
            return None
        if subject in _EACH_SESSION:
            return 1
        return EVERYTHING_EVERY if perspective is Perspective.CLINICIAN else NEVER

    def last_due(self, subject: str, perspective: Perspective, turn: int, *, to_repair: bool) -> int | None:
        """The last turn up to ``turn`` in which ``subject`` was due, if there is one.

        A measure is due in the first turn and then in every so many: change is counted from its first value.
        """
        every = self.every(subject, perspective)
        if every is None:
            return turn if to_repair else None
        if every == NEVER or turn < 1:
            return None
        first = every if subject in self.raters else 1
        return None if turn < first else turn - (turn - first) % every

    def is_due(self, subject: str, perspective: Perspective, turn: int, *, to_repair: bool) -> bool:
        """Whether ``subject`` is due from ``perspective`` in ``turn`` itself."""
        return self.last_due(subject, perspective, turn, to_repair=to_repair) == turn

    def waiting(
        self, perspective: Perspective, turn: int, answered: Mapping[str, int], *, to_repair: bool
    ) -> tuple[str, ...]:
        """What has been due up to ``turn`` and was not answered in that turn or since.

        ``answered`` holds the latest turn of an answer by subject; a reason why there is no score is an answer.
        """
        return tuple(
            subject
            for subject in self.subjects(perspective)
            for due in [self.last_due(subject, perspective, turn, to_repair=to_repair)]
            if due is not None and answered.get(subject, 0) < due
        )


def plan_for(kind: ClientKind, planned: Iterable[PlannedRating], catalogue: Catalogue, *, observed: bool) -> RatingPlan:
    """The plan of a client of ``kind`` whose own plan is ``planned``."""
    applying = [one for one in catalogue.elements.values() if not one.groups_only or kind is ClientKind.GROUP]
    return RatingPlan(
        {one.id: one.raters for one in applying},
        frozenset(one.id for one in applying if one.eleven),
        {(one.subject, one.perspective): one.every for one in planned},
        observed,
    )
