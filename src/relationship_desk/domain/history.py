"""One client's record as a whole: the only thing that signals, prompts and reports are computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Client, Course, Goal, Membership, ProfileEntry, Rating, Session


@dataclass(frozen=True)
class History:
    """Everything on file for one client, sessions in order of their number."""

    client: Client
    courses: tuple[Course, ...]
    sessions: tuple[Session, ...]
    ratings: tuple[Rating, ...]
    profile: tuple[ProfileEntry, ...]
    goals: tuple[Goal, ...]
    prompts: tuple[Prompt, ...] = ()
    members: tuple[Membership, ...] = ()

    @cached_property
    def attended(self) -> tuple[Session, ...]:
        """The sessions that took place; only these can be rated, or missed."""
        return tuple(session for session in self.sessions if session.attendance.took_place)

    @cached_property
    def number_of(self) -> dict[SessionId, int]:
        """The number of each session by its id."""
        return {session.id: session.number for session in self.sessions}

    @property
    def client_id(self) -> ClientId:
        """The client this is the history of."""
        return self.client.id

    def week(self, on: date) -> int:
        """The week of treatment, counted from 1 at the first session (or at the opening, before there is one)."""
        start = self.sessions[0].held_on if self.sessions else self.client.opened_on
        return max(0, (on - start).days) // 7 + 1
