"""The plan of a course as it stands: what it is for, what was meant to be done, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain import adherence
from relationship_desk.domain.adherence import Adherence
from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.ids import ClientId, CourseId, SessionId
from relationship_desk.domain.plan import Concern, Planned
from relationship_desk.domain.process import Adaptation, Homework, Intervention, InterventionKind, Preference
from relationship_desk.domain.records import Course, Goal, Session
from relationship_desk.domain.vocabulary import GoalStatus
from relationship_desk.store.unit_of_work import Records


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A goal, and whether the day on which it is to be looked at again has come."""

    goal: Goal
    due: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one session says of a planned intervention."""

    session: int
    """Its number."""
    adherence: Adherence | None
    """None: delivered, and said in own words only."""
    words: str


@dataclass(frozen=True, slots=True)
class PlannedStanding:
    """A planned intervention with what the sessions say of it."""

    planned: Planned
    said: tuple[Delivery, ...]
    held: int
    """The sessions that took place while it was planned."""

    @property
    def delivered(self) -> int:
        """In how many sessions it was delivered, as planned or changed."""
        return sum(one.adherence is not Adherence.NOT_DELIVERED for one in self.said)


@dataclass(frozen=True, slots=True)
class HomeworkStanding:
    """Homework, and the number of the session that set it."""

    homework: Homework
    set_in: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of one course. Goals, preferences and adaptations are the client's, whatever the course."""

    client: ClientId
    course: Course | None
    courses: tuple[Course, ...]
    concerns: tuple[Concern, ...]
    goals: tuple[GoalStanding, ...]
    planned: tuple[PlannedStanding, ...]
    homework: tuple[HomeworkStanding, ...]
    """The newest first."""
    preferences: tuple[Preference, ...]
    adaptations: tuple[Adaptation, ...]
    last_session: int
    """The number of the client's newest session; 0 before the first."""
    today: date


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names of interventions to choose from: those planned in the newest course, and all others."""

    planned: tuple[str, ...]
    others: tuple[str, ...]


def known_names(records: Records, catalogue: Catalogue, client: ClientId, kind: InterventionKind) -> KnownNames:
    """The names of ``kind``: planned, used with this client with the newest first, processes of the catalogue."""
    courses = records.clients.courses(client)
    planned = dict.fromkeys(
        one.intervention
        for one in records.file.planned.of(client)
        if one.kind is kind and one.dropped_on is None and courses and one.course == courses[-1].id
    )
    used = [one.intervention for one in reversed(records.process.interventions_of(client)) if one.kind is kind]
    shipped = [one.title for one in catalogue.processes.values()] if kind is InterventionKind.PROCESS else []
    others = dict.fromkeys(name for name in (*used, *shipped) if name not in planned)
    return KnownNames(tuple(planned), tuple(others))


def view_of(records: Records, client: ClientId, course: CourseId | None, today: date) -> PlanView:
    """Read the plan of ``course``, which is the newest when it is not said."""
    courses = records.clients.courses(client)
    chosen = next((one for one in reversed(courses) if course in (None, one.id)), None)
    if course is not None and chosen is None:
        raise NotFound("That course is not on file.")
    sessions = records.sessions.of(client)
    inside = [one for one in sessions if chosen is not None and one.course == chosen.id]
    numbers = {one.id: one.number for one in inside}
    done, plan = records.process.interventions_of(client), records.file.planned.of(client)
    homework = [one for one in records.process.homework_of(client) if one.session in numbers]
    concerns = records.file.concerns.of(client)
    return PlanView(
        client,
        chosen,
        courses,
        tuple(one for one in concerns if chosen and one.course == chosen.id),
        tuple(GoalStanding(one, is_due(one, today)) for one in records.clients.goals(client)),
        tuple(_standing(one, inside, done) for one in plan if chosen and one.course == chosen.id),
        tuple(HomeworkStanding(one, numbers[one.session]) for one in reversed(homework)),
        records.process.preferences(client),
        records.process.adaptations(client),
        max((one.number for one in sessions), default=0),
        today,
    )


def is_due(goal: Goal, today: date) -> bool:
    """Whether an open goal is to be looked at again by ``today``."""
    return goal.status is GoalStatus.OPEN and goal.review_on is not None and goal.review_on <= today


def _standing(planned: Planned, sessions: Sequence[Session], done: Sequence[Intervention]) -> PlannedStanding:
    numbers: dict[SessionId, int] = {one.id: one.number for one in sessions}
    name = planned.intervention.casefold()
    said = tuple(
        Delivery(numbers[one.session], *adherence.read(one.adherence))
        for one in done
        if one.session in numbers and one.kind is planned.kind and one.intervention.casefold() == name
    )
    until = planned.dropped_on or date.max
    told = {one.session for one in said}
    held = sum(
        one.number in told or (one.attendance.took_place and planned.planned_on <= one.held_on <= until)
        for one in sessions
    )
    return PlannedStanding(planned, said, held)
