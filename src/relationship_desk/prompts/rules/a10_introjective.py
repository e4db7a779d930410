"""A10: an introjective relational style."""

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
    return established(moment, RELATIONAL_STYLE, End.HIGH) or None


def _states(thresholds: Thresholds) -> str:
    return (
        f"Relational style at {format_value(thresholds.high)} or above (introjective), by the client, by a "
        f"measure, or twice running by the clinician, and no adaptation to it on file. {DISAGREEING} The "
        "thresholds are design choices."
    )


RULE = Rule(
    id=RuleId("A10"),
    title="Room for autonomy",
    urgency=Urgency.ROUTINE,
    icon="people",
    needs=(
        *READING,
        "adaptations.characteristic",
    ),
    evidence=EntryId("relational-style"),
    cooldown=12,
    when=_when,
    consider=lambda _: "Consider more room for exploring, and for the client’s own way.",
    meaning="Only the first edition lists this style, as promising; what to do about it is recalled and was not "
    "checked.",
    states=_states,
    options=(
        Option("Explore", "Ask more than you steer, and respect the client’s pace and standards."),
        Option(
            "Time",
            "Look at whether a short limit of time presses; perfectionism has gone with poorer short treatments.",
        ),
    ),
    goes_away="An adaptation to relational style is noted, or it is read otherwise.",
)
