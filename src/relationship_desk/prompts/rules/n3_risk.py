"""N3: a risk record is open."""

from __future__ import annotations

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.domain.client_voice import RiskRecord
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Alert, Option, Rule, Urgency, WayOn


def _alerts(history: History) -> tuple[Alert, ...]:
    return tuple(
        Alert(
            Point(
                "risk record",
                _session(history, one),
                one.because or "opened by the clinician",
                one.uid,
            ),
            one.assessed_on,
            one.closed_on,
        )
        for one in history.risk
    )


def _session(history: History, record: RiskRecord) -> int | None:
    """The session a record is of: the one it was opened in, or that was held on its day."""
    if record.session in history.number_of:
        return history.number_of[record.session]
    return next((one.number for one in history.attended if one.held_on == record.assessed_on), None)


def _states(_: Thresholds) -> str:
    return (
        "A risk record that is open and that no answered prompt has shown: a risk item was answered above its lowest "
        "answer or not at all, or the clinician opened one. It waits for no session: what comes up between two, or "
        "before the first, is shown at once."
    )


RULE = Rule(
    id=RuleId("N3"),
    title="Risk first",
    urgency=Urgency.SAFETY,
    icon="triangle-alert",
    needs=(
        "risk.assessed_on",
        "risk.closed_on",
        "measures.items",
    ),
    evidence=None,
    cooldown=0,
    when=lambda _: None,
    consider=lambda _: "Consider the risk record before anything else: ask, act, write it down.",
    meaning="An answer on a form is a reason to ask, not a finding. Local rules and duties come before anything this "
    "program says.",
    states=_states,
    options=(
        Option("Ask", "Thoughts, plan, means, intent, and what protects."),
        Option("Act", "Agree on what happens next, who is informed, and when you look again."),
    ),
    goes_away="The risk records it shows are closed.",
    outside=Tier.SAFETY,
    way_on=WayOn.RISK,
    alerts=_alerts,
)
