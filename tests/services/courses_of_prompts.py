"""A client of an empty practice whose alliance falls, so that prompts open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Perspective, PromptStatus
from relationship_desk.services.desk import Desk

FIRST = date(2026, 1, 5)
STABLE = (7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2)


def add_client(desk: Desk, code: str = "K-17") -> ClientId:
    """A client from the first day on."""
    return desk.recording.add_client(code, opened_on=FIRST).id


def hold(desk: Desk, client: ClientId, scores: Sequence[float | None]) -> tuple[Session, ...]:
    """Hold so many more weekly sessions, each with this alliance of the client; the clock follows."""
    sessions = []
    for score in scores:
        number = len(desk.reviewing.history(client).sessions)
        held_on = FIRST + timedelta(weeks=number)
        desk.day = held_on
        session = desk.recording.add_session(client, held_on=held_on)
        if score is not None:
            desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(round(score * 10)))
        desk.prompting.evaluate(client)
        sessions.append(session)
    return tuple(sessions)


def prompt_of(desk: Desk, client: ClientId, rule: str, status: PromptStatus = PromptStatus.OPEN) -> Prompt:
    """The newest prompt of ``rule`` in this state."""
    found = [row.prompt for row in desk.prompting.rows(client) if row.prompt.rule == rule]
    return max((one for one in found if one.status is status), key=lambda one: one.session)
