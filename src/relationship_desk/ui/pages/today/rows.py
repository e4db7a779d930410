"""What waits today, as rows of lists."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.client_voice import RiskId
from relationship_desk.domain.counts import counted
from relationship_desk.domain.days import recent_day
from relationship_desk.domain.ids import ClientId, PromptId, SessionId
from relationship_desk.domain.vocabulary import Perspective, PromptStatus
from relationship_desk.prompts.rule import Urgency
from relationship_desk.services.desk import Desk
from relationship_desk.services.prompt_rows import PromptRow
from relationship_desk.services.rating_plans import ClientDue
from relationship_desk.services.reviewing import DraftRow, DueRow
from relationship_desk.services.risk import OpenRisk
from relationship_desk.ui.due_words import due_list, due_words, since_words
from relationship_desk.ui.terms import rule_term, term
from relationship_desk.ui.widgets.label import Tone
from relationship_desk.ui.widgets.row_delegate import Row, section

RISK = "Consider your risk protocol before anything else"
SHOWN = 5
"""A short list shows so many rows until it is asked for the rest."""


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """A row leads to this prompt."""

    prompt: PromptId


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A row leads to the debrief of this session."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class OpenClient:
    """A row leads to this client."""

    client: ClientId


@dataclass(frozen=True, slots=True)
class OpenRiskRecord:
    """A row leads to this risk record."""

    record: RiskId


class ShowAll:
    """A row leads to the rest of its list."""


_URGENCY: dict[Urgency, tuple[str, Tone, Tone]] = {
    Urgency.SAFETY: ("Safety first", "risk", "risk"),
    Urgency.RELATIONSHIP: ("Relationship", "muted", "attention"),
    Urgency.ROUTINE: ("Routine", "muted", "notice"),
}


def beside_risk(rows: Sequence[PromptRow], waiting: Sequence[OpenRisk]) -> list[PromptRow]:
    """Return ``rows`` without the prompts about risk whose records stand open and are listed themselves."""
    listed = {(one.client.id, uid) for one in waiting for uid in (one.record.uid, "")}  # older prompts name no record

    def is_listed(row: PromptRow) -> bool:
        of_record = any((row.client.id, point.row) in listed for point in row.prompt.because)
        return row.rule.urgency is Urgency.SAFETY and of_record

    return [one for one in rows if not is_listed(one)]


def prompt_rows(
    waiting: Sequence[OpenRisk], rows: Sequence[PromptRow], to_review: AbstractSet[PromptId], today: date
) -> list[Row]:
    """Return what is open by urgency, what is to be looked back on, and what comes back; empty groups are left out.

    The open risk records are the first, whether a prompt speaks of them or has been answered.
    """
    listed: list[Row] = []
    for urgency, (title, head_tone, tone) in _URGENCY.items():
        found = [one for one in rows if one.prompt.status is PromptStatus.OPEN and one.rule.urgency is urgency]
        records = _risk_rows(waiting, today) if urgency is Urgency.SAFETY else []
        listed += _group(title, [*records, *(_open_row(one, tone, today) for one in found)], head_tone)
    listed += _group("To look back on", [_review_row(one, today) for one in rows if one.prompt.id in to_review])
    back = [one for one in rows if one.prompt.status is PromptStatus.DEFERRED]
    return listed + _group("Coming back", [_back_row(one) for one in back])


def _risk_rows(waiting: Sequence[OpenRisk], today: date) -> list[Row]:
    """Return the open risk records: all of them, whatever else there is."""
    return [
        Row(
            OpenRiskRecord(one.record.id),
            RISK,
            _in_session(one.record.because, one.session),
            one.client.code,
            right=f"Since {recent_day(one.record.assessed_on, today)}",
            icon="triangle-alert",
            tone="risk",
            term=term("signal", "risk"),
        )
        for one in waiting
    ]


def _in_session(because: str, session: int | None) -> str:
    """What led to a risk record, with the session it was in."""
    said = capital_first(because)
    return f"{said}, in session {session}" if session else said


def draft_rows(drafts: Sequence[DraftRow], *, everything: bool) -> list[Row]:
    """Return the sessions to sign."""
    rows = [
        Row(
            OpenSession(one.session.id),
            f"session {one.session.number}",
            code=one.client.code,
            right=f"unsigned, {counted(one.days, 'day')}" if one.days else "today",
            icon="document",
        )
        for one in drafts
    ]
    return _short(rows, everything=everything)


def due_rows(desk: Desk, due: Sequence[ClientDue], *, everything: bool) -> list[Row]:
    """Return who is due for feedback."""
    rows = [
        Row(
            OpenClient(one.client.id),
            due_words(desk, one.due),
            code=one.client.code,
            right=since_words(one),
            said=f"{one.client.code}, due: {due_list(desk, one.due)}, {since_words(one)}",
            perspective=Perspective.CLIENT,
            term=term("signal", "no-client-feedback"),
        )
        for one in due
    ]
    return _short(rows, everything=everything)


def not_seen_rows(not_seen: Sequence[DueRow], *, everything: bool) -> list[Row]:
    """Return who has not been seen lately."""
    rows = [
        Row(
            OpenClient(one.client.id),
            one.what,
            code=one.client.code,
            right=one.since,
            icon="clock",
            term=term("signal", "not-seen"),
        )
        for one in not_seen
    ]
    return _short(rows, everything=everything)


def _group(title: str, rows: list[Row], tone: Tone = "muted") -> list[Row]:
    return [section(title, tone), *rows] if rows else []


def _open_row(row: PromptRow, tone: Tone, today: date) -> Row:
    return Row(
        OpenPrompt(row.prompt.id),
        row.sentence.removesuffix("."),
        row.data,
        row.client.code,
        right=f"Since {recent_day(row.prompt.opened_on, today)}",
        icon=row.rule.icon,
        tone=tone,
        term=rule_term(row.rule),
    )


def _review_row(row: PromptRow, today: date) -> Row:
    prompt = row.prompt
    since = prompt.answered_on or prompt.opened_on
    return Row(
        OpenPrompt(prompt.id),
        f"{row.rule.title}, accepted {'after' if prompt.session else 'at'} {prompt.place}",
        f"Intended: {prompt.intention}" if prompt.intention else row.data,
        row.client.code,
        right=f"Since {recent_day(since, today)}",
        icon="flag",
        tone="success",
        term=rule_term(row.rule),
    )


def _back_row(row: PromptRow) -> Row:
    return Row(
        OpenPrompt(row.prompt.id),
        row.rule.title,
        f"After session {row.prompt.until}",
        row.client.code,
        icon="pause",
        quiet=True,
        term=rule_term(row.rule),
    )


def _short(rows: list[Row], *, everything: bool) -> list[Row]:
    rest = len(rows) - SHOWN
    if everything or rest <= 0:
        return rows
    return [*rows[:SHOWN], Row(ShowAll(), f"and {rest} more", icon="chevron-down", quiet=True)]
