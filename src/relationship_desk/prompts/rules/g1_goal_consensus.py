"""G1: goals are in doubt, or have not been looked at for long."""

from __future__ import annotations

from relationship_desk.domain.ids import GOAL_CONSENSUS, EntryId, RuleId
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import AgreedBy, GoalStatus, Perspective
from relationship_desk.insight.findings import GOALS_UNREVIEWED
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.ratings import low_rating
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

TIME_TO_AGREE = 2
"""So many attended sessions after it was set an open goal ought to be agreed by both."""


def _when(moment: Moment) -> tuple[Point, ...] | None:
    low = (
        point
        for perspective in (Perspective.CLINICIAN, Perspective.CLIENT)
        for point in low_rating(moment, GOAL_CONSENSUS, perspective, "goal consensus")
    )
    points = (*low, *_one_sided(moment), *_goals_due(moment))
    return points or None


def _one_sided(moment: Moment) -> tuple[Point, ...]:
    """Open goals that one side alone holds, and that the other has had time to agree to."""
    history = moment.analysis.history
    found = (
        Point(f"goal of the {goal.agreed_by} alone", history.session_by(goal.set_on) or None, "not agreed by both")
        for goal in history.goals
        if goal.status is GoalStatus.OPEN
        and goal.agreed_by is not AgreedBy.BOTH
        and sum(one.held_on > goal.set_on for one in moment.held) >= TIME_TO_AGREE
    )
    return tuple(dict.fromkeys(found))


def _goals_due(moment: Moment) -> tuple[Point, ...]:
    due = moment.analysis.at(GOALS_UNREVIEWED, moment.session.number)
    return due.points if due else ()


def _consider(prompt: Prompt) -> str:
    if any(point.what == "goals" for point in prompt.because):
        return "Consider writing down together what the work is for."
    return "Consider restating the goals and agreeing on them again."


def _states(thresholds: Thresholds) -> str:
    return (
        f"Goal consensus at {format_value(thresholds.low)} or below from either side, an open goal still agreed by one "
        f"side alone {TIME_TO_AGREE} attended sessions after it was set, an open goal not reviewed for "
        f"{thresholds.review_after} attended sessions, or none set by session {thresholds.goals_by}. The thresholds "
        "are design choices. The ratings are not validated."
    )


RULE = Rule(
    id=RuleId("G1"),
    title="Agree goals again",
    urgency=Urgency.ROUTINE,
    icon="flag",
    needs=(
        "ratings.score",
        "ratings.element",
        "goals.set_on",
        "goals.agreed_by",
        "goals.reviewed_on",
        "goals.status",
        "sessions.held_on",
    ),
    evidence=EntryId("goal-consensus"),
    cooldown=6,
    when=_when,
    consider=_consider,
    meaning="Goals drift, and each side may hold a different one without knowing it.",
    states=_states,
    options=(
        Option("Together, on paper", "Let the client put the goal in their own words, and write that down."),
        Option("One step smaller", "Ask which part of the goal still matters, and what would show it."),
    ),
    goes_away="The goals are reviewed, both sides hold the open ones, and neither rates goal consensus low.",
)
