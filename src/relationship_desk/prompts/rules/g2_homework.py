"""G2: homework was not done twice running."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    history, needed = moment.analysis.history, moment.thresholds.homework_missed
    seen = sorted(
        (one.reviewed_session, history.number_of[one.session], one.done)
        for one in history.homework
        if one.reviewed_session is not None and one.done is not None and one.reviewed_session <= moment.session.number
    )[-needed:]
    if len(seen) < needed or any(done for _, _, done in seen):
        return None
    return tuple(Point("homework", set_in, "not done") for _, set_in, _ in seen)


def _states(thresholds: Thresholds) -> str:
    return f"Homework reviewed as not done {thresholds.homework_missed} times running. The number is a design choice."


RULE = Rule(
    id=RuleId("G2"),
    title="Homework not done",
    urgency=Urgency.ROUTINE,
    icon="check",
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
