"""N1: the client gets worse, or does not get better."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight import reliable_change
from relationship_desk.insight.findings import NO_RESPONSE, SIGNAL
from relationship_desk.insight.measure_signals import BETTER
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.progress import known, latest_of_main, total_point
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency, WayOn

SUCCESSIVE = 2
"""So many administrations running have to be reliably worse."""


def _when(moment: Moment) -> tuple[Point, ...] | None:
    for course in moment.analysis.measures:
        latest = known(moment, course)[-SUCCESSIVE:]
        if len(latest) == SUCCESSIVE and all(one.outcome is Outcome.DETERIORATED for one in latest):
            first = latest[-1].first
            began = (total_point(moment, course, first),) if first else ()
            return (*began, *(total_point(moment, course, one.administration) for one in latest))
    return _no_response(moment)


def _no_response(moment: Moment) -> tuple[Point, ...] | None:
    progress = latest_of_main(moment)
    first = progress.standing.first if progress else None
    if progress is None or first is None or first.total is None or progress.standing.outcome in BETTER:
        return None
    if reliable_change.is_functional(progress.standing.measure, first.total):
        return None  # who begins in the healthy range has little to gain
    began = moment.analysis.history.session_by(first.administered_on)
    held = [
        one
        for one in moment.analysis.findings
        if one.signal == NO_RESPONSE and one.strength == SIGNAL and began <= one.session <= moment.session.number
    ]
    return held[-1].points if held else None


def _states(thresholds: Thresholds) -> str:
    return (
        f"Reliably worse than at the start of the course at {SUCCESSIVE} administrations running, or no reliable gain "
        f"on the main measure by session {thresholds.no_response_by} of the course by a client who did not begin in "
        "its healthy range. Practice rules of this program, without norms."
    )


RULE = Rule(
    id=RuleId("N1"),
    title="Not on track",
    urgency=Urgency.RELATIONSHIP,
    icon="pulse",
    needs=(
        "measures.measure",
        "measures.total",
        "measures.administered_on",
        "courses.main_measure",
    ),
    evidence=EntryId("feedback-collected"),
    cooldown=4,
    when=_when,
    consider=lambda _: "Consider a guided review: alliance, motivation, support, life events, then the method.",
    meaning="With such clients feedback by itself has added little, and more where it came with tools for a next step. "
    "A client can get worse for a while and recover; the order of the guided review is recalled.",
    states=_states,
    options=(
        Option(
            "Go through it in order",
            "Alliance first, then motivation, social support, life events; method, medication and diagnosis last.",
        ),
        Option("With the client", "Show the graph, and ask what should change."),
    ),
    goes_away="The measure is reliably better again, or no longer reliably worse.",
    way_on=WayOn.REVIEW,
)
