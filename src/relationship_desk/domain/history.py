"""One client's record as a whole: the only thing that signals, prompts and reports are computed from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from relationship_desk.domain.client_voice import PlannedRating, RiskRecord
from relationship_desk.domain.guided_review import GuidedReview
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.measure import Administration, Definitions, Measure
from relationship_desk.domain.plan import Concern, Planned
from relationship_desk.domain.process import Adaptation, Comment, Event, Homework, Intervention, Preference
from relationship_desk.domain.prompt import Mute, Prompt
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
    events: tuple[Event, ...] = ()
    plan: tuple[PlannedRating, ...] = ()
    """Where the rating plan differs from the usual one."""
    administrations: tuple[Administration, ...] = ()
    measures: tuple[Measure, ...] = ()
    """The definitions of what was answered, each in the versions that were answered, as far as they are on file."""
    risk: tuple[RiskRecord, ...] = ()
    homework: tuple[Homework, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    comments: tuple[Comment, ...] = ()
    preferences: tuple[Preference, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    concerns: tuple[Concern, ...] = ()
    planned: tuple[Planned, ...] = ()
    """The interventions planned."""
    mutes: tuple[Mute, ...] = ()
    guided_reviews: tuple[GuidedReview, ...] = ()

    @cached_property
    def attended(self) -> tuple[Session, ...]:
        """The sessions that took place; only these can be rated, or missed."""
        return tuple(session for session in self.sessions if session.attendance.took_place)

    @cached_property
    def weeks(self) -> tuple[tuple[Session, int], ...]:
        """The sessions that took place, each with its week of treatment: every series goes by them."""
        return tuple((session, self.week(session.held_on)) for session in self.attended)

    @cached_property
    def number_of(self) -> dict[SessionId, int]:
        """The number of each session by its id."""
        return {session.id: session.number for session in self.sessions}

    @cached_property
    def definitions(self) -> Definitions:
        """The same by id and version."""
        return {(measure.id, measure.version): measure for measure in self.measures}

    def turns_by(self, number: int) -> int:
        """How many sessions had taken place up to session ``number``."""
        return bisect_right(self._numbers, number)

    @cached_property
    def _numbers(self) -> list[int]:
        return [session.number for session in self.attended]

    def session_by(self, day: date) -> int:
        """The number of the last session attended up to ``day``; 0 before the first."""
        days, numbers = self._latest_by_day
        return numbers[bisect_right(days, day)]

    @cached_property
    def _latest_by_day(self) -> tuple[list[date], list[int]]:
        """The days of the sessions attended, in order, and the highest number before the first and up to each."""
        in_order = sorted((session.held_on, session.number) for session in self.attended)
        return [day for day, _ in in_order], list(accumulate((number for _, number in in_order), max, initial=0))

    @property
    def client_id(self) -> ClientId:
        """The client this is the history of."""
        return self.client.id

    @cached_property
    def first_day(self) -> date:
        """The day of the earliest session, whatever its number, or of the opening before there is one."""
        return min((session.held_on for session in self.sessions), default=self.client.opened_on)

    def week(self, on: date) -> int:
        """The week of treatment, counted from 1 at :attr:`first_day`; a day before it lies in the first week."""
        return max(0, (on - self.first_day).days) // 7 + 1
