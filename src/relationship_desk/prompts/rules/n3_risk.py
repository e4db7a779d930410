"""N3: a risk record is open."""

from __future__ import annotations

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency, WayOn


def _when(moment: Moment) -> tuple[Point, ...] | None:
    history = moment.analysis.history
    last = moment.session == history.attended[-1]
    day = moment.session.held_on
    return (
        tuple(
            Point(
                # Two records of one day may have come from the same answer: the second is news all the same.
                "risk record" if place == 1 else f"risk record {place}",
                history.session_by(one.assessed_on) or None,
                one.because or "opened by the clinician",
            )
            for place, one in enumerate(history.risk, start=1)
            # What came up after the latest session waits for nothing.
            if (last or one.assessed_on <= day) and (one.closed_on is None or (not last and one.closed_on > day))
        )
        or None
    )


def _states(_: Thresholds) -> str:
    return (
        "A risk record that is open: a risk item was answered above its lowest answer or not at all, or the clinician "
        "opened one."
    )


RULE = Rule(
    id=RuleId("N3"),
    title="Risk first",
    urgency=Urgency.SAFETY,
    icon="triangle-alert",
    needs=(
        "risk.assessed_on",
        "risk.ideation",
        "risk.action",
        "measures.items",
    ),
    evidence=EntryId("feedback-collected"),
    cooldown=0,
    when=_when,
    consider=lambda _: "Consider the risk record before anything else: ask, act, write it down.",
    meaning="An answer on a form is a reason to ask, not a finding. Local rules and duties come before anything this "
    "program says.",
    states=_states,
    options=(
        Option("Ask", "Thoughts, plan, means, intent, and what protects."),
        Option("Act", "Agree on what happens next, who is informed, and when you look again."),
    ),
    goes_away="Every risk record of the client is closed.",
    outside=Tier.SAFETY,
    way_on=WayOn.RISK,
)
