"""The totals of a questionnaire that may be compared: those of one course of treatment and one version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import CourseId
from relationship_desk.domain.measure import Measure
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.insight import reliable_change
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.insight.reliable_change import ChangeValue


@dataclass(frozen=True, slots=True)
class Answered:
    """An administration with a total."""

    standing: Standing
    total: float
    session: int
    """The number of its session, or of the last one attended up to its day; 0 before the first."""
    in_session: int | None
    """The number of the session it belongs to, or that took place on its day; None for one from between sessions."""


@dataclass(frozen=True, slots=True)
class Part:
    """The comparable totals from one perspective, in order of their days; at least one."""

    measure: Measure
    answered: Sequence[Answered]
    held: Sequence[int]
    """The numbers of the attended sessions of the course."""
    main: bool
    """Whether the course is followed by this measure."""
    newest: bool
    """Whether it belongs to the client's newest course, and nothing was answered to a later version."""

    @property
    def change(self) -> ChangeValue | None:
        """The change value of the measure."""
        return reliable_change.change_value(self.measure)

    def place(self, one: Answered) -> int:
        """Which session of the course ``one`` was answered in or after; 1 also before the first."""
        return max(1, sum(number <= one.session for number in self.held))

    def words(self, total: float) -> str:
        """A total as it is written: whole ones without a decimal."""
        return format_value(total).removesuffix(".0")

    def point(self, one: Answered) -> Point:
        """The data point of ``one``."""
        return Point(self.measure.title, one.session or None, self.words(one.total))

    def finding(
        self,
        signal: str,
        one: Answered,
        strength: str,
        said: str,
        points: tuple[Point, ...] = (),
        *,
        session: int | None = None,
        current: bool = False,
    ) -> Finding:
        """A finding of ``one``, dated by ``session`` or its own; ``said`` goes on from the title of the measure."""
        return Finding(
            signal,
            self.measure.id,
            one.standing.administration.perspective,
            one.session if session is None else session,
            strength,
            f"{self.measure.title}: {said}.",
            points,
            current,
        )


def parts_of(history: History, course: MeasureCourse) -> tuple[Part, ...]:
    """The parts of ``course``, oldest first."""
    groups: dict[tuple[CourseId | None, str], list[Answered]] = {}
    on_day = {session.held_on: session.number for session in history.attended}
    for standing in course.standings:
        answer = standing.administration
        if answer.total is None:
            continue
        day, linked = answer.administered_on, standing.session
        number = history.session_by(day) if linked is None else linked
        one = Answered(standing, answer.total, number, on_day.get(day) if linked is None else linked)
        groups.setdefault((standing.course, answer.version), []).append(one)
    followed = {one.id: one.main_measure for one in history.courses}
    newest = history.courses[-1].id if history.courses else None
    last = list(groups)[-1:]
    return tuple(
        Part(
            answered[-1].standing.measure,
            tuple(answered),
            _held_in(history, key[0]),
            key[0] is not None and followed[key[0]] == course.measure.id,
            key[0] == newest and [key] == last,
        )
        for key, answered in groups.items()
    )


def _held_in(history: History, course: CourseId | None) -> tuple[int, ...]:
    """The numbers of a course's attended sessions; those that belong to no course count in every one."""
    return tuple(one.number for one in history.attended if course is None or one.course in (course, None))
