"""A5: an externalising coping style, and another focus."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Focus
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import DISAGREEING, READING, End, established, is_adapted, latest_focus
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

COPING_STYLE = CharacteristicId("coping-style")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    focus = latest_focus(moment)
    if is_adapted(moment, COPING_STYLE) or (focus and focus[0] in (Focus.SYMPTOMS, Focus.SKILLS)):
        return None
    style = established(moment, COPING_STYLE, End.HIGH)
    return (*style, *(focus[1:] if focus else ())) if style else None


def _states(thresholds: Thresholds) -> str:
    return (
        f"Coping style at {format_value(thresholds.high)} or above (externalising), by the client, by a measure, "
        "or twice running by the clinician, no adaptation to it on file, and another focus, or none said, in the "
        f"last three sessions. {DISAGREEING} The thresholds are design choices."
    )


RULE = Rule(
    id=RuleId("A5"),
    title="Skills first",
    urgency=Urgency.ROUTINE,
    icon="branch",
    needs=(
        *READING,
        "sessions.focus",
        "adaptations.characteristic",
    ),
    evidence=EntryId("coping-style"),
    cooldown=12,
    when=_when,
    consider=lambda _: "Consider working on skills, behaviour and symptoms first.",
    meaning="Clients who act and blame outside tend to do better with a focus on symptoms and skills. The finding is "
    "about groups of clients, not about this one.",
    states=_states,
    options=(
        Option("Skills", "Choose one situation of this week and practise another answer to it."),
        Option("Symptoms", "Agree on one symptom to watch, and what would show less of it."),
    ),
    goes_away="A later session has that focus, an adaptation to coping style is noted, or it is read otherwise.",
)
