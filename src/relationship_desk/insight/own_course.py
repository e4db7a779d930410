"""One element from one perspective by itself: how often rated, how far it moves, where it is going, what follows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, stdev

from relationship_desk.domain.ids import ClientId, ElementId
from relationship_desk.domain.measure import Direction
from relationship_desk.domain.vocabulary import Missing, Perspective
from relationship_desk.insight.agreement import Estimate
from relationship_desk.insight.measure_courses import MeasureCourse
from relationship_desk.insight.series import Series
from relationship_desk.insight.signals import Analysis
from relationship_desk.insight.variation import Gaps, Lagged, Parts, gaps, lag_one, parts, trend

LEAST_MEMBERS = 3
"""The variation of fewer members is not parted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may follow a session: the totals of the main measure, by session number."""

    title: str
    lower_is_better: bool
    totals: Mapping[int, float]


@dataclass(frozen=True)
class OwnCourse:
    """What one perspective's ratings of one element say without the others."""

    perspective: Perspective
    gaps: Gaps
    missing: Mapping[Missing, int]
    """How often which reason was given for no score."""
    mean: float | None
    spread: float | None
    """SD (n - 1) around the own mean, in points; None below two scores."""
    trend: Estimate | None
    """Points a session; None below 4 scores."""
    lagged: Lagged | None
    """With the outcome one session later; None below 8 pairs, or where one of them does not move off its trend."""
    pairs: int
    """So many scores have a total of the outcome in the session after."""


def own_course(
    analysis: Analysis, element: ElementId, perspective: Perspective, outcome: Outcome | None = None
) -> OwnCourse:
    """Read ``perspective``'s ratings of ``element`` over the attended sessions."""
    points = analysis.series_of(element, perspective).points
    values = [point.value for point in points]
    rated = [(point.session, point.value) for point in points if point.value is not None]
    scores = [score for _, score in rated]
    totals = [outcome.totals.get(point.session) if outcome else None for point in points]
    return OwnCourse(
        perspective,
        gaps(values),
        Counter(point.missing for point in points if point.missing is not None),
        fmean(scores) if scores else None,
        stdev(scores) if len(scores) > 1 else None,
        trend([session for session, _ in rated], scores),
        lag_one(values, totals),
        sum(one is not None and after is not None for one, after in zip(values, totals[1:], strict=False)),
    )


def outcome_of(courses: Iterable[MeasureCourse], member: ClientId | None) -> Outcome | None:
    """The main measure as the client, or as ``member`` of a couple, family or group, answered it."""
    for course in courses:
        if course.main and course.member == member and course.perspective is Perspective.CLIENT:
            totals = {
                one.session: one.administration.total
                for one in course.standings
                if one.session is not None and one.administration.total is not None
            }
            return Outcome(course.measure.title, course.measure.direction is Direction.LOWER, totals)
    return None


def parted(members: Iterable[Series]) -> tuple[Parts, int] | None:
    """The variation of the members' own ratings, between and within them, and how many members it is of.

    None with fewer than :data:`LEAST_MEMBERS` who rated twice.
    """
    scores = [[point.value for point in one.rated if point.value is not None] for one in members]
    often = [one for one in scores if len(one) > 1]
    found = parts(often) if len(often) >= LEAST_MEMBERS else None
    return (found, len(often)) if found else None
