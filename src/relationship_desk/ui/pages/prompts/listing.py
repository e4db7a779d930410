"""The rows of the prompts page: open by urgency, put off, to look back on, accepted, and the answered ones folded."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from relationship_desk.domain.ids import PromptId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.prompts.rule import Urgency
from relationship_desk.services.prompt_rows import PromptRow
from relationship_desk.ui.terms import rule_term
from relationship_desk.ui.widgets.label import Tone
from relationship_desk.ui.widgets.row_delegate import Row, section

ANSWERED_KEY = "answered"
ANSWERED = (PromptStatus.DECLINED, PromptStatus.WITHDRAWN, PromptStatus.REVIEWED)
_OPEN, _DEFERRED, _TO_LOOK_BACK_ON, _ACCEPTED = "Open", "Deferred", "To look back on", "Accepted"
_STATES = {PromptStatus.REVIEWED: "looked back on"}
"""What is said of a state that goes by another name."""
_TONES: dict[Urgency, Tone] = {
    Urgency.SAFETY: "risk",
    Urgency.RELATIONSHIP: "attention",
    Urgency.ROUTINE: "notice",
}


def listed(rows: Sequence[PromptRow], due: Collection[PromptId], *, answered_open: bool) -> list[Row]:
    """Return the list: open by urgency, deferred, to look back on, and the answered ones folded under one line."""
    shown: list[Row] = []
    for title in (_OPEN, _DEFERRED, _TO_LOOK_BACK_ON, _ACCEPTED):
        found = [_row(row) for row in rows if _group(row.prompt, due) == title]
        shown += [section(title), *found] if found else []
    answered = [_row(row) for row in rows if row.prompt.status in ANSWERED]
    if answered:
        icon = "chevron-down" if answered_open else "chevron-right"
        state = "shown" if answered_open else "hidden"
        shown.append(
            Row(ANSWERED_KEY, f"Answered, {len(answered)}", icon=icon, said=f"Answered, {len(answered)}, {state}")
        )
    return shown + (answered if answered_open else [])


def _group(prompt: Prompt, due: Collection[PromptId]) -> str:
    if prompt.status is PromptStatus.ACCEPTED:
        return _TO_LOOK_BACK_ON if prompt.id in due else _ACCEPTED
    return {PromptStatus.OPEN: _OPEN, PromptStatus.DEFERRED: _DEFERRED}.get(prompt.status, "")


def _row(row: PromptRow) -> Row:
    prompt, rule = row.prompt, row.rule
    right, icon, tone = prompt.place.capitalize(), rule.icon, _TONES[rule.urgency]
    if prompt.status is PromptStatus.DEFERRED:
        right, icon, tone = f"until {prompt.until}", "pause", "notice"
    elif prompt.status is PromptStatus.ACCEPTED:
        icon, tone = "flag", "success"
    quiet = prompt.status in ANSWERED
    said = f"{rule.title}, {row.client.code}, {right}, {_STATES.get(prompt.status, prompt.status.value)}"
    about = rule_term(rule)
    return Row(
        prompt.id, rule.title, row.client.code, right=right, icon=icon, tone=tone, quiet=quiet, said=said, term=about
    )
