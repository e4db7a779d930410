"""What rules read from the ratings of a client."""

from __future__ import annotations

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.prompts.rule import Moment


def low_rating(moment: Moment, element: ElementId, perspective: Perspective, name: str) -> tuple[Point, ...]:
    """The latest rating up to the session as a point that calls it ``name``; none where it is not low."""
    rated = moment.analysis.series_of(element, perspective).rated_until(moment.session.number)
    return tuple(
        Point(f"{name}, {perspective}", one.session, format_value(one.value))
        for one in rated[-1:]
        if one.value is not None and one.value <= moment.thresholds.low
    )
