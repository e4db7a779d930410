"""The signals of questionnaires: reliable and clinical change, sudden gains and losses, response by session.

A change counts from the first administration of the same course, version and perspective. What a member of a group,
couple or family has answered gives no finding here: findings stand where the other members are spoken of too. A measure
whose change value is not known says nothing; neither does a total that could not be given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from relationship_desk.domain.history import History
from relationship_desk.insight import findings as f
from relationship_desk.insight import reliable_change
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.measure_courses import MeasureCourse, measure_courses
from relationship_desk.insight.measure_parts import Answered, Part, parts_of
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.insight.sudden_signals import sudden
from relationship_desk.insight.thresholds import Thresholds

BETTER = (Outcome.IMPROVED, Outcome.RECOVERED)
"""The outcomes of a reliable gain."""


def courses_of(history: History) -> tuple[MeasureCourse, ...]:
    """What the client as a whole has answered, measure by measure; the main measure comes first."""
    own = [one for one in history.administrations if one.member is None]
    return measure_courses(history.courses, history.sessions, own, history.definitions)


def measure_signals(history: History, courses: Sequence[MeasureCourse], thresholds: Thresholds) -> Iterator[Finding]:
    """Every finding of ``courses``, which are those of ``history``."""
    for course in courses:
        for part in parts_of(history, course):
            if part.change is None:
                continue
            yield from _changes(part)
            yield from sudden(part)
            if part.main:
                yield from _early_response(part, thresholds.early_response_by)
                yield from _no_response(part, thresholds.no_response_by)


def _changes(part: Part) -> Iterator[Finding]:
    """What became of the client, at each administration after the first."""
    if part.change is None:
        return
    value, cutoff = part.change, reliable_change.cutoff(part.measure)
    known = f"{_origin(value.published)} change value {part.words(value.value)} at {value.confidence:.0%}"
    signals = (f.RELIABLE_CHANGE, f.CLINICAL_CHANGE) if cutoff else (f.RELIABLE_CHANGE,)
    if len(part.answered) == 1 and part.newest:
        for signal in signals:
            yield part.finding(signal, part.answered[0], f.NOT_ENOUGH, "one total in this course, a change needs two")
    first = part.answered[0]
    for one in part.answered[1:]:
        outcome = one.standing.outcome
        if outcome is None:
            continue
        change = f"{part.words(one.total)} after {part.words(first.total)} at the start of the course"
        points = (part.point(one), part.point(first))
        now = part.newest and one is part.answered[-1]
        if outcome is not Outcome.UNCHANGED:
            strength = Outcome.IMPROVED if outcome in BETTER else Outcome.DETERIORATED
            said = f"{change}, reliably {'better' if outcome in BETTER else 'worse'} ({known})"
            yield part.finding(f.RELIABLE_CHANGE, one, strength, said, points, current=now)
        if cutoff is not None:
            said = f"{change}, {outcome} ({known}, {_origin(cutoff.published)} cut-off {part.words(cutoff.value)})"
            yield part.finding(f.CLINICAL_CHANGE, one, outcome, said, points, current=now)


def _origin(published: bool) -> str:
    return "published" if published else "computed"


def _early_response(part: Part, by: int) -> Iterator[Finding]:
    """Reliable gain by session ``by`` of the course: a practice rule, no norm."""
    gained = next((one for one in part.answered if _is_better(one)), None)
    if gained is None or part.place(gained) > by:
        return
    first = part.answered[0]
    said = (
        f"reliably better by session {part.place(gained)} of the course, {part.words(gained.total)} after "
        f"{part.words(first.total)}; by session {by} that is an early response"
    )
    points, now = (part.point(gained), part.point(first)), part.newest and _is_better(part.answered[-1])
    yield part.finding(f.EARLY_RESPONSE, gained, f.SIGNAL, said, points, current=now)


def _no_response(part: Part, by: int) -> Iterator[Finding]:
    """No reliable gain by session ``by`` of the course, where a total from before then tells: a practice rule."""
    if len(part.held) < by:
        return
    known = [one for one in part.answered if one.session <= part.held[by - 1]]
    if len(known) < 2 or any(_is_better(one) for one in known):
        return
    first, last = known[0], known[-1]
    said = (
        f"no reliable improvement by session {by} of the course, {part.words(last.total)} after "
        f"{part.words(first.total)} at its start"
    )
    points, now = (part.point(last), part.point(first)), part.newest and not _is_better(part.answered[-1])
    yield part.finding(f.NO_RESPONSE, last, f.SIGNAL, said, points, session=part.held[by - 1], current=now)


def _is_better(one: Answered) -> bool:
    return one.standing.outcome in BETTER
