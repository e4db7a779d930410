"""What the demo's clinician answered to the older prompts, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.prompts.review import REVIEW_AFTER
from relationship_desk.store.unit_of_work import Store

_INTENTIONS = {
    "R1": ("Open the next session with the question, before anything else", "Said what had hurt; we changed the task"),
    "D1": ("Ask each what was left out, and wait", "One doubt was named"),
    "A1": ("Offer two ways, recommend none", "Chose by himself, and did it"),
    "F1": ("Hand the questions over at the end", ""),
    "G1": ("Write the goal down together, in the client’s words", "The goal is smaller now, and the client’s own"),
    "G2": ("Ask what got in the way, and halve it", "Half of it was done"),
    "S2": ("Say what I notice between us, and ask whether it fits", "It fitted partly"),
    "N1": ("Go through the guided review, alliance first", "Sleep came first, then the rest moved"),
    "A3": ("Ask who else could carry some of it, and meet where he can come", "His sister drives him on Thursdays"),
    "AP1": ("Stay with finding words before the next task", "The problem has a name now"),
}
"""By the rule: what was intended, and the outcome."""


def answer(store: Store) -> None:
    """Answer the older prompts as a clinician would have, on the day they opened, and look back on the oldest."""
    with store.work("answer", "demo") as work:
        for client in work.clients.all():
            held = {one.number: one.held_on for one in work.sessions.of(client.id) if one.attendance.took_place}
            latest = max(held, default=0)
            for number, prompt in enumerate(work.prompts.of(client.id)):
                if prompt.status not in (PromptStatus.OPEN, PromptStatus.WITHDRAWN) or prompt.session > latest - 3:
                    continue
                work.prompts.save(_declined(prompt) if number % 3 == 1 else _accepted(prompt, held))
                work.touch(client=client.id, prompts=True)


def _declined(prompt: Prompt) -> Prompt:
    reason = "Not now: the client had just begun on the loss"
    return replace(prompt, status=PromptStatus.DECLINED, reason=reason, answered_on=prompt.opened_on)


def _accepted(prompt: Prompt, held: Mapping[int, date]) -> Prompt:
    """Accepted; done in the next session, and looked back on three sessions later where both have been."""
    intention, outcome = _INTENTIONS.get(prompt.rule, ("", ""))
    accepted = replace(prompt, status=PromptStatus.ACCEPTED, intention=intention, answered_on=prompt.opened_on)
    later = [number for number in held if number > prompt.session]
    if not later:
        return accepted
    accepted = replace(accepted, done=prompt.session % 4 != 0, done_session=later[0])
    if len(later) < 2 * REVIEW_AFTER or not outcome:
        return accepted
    reviewed_on = held[later[REVIEW_AFTER - 1]]
    return replace(accepted, status=PromptStatus.REVIEWED, outcome=outcome, reviewed_on=reviewed_on)
