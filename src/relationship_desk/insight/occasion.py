"""One session seen by the rating plan: what waits to be rated or filled in there, by whom."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.measure import Administration
from relationship_desk.domain.records import Rating, Session
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.rating_plan import RatingPlan

_Seat = tuple[Perspective, ClientId | None]
"""By whom and, in a group, about or by which member; None: the whole, with what any member gave."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A session that took place, with what came in before and in it."""

    plan: RatingPlan
    turn: int
    """Its place among the sessions that took place, from 1; 0 when it did not take place."""
    to_repair: bool
    before: Mapping[_Seat, Mapping[str, int]]
    """The latest turn of an answer before this session, by subject."""
    here: Mapping[_Seat, frozenset[str]]
    """What was answered in this session."""

    def asks(self, perspective: Perspective, member: ClientId | None = None) -> tuple[str, ...]:
        """What this session asks of ``perspective``, answered or not.

        What client and observers did not answer when it was due stays due; a clinician's rating belongs to its own
        session and is not asked for later.
        """
        if self.turn == 0:
            return ()
        if perspective is Perspective.CLINICIAN:
            return tuple(
                subject
                for subject in self.plan.subjects(perspective)
                if self.plan.is_due(subject, perspective, self.turn, to_repair=self.to_repair)
            )
        return self.plan.waiting(
            perspective, self.turn, self.before.get((perspective, member), {}), to_repair=self.to_repair
        )

    def due(self, perspective: Perspective, member: ClientId | None = None) -> tuple[str, ...]:
        """What this session asks of ``perspective`` and has not come in."""
        here = self.here.get((perspective, member), ())
        return tuple(subject for subject in self.asks(perspective, member) if subject not in here)

    def due_next(self, perspective: Perspective, member: ClientId | None = None) -> tuple[str, ...]:
        """What the session after this one will ask of ``perspective``."""
        seat = (perspective, member)
        answered = {**self.before.get(seat, {}), **dict.fromkeys(self.here.get(seat, ()), self.turn)}
        return self.plan.waiting(perspective, self.turn + 1, answered, to_repair=self.to_repair)


def occasion_of(
    plan: RatingPlan,
    session: Session,
    attended: Sequence[Session],
    ratings: Iterable[Rating],
    administrations: Iterable[Administration],
    *,
    to_repair: bool,
) -> Occasion:
    """What ``plan`` says of ``session``; ``attended`` are the client's sessions that took place, in order.

    Answers given later than in ``session`` do not count; a questionnaire filled in between two sessions counts to
    the one before.
    """
    turns = {one.id: turn for turn, one in enumerate(attended, start=1)}
    last = turns.get(session.id, 0)
    days = [one.held_on for one in attended]
    before: defaultdict[_Seat, dict[str, int]] = defaultdict(dict)
    here: defaultdict[_Seat, set[str]] = defaultdict(set)

    def note(perspective: Perspective, member: ClientId | None, subject: str, turn: int) -> None:
        for seat in ((perspective, one) for one in {member, None}):
            if turn == last:
                here[seat].add(subject)
            elif turn < last:
                before[seat][subject] = max(turn, before[seat].get(subject, 0))

    for rating in ratings:
        note(rating.perspective, rating.member, rating.element, turns.get(rating.session, 0))
    for one in administrations:
        note(one.perspective, one.member, one.measure, turn_of(one, turns, days))
    return Occasion(plan, last, to_repair, before, {seat: frozenset(found) for seat, found in here.items()})


def turn_of(administration: Administration, turns: Mapping[SessionId, int], days: Sequence[date]) -> int:
    """The turn to which answers to a questionnaire count: that of their session, or the one before their day.

    ``days`` are those of the turns, in order. What was filled in before the first session is the first one's value.
    """
    own = turns.get(administration.session) if administration.session else None
    return own or max(1, bisect_right(days, administration.administered_on))
