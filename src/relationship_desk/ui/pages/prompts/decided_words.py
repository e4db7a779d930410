"""What was decided about a prompt and what became of it, in words."""

from __future__ import annotations

from datetime import date

from relationship_desk.domain.days import short_day
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.prompts.review import REVIEW_AFTER
from relationship_desk.services.own_record import Tally
from relationship_desk.services.why import Why


def decision(why: Why) -> tuple[str, str]:
    """Return what was decided and, in the clinician's words, why and what for."""
    prompt = why.row.prompt
    on = _day(prompt.answered_on)
    muted = f"Its rule is muted for {why.row.client.code} since {short_day(why.mute.muted_on)}." if why.mute else ""
    if prompt.status is PromptStatus.DECLINED:
        return f"Declined{on}. {muted}".strip(), f"Because: {prompt.reason}" if prompt.reason else ""
    if prompt.status is PromptStatus.WITHDRAWN:
        return f"Withdrawn{on}. {muted}".strip(), "Its points no longer held."
    lines = [
        f"Intended: {prompt.intention}" if prompt.intention else "",
        f"My part: {prompt.own_part}" if prompt.own_part else "",
        f"The client’s part: {prompt.client_part}" if prompt.client_part else "",
        _done(prompt.done, prompt.done_session),
    ]
    if prompt.status is PromptStatus.REVIEWED and prompt.outcome:
        lines.append(f"What came of it: {prompt.outcome}")
    said = "\n".join(line for line in lines if line)
    if prompt.status is PromptStatus.REVIEWED:
        return f"Looked back{_day(prompt.reviewed_on or prompt.answered_on)}. {muted}".strip(), said
    if why.since >= REVIEW_AFTER:
        return f"Accepted{on}. It is time to look back on it. {muted}".strip(), said
    waits = f"{why.since} of {REVIEW_AFTER} sessions since; looked back on after session {why.review_session}."
    return f"Accepted{on}. {muted}".strip(), f"{said}\n{waits}".strip()


def _done(done: bool | None, session: int | None) -> str:
    if done is None:
        return ""
    where = f" in session {session}" if session else ""
    return f"Done{where}." if done else f"Not done{where}."


def declined_words(found: Tally) -> str:
    """What followed wherever the same rule was declined, in counts."""
    total = sum(found.values())
    if not total:
        return (
            f"The same rule has not been declined yet with {REVIEW_AFTER} sessions after it: nothing to set beside it."
        )
    counts = ", ".join(f"{verdict} {count} of {total}" for verdict, count in found.items())
    return f"Where the same rule was declined: {counts}."


def _day(day: date | None) -> str:
    return f" on {short_day(day)}" if day else ""
