"""A12: culture or faith is on file, and nothing was adapted to it."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import READING, is_adapted, point, readings
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

CULTURE, FAITH = CharacteristicId("ethnicity"), CharacteristicId("religion")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    return (
        tuple(
            point(moment, latest, "on file")
            for characteristic in (CULTURE, FAITH)
            if not is_adapted(moment, characteristic)
            for latest in readings(moment, characteristic)[-1:]
        )
        or None
    )


def _states(_: Thresholds) -> str:
    return "Culture or faith noted in the profile, and no adaptation to it on file."


RULE = Rule(
    id=RuleId("A12"),
    title="Culture and faith",
    urgency=Urgency.ROUTINE,
    icon="people",
    needs=(
        *READING,
        "adaptations.characteristic",
    ),
    evidence=EntryId("ethnicity"),
    cooldown=12,
    when=_when,
    consider=lambda _: "Consider asking what of culture or faith belongs into this work.",
    meaning="Adapted treatments do better than unadapted ones, and the client’s view of the cultural fit matters, not "
    "the therapist’s. Under the first edition nothing is suggested from either.",
    states=_states,
    options=(
        Option("Ask", "Ask what of it matters here, and how well the work fits so far."),
        Option("Adapt", "Look at language, images and goals, and note what was changed."),
    ),
    goes_away="An adaptation to it is noted.",
)
