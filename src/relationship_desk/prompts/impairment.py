"""How far everyday functioning is reduced, by readings and by the WSAS."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId
from relationship_desk.domain.measure import Administration, MeasureId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.insight import reliable_change
from relationship_desk.prompts.readings import established
from relationship_desk.prompts.rule import Moment

IMPAIRMENT = CharacteristicId("functional-impairment")
WSAS = MeasureId("wsas")


def high_impairment(moment: Moment) -> tuple[Point, ...] | None:
    """The points that show high impairment; None where nothing does."""
    points = established(moment, IMPAIRMENT, lambda value: value >= moment.thresholds.high)
    latest = _latest_wsas(moment)
    if latest is not None and latest.total is not None and latest.total > moment.thresholds.impairment:
        points = (*points, _point(moment, latest))
    return points or None


def low_impairment(moment: Moment) -> tuple[Point, ...] | None:
    """The points that show low impairment; None where nothing does, or where something speaks against it."""
    points = established(moment, IMPAIRMENT, lambda value: value <= moment.thresholds.low)
    latest = _latest_wsas(moment)
    if latest is not None and latest.total is not None:
        if not reliable_change.is_functional(moment.analysis.history.measure(latest), latest.total):
            return None
        points = (*points, _point(moment, latest))
    return points or None


def _latest_wsas(moment: Moment) -> Administration | None:
    known = [
        one
        for one in moment.analysis.history.administrations
        if one.measure == WSAS
        and one.total is not None
        and one.member is None
        and one.administered_on <= moment.session.held_on
    ]
    return max(known, key=lambda one: (one.administered_on, one.id), default=None)


def _point(moment: Moment, one: Administration) -> Point:
    number = moment.analysis.history.session_by(one.administered_on)
    return Point("WSAS", number or None, format_value(one.total or 0.0).removesuffix(".0"))
