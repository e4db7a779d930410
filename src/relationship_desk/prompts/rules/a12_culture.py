"""A12: culture or faith matters to the work, and nothing was adapted to it."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import READING, is_adapted, point, readings
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

CULTURE, FAITH = CharacteristicId("ethnicity"), CharacteristicId("religion")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    return (
        tuple(
            found
            for characteristic in (CULTURE, FAITH)
            if not is_adapted(moment, characteristic)
            for latest in readings(moment, characteristic)[-1:]
            for found in _to_adapt_to(moment, latest)
        )
        or None
    )


def _to_adapt_to(moment: Moment, note: ProfileEntry) -> tuple[Point, ...]:
    opening = moment.analysis.catalogue.characteristics[note.characteristic].opening_of(note.value)
    if opening is None:
        return (point(moment, note, "on file"),)
    return (point(moment, note, opening.words.casefold()),) if opening.adapts else ()


def _states(_: Thresholds) -> str:
    return (
        "The latest note on culture or on faith says that it is important to the work, or does not say whether it is, "
        "and no adaptation to it is on file. A note that begins with “for information”, “not important” or “none” is "
        "left aside. That notes which do not say count as important is a design choice: it only leads to asking."
    )


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
    meaning="Adapted treatments have done better than unadapted ones. Cultural competence as clients rate it goes with "
    "outcome, as therapists rate their own it does not. Under the first edition nothing is suggested from either.",
    states=_states,
    options=(
        Option("Ask", "Ask what of it matters here, and how well the work fits so far."),
        Option("Adapt", "Look at language, images and goals, and note what was changed."),
    ),
    goes_away="An adaptation to it is noted, or the note says that it is for information only.",
)
