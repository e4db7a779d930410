"""A9: an anaclitic relational style."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import DISAGREEING, READING, End, established, is_adapted
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

RELATIONAL_STYLE = CharacteristicId("relational-style")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    if is_adapted(moment, RELATIONAL_STYLE):
        return None
    return established(moment, RELATIONAL_STYLE, End.LOW) or None


def _states(thresholds: Thresholds) -> str:
    return (
        f"Relational style at {format_value(thresholds.low)} or below (anaclitic), by the client, by a measure, or "
        f"twice running by the clinician, and no adaptation to it on file. {DISAGREEING} The thresholds are design "
        "choices."
    )


RULE = Rule(
    id=RuleId("A9"),
    title="Support and structure",
    urgency=Urgency.ROUTINE,
    icon="people",
    needs=(
        *READING,
        "adaptations.characteristic",
    ),
    evidence=EntryId("relational-style"),
    cooldown=12,
    when=_when,
    consider=lambda _: "Consider a warmer, more structured stance, and care with breaks.",
    meaning="Only the first edition lists this style, as promising; what to do about it is recalled and was not "
    "checked.",
    states=_states,
    options=(
        Option("Support", "Be explicit about warmth, structure and what comes next."),
        Option("Breaks", "Prepare breaks and endings early, and come back to them."),
    ),
    goes_away="An adaptation to relational style is noted, or it is read otherwise.",
)
