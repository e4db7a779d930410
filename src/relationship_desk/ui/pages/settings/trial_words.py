"""What a trial says: what a change would do to the prompts that stand, and what it did."""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.domain.counts import counted
from relationship_desk.services.previewing import Effect, Turn
from relationship_desk.ui.widgets.row_delegate import Row

NOT_YET, TRYING = "Not applied yet.", "Trying it out …"
APPLIED, WORKING = "Applied.", "Working out what follows …"
UNCHANGED = "No prompt would close, open or change tier."
_STAYED = "No prompt closed, opened or changed tier."


def trial_words(turns: Iterable[Turn]) -> str:
    """Say what would become of the prompts: ``2 prompts would close, 1 would open. Not applied yet``."""
    return f"{_counted(turns, ('would close', 'would open', 'would change tier')) or UNCHANGED} {NOT_YET}"


def applied_words(turns: Iterable[Turn]) -> str:
    """Say what became of the prompts: ``Applied. 2 prompts closed, 1 opened``."""
    return f"{APPLIED} {_counted(turns, ('closed', 'opened', 'changed tier')) or _STAYED}"


def _counted(turns: Iterable[Turn], verbs: tuple[str, str, str]) -> str:
    """How many of each, the first with what is counted; nothing where there is none."""
    listed = tuple(turns)
    closes, opens = sum(one.closes for one in listed), sum(one.opens for one in listed)
    counts = [(n, verb) for n, verb in zip((closes, opens, len(listed) - closes - opens), verbs, strict=True) if n]
    first = [f"{counted(n, 'prompt')} {verb}" for n, verb in counts[:1]]
    said = ", ".join((*first, *(f"{n:,} {verb}" for n, verb in counts[1:])))
    return f"{said}." if said else ""


def effect_row(key: object, effect: Effect) -> Row:
    """One prompt and what would become of it."""
    turn, title = effect.turn, f"{effect.title}, session {effect.session}"
    if turn.before is None:
        return Row(key, title, code=effect.client, right="would open", icon="plus")
    if turn.after is None:
        return Row(key, title, code=effect.client, right="would close", icon="minus")
    was, then = (Tier(one.tier).short_title.lower() for one in (turn.before, turn.after))
    return Row(key, title, f"from {was} to {then}", code=effect.client, icon="branch")
