"""What a trial says: what a change would do to the prompts that stand, and what it did."""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.domain.counts import counted
from relationship_desk.services.previewing import Effect, Turn
from relationship_desk.ui.widgets.row_delegate import Row

NOT_YET, APPLIED, WORKING = "Not applied yet.", "Applied.", "Working out what follows …"
UNCHANGED = "No prompt would close, open or speak with another tier."
_STAYED = "No prompt closed, opened or changed its tier."


def trial_words(turns: Iterable[Turn]) -> str:
    """Say what would become of the prompts: ``2 prompts would close, 1 would open``."""
    said = _counted(turns, ("would close", "would open", "would speak with another tier"))
    return f"{NOT_YET} {said or UNCHANGED}"


def applied_words(turns: Iterable[Turn]) -> str:
    """Say what became of the prompts: ``2 prompts closed, 1 opened``."""
    said = _counted(turns, ("closed", "opened", "speak with another tier", "speaks with another tier"))
    return f"{APPLIED} {said or _STAYED}"


def _counted(turns: Iterable[Turn], verbs: tuple[str, ...]) -> str:
    """How many of each, the first with what is counted; nothing where none is."""
    listed = tuple(turns)
    closes, opens = sum(one.closes for one in listed), sum(one.opens for one in listed)
    tiers = len(listed) - closes - opens
    numbers = (
        (closes, verbs[0]),
        (opens, verbs[1]),
        (tiers, verbs[3] if tiers == 1 and len(verbs) > 3 else verbs[2]),
    )
    said = [f"{counted(count, 'prompt')} {verb}" for count, verb in numbers if count][:1]
    said += [f"{count:,} {verb}" for count, verb in numbers if count][1:]
    return f"{', '.join(said)}." if said else ""


def effect_row(key: object, effect: Effect) -> Row:
    """One prompt and what would become of it."""
    turn = effect.turn
    if turn.before is None or turn.after is None:
        would = "would open" if turn.opens else "would close"
        icon = "plus" if turn.opens else "minus"
        return Row(key, effect.title, code=effect.client, right=f"session {effect.session}, {would}", icon=icon)
    was, then = Tier(turn.before.tier).short_title, Tier(turn.after.tier).short_title
    right = f"from {was.lower()} to {then.lower()}"
    return Row(key, effect.title, code=effect.client, right=right, icon="branch")
