"""A8: the client finds the treatment hard to believe in."""

from __future__ import annotations

from relationship_desk.domain.ids import ElementId, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.ratings import low_rating
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

CREDIBILITY = ElementId("credibility")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    return low_rating(moment, CREDIBILITY, Perspective.CLIENT, "credibility") or None


def _states(thresholds: Thresholds) -> str:
    return (
        f"The client’s latest rating of credibility at {format_value(thresholds.low)} or below. The threshold is a "
        "design choice. The ratings are not validated."
    )


RULE = Rule(
    id=RuleId("A8"),
    title="Low credibility",
    urgency=Urgency.RELATIONSHIP,
    icon="bubble",
    needs=(
        "ratings.score",
        "ratings.element",
        "ratings.perspective",
    ),
    evidence=EntryId("credibility"),
    cooldown=6,
    when=_when,
    consider=lambda _: "Consider explaining the method again, or changing it.",
    meaning="Clients who find the treatment believable tend to gain more; that is a correlation.",
    states=_states,
    options=(
        Option("Explain", "Say in plain words why this method, and what speaks against it."),
        Option("Choose", "Offer two ways, and let the client choose."),
        Option("Check the fit", "Ask what does not fit, and what the client would have done instead."),
    ),
    goes_away="The client rates credibility higher.",
)
