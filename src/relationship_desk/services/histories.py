"""Reading one client's record as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.process import Event
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services.on_file import client_on_file
from relationship_desk.store.unit_of_work import Records


def history_of(records: Records, client: ClientId, as_of: date | None = None) -> History:
    """Read the history of ``client``; with ``as_of`` only what was known on that day."""
    history = History(
        client=client_on_file(records, client),
        courses=records.clients.courses(client),
        sessions=records.sessions.of(client),
        ratings=records.sessions.ratings_of(client),
        profile=records.clients.profile(client),
        goals=records.clients.goals(client),
        prompts=records.prompts.of(client),
        members=records.clients.memberships(client),
        events=records.process.events_of(client),
        plan=records.voice.plan(client),
    )
    return up_to(history, as_of) if as_of else history


def up_to(history: History, day: date) -> History:
    """The part of ``history`` that was there on ``day``; an answer given later is not known yet."""
    sessions = tuple(session for session in history.sessions if session.held_on <= day)
    kept = {session.id for session in sessions}
    return replace(
        history,
        sessions=sessions,
        ratings=tuple(rating for rating in history.ratings if rating.session in kept),
        profile=tuple(entry for entry in history.profile if entry.assessed_on <= day),
        goals=tuple(goal for goal in history.goals if goal.set_on <= day),
        events=tuple(_as_begun(event, sessions) for event in history.events if event.session in kept),
        prompts=tuple(_as_known(prompt, day) for prompt in history.prompts if prompt.opened_on <= day),
    )


def _as_begun(event: Event, sessions: tuple[Session, ...]) -> Event:
    """An event that ended in a session not held yet is still open."""
    if event.ended_session is None or any(session.number == event.ended_session for session in sessions):
        return event
    return replace(event, ended_session=None, repair=None)


def _as_known(prompt: Prompt, day: date) -> Prompt:
    if prompt.answered_on is None or prompt.answered_on <= day:
        return prompt
    return replace(prompt, status=PromptStatus.OPEN, intention="", until=None, answered_on=None, reason="", outcome="")


def client_by_code(records: Records, code: str) -> Client:
    """The client with ``code``.

    Raises:
        NotFound: when there is none.
    """
    client = records.clients.by_code(code)
    if client is None:
        raise NotFound(f"There is no client with the code {code} in this practice.")
    return client
