"""Whether the client's ratings and questionnaires come in when the rating plan asks for them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.occasion import turn_of
from relationship_desk.insight.rating_plan import NEVER, RatingPlan
from relationship_desk.insight.series import SeriesSet
from relationship_desk.insight.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Feedback:
    """In which sessions the client was to answer, and in which the client did."""

    due: frozenset[int]
    answered: frozenset[int]


def feedback_of(history: History, series: SeriesSet, plan: RatingPlan, inside: Container[int]) -> Feedback:
    """When the client was to answer by ``plan``, and did. ``inside`` are the sessions with something to repair.

    Any rating is an answer; of questionnaires those are that the plan names.
    """
    subjects = plan.subjects(Perspective.CLIENT)
    return Feedback(
        frozenset(
            session.number
            for turn, session in enumerate(history.attended, start=1)
            if any(plan.is_due(one, Perspective.CLIENT, turn, to_repair=session.number in inside) for one in subjects)
        ),
        frozenset((*_rated(series), *_filled_in(history, plan))),
    )


def _rated(series: SeriesSet) -> Iterator[int]:
    """The sessions that the client has rated in any way."""
    for (_, perspective), one in series.items():
        if perspective is Perspective.CLIENT:
            yield from (point.session for point in one.points if point.value is not None or point.missing is not None)


def _filled_in(history: History, plan: RatingPlan) -> Iterator[int]:
    """The sessions to which a questionnaire of the plan came in."""
    attended = history.attended
    turns = {session.id: turn for turn, session in enumerate(attended, start=1)}
    days = [session.held_on for session in attended]
    for one in history.administrations if attended else ():
        if one.perspective is Perspective.CLIENT and plan.every(one.measure, Perspective.CLIENT) != NEVER:
            yield attended[turn_of(one, turns, days) - 1].number


def no_client_feedback(history: History, feedback: Feedback, thresholds: Thresholds) -> Iterator[Finding]:
    """Each session after which so many due occasions of the rating plan in a row, or more, stand missed.

    Any answer, also a refusal, begins anew.
    """
    missed: list[int] = []
    since = 0
    for session in history.attended:
        if session.number in feedback.answered:
            missed, since = [], 0
            continue
        since += 1
        if session.number in feedback.due:
            missed = [*missed, session.number]
        if len(missed) >= thresholds.feedback_missed:
            often = "" if len(missed) == since else f", due in {len(missed)} of them"
            yield Finding(
                f.NO_CLIENT_FEEDBACK,
                "",
                Perspective.CLIENT,
                session.number,
                f.SIGNAL,
                f"No client ratings for {since} sessions{often}.",
                tuple(Point("client ratings", number, "none") for number in missed[-thresholds.feedback_missed :]),
                current=session is history.attended[-1],
            )
