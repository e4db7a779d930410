"""Reading one client's record as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from relationship_desk.domain.client_voice import RiskRecord
from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.plan import Concern, Planned
from relationship_desk.domain.process import Event, Homework
from relationship_desk.domain.prompt import Mute, Prompt
from relationship_desk.domain.records import Client, Course, Session
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services import definitions
from relationship_desk.services.on_file import client_on_file
from relationship_desk.store.unit_of_work import Records

R = TypeVar("R", Course, RiskRecord, Concern, Planned, Mute)


def history_of(records: Records, client: ClientId, as_of: date | None = None) -> History:
    """Read the history of ``client``; with ``as_of`` only what was known on that day."""
    answered = records.voice.administrations.of(client)
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
        administrations=answered,
        measures=tuple(definitions.of(records, answered).values()),
        risk=records.voice.risk.of(client),
        homework=records.process.homework_of(client),
        interventions=records.process.interventions_of(client),
        comments=records.process.comments_of(client),
        preferences=records.process.preferences(client),
        adaptations=records.process.adaptations(client),
        concerns=records.file.concerns.of(client),
        planned=records.file.planned.of(client),
        mutes=records.prompts.mutes.of(client),
        guided_reviews=records.prompts.guided_reviews.of(client),
    )
    return up_to(history, as_of) if as_of else history


def up_to(history: History, day: date) -> History:
    """The part of ``history`` that was there on ``day``; an answer given later is not known yet."""
    sessions = tuple(session for session in history.sessions if session.held_on <= day)
    kept = {session.id for session in sessions}
    followed = {session.course for session in sessions}
    return replace(
        history,
        courses=tuple(
            _as_open(one, "closed_on", day) for one in history.courses if one.opened_on <= day or one.id in followed
        ),
        sessions=sessions,
        ratings=tuple(rating for rating in history.ratings if rating.session in kept),
        profile=tuple(entry for entry in history.profile if entry.assessed_on <= day),
        goals=tuple(goal for goal in history.goals if goal.set_on <= day),
        events=tuple(_as_begun(event, sessions) for event in history.events if event.session in kept),
        prompts=tuple(_as_known(prompt, day, sessions) for prompt in history.prompts if prompt.opened_on <= day),
        administrations=tuple(one for one in history.administrations if one.administered_on <= day),
        risk=tuple(_as_open(one, "closed_on", day) for one in history.risk if one.assessed_on <= day),
        homework=tuple(_as_set(one, sessions) for one in history.homework if one.session in kept),
        interventions=tuple(one for one in history.interventions if one.session in kept),
        comments=tuple(one for one in history.comments if one.session in kept),
        preferences=tuple(one for one in history.preferences if one.stated_on <= day),
        adaptations=tuple(one for one in history.adaptations if one.session in {held.number for held in sessions}),
        concerns=tuple(_as_open(one, "resolved_on", day) for one in history.concerns if one.noted_on <= day),
        planned=tuple(_as_open(one, "dropped_on", day) for one in history.planned if one.planned_on <= day),
        mutes=tuple(_as_open(one, "ended_on", day) for one in history.mutes if one.muted_on <= day),
        guided_reviews=tuple(one for one in history.guided_reviews if one.reviewed_on <= day),
    )


def _as_open(row: R, ended: str, day: date) -> R:
    """A row whose end, in the attribute ``ended``, was still to come."""
    end = getattr(row, ended)
    if end is None or end <= day:
        return row
    still: Any = {ended: None}
    return replace(row, **still)


def _as_set(homework: Homework, sessions: tuple[Session, ...]) -> Homework:
    """Homework reviewed in a session not held yet is still open."""
    if homework.reviewed_session is None or any(one.number == homework.reviewed_session for one in sessions):
        return homework
    return replace(homework, reviewed_session=None, done=None)


def _as_begun(event: Event, sessions: tuple[Session, ...]) -> Event:
    """An event that ended in a session not held yet is still open."""
    if event.ended_session is None or any(session.number == event.ended_session for session in sessions):
        return event
    return replace(event, ended_session=None, repair=None)


def _as_known(prompt: Prompt, day: date, sessions: tuple[Session, ...]) -> Prompt:
    if prompt.done_session is not None and not any(one.number == prompt.done_session for one in sessions):
        prompt = replace(prompt, done=None, done_session=None)
    if prompt.answered_on is None or prompt.answered_on <= day:
        if prompt.reviewed_on is None or prompt.reviewed_on <= day:
            return prompt
        return replace(prompt, status=PromptStatus.ACCEPTED, outcome="", reviewed_on=None)
    return replace(
        prompt,
        status=PromptStatus.OPEN,
        intention="",
        until=None,
        answered_on=None,
        reason="",
        outcome="",
        own_part="",
        client_part="",
        done=None,
        done_session=None,
        reviewed_on=None,
    )


def client_by_code(records: Records, code: str) -> Client:
    """The client with ``code``.

    Raises:
        NotFound: when there is none.
    """
    client = records.clients.by_code(code)
    if client is None:
        raise NotFound(f"There is no client with the code {code} in this practice.")
    return client
