"""What a client has answered, measure by measure: each total with its change since the first of the same course.

Only totals of one version, one perspective and one member are compared; a total that could not be given is no start.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relationship_desk.domain.ids import ClientId, CourseId
from relationship_desk.domain.measure import Administration, Definitions, Measure, MeasureId
from relationship_desk.domain.records import Course, Session
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import reliable_change, scoring
from relationship_desk.insight.reliable_change import Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """One administration, and where the client stands by it."""

    administration: Administration
    measure: Measure
    """In the version that was answered."""
    session: int | None
    """The number of the session."""
    course: CourseId | None
    first: Administration | None
    """The course's first one with a total; the same administration where it is that itself."""
    missing: tuple[int, ...]
    """The numbers of the items not answered; empty where only the total is known."""

    @property
    def is_first(self) -> bool:
        """Whether the changes of its course are counted from here."""
        return self.first is not None and self.first.id == self.administration.id

    @property
    def change(self) -> float | None:
        """Points since the first of the course, above 0 when the total rose; None where there is nothing to compare."""
        total, first = self.administration.total, self.first
        if total is None or first is None or first.total is None or self.is_first:
            return None
        return round(total - first.total, scoring.DECIMALS)

    @property
    def outcome(self) -> Outcome | None:
        """What became of the client since then; None without a change or where no change value is known."""
        total, first = self.administration.total, self.first
        if self.change is None or total is None or first is None or first.total is None:
            return None
        return reliable_change.outcome(self.measure, first.total, total)

    @property
    def prorated(self) -> bool:
        """Whether the total was stretched from fewer items."""
        return self.administration.total is not None and bool(self.missing)


@dataclass(frozen=True, slots=True)
class MeasureCourse:
    """Everything answered to one measure from one perspective, in order of the days."""

    measure: Measure
    """In the version answered last."""
    perspective: Perspective
    member: ClientId | None
    standings: tuple[Standing, ...]
    main: bool
    """Whether the newest course of treatment is followed by it."""

    @property
    def latest(self) -> Standing:
        """The newest administration."""
        return self.standings[-1]


def measure_courses(
    courses: Sequence[Course],
    sessions: Iterable[Session],
    administrations: Iterable[Administration],
    definitions: Definitions,
) -> tuple[MeasureCourse, ...]:
    """Sort ``administrations`` of one client by measure, perspective and member; the main measure comes first.

    Those without a definition stand apart, as :class:`~relationship_desk.insight.undefined_measures.Undefined`.
    """
    held = {session.id: session for session in sessions}
    main = courses[-1].main_measure if courses else ""
    groups: dict[tuple[MeasureId, Perspective, ClientId | None], list[Standing]] = {}
    firsts: dict[tuple[object, ...], Administration] = {}
    for one in sorted(administrations, key=lambda one: (one.administered_on, one.id)):
        measure = definitions.get((one.measure, one.version))
        if measure is None:
            continue
        session = held.get(one.session) if one.session else None
        course = _course_of(courses, session, one)
        key = (one.measure, one.perspective, one.member)
        comparable = (*key, one.version, course)
        if one.total is not None:
            firsts.setdefault(comparable, one)
        alone = scoring.is_total_alone(measure, one.items, one.total)
        missing = tuple(number for number, given in enumerate(one.items, start=1) if given is None and not alone)
        number = session.number if session else None
        standing = Standing(one, measure, number, course, firsts.get(comparable), missing)
        groups.setdefault(key, []).append(standing)
    found = [
        MeasureCourse(standings[-1].measure, perspective, member, tuple(standings), measure == main)
        for (measure, perspective, member), standings in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.main, one.measure.title.casefold(), one.perspective)))


def _course_of(courses: Sequence[Course], session: Session | None, one: Administration) -> CourseId | None:
    """That of its session; by its day where it belongs to no session."""
    if session is not None and session.course is not None:
        return session.course
    begun = [course for course in courses if course.opened_on <= one.administered_on]
    found = begun[-1:] or courses[:1]
    return found[0].id if found else None
