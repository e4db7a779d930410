"""Prompts session by session, each answered as it comes: what is repeated, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.histories import CLIENT, alliance, day, holding, risk_record

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.client_voice import PlannedRating, RiskId
from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import Edition, Perspective, PromptStatus
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.engine import evaluate
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.histories import up_to
from relationship_desk.services.identifiers import prompt_uid

CATALOGUE = load_catalogue()


def walked(record: History, answer: PromptStatus | None = None, days: int = 0) -> tuple[Prompt, ...]:
    """The prompts after an evaluation so many days after each session, where what is open is answered at once."""
    prompts: tuple[Prompt, ...] = ()
    for session in record.sessions:
        today = session.held_on + timedelta(days)
        analysis = analyse(replace(up_to(record, today), prompts=prompts), CATALOGUE, DEFAULTS)
        rules = tuple(all_rules().values())
        found = evaluate(analysis, rules, Edition.E2018, prompt_uid)
        changed = {one.uid: one for one in found.changed}
        prompts = (*(changed.get(one.uid, one) for one in prompts), *found.opened)
        if answer is not None:
            prompts = tuple(
                replace(one, status=answer, answered_on=session.held_on) if one.status is PromptStatus.OPEN else one
                for one in prompts
            )
    return prompts


def sessions_of(rule: str, prompts: tuple[Prompt, ...]) -> list[int]:
    return [one.session for one in prompts if one.rule == rule]


def test_goals_that_stay_away_are_declined_once() -> None:
    assert sessions_of("G1", walked(alliance([7.0] * 24, goals=[]), PromptStatus.DECLINED)) == [3]


def test_a_goal_that_stays_unreviewed_is_declined_once() -> None:
    assert sessions_of("G1", walked(alliance([7.0] * 24, goals=[(1, None)]), PromptStatus.DECLINED)) == [7]


def test_missing_feedback_stands_between_the_occasions() -> None:
    rare = tuple(
        PlannedRating(CLIENT, subject, Perspective.CLIENT, every)
        for subject, every in (("alliance", 2), ("empathy", 0), ("goal-consensus", 0))
    )
    (prompt,) = (one for one in walked(holding(alliance([None] * 5), plan=rare)) if one.rule == "F1")
    assert (prompt.session, prompt.status) == (4, PromptStatus.OPEN)


def test_a_second_risk_record_is_news_though_it_came_from_the_same_answer() -> None:
    first = risk_record(2, closed=3)
    second = replace(first, id=RiskId(2), uid="again", session=None, assessed_on=day(2) + timedelta(1), closed_on=None)
    record = holding(alliance([7.0] * 4), risk=(first, second))
    prompts = [one for one in walked(record, PromptStatus.ACCEPTED) if one.rule == "N3"]
    assert [(one.session, one.opened_on) for one in prompts] == [(2, day(2)), (2, second.assessed_on)]
