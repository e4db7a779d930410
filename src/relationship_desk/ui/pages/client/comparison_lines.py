"""First, previous and current session side by side, as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.days import short_day, short_day_and_month
from relationship_desk.domain.ids import ClientId, ElementId
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Missing
from relationship_desk.insight.comparison import (
    Compared,
    ComparedTotals,
    Difference,
    TotalChange,
    compare_all,
    compare_totals,
)
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.insight.series import SeriesPoint
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.measure_words import NO_TOTAL, OUTCOMES
from relationship_desk.ui.pages.client.measure_parts import course_key
from relationship_desk.ui.pages.client.rows_table import Cell, Line
from relationship_desk.ui.widgets.perspective_mark import WORDS

HEADINGS = ("Rated by", "First", "Previous", "Current", "Since the first", "Since the previous")
QUESTIONNAIRES = "Questionnaires"
MISSING = {
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.NOT_OBSERVED: "not observed",
    Missing.DECLINED: "declined",
    None: "not rated",
}
NOT_FILLED_IN = "not filled in"
_NONE = "–"


def rating_lines(analysis: Analysis, elements: Iterable[Element], session: int) -> list[Line]:
    """One line for each perspective under the head of its element, as far as it was rated by ``session``.

    The key is the element and the perspective.
    """
    titles = {element.id: element.short_title for element in elements}
    lines = []
    for element, compared in groupby(compare_all(analysis, titles, session), key=_element):
        lines.append(Line(None, head=titles[element]))
        lines += [_rating_line(one, titles[element]) for one in compared]
    return lines


def total_lines(
    analysis: Analysis, answered: Sequence[MeasureCourse], session: int, codes: Mapping[ClientId, str]
) -> list[Line]:
    """One line for each questionnaire filled in by ``session``, under a head; ``codes`` name the members."""
    at = next((one for one in analysis.history.sessions if one.number == session), None)
    found = [] if at is None else [compare_totals(one, at.course, at) for one in answered]
    lines = [_total_line(one, at, codes) for one in found if one is not None and at is not None]
    return [Line(None, head=QUESTIONNAIRES), *lines] if lines else []


def difference_words(difference: Difference) -> str:
    """How a rating moved: ``up 0.4, within own range``, ``down 2.1``."""
    moved = _moved(difference.points, format_value(abs(difference.points)))
    if difference.within is None:
        return f"{moved}, no own range yet"
    return f"{moved}, within own range" if difference.within else moved


def change_words(change: TotalChange) -> str:
    """How a total moved: ``down 8, recovered``."""
    moved = _moved(change.points, f"{abs(change.points):g}")
    return f"{moved}, {OUTCOMES[change.outcome] if change.outcome else 'change value not known'}"


def _element(one: Compared) -> ElementId:
    return one.element


def _moved(points: float, size: str) -> str:
    return "same" if not points else f"{'up' if points > 0 else 'down'} {size}"


def _rating_line(one: Compared, title: str) -> Line:
    who = WORDS[one.perspective]
    said = f"{title}, {who.lower()}"
    return Line(
        (one.element, one.perspective),
        (
            Cell(marks=((one.perspective, who),), tip=f"{title}, {who}"),
            _value(one.first, f"{said}, first of the course"),
            _value(one.previous, f"{said}, previous"),
            _value(one.current, f"{said}, current", at_hand=True),
            _difference(one.since_first, f"{said}, since the first", is_first=one.first is one.current),
            _difference(one.since_previous, f"{said}, since the previous"),
        ),
    )


def _value(point: SeriesPoint | None, said: str, *, at_hand: bool = False) -> Cell:
    if point is None:
        return Cell(_NONE, "muted", tip=f"{said}: none", number=True)
    where = f"{said}, session {point.session}"
    if point.value is None:
        words = MISSING[point.missing]
        return Cell(words, "muted", tip=f"{where}: {words}")
    value = format_value(point.value)
    return Cell(value, tip=f"{where}: {value}", when="" if at_hand else f"at {point.session}", number=True)


def _difference(difference: Difference | None, said: str, *, is_first: bool = False) -> Cell:
    if difference is None:
        return _no_difference(said, is_first=is_first)
    words = difference_words(difference)
    return Cell(words, "text" if difference.within is False else "muted", tip=f"{said}: {words}")


def _no_difference(said: str, *, is_first: bool) -> Cell:
    return Cell(
        "the first" if is_first else _NONE, "muted", tip=f"{said}: {'this is the first' if is_first else 'none'}"
    )


def _total_line(one: ComparedTotals, at: Session, codes: Mapping[ClientId, str]) -> Line:
    answered = one.course
    code = codes.get(answered.member, "") if answered.member else ""
    title = f"{answered.measure.title}, {code}" if code else answered.measure.title
    who = WORDS[answered.perspective]
    said = f"{title}, {who.lower()}"
    return Line(
        course_key(answered),
        (
            Cell(marks=((answered.perspective, title),), tip=said),
            _total(one.first, f"{said}, first of the course"),
            _total(one.previous, f"{said}, previous"),
            _total_at_hand(one.current, f"{said}, current, session {at.number}"),
            _change(one.since_first, f"{said}, since the first", is_first=one.current is one.first is not None),
            _change(one.since_previous, f"{said}, since the previous"),
        ),
    )


def _total(standing: Standing | None, said: str) -> Cell:
    if standing is None or standing.administration.total is None:
        return Cell(_NONE, "muted", tip=f"{said}: none", number=True)
    held = standing.administration
    total, number = f"{held.total:g}", standing.session
    when = short_day_and_month(held.administered_on) if number is None else f"at {number}"
    where = short_day(held.administered_on) if number is None else f"session {number}"
    return Cell(total, tip=f"{said}, {where}: {total}", when=when, number=True)


def _total_at_hand(standing: Standing | None, said: str) -> Cell:
    total = None if standing is None else standing.administration.total
    if total is None:
        words = NOT_FILLED_IN if standing is None else NO_TOTAL
        return Cell(words, "muted", tip=f"{said}: {words}")
    return Cell(f"{total:g}", tip=f"{said}: {total:g}", number=True)


def _change(change: TotalChange | None, said: str, *, is_first: bool = False) -> Cell:
    if change is None:
        return _no_difference(said, is_first=is_first)
    words = change_words(change)
    moved = change.outcome not in (None, Outcome.UNCHANGED)
    return Cell(words, "text" if moved else "muted", tip=f"{said}: {words}")
