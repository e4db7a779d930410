"""A4: impairment is low, and the client has reliably improved."""

from __future__ import annotations

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.insight.measure_signals import BETTER
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.impairment import low_impairment
from relationship_desk.prompts.progress import latest_of_main
from relationship_desk.prompts.readings import DISAGREEING, READING
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    latest = latest_of_main(moment)
    impairment = low_impairment(moment)
    if impairment is None or latest is None or latest.standing.outcome not in BETTER:
        return None
    return (*impairment, *(point for point in latest.points if point not in impairment))


def _states(thresholds: Thresholds) -> str:
    return (
        f"Functional impairment as a whole at {format_value(thresholds.low)} or below, by the client, by a measure, or "
        "twice running by the clinician, or a WSAS total below its cut-off, and no WSAS above it; no area of life read "
        f"high since; and a reliable gain on the main measure of the course. {DISAGREEING} A practice rule of this "
        "program."
    )


RULE = Rule(
    id=RuleId("A4"),
    title="Space the sessions",
    urgency=Urgency.ROUTINE,
    icon="calendar",
    needs=(
        *READING,
        "profile.concern",
        "measures.measure",
        "measures.total",
        "measures.administered_on",
        "courses.main_measure",
    ),
    evidence=EntryId("functional-impairment"),
    cooldown=12,
    when=_when,
    consider=lambda _: "Consider spacing the sessions and planning the ending together.",
    meaning="Follows from longer work for higher impairment; it was not studied by itself and has no tier of its own.",
    states=_states,
    options=(
        Option("Space", "Meet every second week for a while, and watch what holds."),
        Option("Plan the ending", "Agree on a last session, on what to keep, and on how to come back."),
    ),
    goes_away="The main measure or the impairment is worse again.",
    outside=Tier.PRACTICE,
)
