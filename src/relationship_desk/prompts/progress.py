"""Where a client stands on the main measure of the course, at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.insight.measure_courses import Standing
from relationship_desk.prompts.rule import Moment


@dataclass(frozen=True, slots=True)
class Progress:
    """The latest administration with a total, and the one its change counts from."""

    standing: Standing
    points: tuple[Point, ...]


def latest_of_main(moment: Moment) -> Progress | None:
    """The progress known when the session had been held; None without a main measure, or with fewer than two totals."""
    main = next((one for one in moment.analysis.measures if one.main and one.member is None), None)
    if main is None:
        return None
    known = [
        one
        for one in main.standings
        if one.administration.total is not None and one.administration.administered_on <= moment.session.held_on
    ]
    if not known or known[-1].change is None:
        return None
    latest, first = known[-1], known[-1].first
    history = moment.analysis.history
    return Progress(
        latest,
        tuple(
            Point(
                main.measure.title,
                history.session_by(one.administered_on) or None,
                format_value(one.total or 0.0).removesuffix(".0"),
            )
            for one in (first, latest.administration)
            if one is not None
        ),
    )
