"""S2: a moment for immediacy, and none was noted."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.process import EventKind
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.findings import CEILING, RUPTURE, SLOW_DECLINE
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

PATIENCE = 2
"""So many sessions are given to what R1 suggests before this is added."""


def _when(moment: Moment) -> tuple[Point, ...] | None:
    number = moment.session.number
    episode = moment.analysis.episode_at(number)
    start = episode.start if episode else number
    since = moment.attended - moment.analysis.history.turns_by(start)
    known = any(one.meets(episode) for one in moment.analysis.recorded if one.start <= number) if episode else False
    finding = moment.analysis.at(RUPTURE, start) if since >= PATIENCE and not known else None
    if finding is None:
        finding = moment.analysis.at(SLOW_DECLINE, number) or moment.analysis.at(CEILING, number)
        start = min((one.session for one in finding.points if one.session), default=number) if finding else number
    if finding is None or _is_noted(moment, start):
        return None
    return (Point("immediacy", None, "none noted"), *finding.points)


def _is_noted(moment: Moment, start: int) -> bool:
    sessions = {one.id for one in moment.held if start <= one.number}
    return any(one.event is EventKind.IMMEDIACY and one.session in sessions for one in moment.analysis.history.events)


def _states(_: Thresholds) -> str:
    return (
        f"A possible rupture is still open {PATIENCE} sessions later and the clinician has recorded none, the client’s "
        "alliance declines slowly, or it does not move any more; and no immediacy was noted since."
    )


RULE = Rule(
    id=RuleId("S2"),
    title="Here and now",
    urgency=Urgency.ROUTINE,
    icon="bubble",
    needs=(
        "ratings.score",
        "ratings.element",
        "ratings.perspective",
        "events.event",
        "events.ended_session",
    ),
    evidence=EntryId("immediacy"),
    cooldown=8,
    when=_when,
    consider=lambda _: "Consider a tentative comment on what happens between you now.",
    meaning="The research is insufficient: in qualitative studies what followed immediacy was mostly good.",
    states=_states,
    options=(
        Option("Tentatively", "Say what you notice in the room, as your own impression, and ask whether it fits."),
        Option("Later", "Where trust is thin, wait, and listen first."),
    ),
    goes_away="Immediacy is noted, or the alliance moves again.",
)
