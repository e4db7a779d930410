"""Answers to a prompt, and the silence of a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.services.courses_of_prompts import STABLE, add_client, hold, prompt_of

from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId, PromptId, RuleId
from relationship_desk.domain.vocabulary import ClientStatus, PromptStatus
from relationship_desk.prompts.rule import Urgency
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.answering import Typed, typed_for
from relationship_desk.services.desk import Desk

R1 = RuleId("R1")


@pytest.fixture
def client(desk: Desk) -> ClientId:
    """Its alliance fell in the ninth session."""
    client = add_client(desk)
    hold(desk, client, [*STABLE, 4.5])
    return client


@pytest.fixture
def safety(monkeypatch: pytest.MonkeyPatch) -> None:
    """R1 speaks of safety."""
    rules = all_rules()
    monkeypatch.setitem(rules, R1, replace(rules[R1], urgency=Urgency.SAFETY))


def test_accepting_keeps_what_is_intended_and_what_each_side_contributed(desk: Desk, client: ClientId) -> None:
    prompt = prompt_of(desk, client, "R1")
    desk.answering.accept(prompt.id, " Ask  first ", own_part="I was late\n", client_part="Said nothing")
    kept = prompt_of(desk, client, "R1", PromptStatus.ACCEPTED)
    assert (kept.intention, kept.own_part, kept.client_part) == ("Ask first", "I was late", "Said nothing")
    assert kept.answered_on == desk.today()


def test_an_answer_is_given_once(desk: Desk, client: ClientId) -> None:
    prompt = prompt_of(desk, client, "R1")
    desk.answering.accept(prompt.id, "")
    with pytest.raises(UnusableInput, match="answered already"):
        desk.answering.decline(prompt.id, "known")
    with pytest.raises(NotFound):
        desk.answering.accept(PromptId(999), "")


@pytest.mark.usefixtures("safety")
def test_safety_is_neither_put_off_nor_declined_nor_muted(desk: Desk, client: ClientId) -> None:
    prompt = prompt_of(desk, client, "R1")
    with pytest.raises(UnusableInput, match="safety is not put off"):
        desk.answering.defer(prompt.id, 12)
    with pytest.raises(UnusableInput, match="safety is not declined"):
        desk.answering.decline(prompt.id, "known")
    with pytest.raises(UnusableInput, match="safety is not muted"):
        desk.answering.mute(client, R1, "known")
    assert prompt_of(desk, client, "R1") == prompt
    desk.answering.accept(prompt.id, "Crisis plan")


class TestMuting:
    def test_it_declines_what_waits_and_is_silent_until_taken_back(self, desk: Desk, client: ClientId) -> None:
        desk.answering.mute(client, R1, "A known pattern")
        declined = prompt_of(desk, client, "R1", PromptStatus.DECLINED)
        assert declined.reason == "A known pattern"
        (mute,) = desk.answering.muted(client)
        assert (mute.rule, mute.reason, mute.muted_on) == (R1, "A known pattern", desk.today())
        hold(desk, client, [*STABLE, 4.0])
        assert all(row.prompt.session == 9 for row in desk.prompting.rows(client) if row.prompt.rule == R1)
        desk.day = desk.today() + timedelta(days=1)
        desk.answering.unmute(mute.id)
        assert desk.answering.muted(client) == ()
        hold(desk, client, [4.1])
        assert prompt_of(desk, client, "R1").session == 19

    def test_it_needs_a_reason_and_is_done_once(self, desk: Desk, client: ClientId) -> None:
        with pytest.raises(UnusableInput, match="needs a reason"):
            desk.answering.mute(client, R1, "  ")
        desk.answering.mute(client, R1, "known")
        with pytest.raises(UnusableInput, match="already"):
            desk.answering.mute(client, R1, "known")
        (mute,) = desk.answering.muted(client)
        desk.answering.unmute(mute.id)
        with pytest.raises(NotFound):
            desk.answering.unmute(mute.id)

    def test_it_is_of_one_client(self, desk: Desk, client: ClientId) -> None:
        other = add_client(desk, "M-08")
        hold(desk, other, [*STABLE, 4.5])
        desk.answering.mute(client, R1, "known")
        assert prompt_of(desk, other, "R1").status is PromptStatus.OPEN
        assert desk.prompting.why(prompt_of(desk, other, "R1").id).mute is None
        declined = prompt_of(desk, client, "R1", PromptStatus.DECLINED)
        assert desk.prompting.why(declined.id).mute is not None


def test_prompts_of_a_client_whose_work_has_ended_wait_no_more(desk: Desk, client: ClientId) -> None:
    desk.answering.accept(prompt_of(desk, client, "R1").id, "Ask first")
    open_before = {row.rule.id for row in desk.prompting.rows() if row.prompt.waits}
    assert open_before
    code = desk.reviewing.history(client).client.code
    desk.recording.edit_client(client, code=code, name="", status=ClientStatus.ENDED)
    assert {row.rule.id for row in desk.prompting.rows()} == {"R1"}, "what was decided is still told"
    assert {row.rule.id for row in desk.prompting.rows(client)} >= open_before


def test_an_answer_is_kept_as_far_as_it_was_typed_and_replaced_by_what_is_decided(demo: Desk) -> None:
    row = next(one for one in demo.prompting.rows() if one.rule.id == "R1" and one.prompt.waits)
    demo.answering.keep_typed(row.prompt.id, Typed("Ask", "I hurried", "", "Not n"))
    begun = demo.prompting.why(row.prompt.id).row.prompt
    assert begun == replace(row.prompt, intention="Ask", own_part="I hurried", reason="Not n")
    assert typed_for(begun) == Typed("Ask", "I hurried", "", "Not n")
    demo.answering.decline(row.prompt.id, "Not now")
    declined = demo.prompting.why(row.prompt.id).row.prompt
    assert (declined.intention, declined.own_part, declined.reason) == ("", "", "Not now")
    assert typed_for(declined) == Typed()
    with pytest.raises(UnusableInput, match="answered already"):
        demo.answering.keep_typed(row.prompt.id, Typed("Ask"))
