"""What becomes of an accepted prompt: whether the intention was done, and how it is looked back on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import PromptId, SessionId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.prompts.review import REVIEW_AFTER, comes_after
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.answering import plain_line
from relationship_desk.services.on_file import prompt_on_file, session_on_file, unsigned_session
from relationship_desk.store.unit_of_work import Records, Store


@dataclass(frozen=True, slots=True)
class Intention:
    """What the clinician meant to do, as the debrief of one later session asks about it."""

    prompt: PromptId
    words: str
    """The intention; the title of the rule where none was written down."""
    done: bool | None
    """What was said in this session; None: nothing yet."""
    missed_in: int | None
    """The number of an earlier session in which it was said that it was not done."""


class Following:
    """The way of an accepted prompt through the sessions after it."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today

    def intentions(self, session: SessionId) -> tuple[Intention, ...]:
        """What was meant to be done by ``session``: not said yet, or said in this very session."""
        with self._store.read() as records:
            held = session_on_file(records, session)
            signed = records.sessions.is_signed(session)
            prompts = records.prompts.of(held.client)
        rules = all_rules()
        return tuple(
            Intention(
                one.id,
                one.intention or (rules[one.rule].title if one.rule in rules else one.rule),
                one.done if one.done_session == held.number else None,
                None if one.done_session == held.number else one.done_session,
            )
            for one in prompts
            if one.done_session == held.number or (not signed and _is_meant_for(one, held))
        )

    def say_done(self, prompt: PromptId, session: SessionId, done: bool | None) -> None:
        """Say in the debrief of ``session`` whether what was intended was done; None takes it back.

        Raises:
            UnusableInput: when the session is signed, or comes before the answer.
        """
        with self._store.work("follow", "prompt") as work:
            held = unsigned_session(work, session)
            found = prompt_on_file(work, prompt)
            if found.client != held.client or not (found.done_session == held.number or _is_meant_for(found, held)):
                raise UnusableInput("Nothing was intended for that session.")
            number = None if done is None else held.number
            work.prompts.save(replace(found, done=done, done_session=number))
            work.touch(client=held.client, session=session, prompts=True)

    def review(self, prompt: PromptId, outcome: str) -> None:
        """Keep what came of an accepted prompt, in a line.

        Raises:
            UnusableInput: without a line, before its time, or when the prompt was not accepted.
        """
        tidy = plain_line(outcome)
        if not tidy:
            raise UnusableInput("Write in a line what came of it; the numbers alone do not say.")
        with self._store.work("review", "prompt") as work:
            found = prompt_on_file(work, prompt)
            if found.status is not PromptStatus.ACCEPTED:
                raise UnusableInput("Only a prompt that was accepted is looked back on.")
            held = _sessions_after(work, found, self._today())
            if held < REVIEW_AFTER:
                raise UnusableInput(
                    f"A prompt is looked back on after {REVIEW_AFTER} sessions. So far there were {held}."
                )
            reviewed = replace(found, status=PromptStatus.REVIEWED, outcome=tidy, reviewed_on=self._today())
            work.prompts.save(reviewed)
            work.touch(client=found.client, prompts=True)

    def to_review(self) -> frozenset[PromptId]:
        """The accepted prompts whose client has had the sessions since that a review looks back on."""
        with self._store.read() as records:
            return frozenset(
                prompt.id
                for prompt in records.prompts.waiting()
                if prompt.status is PromptStatus.ACCEPTED
                and _sessions_after(records, prompt, self._today()) >= REVIEW_AFTER
            )


def _is_meant_for(prompt: Prompt, session: Session) -> bool:
    """Whether ``session`` follows the acceptance of ``prompt``, and nobody has said that it was done."""
    if prompt.status is not PromptStatus.ACCEPTED or prompt.answered_on is None or prompt.done:
        return False
    after = session.number > prompt.session and session.held_on >= prompt.answered_on
    earlier = prompt.done_session is None or prompt.done_session < session.number
    return session.attendance.took_place and after and earlier


def _sessions_after(records: Records, prompt: Prompt, today: date) -> int:
    """How many sessions took place after the answer; those to come wait for their day."""
    return sum(
        session.attendance.took_place and session.held_on <= today and comes_after(session, prompt)
        for session in records.sessions.of(prompt.client)
    )
