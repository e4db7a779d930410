"""Looking back on an answered prompt: how it was before, and how it was in the sessions after.

The baseline from before is compared with the sessions after, never with the sessions that triggered the prompt: those
were unusual, and whatever had followed would look better (regression to the mean). Ratings: the own baseline against
the mean of the first 3 rated sessions after the answer; they lie outside the own range when the means differ by
:func:`~relationship_desk.insight.baseline.limit_of_mean`, as everywhere in this program. The main measure: the last
total from before against the first one three sessions on, both of the course of treatment in which the prompt opened,
judged by its change value. It says what followed, never what it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import reliable_change
from relationship_desk.insight.baseline import baseline_from, limit_of_mean, reaches
from relationship_desk.insight.findings import NOT_ENOUGH
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.points import rating_of

REVIEW_AFTER = 3
"""A prompt is looked back on after so many attended sessions, and compared over so many rated ones."""
WITHIN, ABOVE, BELOW = "within own range", "above own range", "below own range"
"""How the ratings after compare with the own baseline from before."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after of one thing. The values are on its own scale."""

    title: str
    """Such as ``Alliance, client``."""
    before: float | None
    after: float | None
    verdict: str
    """One of the words above, the outcome of a change of a measure, or ``not enough sessions``."""
    detail: str
    """One sentence with the numbers."""
    of_measure: bool = False
    """Whether the values are totals of a measure, which have a decimal only where there is one."""


def sessions_since(analysis: Analysis, prompt: Prompt) -> tuple[Session, ...]:
    """The attended sessions after ``prompt`` was answered."""
    return tuple(one for one in analysis.history.attended if comes_after(one, prompt))


def comes_after(session: Session, prompt: Prompt) -> bool:
    """Whether ``session`` comes after the answer to ``prompt``: on a later day, or it says whether that was done.

    Of a session on the day of the answer nothing else tells which of them was first.
    """
    later = prompt.answered_on is not None and session.held_on > prompt.answered_on
    return later or session.number == prompt.done_session


def comparisons(analysis: Analysis, prompt: Prompt, catalogue: Catalogue) -> tuple[Comparison, ...]:
    """What ``prompt`` is looked back on by: the ratings it rested on, the client's alliance, and the main measure.

    The main measure comes first where it, and no rating, is what the prompt rested on.
    """
    named = [found for found in (rating_of(point, catalogue) for point in prompt.because) if found]
    ratings = dict.fromkeys((*named, (ALLIANCE, Perspective.CLIENT)))
    found = tuple(_of_ratings(analysis, prompt, catalogue, *one) for one in ratings)
    course = next((one for one in analysis.measures if one.main and one.member is None), None)
    measure = _of_measure(analysis, prompt, course) if course else None
    if course is None or measure is None:
        return found
    rests_on_it = not named and any(point.what == course.measure.title for point in prompt.because)
    return (measure, *found) if rests_on_it else (*found, measure)


def _of_ratings(
    analysis: Analysis, prompt: Prompt, catalogue: Catalogue, element: ElementId, perspective: Perspective
) -> Comparison:
    title = f"{catalogue.elements[element].short_title}, {perspective}"
    rated = [
        (one.session, one.value) for one in analysis.series_of(element, perspective).rated if one.value is not None
    ]
    apart = _triggers(prompt) | {number for number, _ in rated if _inside_rupture(analysis, number)}
    baseline = baseline_from(
        [one for one in rated if one[0] < prompt.session and one[0] not in apart], analysis.thresholds
    )
    later = {one.number for one in sessions_since(analysis, prompt)}
    after = [value for number, value in rated if number in later][:REVIEW_AFTER]
    before, mean = (baseline.mean if baseline else None), (fmean(after) if after else None)
    if baseline is None:
        few = sum(number < prompt.session and number not in apart for number, _ in rated)
        detail = f"{title}: {few} rated before, an own baseline needs {analysis.thresholds.baseline_least}."
        return Comparison(title, None, mean, NOT_ENOUGH, detail)
    was = f"{title}: {format_value(baseline.mean)} before ({len(baseline.sessions)} sessions)"
    if mean is None or len(after) < REVIEW_AFTER:
        return Comparison(title, before, mean, NOT_ENOUGH, f"{was}, {len(after)} of {REVIEW_AFTER} rated after.")
    limit = limit_of_mean(baseline, REVIEW_AFTER, analysis.thresholds)
    change = mean - baseline.mean
    verdict = (ABOVE if change > 0 else BELOW) if reaches(abs(change), limit) else WITHIN
    detail = f"{was}, {format_value(mean)} in the {REVIEW_AFTER} after: {verdict} (limit {format_value(limit)})."
    return Comparison(title, before, mean, verdict, detail)


def _triggers(prompt: Prompt) -> set[int]:
    return {point.session for point in prompt.because if point.session is not None} | {prompt.session}


def _inside_rupture(analysis: Analysis, session: int) -> bool:
    found = any(one.contains(session) for one in analysis.episodes)
    return found or any(one.contains(session) for one in analysis.recorded)


def _of_measure(analysis: Analysis, prompt: Prompt, course: MeasureCourse) -> Comparison | None:
    """The main measure; None where the session that opened the prompt is not on file any more."""
    history, title = analysis.history, course.measure.title
    opened = next((one for one in history.sessions if one.number == prompt.session), None)
    if opened is None:
        return None
    totals = [
        (one.administration.administered_on, one.administration.total, _is_calm(history, one, prompt))
        for one in course.standings
        if one.administration.total is not None
        and one.administration.version == course.measure.version
        and (opened.course is None or one.course in (opened.course, None))
    ]
    before = [total for day, total, calm in totals if calm and day <= opened.held_on]
    held = [one.held_on for one in sessions_since(analysis, prompt)]
    third = held[REVIEW_AFTER - 1] if len(held) >= REVIEW_AFTER else None
    after = [(day, total) for day, total, _ in totals if third is not None and day >= third]
    if not before or not after:
        missing = "before" if not before else f"after {REVIEW_AFTER} sessions"
        known = before[-1] if before else None
        return Comparison(title, known, None, NOT_ENOUGH, f"{title}: no total {missing}.", of_measure=True)
    (day, total), was = after[0], before[-1]
    outcome = reliable_change.outcome(course.measure, was, total)
    verdict = str(outcome) if outcome else "change value not known"
    on = f"after {sum(one <= day for one in held)} sessions"
    detail = f"{title}: {_said(was)} before, {_said(total)} {on}: {verdict}."
    return Comparison(f"{title}, {on}", was, total, verdict, detail, of_measure=True)


def _is_calm(history: History, one: Standing, prompt: Prompt) -> bool:
    """Whether a total did not trigger ``prompt``; one from between two sessions counts to the one before, as its point.

    The first total of a course is what a change is counted from, and no trigger even where a point names it.
    """
    session = history.session_by(one.administration.administered_on) if one.session is None else one.session
    return one.is_first or session not in _triggers(prompt)


def _said(total: float) -> str:
    return format_value(total).removesuffix(".0")
