"""A2: low resistance, and little structure."""

from __future__ import annotations

from relationship_desk.domain.ids import RESISTANCE, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_score, format_value
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import DISAGREEING, READING, End, established, lately
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    rated = [session for session in lately(moment) if session.directiveness is not None]
    if not rated or rated[-1].directiveness is None or rated[-1].directiveness > moment.thresholds.low * 10:
        return None
    resistance = established(moment, RESISTANCE, End.LOW)
    if not resistance:
        return None
    return (*resistance, Point("directiveness", rated[-1].number, format_score(rated[-1].directiveness)))


def _states(thresholds: Thresholds) -> str:
    return (
        f"Resistance at {format_value(thresholds.low)} or below, by the client, by a measure, or twice running by "
        f"the clinician, and directiveness at {format_value(thresholds.low)} or below in the latest of the last "
        f"three sessions it was rated. {DISAGREEING} The thresholds are design choices."
    )


RULE = Rule(
    id=RuleId("A2"),
    title="More structure",
    urgency=Urgency.ROUTINE,
    icon="branch",
    needs=(
        *READING,
        "sessions.directiveness",
    ),
    evidence=EntryId("resistance"),
    cooldown=12,
    when=_when,
    consider=lambda _: "Consider whether more guidance would be welcome.",
    meaning="Clients who take guidance easily may use explicit tasks well. This is the weaker half of the finding: "
    "most of it is about high resistance.",
    states=_states,
    options=(
        Option("In the session", "Offer an agenda, and one explicit task."),
        Option("As an experiment", "Ask whether a little more direction would help, and how the client would notice."),
    ),
    goes_away="Directiveness is rated higher in a later session, or resistance is read higher.",
)
