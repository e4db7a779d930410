"""What other thresholds would do, and that trying them out keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.process import Met, Preference, PreferenceId
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import ClientStatus, PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.services.previewing import turns
from relationship_desk.settings import definitions as d
from relationship_desk.settings.definitions import Setting


def prompts(desk: Desk) -> dict[str, Prompt]:
    return {row.prompt.uid: row.prompt for row in desk.prompting.rows()}


def standing(desk: Desk) -> set[tuple[str, str, int]]:
    waiting = (PromptStatus.OPEN, PromptStatus.DEFERRED)
    rows = [row for row in desk.prompting.rows() if row.prompt.status in waiting]
    return {(row.client.code, row.rule.title, row.prompt.session) for row in rows}


def test_the_same_thresholds_change_nothing(demo: Desk) -> None:
    assert demo.previewing.effects({}, Progress()) == ()


def test_trying_out_keeps_nothing_and_says_what_applying_then_does(demo: Desk) -> None:
    before, entry = prompts(demo), standing(demo)
    tried: dict[Setting[Any], object] = {d.GAP: 5.0, d.REVIEW_AFTER: 3}
    effects = demo.previewing.effects(tried, Progress())
    assert effects
    assert prompts(demo) == before
    due_before = demo.recomputing.due
    assert not due_before
    demo.preferences.set_all(tried)
    assert demo.recomputing.due
    demo.recomputing.run(Progress())
    assert standing(demo) - entry == {(one.client, one.title, one.session) for one in effects if one.turn.opens}
    assert entry - standing(demo) == {(one.client, one.title, one.session) for one in effects if one.turn.closes}


def test_a_gap_that_no_longer_counts_closes_its_prompt(demo: Desk) -> None:
    effects = demo.previewing.effects({d.GAP: 5.0}, Progress())
    assert ("R-21", "Unspoken doubts", True) in {(one.client, one.title, one.turn.closes) for one in effects}


def test_another_edition_says_which_prompts_would_speak_with_another_tier(demo: Desk) -> None:
    before = demo.previewing.standing()
    effects = demo.previewing.effects({d.EDITION: "2011"}, Progress())
    tiers = {
        (one.client, one.title, one.turn.before.tier, one.turn.after.tier)
        for one in effects
        if one.turn.before and one.turn.after
    }
    assert ("M-08", "What was hard to say", "probably", "insufficient") in tiers
    assert demo.previewing.standing() == before
    demo.preferences.set(d.EDITION, "2011")
    demo.recomputing.run(Progress())
    assert set(turns(before, demo.previewing.standing())) == {one.turn for one in effects}


def test_what_the_first_edition_found_insufficient_would_close(demo: Desk) -> None:
    client = demo.supervising.client_id("M-08")
    first = demo.reviewing.history(client).sessions[0].held_on
    with demo.store.work("edit", "preference") as work:
        work.process.put_preference(Preference(PreferenceId(0), client, first, "Evenings", None, Met.NO, ""))
    demo.prompting.evaluate(client)
    assert ("M-08", "Preference not met") in {(code, title) for code, title, _ in standing(demo)}
    effects = demo.previewing.effects({d.EDITION: "2002"}, Progress())
    assert ("M-08", "Preference not met") in {(one.client, one.title) for one in effects if one.turn.closes}


def test_nobody_waits_for_prompts_of_somebody_whose_work_has_ended(demo: Desk) -> None:
    client = demo.supervising.client_id("R-21")
    with demo.store.read() as records:
        kept = records.clients.get(client)
    assert kept is not None
    with demo.store.work("edit", "client") as work:
        work.clients.save(replace(kept, status=ClientStatus.ENDED))
    assert "R-21" not in {one.client for one in demo.previewing.effects({d.GAP: 5.0}, Progress())}
    assert client not in {one.client for one in demo.previewing.standing().values()}


def test_a_value_out_of_bounds_is_refused(demo: Desk) -> None:
    with pytest.raises(UnusableInput):
        demo.previewing.effects({d.GAP: 9.0}, Progress())


def test_it_can_be_stopped(demo: Desk) -> None:
    with pytest.raises(Cancelled):
        demo.previewing.effects({}, Progress(cancelled=True))


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
