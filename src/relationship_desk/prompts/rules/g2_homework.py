"""G2: homework was not done twice running."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.plan_signals import homework_seen
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    needed = moment.thresholds.homework_missed
    latest = sorted(homework_seen(moment.analysis.history, moment.session.number).items())[-needed:]
    if len(latest) < needed or any(done for _, (_, done) in latest):
        return None
    return tuple(Point("homework", set_in, "not done") for set_in, _ in latest)


def _states(thresholds: Thresholds) -> str:
    return (
        f"Homework of {thresholds.homework_missed} sessions running reviewed as not done, none of it. The number is a "
        "design choice."
    )


RULE = Rule(
    id=RuleId("G2"),
    title="Homework not done",
    urgency=Urgency.ROUTINE,
    icon="document",
    needs=(
        "homework.reviewed_session",
        "homework.done",
    ),
    evidence=EntryId("collaboration"),
    cooldown=4,
    when=_when,
    consider=lambda _: "Consider agreeing on homework anew, as a task of both of you.",
    meaning="Working together goes with better outcome; that is a correlation. Homework left undone can also say that "
    "the task was wrong.",
    states=_states,
    options=(
        Option("Together", "Ask what got in the way, and let the client shape the next task."),
        Option("Smaller, or none", "Halve it, or leave it out for a while."),
    ),
    goes_away="The next homework reviewed was done.",
)
