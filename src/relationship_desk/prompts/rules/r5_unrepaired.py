"""R5: a rupture has stayed open for long."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.findings import RUPTURE, Finding
from relationship_desk.insight.signals import Analysis
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency, WayOn


def _when(moment: Moment) -> tuple[Point, ...] | None:
    within = moment.thresholds.repair_within
    for start in _open_since(moment):
        since = moment.held[moment.analysis.history.turns_by(start) :]
        finding = _finding(moment.analysis, start) if len(since) >= within else None
        if finding is not None:
            return (*finding.points, Point("not repaired", since[within - 1].number, f"after {within} sessions"))
    return None


def _finding(analysis: Analysis, start: int) -> Finding | None:
    """What was found of the rupture that began in session ``start``: a recorded one may belong to an episode before."""
    own = analysis.at(RUPTURE, start)
    if own is not None:
        return own
    recorded = [one for one in analysis.recorded if one.start == start]
    met = (one.start for one in analysis.episodes if any(rupture.meets(one) for rupture in recorded))
    return next((found for found in (analysis.at(RUPTURE, session) for session in met) if found), None)


def _open_since(moment: Moment) -> list[int]:
    """The sessions in which ruptures began that stand open: in the client's ratings, or as recorded."""
    number = moment.session.number
    episode = moment.analysis.episode_at(number)
    recorded = (
        one.start for one in moment.analysis.recorded if one.start <= number and (one.end is None or one.end > number)
    )
    return sorted({*([episode.start] if episode else []), *recorded})


def _states(thresholds: Thresholds) -> str:
    return (
        f"A possible or recorded rupture that is still open {thresholds.repair_within} attended sessions "
        "after it began. "
        "The number is a design choice. The ratings are not validated."
    )


RULE = Rule(
    id=RuleId("R5"),
    title="Not repaired yet",
    urgency=Urgency.RELATIONSHIP,
    icon="pulse",
    needs=(
        "ratings.score",
        "ratings.element",
        "ratings.perspective",
        "events.event",
        "events.ended_session",
        "sessions.attendance",
    ),
    evidence=EntryId("rupture-repair"),
    cooldown=6,
    when=_when,
    consider=lambda _: "Consider taking this rupture to supervision.",
    meaning="Ruptures that stayed unrepaired went with poorer outcome in one study. The client’s ratings may also "
    "have found a new, lower level.",
    states=_states,
    options=(
        Option("Supervision", "Put it on the list, with the ratings and what was tried."),
        Option("Goals", "Look at the goals again: are you still working on the same thing?"),
        Option("Another way", "Talk about whether somebody else, or something else, would help more."),
    ),
    goes_away="The client’s alliance is back in its own range, and a recorded rupture is closed, repaired or not.",
    way_on=WayOn.RUPTURE,
)
