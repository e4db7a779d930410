"""Whether the client's ratings come in when the rating plan asks for them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.rating_plan import RatingPlan
from relationship_desk.insight.series import SeriesSet


@dataclass(frozen=True, slots=True)
class Feedback:
    """In which sessions the client was to rate, and in which the client did."""

    due: frozenset[int]
    answered: frozenset[int]

    def is_missed_since(self, session: int) -> bool:
        """Whether nothing came in after ``session``, in which the client was last to rate."""
        return all(one <= session for one in self.due | self.answered)


def feedback_of(history: History, series: SeriesSet, plan: RatingPlan, inside: Container[int]) -> Feedback:
    """When the client was to rate by ``plan``, and did. ``inside`` are the sessions with something to repair."""
    by_client = [one for (_, perspective), one in series.items() if perspective is Perspective.CLIENT]
    elements = [one for one in plan.subjects(Perspective.CLIENT) if one in plan.raters]
    return Feedback(
        frozenset(
            session.number
            for turn, session in enumerate(history.attended, start=1)
            if any(plan.is_due(one, Perspective.CLIENT, turn, to_repair=session.number in inside) for one in elements)
        ),
        frozenset(
            point.session
            for one in by_client
            for point in one.points
            if point.value is not None or point.missing is not None
        ),
    )


def no_client_feedback(history: History, feedback: Feedback) -> Iterator[Finding]:
    """Two due occasions of the rating plan missed in a row; any answer, also a refusal, begins anew."""
    missed: list[int] = []
    since = 0
    for session in history.attended:
        if session.number in feedback.answered:
            missed, since = [], 0
            continue
        since += 1
        if session.number not in feedback.due:
            continue
        missed = [*missed, session.number]
        if len(missed) >= 2:
            often = "" if len(missed) == since else f", due in {len(missed)} of them"
            yield Finding(
                f.NO_CLIENT_FEEDBACK,
                "",
                Perspective.CLIENT,
                session.number,
                f.SIGNAL,
                f"No client ratings for {since} sessions{often}.",
                tuple(Point("client ratings", number, "none") for number in missed[-2:]),
            )
