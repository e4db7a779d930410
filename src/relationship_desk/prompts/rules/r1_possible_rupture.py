"""R1: the client's alliance left its own range."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.score import format_value
from relationship_desk.insight.findings import RUPTURE
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency, WayOn


def _when(moment: Moment) -> tuple[Point, ...] | None:
    episode = moment.analysis.episode_at(moment.session.number)
    finding = moment.analysis.at(RUPTURE, episode.start) if episode else None
    return finding.points if finding else None


def _consider(prompt: Prompt) -> str:
    return f"Consider asking what was hard to say in session {_start(prompt)}."


def _start(prompt: Prompt) -> int:
    return next((point.session for point in prompt.because if point.session is not None), prompt.session)


def _states(thresholds: Thresholds) -> str:
    return (
        f"The client’s alliance is below the mean of up to {thresholds.baseline_window} rated sessions before, at "
        f"least {thresholds.baseline_least}, by the one-sided 99 % prediction limit or more, or by the 95 % limit "
        "where a marker, a comment by the client or a drop by the observer in the same session supports it, and by "
        f"{format_value(thresholds.least_drop)} at least. The limits are design choices. The ratings are not validated."
    )


RULE = Rule(
    id=RuleId("R1"),
    title="What was hard to say",
    urgency=Urgency.RELATIONSHIP,
    icon="arrow-down",
    needs=(
        "ratings.score",
        "ratings.perspective",
        "ratings.element",
        "sessions.attendance",
        "events.markers",
        "comments.text",
    ),
    evidence=EntryId("rupture-repair"),
    cooldown=3,
    when=_when,
    consider=_consider,
    meaning="The fall can mean a rupture, or only a hard session. Asking tells which. This page is for you, "
    "not for the client.",
    states=_states,
    options=(
        Option(
            "If it needs settling now",
            "Clear up the misunderstanding, renew the rationale, change the task or the goal.",
        ),
        Option(
            "If it needs exploring",
            "Name the tension, hear it out without defence, own your part, look for the pattern.",
        ),
    ),
    goes_away="The client’s alliance is back within half the limit for two rated sessions.",
    way_on=WayOn.RUPTURE,
)
