"""A6: an internalising coping style, and another focus."""

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
    if is_adapted(moment, COPING_STYLE) or (focus and focus[0] is Focus.INSIGHT):
        return None
    style = established(moment, COPING_STYLE, End.LOW)
    return (*style, *(focus[1:] if focus else ())) if style else None


def _states(thresholds: Thresholds) -> str:
    return (
        f"Coping style at {format_value(thresholds.low)} or below (internalising), by the client, by a measure, or "
        "twice running by the clinician, no adaptation to it on file, and another focus, or none said, in the "
        f"last three sessions. {DISAGREEING} The thresholds are design choices."
    )


RULE = Rule(
    id=RuleId("A6"),
    title="Insight first",
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
    consider=lambda _: "Consider working on insight, feelings and relationships.",
    meaning="Clients who are self-critical and inhibited tend to do better with a focus on insight and awareness. "
    "Acute symptoms are still relieved first. The finding is about groups of clients.",
    states=_states,
    options=(
        Option("Feelings", "Stay with the feeling that is passed over, and find words for it."),
        Option("Relationships", "Look together at what happens between the client and those who matter."),
    ),
    goes_away="A later session has that focus, an adaptation to coping style is noted, or it is read otherwise.",
)
