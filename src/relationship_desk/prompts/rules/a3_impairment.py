"""A3: high functional impairment, as a whole or in areas of life."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.impairment import AREAS, IMPAIRMENT, high_impairment
from relationship_desk.prompts.readings import DISAGREEING, READING, is_adapted
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    return None if is_adapted(moment, IMPAIRMENT) else high_impairment(moment)


def _states(thresholds: Thresholds) -> str:
    high, low = format_value(thresholds.high), format_value(thresholds.low)
    return (
        f"Functional impairment as a whole at {high} or above, by the client, by a measure, or twice running by the "
        f"clinician; or a WSAS total above {format_value(thresholds.impairment)}; or {AREAS} or more areas of life "
        f"last read at {high} or above; or one such area, and social support last read at {low} "
        f"or below; and no adaptation to it on file. {DISAGREEING} The thresholds, the number of areas and how they "
        "count with social support are design choices."
    )


RULE = Rule(
    id=RuleId("A3"),
    title="High impairment",
    urgency=Urgency.ROUTINE,
    icon="pulse",
    needs=(
        *READING,
        "profile.concern",
        "measures.measure",
        "measures.total",
        "measures.administered_on",
        "adaptations.characteristic",
    ),
    evidence=EntryId("functional-impairment"),
    cooldown=12,
    when=_when,
    consider=lambda _: "Consider longer or more frequent work, and wider support.",
    meaning="With several areas of life at a standstill more treatment tends to be needed. Only the first edition "
    "lists this; the later ones do not take it up.",
    states=_states,
    options=(
        Option("More of it", "Meet more often or for longer, and say for how long that is meant."),
        Option(
            "More than the two of you",
            "Ask who else could support the client; think of couple, family, social or medical help.",
        ),
    ),
    goes_away="An adaptation to functional impairment is noted, or the impairment is read lower.",
)
