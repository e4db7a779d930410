"""D1: the clinician sees the alliance better than the client does."""

from __future__ import annotations

from relationship_desk.domain.ids import ALLIANCE, EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.findings import GAP_REVERSED
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    clinician = moment.analysis.series_of(ALLIANCE, Perspective.CLINICIAN)
    client = moment.analysis.series_of(ALLIANCE, Perspective.CLIENT).rated_until(moment.session.number)
    both = (one.session for one in reversed(client) if clinician.value_at(one.session) is not None)
    finding = moment.analysis.at(GAP_REVERSED, next(both, 0))
    return finding.points if finding else None


def _states(thresholds: Thresholds) -> str:
    return (
        f"The clinician rated alliance more than {format_value(thresholds.gap)} above the client in 2 of the last 3 "
        "sessions that both rated. Clients usually rate higher, so this is the rarer direction. The threshold is a "
        "design choice. The ratings are not validated."
    )


RULE = Rule(
    id=RuleId("D1"),
    title="Unspoken doubts",
    urgency=Urgency.RELATIONSHIP,
    icon="gap",
    needs=("ratings.score", "ratings.perspective", "ratings.element", "sessions.attendance"),
    evidence=EntryId("alliance"),
    cooldown=4,
    when=_when,
    consider=lambda _: "Consider asking about doubts that were left unspoken.",
    meaning="You rated the alliance above the client. The difference can be theirs, yours, or a passing one; "
    "only the conversation tells.",
    states=_states,
    options=(
        Option(
            "If there is time today", "Ask what the two of you have not talked about, and leave room for the answer."
        ),
        Option(
            "If it needs preparing",
            "Compare the two courses first, and ask what each of you brought to the difference.",
        ),
    ),
    goes_away="In 2 of the last 3 common sessions the gap is no longer reversed.",
)
