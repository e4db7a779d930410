"""S1: a self-disclosure may have been too much."""

from __future__ import annotations

from relationship_desk.domain.ids import ElementId, EntryId, RuleId
from relationship_desk.domain.process import DisclosureMark, EventKind
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.ratings import low_rating
from relationship_desk.prompts.readings import lately
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

SELF_DISCLOSURE = ElementId("self-disclosure")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    history = moment.analysis.history
    recent = {one.id: one.number for one in lately(moment)[-1:]}
    noted = tuple(
        Point("self-disclosure", recent[one.session], mark)
        for one in history.events
        if one.event is EventKind.SELF_DISCLOSURE and one.session in recent
        for mark in one.markers
        if mark in tuple(DisclosureMark)
    )
    return (*noted, *low_rating(moment, SELF_DISCLOSURE, Perspective.CLIENT, "self-disclosure")) or None


def _states(thresholds: Thresholds) -> str:
    return (
        "A self-disclosure noted as long or as an unresolved matter in the latest session, or the "
        "client’s latest rating of "
        f"it at {format_value(thresholds.low)} or below. The threshold is a design choice."
    )


RULE = Rule(
    id=RuleId("S1"),
    title="After a disclosure",
    urgency=Urgency.RELATIONSHIP,
    icon="bubble",
    needs=(
        "events.event",
        "events.markers",
        "ratings.score",
        "ratings.element",
        "ratings.perspective",
    ),
    evidence=EntryId("self-disclosure"),
    cooldown=3,
    when=_when,
    consider=lambda _: "Consider asking what your self-disclosure did, and giving the focus back.",
    meaning="In qualitative studies what followed disclosures was mostly good. Brief, resolved, similar and rare is "
    "recalled advice.",
    states=_states,
    options=(
        Option("Repair", "Return the focus to the client, and ask what it was like to hear that."),
        Option("Next time", "Brief, relevant, similar, resolved, and seldom."),
    ),
    goes_away="A later session without such a disclosure, and a higher rating by the client.",
)
