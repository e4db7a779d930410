"""F1: due occasions of client feedback were missed in a row."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.findings import NO_CLIENT_FEEDBACK
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    finding = moment.analysis.at(NO_CLIENT_FEEDBACK, moment.session.number)
    return finding.points if finding else None


def _states(thresholds: Thresholds) -> str:
    return (
        f"{thresholds.feedback_missed} due occasions of the rating plan passed in a row without any rating by the "
        "client, nor a questionnaire that the plan names. Cancelled and missed sessions do not count. The number is a "
        "design choice."
    )


RULE = Rule(
    id=RuleId("F1"),
    title="Collect feedback",
    urgency=Urgency.ROUTINE,
    icon="clock",
    needs=(
        "ratings.perspective",
        "ratings.score",
        "ratings.missing",
        "measures.perspective",
        "measures.administered_on",
        "sessions.attendance",
        "plans.every",
    ),
    evidence=EntryId("feedback-collected"),
    cooldown=4,
    when=_when,
    consider=lambda _: "Consider collecting feedback from the client this week.",
    meaning="Without the client’s view the trend shows only yours, and a guess does not stand in for asking.",
    states=_states,
    options=(
        Option("Ask on the form", "Hand the questions over at the end of the session, and look at the lines together."),
        Option("Ask in words", "Ask what should change between the two of you, and write the answer down."),
    ),
    goes_away="The client rates one session, or fills in a questionnaire of the plan.",
)
