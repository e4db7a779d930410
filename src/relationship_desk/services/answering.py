"""What the clinician decides about a prompt: accepted, put off, declined, or its rule silenced for this client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from relationship_desk.domain import validity
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId, PromptId, RuleId
from relationship_desk.domain.prompt import Mute, MuteId, Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.prompts.rule import Urgency
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.on_file import client_on_file, prompt_on_file
from relationship_desk.store.unit_of_work import Records, Store, UnitOfWork

LONGEST = 500
"""Characters of one line of an answer."""
_SAFETY = (
    "A prompt about safety is not {}. It is still open. Accept it with what you do about it; it goes by itself once "
    "the risk record is closed."
)


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer as far as it was typed. It stands with the prompt until the prompt is answered or looked back on."""

    intention: str = ""
    own_part: str = ""
    client_part: str = ""
    reason: str = ""
    outcome: str = ""


def typed_for(prompt: Prompt) -> Typed:
    """What was typed about ``prompt`` and not decided yet."""
    if prompt.status is PromptStatus.ACCEPTED:
        return Typed(outcome=prompt.outcome)
    if prompt.waits:
        return Typed(prompt.intention, prompt.own_part, prompt.client_part, prompt.reason)
    return Typed()


class Answering:
    """Accept, defer, decline and mute. What becomes of it is in :mod:`relationship_desk.services.following`."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today

    # The answer

    def keep_typed(self, prompt: PromptId, typed: Typed) -> None:
        """Keep an answer as far as it was typed; the prompt stays as it is.

        Raises:
            UnusableInput: when it has been declined or looked back on.
        """
        with self._store.work("draft", "prompt") as work:
            found = prompt_on_file(work, prompt)
            if found.status in (PromptStatus.DECLINED, PromptStatus.REVIEWED):
                raise UnusableInput("That prompt has been answered already.")
            if found.status is PromptStatus.ACCEPTED:
                changed = replace(found, outcome=plain_line(typed.outcome))
            else:
                changed = replace(
                    found,
                    intention=plain_line(typed.intention),
                    own_part=plain_line(typed.own_part),
                    client_part=plain_line(typed.client_part),
                    reason=plain_line(typed.reason),
                )
            work.prompts.save(changed)
            work.touch(client=found.client, prompts=True)

    def accept(self, prompt: PromptId, intention: str, *, own_part: str = "", client_part: str = "") -> None:
        """Keep what the clinician intends to change, and what each side contributed to what the prompt is about."""
        with self._store.work("answer", "prompt") as work:
            self._close(
                work,
                _waiting(work, prompt),
                PromptStatus.ACCEPTED,
                intention=plain_line(intention),
                own_part=plain_line(own_part),
                client_part=plain_line(client_part),
            )

    def defer(self, prompt: PromptId, until: int) -> None:
        """Let the prompt come back in session ``until``, with what was typed about it so far.

        Raises:
            UnusableInput: when it is about safety, or has been answered.
        """
        with self._store.work("answer", "prompt") as work:
            found = _waiting(work, prompt)
            _refuse_safety(found.rule, "put off")
            typed = typed_for(found)
            self._close(
                work,
                found,
                PromptStatus.DEFERRED,
                until=until,
                intention=typed.intention,
                own_part=typed.own_part,
                client_part=typed.client_part,
                reason=typed.reason,
            )

    def decline(self, prompt: PromptId, reason: str) -> None:
        """Close the prompt with the reason why.

        Raises:
            UnusableInput: without a reason, when it is about safety, or has been answered.
        """
        tidy = plain_line(reason)
        if not tidy:
            raise UnusableInput("Declining needs a reason, so that the record shows why.")
        with self._store.work("answer", "prompt") as work:
            found = _waiting(work, prompt)
            _refuse_safety(found.rule, "declined")
            self._close(work, found, PromptStatus.DECLINED, reason=tidy)

    def _close(
        self,
        work: UnitOfWork,
        prompt: Prompt,
        status: PromptStatus,
        *,
        intention: str = "",
        until: int | None = None,
        reason: str = "",
        own_part: str = "",
        client_part: str = "",
    ) -> None:
        work.prompts.save(
            replace(
                prompt,
                status=status,
                intention=intention,
                until=until,
                reason=reason,
                own_part=own_part,
                client_part=client_part,
                answered_on=self._today(),
            )
        )
        work.touch(client=prompt.client, prompts=True)

    # Silence

    def mute(self, client: ClientId, rule: RuleId, reason: str) -> None:
        """Let ``rule`` be silent for ``client`` from now on; what waits of it is declined with the same reason.

        Raises:
            UnusableInput: without a reason, for a rule about safety, and for one that is silent already.
        """
        tidy = plain_line(reason)
        if not tidy:
            raise UnusableInput("Muting needs a reason, so that the record shows why.")
        _refuse_safety(rule, "muted")
        with self._store.work("mute", "prompt") as work:
            client_on_file(work, client)
            if any(one.rule == rule and one.ended_on is None for one in work.prompts.mutes.of(client)):
                raise UnusableInput("That rule is muted for this client already.")
            work.prompts.mutes.add(Mute(MuteId(0), new_uid(), client, rule, tidy, self._today(), None))
            for prompt in work.prompts.of(client):
                if prompt.rule == rule and prompt.waits:
                    self._close(work, prompt, PromptStatus.DECLINED, reason=tidy)
            work.touch(client=client, prompts=True)

    def unmute(self, mute: MuteId) -> None:
        """Let the rule speak again, from the next session on."""
        with self._store.work("unmute", "prompt") as work:
            found = work.prompts.mutes.get(mute)
            if found is None or found.ended_on is not None:
                raise NotFound("That rule is not muted.")
            for one in work.prompts.mutes.of(found.client):  # of two records made one, each may have silenced it
                if one.rule == found.rule and one.ended_on is None:
                    work.prompts.mutes.save(replace(one, ended_on=self._today()))
            work.touch(client=found.client, prompts=True)

    def muted(self, client: ClientId) -> tuple[Mute, ...]:
        """The rules that are silent for ``client`` now."""
        with self._store.read() as records:
            return tuple(one for one in records.prompts.mutes.of(client) if one.ended_on is None)


def plain_line(text: str) -> str:
    """A line of an answer as it is kept."""
    return validity.plain_text(" ".join(text.split()), LONGEST)


def _waiting(records: Records, prompt: PromptId) -> Prompt:
    found = prompt_on_file(records, prompt)
    if not found.waits:
        raise UnusableInput("That prompt has been answered already.")
    return found


def _refuse_safety(rule: RuleId, what: str) -> None:
    if rule in all_rules() and all_rules()[rule].urgency is Urgency.SAFETY:
        raise UnusableInput(_SAFETY.format(what))
