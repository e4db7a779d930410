"""Prompts and the stored findings of each client."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from relationship_desk.domain.guided_review import GuidedReview
from relationship_desk.domain.ids import ClientId, PromptId, RuleId
from relationship_desk.domain.prompt import Mute, Prompt, points_from_text, points_to_text
from relationship_desk.domain.vocabulary import ClientStatus, Edition, Perspective, PromptStatus
from relationship_desk.insight.findings import Finding
from relationship_desk.store import tables as t
from relationship_desk.store.repositories.rows import Rows
from relationship_desk.store.repositories.statements import rows_of


class PromptRepository:
    """What was found and what was suggested."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.mutes = Rows(connection, t.mute, Mute, ("muted_on",))
        self.guided_reviews = Rows(connection, t.guided_review, GuidedReview, ("reviewed_on",))

    def of(self, client: ClientId) -> tuple[Prompt, ...]:
        """A client's prompts in the order they were opened."""
        own = t.prompt.c
        rows = self._connection.execute(rows_of(own.client_id, own.session, own.rule), {"whose": client})
        return tuple(_prompt(row) for row in rows)

    def all(self) -> tuple[Prompt, ...]:
        """Every prompt of the practice."""
        rows = self._connection.execute(select(t.prompt).order_by(t.prompt.c.client_id, t.prompt.c.session))
        return tuple(_prompt(row) for row in rows)

    def waiting(self) -> tuple[Prompt, ...]:
        """The prompts of clients in care that somebody is still to do something about: open, put off, or accepted."""
        own, waits = t.prompt.c, [PromptStatus.OPEN.value, PromptStatus.DEFERRED.value, PromptStatus.ACCEPTED.value]
        rows = self._connection.execute(
            select(t.prompt)
            .join(t.client, t.client.c.id == own.client_id)
            .where(own.status.in_(waits), t.client.c.status != ClientStatus.ENDED.value)
            .order_by(own.client_id, own.session)
        )
        return tuple(_prompt(row) for row in rows)

    def get(self, prompt: PromptId) -> Prompt | None:
        """One prompt by id."""
        row = self._connection.execute(select(t.prompt).where(t.prompt.c.id == prompt)).one_or_none()
        return _prompt(row) if row else None

    def has(self, uid: str) -> bool:
        """Whether any prompt has this uid."""
        return self._connection.execute(select(t.prompt.c.id).where(t.prompt.c.uid == uid)).first() is not None

    def add(self, prompt: Prompt) -> PromptId:
        """Insert ``prompt`` and return its id."""
        key = self._connection.execute(t.prompt.insert(), _prompt_values(prompt)).inserted_primary_key
        return PromptId(key[0] if key else 0)

    def save(self, prompt: Prompt) -> None:
        """Replace the row of ``prompt``, found by its uid."""
        self._connection.execute(update(t.prompt).where(t.prompt.c.uid == prompt.uid).values(**_prompt_values(prompt)))

    def remove(self, prompt: PromptId) -> None:
        """Delete a prompt that rests on what is no longer in the record."""
        self._connection.execute(delete(t.prompt).where(t.prompt.c.id == prompt))

    def findings(self, client: ClientId | None = None) -> tuple[tuple[ClientId, Finding], ...]:
        """The stored findings of one client, or of all, oldest first."""
        statement = select(t.signal).order_by(t.signal.c.client_id, t.signal.c.id)
        if client is not None:
            statement = statement.where(t.signal.c.client_id == client)
        return tuple((ClientId(row.client_id), _finding(row)) for row in self._connection.execute(statement))

    def replace_findings(self, client: ClientId, findings: Iterable[Finding]) -> None:
        """Store the findings of one client in place of the earlier ones."""
        self._connection.execute(delete(t.signal).where(t.signal.c.client_id == client))
        values = [
            {
                "client_id": client,
                "signal": finding.signal,
                "subject": finding.subject,
                "perspective": finding.perspective or "",
                "session": finding.session,
                "strength": finding.strength,
                "detail": finding.detail,
                "points": points_to_text(finding.points),
                "current": int(finding.current),
            }
            for finding in findings
        ]
        if values:
            self._connection.execute(t.signal.insert(), values)


def _prompt(row: Row[Any]) -> Prompt:
    return Prompt(
        PromptId(row.id),
        row.uid,
        ClientId(row.client_id),
        RuleId(row.rule),
        row.session,
        row.opened_on,
        PromptStatus(row.status),
        Edition(row.edition) if row.edition else None,
        row.tier,
        points_from_text(row.because),
        row.intention,
        row.until,
        row.answered_on,
        row.reason,
        row.outcome,
        row.own_part,
        row.client_part,
        row.done,
        row.done_session,
        row.reviewed_on,
    )


def _prompt_values(prompt: Prompt) -> dict[str, Any]:
    return {
        "uid": prompt.uid,
        "client_id": prompt.client,
        "rule": prompt.rule,
        "session": prompt.session,
        "opened_on": prompt.opened_on,
        "status": prompt.status,
        "edition": prompt.edition,
        "tier": prompt.tier,
        "because": points_to_text(prompt.because),
        "intention": prompt.intention,
        "until": prompt.until,
        "answered_on": prompt.answered_on,
        "reason": prompt.reason,
        "outcome": prompt.outcome,
        "own_part": prompt.own_part,
        "client_part": prompt.client_part,
        "done": prompt.done,
        "done_session": prompt.done_session,
        "reviewed_on": prompt.reviewed_on,
    }


def _finding(row: Row[Any]) -> Finding:
    return Finding(
        row.signal,
        row.subject,
        Perspective(row.perspective) if row.perspective else None,
        row.session,
        row.strength,
        row.detail,
        points_from_text(row.points),
        bool(row.current),
    )
