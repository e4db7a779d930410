"""Where a client stands on the main measure of the course, at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.measure import Administration
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.prompts.rule import Moment


@dataclass(frozen=True, slots=True)
class Progress:
    """The latest administration with a total, and the one its change counts from."""

    standing: Standing
    points: tuple[Point, ...]


def known(moment: Moment, course: MeasureCourse) -> list[Standing]:
    """The administrations with a total of the session's course that were on file when it had been held."""
    day, treatment = moment.session.held_on, moment.session.course
    return [
        one
        for one in course.standings
        if one.administration.total is not None
        and one.administration.administered_on <= day
        and (treatment is None or one.course in (treatment, None))
    ]


def total_point(moment: Moment, course: MeasureCourse, one: Administration) -> Point:
    """A total as a point, at the session that had been held by then."""
    number = moment.analysis.history.session_by(one.administered_on)
    return Point(course.measure.title, number or None, format_value(one.total or 0.0).removesuffix(".0"))


def latest_of_main(moment: Moment) -> Progress | None:
    """The progress known when the session had been held; None without a main measure, or with fewer than two totals."""
    main = next((one for one in moment.analysis.measures if one.main and one.member is None), None)
    latest = known(moment, main)[-1:] if main else []
    if main is None or not latest or latest[0].change is None or latest[0].first is None:
        return None
    points = tuple(total_point(moment, main, one) for one in (latest[0].first, latest[0].administration))
    return Progress(latest[0], points)
