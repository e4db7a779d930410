"""A13: an insecure attachment is on file."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import READING, is_adapted, point, readings
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

ATTACHMENT = CharacteristicId("attachment")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    latest = readings(moment, ATTACHMENT)[-1:]
    if not latest or is_adapted(moment, ATTACHMENT):
        return None
    style = moment.analysis.catalogue.characteristics[ATTACHMENT].opening_of(latest[0].value)
    return (point(moment, latest[0], style.words.casefold()),) if style and style.adapts else None


def _states(_: Thresholds) -> str:
    return (
        "The latest note on attachment begins with an insecure style (anxious or preoccupied, avoidant or dismissing, "
        "fearful or disorganised, or insecure), and no adaptation to it is on file. Words further on in the note, and "
        "notes that begin otherwise, do not count."
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
