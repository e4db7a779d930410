"""AP1: what is worked on does not suit how far a problem is assimilated."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId, EntryId, RuleId
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Focus
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import lately, latest_focus, point, readings
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

ASSIMILATION = CharacteristicId("assimilation")
INSIGHT_REACHED = 4
"""The level of understanding: below it exploring comes first, from here on acting."""
LEAST_SAID = 2
"""So many of the last three sessions have to say what was worked on, and all of them the same way."""


def _when(moment: Moment) -> tuple[Point, ...] | None:
    focus = latest_focus(moment)
    types = [one.focus in (Focus.SYMPTOMS, Focus.SKILLS) for one in lately(moment) if one.focus is not None]
    if focus is None or len(types) < LEAST_SAID or len(set(types)) > 1:
        return None
    active = types[-1]
    latest = {entry.concern: entry for entry in readings(moment, ASSIMILATION)}
    apart = [
        entry
        for entry in latest.values()
        if (int(entry.value) < INSIGHT_REACHED) == active and not _is_setback(moment, entry)
    ]
    return (*(point(moment, entry, f"level {entry.value}") for entry in apart), focus[1]) if apart else None


def _is_setback(moment: Moment, entry: ProfileEntry) -> bool:
    """Whether a problem that had been understood is a level or so back: that is common, and no reason to change."""
    before = [int(one.value) for one in readings(moment, ASSIMILATION) if one.concern == entry.concern][:-1]
    return bool(before) and before[-1] >= INSIGHT_REACHED > int(entry.value) >= before[-1] - 1


def _consider(prompt: Prompt) -> str:
    levels = [one.value.removeprefix("level ") for one in prompt.because if one.value.startswith("level ")]
    if any(int(level) < INSIGHT_REACHED for level in levels):
        return "Consider exploring before acting: the problem may not be clear yet."
    return "Consider trying out: the problem is understood, and steps may follow."


def _states(_: Thresholds) -> str:
    return (
        f"A problem below level {INSIGHT_REACHED} of assimilation while the last three sessions were on symptoms or "
        f"skills, or at level {INSIGHT_REACHED} and above while they were on insight, as far as they say so, at least "
        f"{LEAST_SAID} of them. A step back by one level is common and counts for nothing."
    )


RULE = Rule(
    id=RuleId("AP1"),
    title="Explore or try out",
    urgency=Urgency.ROUTINE,
    icon="branch",
    needs=("profile.characteristic", "profile.value", "profile.concern", "profile.assessed_on", "sessions.focus"),
    evidence=EntryId("assimilation"),
    cooldown=8,
    when=_when,
    consider=_consider,
    meaning="Rests on case studies and small samples, and only the first edition lists it, as promising. What to do at "
    "which level is recalled and was not checked.",
    states=_states,
    options=(
        Option("Below understanding", "Make it safe to come near, find words, and then name the problem."),
        Option("From understanding on", "Plan an experiment, watch what it changes, and come back to it."),
    ),
    goes_away="A later session has the other focus, or the level is read otherwise.",
)
