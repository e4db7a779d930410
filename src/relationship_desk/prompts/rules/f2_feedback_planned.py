"""F2: feedback to the client is planned."""

from __future__ import annotations

import re

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.process import EventKind
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

NAMES_FEEDBACK = re.compile(r"\bfeedback\b", re.IGNORECASE)
"""What a planned intervention is called when it is to give feedback; biofeedback is none."""


def _when(moment: Moment) -> tuple[Point, ...] | None:
    history = moment.analysis.history
    given = {
        one.held_on
        for event in history.events
        if event.event is EventKind.FEEDBACK_GIVEN
        for one in history.attended
        if one.id == event.session and one.number <= moment.session.number
    }
    return (
        tuple(
            Point("feedback planned", history.session_by(one.planned_on) or None, "not given yet")
            for one in history.planned
            if NAMES_FEEDBACK.search(one.intervention)
            and one.planned_on <= moment.session.held_on
            and (one.dropped_on is None or one.dropped_on > moment.session.held_on)
            and not any(day >= one.planned_on for day in given)
        )
        or None
    )


def _states(_: Thresholds) -> str:
    return "A planned intervention that names feedback, and no feedback given noted since."


RULE = Rule(
    id=RuleId("F2"),
    title="Giving feedback",
    urgency=Urgency.ROUTINE,
    icon="bubble",
    needs=(
        "planned.intervention",
        "planned.planned_on",
        "planned.dropped_on",
        "events.event",
    ),
    evidence=EntryId("feedback-given"),
    cooldown=6,
    when=_when,
    consider=lambda _: "Consider giving it positive first, specific, and as your own view.",
    meaning="Only the first edition lists feedback given to the client; how to give it is recalled.",
    states=_states,
    options=(
        Option("Give it", "Positive first, specific, owned by you; then ask for the reaction."),
        Option("Prepare it", "Write down the one thing the client should take along."),
    ),
    goes_away="Feedback given is noted in a session, or the plan is dropped.",
)
