"""A7: the client expects little, or less and less."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from relationship_desk.domain.ids import CharacteristicId, ElementId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective, Source
from relationship_desk.insight.baseline import reaches
from relationship_desk.insight.series import SeriesPoint
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import READING, point, readings
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

EXPECTATIONS = CharacteristicId("expectations")
RATED = ElementId("positive-expectations")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    said = [one for one in readings(moment, EXPECTATIONS) if one.source is not Source.CLINICIAN][-1:]
    rated = moment.analysis.series_of(RATED, Perspective.CLIENT).rated_until(moment.session.number)
    newest = max([one.assessed_on for one in said] + [one.held_on for one in rated[-1:]], default=None)
    low = tuple(
        point(moment, one, format_value(float(one.value)))
        for one in said
        if one.assessed_on == newest and float(one.value) <= moment.thresholds.low
    )
    latest = rated[-3:] if rated and rated[-1].held_on == newest else ()
    return (*low, *_low_or_falling(moment, latest)) or None


def _low_or_falling(moment: Moment, latest: Sequence[SeriesPoint]) -> tuple[Point, ...]:
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
    return tuple(named) if len(falls) == 2 and reaches(min(falls), moment.thresholds.least_drop) else ()


def _states(thresholds: Thresholds) -> str:
    low, drop = format_value(thresholds.low), format_value(thresholds.least_drop)
    return (
        f"The client’s expectation at {low} or below, as a reading by the client or a measure or as a rating, "
        f"whichever is newer, or ratings that fell twice running by {drop} or more. The thresholds are design choices. "
        "The ratings are not validated."
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
    evidence=EntryId("expectations"),
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
