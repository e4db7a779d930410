"""What followed a prompt once a session has gone to another record, or two records have become one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.services.courses_of_prompts import STABLE, add_client, hold, prompt_of

from relationship_desk.domain.guided_review import GuidedReview
from relationship_desk.domain.ids import ClientId, PromptId, RuleId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services.answering import typed_for
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape

WHY = "Entered on the wrong line of the diary"


@pytest.fixture
def wrong(desk: Desk) -> ClientId:
    """A client with ten sessions, the ninth of which opened a prompt."""
    client = add_client(desk)
    hold(desk, client, (*STABLE, 4.0, 4.1))
    return client


@pytest.fixture
def right(desk: Desk) -> ClientId:
    return add_client(desk, "M-08")


def followed(desk: Desk, client: ClientId) -> tuple[PromptId, Session]:
    """An accepted prompt that was said to be done in the session after, the newest."""
    prompt = prompt_of(desk, client, "R1")
    desk.answering.accept(prompt.id, "Ask what was hard to say")
    (session,) = hold(desk, client, (4.2,))
    desk.following.say_done(prompt.id, session.id, True)
    return prompt.id, session


def kept(desk: Desk, prompt: PromptId) -> Prompt:
    with desk.store.read() as records:
        found = records.prompts.get(prompt)
    assert found is not None
    return found


def review(desk: Desk, client: ClientId) -> GuidedReview:
    return desk.guided_reviews.keep(desk.guided_reviews.begin(client), {"alliance": "Strained"}, "Talk about it")


class TestASessionThatMoves:
    def test_what_was_said_to_be_done_in_it_is_open_again(self, desk: Desk, wrong: ClientId, right: ClientId) -> None:
        prompt, session = followed(desk, wrong)
        desk.correcting.move_to_client(session.id, right, WHY)
        found = kept(desk, prompt)
        assert (found.status, found.done, found.done_session) == (PromptStatus.ACCEPTED, None, None)
        (following,) = hold(desk, wrong, (4.3,))
        assert [one.done for one in desk.following.intentions(following.id)] == [None]

    def test_a_review_after_it_is_dated_by_the_one_before(self, desk: Desk, wrong: ClientId, right: ClientId) -> None:
        _, session = followed(desk, wrong)
        review(desk, wrong)
        desk.correcting.move_to_client(session.id, right, WHY)
        assert [one.session for one in desk.guided_reviews.of(wrong)] == [session.number - 1]

    def test_a_review_goes_with_the_only_session(self, desk: Desk, right: ClientId) -> None:
        client = add_client(desk)
        (session,) = hold(desk, client, (7.0,))
        review(desk, client)
        desk.correcting.move_to_client(session.id, right, WHY)
        assert not desk.guided_reviews.of(client)
        assert [one.session for one in desk.guided_reviews.of(right)] == [1]

    def test_both_records_can_be_exported_and_read_again(
        self, desk: Desk, wrong: ClientId, right: ClientId, tmp_path: Path
    ) -> None:
        _, session = followed(desk, wrong)
        review(desk, wrong)
        desk.correcting.move_to_client(session.id, right, WHY)
        desk.exporting.export(tmp_path / "out", Shape(reduced=False))
        desk.importing.import_package(tmp_path / "out")


def test_a_rule_that_two_records_muted_speaks_again_at_one_word(desk: Desk, wrong: ClientId, right: ClientId) -> None:
    for client in (wrong, right):
        desk.answering.mute(client, RuleId("R5"), "In supervision already")
    assert "1 muted rule" in desk.correcting.merge_preview(wrong, right).words
    desk.correcting.merge(wrong, right, WHY)
    desk.answering.unmute(desk.answering.muted(wrong)[0].id)
    assert not desk.answering.muted(wrong)


def test_two_records_that_become_one_have_no_more_open_than_one_has(desk: Desk, wrong: ClientId) -> None:
    other = add_client(desk, "M-08")
    hold(desk, other, (*STABLE, 4.0))
    desk.answering.accept(prompt_of(desk, other, "R1").id, "Ask")
    assert prompt_of(desk, wrong, "G1")
    assert prompt_of(desk, other, "G1")
    desk.correcting.merge(wrong, other, WHY)
    desk.prompting.evaluate(wrong)
    rows = desk.prompting.rows(wrong)
    waiting = [row.prompt.rule for row in rows if row.prompt.waits]
    assert len(waiting) == len(set(waiting)) <= 3
    assert "G1" in waiting
    assert [row.prompt.intention for row in rows if row.prompt.status is PromptStatus.ACCEPTED] == ["Ask"]


def test_of_what_two_records_had_put_off_one_comes_back(desk: Desk, wrong: ClientId) -> None:
    other = add_client(desk, "M-08")
    hold(desk, other, (*STABLE, 4.0, 4.1))
    for client in (wrong, other):
        desk.answering.defer(prompt_of(desk, client, "G1").id, 99)
    desk.correcting.merge(wrong, other, WHY)
    desk.prompting.evaluate(wrong)
    waiting = [row.prompt.rule for row in desk.prompting.rows(wrong) if row.prompt.waits]
    assert waiting.count(RuleId("G1")) == 1


def test_what_was_typed_of_an_answer_outlives_its_prompt(desk: Desk, wrong: ClientId, right: ClientId) -> None:
    prompt = prompt_of(desk, wrong, "R1")
    desk.answering.keep_typed(prompt.id, replace(typed_for(prompt), own_part="Was late"))
    (session,) = (one for one in desk.reviewing.history(wrong).sessions if one.number == prompt.session)
    desk.correcting.move_to_client(session.id, right, WHY)
    assert "Was late" in desk.correcting.corrections(wrong)[-1].after
    again = prompt_of(desk, wrong, "G1")
    desk.answering.keep_typed(again.id, replace(typed_for(again), intention="Ask about sleep"))
    desk.correcting.merge(right, wrong, WHY)
    assert "Ask about sleep" in desk.correcting.corrections(right)[-1].after
