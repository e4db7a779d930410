"""What becomes of an accepted prompt in the sessions after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.services.courses_of_prompts import FIRST, STABLE, add_client, hold, prompt_of

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.session_state import Part, differences
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind, PromptStatus
from relationship_desk.prompts.review import WITHIN
from relationship_desk.services.desk import Desk
from relationship_desk.services.following import Intention


@pytest.fixture
def client(desk: Desk) -> ClientId:
    client = add_client(desk)
    hold(desk, client, [*STABLE, 4.5])
    return client


@pytest.fixture
def accepted(desk: Desk, client: ClientId) -> Prompt:
    """After the ninth session it was accepted to ask about it first."""
    desk.answering.accept(prompt_of(desk, client, "R1").id, "Ask first")
    return prompt_of(desk, client, "R1", PromptStatus.ACCEPTED)


class TestIntentions:
    def test_the_next_session_asks_and_keeps_the_answer(self, desk: Desk, client: ClientId, accepted: Prompt) -> None:
        (tenth,) = hold(desk, client, [6.0])
        assert desk.following.intentions(tenth.id) == (Intention(accepted.id, "Ask first", None, None),)
        desk.following.say_done(accepted.id, tenth.id, True)
        kept = prompt_of(desk, client, "R1", PromptStatus.ACCEPTED)
        assert (kept.done, kept.done_session) == (True, 10)
        assert desk.following.intentions(tenth.id) == (Intention(accepted.id, "Ask first", True, None),)
        (eleventh,) = hold(desk, client, [7.0])
        assert desk.following.intentions(eleventh.id) == ()

    def test_it_stays_until_it_is_done(self, desk: Desk, client: ClientId, accepted: Prompt) -> None:
        tenth, eleventh = hold(desk, client, [6.0, 6.5])
        assert [one.done for one in desk.following.intentions(eleventh.id)] == [None], "not said yet"
        desk.following.say_done(accepted.id, tenth.id, False)
        assert desk.following.intentions(eleventh.id) == (Intention(accepted.id, "Ask first", None, 10),)
        desk.following.say_done(accepted.id, eleventh.id, True)
        assert desk.following.intentions(tenth.id) == (), "said later"

    def test_it_asks_in_no_session_before_the_answer(self, desk: Desk, client: ClientId) -> None:
        ninth = desk.reviewing.history(client).sessions[-1]
        (tenth,) = hold(desk, client, [6.0])
        desk.answering.accept(prompt_of(desk, client, "R1").id, "")
        assert desk.following.intentions(ninth.id) == ()
        (asked,) = desk.following.intentions(tenth.id)
        assert asked.words == "What was hard to say", "the rule speaks where nothing was written down"
        with pytest.raises(UnusableInput):
            desk.following.say_done(asked.prompt, ninth.id, True)

    def test_a_session_on_the_day_of_the_answer_counts_once_it_says_whether_it_was_done(
        self, desk: Desk, client: ClientId
    ) -> None:
        (tenth,) = hold(desk, client, [6.0])
        desk.answering.accept(prompt_of(desk, client, "R1").id, "Ask first")
        accepted = prompt_of(desk, client, "R1", PromptStatus.ACCEPTED)
        assert desk.prompting.why(accepted.id).since == 0, "nothing tells which was first"
        desk.following.say_done(accepted.id, tenth.id, False)
        why = desk.prompting.why(accepted.id)
        assert (why.since, why.review_session) == (1, 12)
        hold(desk, client, [6.5, 6.5])
        assert accepted.id in desk.following.to_review()

    def test_a_signed_session_keeps_what_was_said(self, desk: Desk, client: ClientId, accepted: Prompt) -> None:
        (tenth,) = hold(desk, client, [6.0])
        desk.noting.write(tenth.id, NoteKind.PROGRESS, "Went well.", NoteFormat.FREE)
        desk.following.say_done(accepted.id, tenth.id, True)
        desk.noting.sign(tenth.id)
        assert [one.done for one in desk.following.intentions(tenth.id)] == [True]
        with pytest.raises(UnusableInput, match="signed"):
            desk.following.say_done(accepted.id, tenth.id, False)

    def test_it_can_be_taken_back_with_the_session(self, desk: Desk, client: ClientId, accepted: Prompt) -> None:
        tenth, eleventh = hold(desk, client, [6.0, 6.1])
        desk.following.say_done(accepted.id, tenth.id, False)
        before = desk.undoing.state(eleventh.id)
        desk.following.say_done(accepted.id, eleventh.id, True)
        changes = differences(before, desk.undoing.state(eleventh.id))
        assert [one.part for one in changes] == [Part.INTENTION]
        desk.undoing.take_back(eleventh.id, changes)
        kept = prompt_of(desk, client, "R1", PromptStatus.ACCEPTED)
        assert (kept.done, kept.done_session) == (False, 10)
        desk.undoing.do_again(eleventh.id, changes)
        kept = prompt_of(desk, client, "R1", PromptStatus.ACCEPTED)
        assert (kept.done, kept.done_session) == (True, 11)


class TestLookingBack:
    def test_after_three_sessions(self, desk: Desk, client: ClientId, accepted: Prompt) -> None:
        hold(desk, client, [7.0, None])
        assert desk.following.to_review() == frozenset()
        why = desk.prompting.why(accepted.id)
        assert (why.since, why.review_session, why.followed) == (2, 12, ())
        with pytest.raises(UnusableInput, match="So far there were 2"):
            desk.following.review(accepted.id, "Better")
        hold(desk, client, [7.1, 7.0])
        assert desk.following.to_review() == {accepted.id}
        (compared,) = desk.prompting.why(accepted.id).followed
        assert (compared.title, compared.verdict) == ("Alliance, client", WITHIN)

    def test_the_outcome_is_written_in_a_line(self, desk: Desk, client: ClientId, accepted: Prompt) -> None:
        hold(desk, client, [7.0, 7.1, 7.2])
        with pytest.raises(UnusableInput, match="in a line"):
            desk.following.review(accepted.id, " ")
        desk.following.review(accepted.id, "It was the fee.")
        kept = prompt_of(desk, client, "R1", PromptStatus.REVIEWED)
        assert (kept.outcome, kept.reviewed_on, kept.intention) == ("It was the fee.", desk.today(), "Ask first")
        assert desk.following.to_review() == frozenset()
        with pytest.raises(UnusableInput, match="accepted"):
            desk.following.review(accepted.id, "Again")

    def test_what_was_declined_is_compared_the_same_way(self, desk: Desk, client: ClientId) -> None:
        prompt = prompt_of(desk, client, "R1")
        desk.answering.decline(prompt.id, "known")
        hold(desk, client, [4.6, 4.5, 4.4])
        (compared,) = desk.prompting.why(prompt.id).followed
        assert compared.verdict == "below own range"


def test_nothing_has_followed_in_sessions_to_come(desk: Desk, client: ClientId, accepted: Prompt) -> None:
    ahead = [FIRST + timedelta(weeks=number) for number in (9, 10, 11)]
    for day in ahead:
        desk.recording.add_session(client, held_on=day)
    why = desk.prompting.why(accepted.id)
    assert (why.since, why.next_session, why.review_session, why.followed) == (0, 10, 12, ())
    assert not desk.following.to_review()
    with pytest.raises(UnusableInput):
        desk.following.review(accepted.id, "It went on")
    assert not any(one.after_accepting for one in desk.own_record.read(Progress()).rules)
    desk.day = ahead[-1]
    assert desk.following.to_review() == {accepted.id}
