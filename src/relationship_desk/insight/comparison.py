"""Three sessions side by side: the first rated of a course, the one rated before, and the one at hand.

Each element and perspective is compared by itself, since not everybody rates everything in every session. A difference
is held against the look level of the own baseline that the session at hand is judged by; what is smaller lies within
the client's own range. Totals of questionnaires are held against their reliable change instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import CourseId, ElementId
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import reliable_change, scoring
from relationship_desk.insight.baseline import Baseline, reaches
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.insight.series import Series, SeriesPoint
from relationship_desk.insight.signals import Analysis

ORDER = (Perspective.CLIENT, Perspective.CLINICIAN, Perspective.OBSERVER)
"""Whose ratings come first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """From an earlier rating to the one at hand."""

    points: float
    """On the 0-10 scale, above 0 when the rating rose; between the values as they are shown, with one decimal."""
    within: bool | None
    """Whether it is smaller than the own look level; None while there is no own baseline."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One element from one perspective."""

    element: ElementId
    perspective: Perspective
    first: SeriesPoint
    """The first rated session of the course, which can be the one at hand."""
    previous: SeriesPoint | None
    """The latest session of the course that was rated before the one at hand."""
    current: SeriesPoint
    """The session at hand, rated or not."""
    look: float | None
    """The look level of the own baseline that the session at hand is judged by; None without one."""

    @property
    def since_first(self) -> Difference | None:
        """None where the session at hand is unrated, or is the first itself."""
        return None if self.first.session == self.current.session else self._since(self.first)

    @property
    def since_previous(self) -> Difference | None:
        """None where the session at hand is unrated, or nothing was rated before it."""
        return None if self.previous is None else self._since(self.previous)

    def _since(self, earlier: SeriesPoint) -> Difference | None:
        if self.current.value is None or earlier.value is None:
            return None
        points = round(round(self.current.value, 1) - round(earlier.value, 1), 1)
        return Difference(points, None if self.look is None else not reaches(abs(points), self.look))


def sessions_of_course(history: History, session: int) -> frozenset[int]:
    """The numbers of all sessions that belong to the same course as session number ``session``."""
    course = next((one.course for one in history.sessions if one.number == session), None)
    return frozenset(one.number for one in history.sessions if one.course == course)


def compare(series: Series, course: Collection[int], session: int, own: Mapping[int, Baseline]) -> Compared | None:
    """Compare ``session`` with what was rated before it in ``course``, the numbers of its sessions.

    ``own`` are the baselines of the series. None where nothing is rated up to ``session``, or it did not take place.
    """
    current = series.at(session)
    rated = [point for point in series.rated if point.session in course and point.session <= session]
    if current is None or not rated:
        return None
    before = [point for point in rated if point.session < session]
    baseline = own.get(session)
    return Compared(
        series.element,
        series.perspective,
        rated[0],
        before[-1] if before else None,
        current,
        baseline.look if baseline else None,
    )


def compare_all(analysis: Analysis, elements: Iterable[ElementId], session: int) -> tuple[Compared, ...]:
    """Compare every one of ``elements`` in this order, each from the client's view first."""
    course = sessions_of_course(analysis.history, session)
    found = (
        compare(analysis.series[key], course, session, analysis.baselines.get(key, {}))
        for element in elements
        for perspective in ORDER
        if (key := (element, perspective)) in analysis.series
    )
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class TotalChange:
    """From an earlier total to the one at hand."""

    points: float
    """In points of the measure, above 0 when the total rose."""
    outcome: Outcome | None
    """None where no change value is known."""


@dataclass(frozen=True, slots=True)
class ComparedTotals:
    """One questionnaire of one perspective and, in a couple, family or group, one member."""

    course: MeasureCourse
    first: Standing | None
    """The first total of the course of treatment, which can be the one at hand."""
    previous: Standing | None
    """The latest total before the session at hand."""
    current: Standing | None
    """What was filled in at the session at hand, or on its day, with or without a total; None when nothing was."""

    @property
    def since_first(self) -> TotalChange | None:
        """None without a total at hand, or where that is the first itself."""
        return None if self.first is self.current else self._since(self.first)

    @property
    def since_previous(self) -> TotalChange | None:
        """None without a total at hand or before it."""
        return self._since(self.previous)

    def _since(self, earlier: Standing | None) -> TotalChange | None:
        before = None if earlier is None else earlier.administration.total
        after = None if self.current is None else self.current.administration.total
        if self.current is None or before is None or after is None:
            return None
        points = round(after - before, scoring.DECIMALS)
        return TotalChange(points, reliable_change.outcome(self.current.measure, before, after))


def compare_totals(answered: MeasureCourse, course: CourseId | None, session: Session) -> ComparedTotals | None:
    """Compare what was filled in at ``session`` with what was filled in before, within ``course``.

    Only totals of one version are compared: the one filled in last. None where nothing was filled in by then.
    """
    by_then = [one for one in answered.standings if one.course == course and _place(one, session) <= 0]
    if not by_then:
        return None
    version = by_then[-1].administration.version
    same = [one for one in by_then if one.administration.version == version]
    at_hand = [one for one in same if _place(one, session) == 0]
    counted = [one for one in at_hand if one.administration.total is not None]
    before = [one for one in same if one.administration.total is not None and _place(one, session) < 0]
    current = next(reversed(counted or at_hand), None)
    first = next(iter(before or counted[-1:]), None)
    return ComparedTotals(answered, first, before[-1] if before else None, current)


def _place(one: Standing, session: Session) -> int:
    """Below 0 when it was filled in before ``session``, 0 at it, above 0 afterwards."""
    if one.session is not None:
        return one.session - session.number
    return (one.administration.administered_on - session.held_on).days
