"""A7: the client expects little, or less and less."""

from __future__ import annotations

from itertools import pairwise

from relationship_desk.domain.ids import CharacteristicId, ElementId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective, Source
from relationship_desk.insight.baseline import LEAST_DROP
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import READING, point, readings
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

EXPECTATIONS = CharacteristicId("expectations")
RATED = ElementId("positive-expectations")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    return (*_low_reading(moment), *_low_or_falling(moment)) or None


def _low_reading(moment: Moment) -> tuple[Point, ...]:
    said = [one for one in readings(moment, EXPECTATIONS) if one.source is not Source.CLINICIAN][-1:]
    return tuple(
        point(moment, one, format_value(float(one.value))) for one in said if float(one.value) <= moment.thresholds.low
    )


def _low_or_falling(moment: Moment) -> tuple[Point, ...]:
    series = moment.analysis.series_of(RATED, Perspective.CLIENT)
    latest = [one for one in series.rated if one.session <= moment.session.number][-3:]
    values = [one.value for one in latest if one.value is not None]
    if not values:
        return ()
    named = [
        Point("positive expectations, client", one.session, format_value(value))
        for one, value in zip(latest, values, strict=True)
    ]
    if values[-1] <= moment.thresholds.low:
        return tuple(named[-1:])
    falls = [before - after for before, after in pairwise(values)]
    return tuple(named) if len(falls) == 2 and min(falls) >= LEAST_DROP - 1e-9 else ()


def _states(thresholds: Thresholds) -> str:
    return (
        f"The client’s expectation at {format_value(thresholds.low)} or below, as a reading by the client or a measure "
        f"or as a rating, or ratings that fell twice running by {format_value(LEAST_DROP)} or more. The "
        "thresholds are design choices. The ratings are not validated."
    )


RULE = Rule(
    id=RuleId("A7"),
    title="Little hope",
    urgency=Urgency.RELATIONSHIP,
    icon="arrow-down",
    needs=(
        *READING,
        "ratings.score",
        "ratings.element",
        "ratings.perspective",
    ),
    evidence=EntryId("positive-expectations"),
    cooldown=6,
    when=_when,
    consider=lambda _: "Consider saying again, in the client’s words, why this work may help.",
    meaning="Clients who expect more tend to gain more; that is a correlation. A fall can also be realism after a "
    "hard week.",
    states=_states,
    options=(
        Option(
            "The rationale", "Say what the work is meant to do, in the client’s own words, and ask what sounds right."
        ),
        Option("Early gains", "Name what has moved already, and what the client did for it."),
        Option("Earlier help", "Ask what was tried before, and what was missing then."),
    ),
    goes_away="The client’s expectation is rated or read higher.",
)
