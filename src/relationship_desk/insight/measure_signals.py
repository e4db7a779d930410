"""The signals of questionnaires: reliable and clinical change, sudden gains and losses, response by session.

A change counts from the first administration of the same course, version and perspective. What a member of a group,
couple or family has answered gives no finding here: findings stand where the other members are spoken of too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import CourseId
from relationship_desk.domain.measure import Direction
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.insight import findings as f
from relationship_desk.insight import reliable_change
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.measure_courses import MeasureCourse, Standing, measure_courses
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.insight.sudden_change import SIDE, sudden_changes
from relationship_desk.insight.thresholds import Thresholds

BETTER = (Outcome.IMPROVED, Outcome.RECOVERED)
"""The outcomes of a reliable gain."""


def courses_of(history: History) -> tuple[MeasureCourse, ...]:
    """What the client as a whole has answered, measure by measure; the main measure comes first."""
    own = [one for one in history.administrations if one.member is None]
    definitions = {(one.id, one.version): one for one in history.measures}
    return measure_courses(history.courses, history.sessions, own, lambda *key: definitions[key])


def measure_signals(history: History, courses: Sequence[MeasureCourse], thresholds: Thresholds) -> Iterator[Finding]:
    """Every finding of ``courses``, which are those of ``history``."""
    for course in courses:
        answered = [_Answered(history, one) for one in course.standings if one.administration.total is not None]
        if len(answered) == 1:
            yield answered[0].finding(f.RELIABLE_CHANGE, f.NOT_ENOUGH, "one total, a change needs two")
        for one in answered:
            yield from _changes(one, current=one is answered[-1])
        for _, same in groupby(answered, key=lambda one: (one.standing.course, one.standing.measure.version)):
            part = list(same)
            yield from _sudden(history, part)
            if course.main:
                yield from _response(history, part, thresholds)


class _Answered:
    """An administration with a total, on its way to findings."""

    def __init__(self, history: History, standing: Standing) -> None:
        self.standing = standing
        held_on = standing.administration.administered_on
        self.session = history.session_by(held_on) if standing.session is None else standing.session

    @property
    def total(self) -> float:
        return self.standing.administration.total or 0.0

    @property
    def words(self) -> str:
        return format_value(self.total).removesuffix(".0")

    @property
    def point(self) -> Point:
        return Point(self.standing.measure.title, self.session or None, self.words)

    def finding(
        self, signal: str, strength: str, said: str, points: tuple[Point, ...] = (), *, current: bool = False
    ) -> Finding:
        """A finding of this administration; ``said`` goes on from the title of the measure."""
        measure = self.standing.measure
        detail = f"{measure.title}: {said}."
        perspective = self.standing.administration.perspective
        return Finding(signal, measure.id, perspective, self.session, strength, detail, points, current)


def _changes(one: _Answered, *, current: bool) -> Iterator[Finding]:
    standing = one.standing
    outcome, first = standing.outcome, standing.first
    value = reliable_change.change_value(standing.measure)
    if outcome is None or first is None or first.total is None or value is None:
        return
    began = format_value(first.total).removesuffix(".0")
    change = f"{one.words} after {began} at the start of the course"
    limit = format_value(value.value).removesuffix(".0")
    known = f"{'published' if value.published else 'computed'} change value {limit} at {value.confidence:.0%}"
    points = (one.point, Point(f"{standing.measure.title} at the start", None, began))
    if outcome is not Outcome.UNCHANGED:
        strength = Outcome.IMPROVED if outcome in BETTER else Outcome.DETERIORATED
        said = f"{change}, reliably {'better' if outcome in BETTER else 'worse'} ({known})"
        yield one.finding(f.RELIABLE_CHANGE, strength, said, points, current=current)
    cutoff = reliable_change.cutoff(standing.measure)
    if cutoff is not None:
        edge = format_value(cutoff.value).removesuffix(".0")
        line = f"{'published' if cutoff.published else 'computed'} cut-off {edge}"
        yield one.finding(f.CLINICAL_CHANGE, outcome, f"{change}, {outcome} ({known}, {line})", points, current=current)


def _sudden(history: History, answered: Sequence[_Answered]) -> Iterator[Finding]:
    """Steps from one session to the next; what was answered between the sessions belongs to none."""
    by_session = {one.session: one for one in answered if one.standing.session is not None}
    value = reliable_change.change_value(answered[0].standing.measure)
    if value is None or len(by_session) < 2 * 2:
        return
    held = [one.number for one in history.attended if min(by_session) <= one.number <= max(by_session)]
    totals = [by_session[number].total if number in by_session else None for number in held]
    measure = answered[0].standing.measure
    lower = measure.direction is Direction.LOWER
    end = measure.total_min if lower else measure.total_max
    for step in sudden_changes(totals, value, lower_is_better=lower, healthy_end=end):
        after, before = by_session[held[step.after]], by_session[held[step.after - 1]]
        undone = "lost" if step.is_gain else "regained"
        back = step.reversed_at
        lost = "" if back is None else f"; more than half of it was {undone} by session {held[back]}"
        yield after.finding(
            f.SUDDEN_GAIN if step.is_gain else f.SUDDEN_LOSS,
            f.SIGNAL,
            f"from {before.words} to {after.words} between sessions {before.session} and {after.session}{lost}",
            (before.point, after.point),
            current=back is None and len(held) - step.after <= SIDE,
        )


def _response(history: History, answered: Sequence[_Answered], thresholds: Thresholds) -> Iterator[Finding]:
    """Reliable gain by an early session of the course, or none by a later one: practice rules, no norms."""
    held = _held_in(history, answered[0].standing.course)
    gained = next((one for one in answered if one.standing.outcome in BETTER), None)
    early, late = thresholds.early_response_by, thresholds.no_response_by
    if gained is not None and gained.session in held[:early]:
        place = held.index(gained.session) + 1
        said = f"reliably better by session {place} of the course, {early} being the limit of an early response"
        yield gained.finding(f.EARLY_RESPONSE, f.SIGNAL, said, (gained.point,), current=_is_better(answered[-1]))
    if len(held) < late:
        return
    known = [one for one in answered if one.session <= held[late - 1]]
    if len(known) < 2:
        return
    if not any(one.standing.outcome in BETTER for one in known) and all(one.standing.outcome for one in known[1:]):
        last = known[-1]
        said = f"no reliable improvement by session {late} of the course"
        points = tuple(one.point for one in (known[0], last))
        found = last.finding(f.NO_RESPONSE, f.SIGNAL, said, points, current=not _is_better(answered[-1]))
        yield replace(found, session=held[late - 1])


def _is_better(one: _Answered) -> bool:
    return one.standing.outcome in BETTER


def _held_in(history: History, course: CourseId | None) -> list[int]:
    """The numbers of a course's attended sessions."""
    return [one.number for one in history.attended if course is None or one.course in (course, None)]
