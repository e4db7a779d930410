"""What other thresholds would do, and that trying them out keeps nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.services.desk import Desk
from relationship_desk.settings import definitions as d


def prompts(desk: Desk) -> dict[str, Prompt]:
    return {row.prompt.uid: row.prompt for row in desk.prompting.rows()}


def standing(desk: Desk) -> set[tuple[str, str, int]]:
    waiting = (PromptStatus.OPEN, PromptStatus.DEFERRED)
    rows = [row for row in desk.prompting.rows() if row.prompt.status in waiting]
    return {(row.client.code, row.rule.title, row.prompt.session) for row in rows}


def test_the_same_thresholds_change_nothing(demo: Desk) -> None:
    assert demo.previewing.effects(DEFAULTS, Progress()) == ()


def test_trying_out_keeps_nothing_and_says_what_applying_then_does(demo: Desk) -> None:
    before, entry = prompts(demo), standing(demo)
    tried = replace(DEFAULTS, gap=5.0, review_after=3)
    effects = demo.previewing.effects(tried, Progress())
    assert effects
    assert prompts(demo) == before
    due_before = demo.recomputing.due
    assert not due_before
    demo.preferences.set_all({d.GAP: 5.0, d.REVIEW_AFTER: 3})
    assert demo.preferences.thresholds == tried
    assert demo.recomputing.due
    demo.recomputing.run(Progress())
    assert standing(demo) - entry == {(one.client, one.title, one.session) for one in effects if one.opens}
    assert entry - standing(demo) == {(one.client, one.title, one.session) for one in effects if not one.opens}


def test_a_gap_that_no_longer_counts_closes_its_prompt(demo: Desk) -> None:
    effects = demo.previewing.effects(replace(DEFAULTS, gap=5.0), Progress())
    assert ("R-21", "Unspoken doubts", False) in {(one.client, one.title, one.opens) for one in effects}


def test_it_can_be_stopped(demo: Desk) -> None:
    with pytest.raises(Cancelled):
        demo.previewing.effects(DEFAULTS, Progress(cancelled=True))


def test_several_settings_are_kept_together_or_not_at_all(desk: Desk) -> None:
    with pytest.raises(UnusableInput):
        desk.preferences.set_all({d.GAP: 2.0, d.LOW: 9.0})
    assert desk.preferences[d.GAP] == 1.5
    desk.preferences.set_all({d.GAP: 2.0, d.LOW: 2.5})
    assert (desk.preferences[d.GAP], desk.preferences[d.LOW]) == (2.0, 2.5)
    desk.preferences.set_all({d.GAP: 1.5, d.LOW: 3.0})
    with desk.store.read() as records:
        kept = records.practice.settings()
    assert d.GAP.key not in kept
    assert d.LOW.key not in kept
