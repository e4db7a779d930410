"""A13: an insecure attachment is on file."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import READING, is_adapted, point, readings
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

ATTACHMENT = CharacteristicId("attachment")
INSECURE = ("insecure", "anxious", "avoidant", "preoccupied", "dismissing", "fearful", "disorgani")
"""Words by which an insecure attachment is usually noted."""


def _when(moment: Moment) -> tuple[Point, ...] | None:
    latest = readings(moment, ATTACHMENT)[-1:]
    if not latest or is_adapted(moment, ATTACHMENT):
        return None
    said = latest[0].value.casefold()
    return (point(moment, latest[0], "insecure"),) if any(word in said for word in INSECURE) else None


def _states(_: Thresholds) -> str:
    return (
        f"The latest note on attachment holds a word for an insecure one ({', '.join(INSECURE[:-1])} and "
        "the like), and "
        "no adaptation to it is on file."
    )


RULE = Rule(
    id=RuleId("A13"),
    title="Insecure attachment",
    urgency=Urgency.ROUTINE,
    icon="link",
    needs=(
        *READING,
        "adaptations.characteristic",
    ),
    evidence=EntryId("attachment"),
    cooldown=12,
    when=_when,
    consider=lambda _: "Consider whether an interpersonal focus would suit.",
    meaning="The research is insufficient: secure clients do better, which tests no adaptation. Under the first "
    "edition nothing is suggested from attachment.",
    states=_states,
    options=(
        Option("Interpersonal", "Look at how closeness and distance show between the two of you."),
        Option("Leave it", "Nothing speaks against going on as now."),
    ),
    goes_away="An adaptation to attachment is noted, or the note is changed.",
)
