"""K1: the cohesion of a group falls."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.findings import COHESION_FALL, SIGNAL
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import lately
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    for session in reversed(lately(moment)):
        finding = moment.analysis.at(COHESION_FALL, session.number)
        if finding is not None and finding.strength == SIGNAL:
            return finding.points
    return None


def _states(thresholds: Thresholds) -> str:
    return (
        "The members’ mean cohesion left the group’s own range in one of the last three sessions, with "
        f"{thresholds.cohesion_members} members or more who rated. The number is a design choice. The ratings are not "
        "validated."
    )


RULE = Rule(
    id=RuleId("K1"),
    title="Cohesion falls",
    urgency=Urgency.RELATIONSHIP,
    icon="people",
    needs=(
        "ratings.score",
        "ratings.element",
        "ratings.member",
    ),
    evidence=EntryId("cohesion"),
    cooldown=4,
    when=_when,
    consider=lambda _: "Consider linking the members with each other, and looking at the norms.",
    meaning="Cohesion goes with better outcome; that is a correlation. What the leader does moderates it, in which "
    "direction was not seen.",
    states=_states,
    options=(
        Option("Link members", "Let members answer each other, and refer back to earlier sessions."),
        Option("Norms and structure", "Say again what holds here, and begin with more structure."),
    ),
    goes_away="Three sessions pass without another fall.",
)
