"""A1: high resistance meets high directiveness."""

from __future__ import annotations

from relationship_desk.domain.ids import RESISTANCE, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_score, format_value
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import DISAGREEING, End, established
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    rated = [session for session in moment.held if session.directiveness is not None]
    if not rated or rated[-1].directiveness is None or rated[-1].directiveness < moment.thresholds.high * 10:
        return None
    resistance = established(moment, RESISTANCE, End.HIGH)
    if not resistance:
        return None
    return (
        *resistance,
        Point("directiveness", rated[-1].number, format_score(rated[-1].directiveness)),
    )


def _states(thresholds: Thresholds) -> str:
    high = format_value(thresholds.high)
    return (
        f"Resistance at {high} or above, by the client, by a measure, or twice running by the clinician, and "
        f"directiveness at {high} or above in the latest session it was rated. {DISAGREEING} The thresholds are "
        "design choices."
    )


RULE = Rule(
    id=RuleId("A1"),
    title="Lower directiveness",
    urgency=Urgency.RELATIONSHIP,
    icon="branch",
    needs=(
        "profile.value",
        "profile.characteristic",
        "profile.source",
        "profile.assessed_on",
        "sessions.directiveness",
    ),
    evidence=EntryId("resistance"),
    cooldown=4,
    when=_when,
    consider=lambda _: "Consider lowering directiveness: more reflection, more choices.",
    meaning="Clients who are easily provoked by demands tend to do better with less direction. The finding is about "
    "groups of clients, not about this one.",
    states=_states,
    options=(
        Option("In the session", "Reflect more than you advise, offer two ways, invite disagreement."),
        Option("Between sessions", "Let the client set the task, or set none."),
    ),
    goes_away="Directiveness is rated lower in a later session, or resistance is read lower.",
)
