"""C1: the clinician’s own reactions ask for a look."""

from __future__ import annotations

from relationship_desk.domain.ids import ElementId, EntryId, RuleId
from relationship_desk.domain.process import EventKind
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.ratings import low_rating
from relationship_desk.prompts.readings import lately
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

COUNTERTRANSFERENCE = ElementId("countertransference")


def _when(moment: Moment) -> tuple[Point, ...] | None:
    low = low_rating(moment, COUNTERTRANSFERENCE, Perspective.CLINICIAN, "management of countertransference")
    history = moment.analysis.history
    noted = {one.session for one in history.events if one.event is EventKind.COUNTERTRANSFERENCE}
    reactions = tuple(Point("own reaction", one.number, "noted") for one in lately(moment) if one.id in noted)
    return (*low, *(reactions if len(reactions) >= moment.thresholds.reactions else ())) or None


def _states(thresholds: Thresholds) -> str:
    return (
        f"The clinician’s latest rating of managing countertransference at {format_value(thresholds.low)} "
        "or below, or own "
        f"reactions noted in {thresholds.reactions} of the last three sessions. The thresholds are design choices."
    )


RULE = Rule(
    id=RuleId("C1"),
    title="Own reactions",
    urgency=Urgency.RELATIONSHIP,
    icon="eye",
    needs=(
        "ratings.score",
        "ratings.element",
        "ratings.perspective",
        "events.event",
    ),
    evidence=EntryId("countertransference"),
    cooldown=4,
    when=_when,
    consider=lambda _: "Consider pausing over your own reactions before the next session.",
    meaning="Reactions go with slightly poorer, their management with better outcome; both are correlations. Noting "
    "them is a good sign.",
    states=_states,
    options=(
        Option(
            "Five questions",
            "Self-insight, self-integration, anxiety, empathy, and how you understand the case: which one is short?",
        ),
        Option("Supervision", "Bring the moment, not the case."),
    ),
    goes_away="A later rating is higher, and fewer reactions are noted.",
)
