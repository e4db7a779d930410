"""ST1: what is done in the sessions and the client's stage of change lie apart."""

from __future__ import annotations

from relationship_desk.domain.ids import CharacteristicId, EntryId, RuleId
from relationship_desk.domain.process import InterventionKind
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.readings import lately, point, readings
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency

STAGE = CharacteristicId("stage-of-change")
EARLY, ACTING = ("precontemplation", "contemplation"), ("action",)
ACTION, INSIGHT = "action", "insight"
"""The two types of what is done: behavioural processes, and experiential ones."""
LEAST_TAGS = 3
"""So many processes have to be noted in the last three sessions before they say which type prevails."""


def _when(moment: Moment) -> tuple[Point, ...] | None:
    tags = _tags(moment)
    if len(tags) < LEAST_TAGS:
        return None
    for wanted, prevailing in ((EARLY, ACTION), (ACTING, INSIGHT)):
        of_type = [one for one in tags if one[0] == prevailing]
        staged = [entry for entry in _latest(moment) if entry.value in wanted]
        if staged and len(of_type) * 2 > len(tags):
            last = of_type[-1][1]
            said = f"{len(of_type)} of {len(tags)} of the {prevailing} type"
            stages = tuple(point(moment, entry, entry.value) for entry in staged)
            return (*stages, Point("processes of change lately", last, said))
    return None


def _latest(moment: Moment) -> list[ProfileEntry]:
    """The latest stage of each concern."""
    by_concern = {entry.concern: entry for entry in readings(moment, STAGE)}
    return list(by_concern.values())


def _tags(moment: Moment) -> list[tuple[str, int]]:
    """The type of each process of the last sessions, with the session's number."""
    history = moment.analysis.history
    if not history.interventions:
        return []
    processes = moment.analysis.catalogue.processes.values()
    families = {one.title.casefold(): one.family for one in processes} | {
        one.id.casefold(): one.family for one in processes
    }
    tags = []
    for session in lately(moment):
        done = [
            families.get(one.intervention.casefold())
            for one in history.interventions
            if one.session == session.id and one.kind is InterventionKind.PROCESS and one.delivered
        ]
        tags += [(ACTION if family == "behavioural" else INSIGHT, session.number) for family in done if family]
    return tags


def _consider(prompt: Prompt) -> str:
    if any(one.value in EARLY for one in prompt.because):
        return "Consider going back to weighing and becoming aware, before action."
    return "Consider what helps to act: plans, rewards, other people, fewer triggers."


def _states(_: Thresholds) -> str:
    return (
        f"A concern in precontemplation or contemplation while more than half of at least {LEAST_TAGS} processes of "
        "change of the last three sessions are of the action type, or one in action while more than half are "
        "of the insight type. Which process suits which stage is recalled and was not checked."
    )


RULE = Rule(
    id=RuleId("ST1"),
    title="Fit to the stage",
    urgency=Urgency.ROUTINE,
    icon="branch",
    needs=(
        "profile.characteristic",
        "profile.value",
        "profile.concern",
        "profile.assessed_on",
        "interventions.intervention",
        "interventions.kind",
    ),
    evidence=EntryId("stage-of-change"),
    cooldown=6,
    when=_when,
    consider=_consider,
    meaning="Clients further along do better: the stage predicts the outcome. That is no test of fitting the work to "
    "the stage.",
    states=_states,
    options=(
        Option("One stage at a time", "Set the next goal for the next stage, not for the last one."),
        Option("Early", "Ally with the doubt, weigh both sides, and leave out tasks for now."),
        Option("In action", "Plan small steps, reward them, bring in others, and remove what sets the problem off."),
    ),
    goes_away="The stage is read otherwise, or what is done in the sessions shifts.",
)
