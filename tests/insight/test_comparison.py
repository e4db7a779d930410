"""First, previous and current side by side, on short histories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.histories import CLIENT, Scores, alliance, day, history

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS, CourseId, SessionId
from relationship_desk.domain.measure import Administration, AdministrationId, How, MeasureId
from relationship_desk.domain.records import Course
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.comparison import (
    Compared,
    ComparedTotals,
    Difference,
    compare_all,
    compare_totals,
    sessions_of_course,
)
from relationship_desk.insight.measure_courses import MeasureCourse, measure_courses
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS

CATALOGUE = load_catalogue()
PHQ = shipped_measures()[MeasureId("phq-9")]
Score = st.one_of(st.none(), st.integers(0, 100).map(lambda tenths: tenths / 10))


def of(record: History, session: int) -> tuple[Compared, ...]:
    return compare_all(analyse(record, CATALOGUE, DEFAULTS), (ALLIANCE, GOAL_CONSENSUS), session)


def only(client: Scores, session: int) -> Compared:
    (found,) = of(alliance(client), session)
    return found


def in_courses(record: History, courses: Sequence[int]) -> History:
    """The same with each session in the course of that number."""
    ids = zip(record.sessions, courses, strict=True)
    return replace(record, sessions=tuple(replace(one, course=CourseId(course)) for one, course in ids))


def test_first_previous_and_current_skip_sessions_that_were_not_rated() -> None:
    found = only([None, 6.0, 7.0, None, 7.5], 5)
    assert found.previous is not None
    assert (found.first.session, found.previous.session, found.current.session) == (2, 3, 5)
    assert (found.since_first, found.since_previous) == (Difference(1.5, None), Difference(0.5, None))


def test_an_unrated_session_has_its_reason_and_no_difference() -> None:
    found = only([6.0, 7.0, None], 3)
    assert (found.current.value, found.since_first, found.since_previous) == (None, None, None)
    assert found.previous is not None
    assert found.previous.session == 2


def test_what_came_later_is_not_known_yet() -> None:
    assert of(alliance([None, 6.0]), 1) == ()
    found = only([6.0, 7.0, 9.0], 2)
    assert (found.first.session, found.current.session) == (1, 2)


def test_the_first_session_has_nothing_to_be_compared_with() -> None:
    found = only([6.0, 7.0], 1)
    assert found.first is found.current
    assert (found.previous, found.since_first, found.since_previous) == (None, None, None)


def test_each_course_begins_anew() -> None:
    record = in_courses(alliance([2.0, 3.0, 6.0, 7.0]), (1, 1, 2, 2))
    assert sessions_of_course(record, 3) == {3, 4}
    (begin,), (going,), (before,) = of(record, 3), of(record, 4), of(record, 2)
    assert (begin.first.session, begin.previous) == (3, None)
    assert going.since_first == Difference(1.0, None)
    assert before.first.session == 1


def test_the_client_comes_first_and_what_nobody_rated_is_left_out() -> None:
    scores = {
        (GOAL_CONSENSUS, Perspective.OBSERVER): [5.0],
        (ALLIANCE, Perspective.OBSERVER): [5.0],
        (ALLIANCE, Perspective.CLINICIAN): [6.0],
        (ALLIANCE, Perspective.CLIENT): [7.0],
    }
    assert [(one.element, one.perspective.value) for one in of(history(scores), 1)] == [
        (ALLIANCE, "client"),
        (ALLIANCE, "clinician"),
        (ALLIANCE, "observer"),
        (GOAL_CONSENSUS, "observer"),
    ]


@pytest.mark.parametrize(("score", "within"), [(6.0, False), (6.1, True), (7.9, True), (8.0, False)])
def test_a_difference_counts_from_the_look_level_on(score: float, within: bool) -> None:
    # Four equal ratings: the look level is its floor of one point.
    found = only([7.0, 7.0, 7.0, 7.0, score], 5)
    assert found.look == 1.0
    assert found.since_previous == Difference(round(score - 7.0, 1), within)


def test_without_an_own_baseline_nothing_is_said_of_a_range() -> None:
    found = only([7.0, 7.0, 7.0, 2.0], 4)
    assert found.look is None
    assert found.since_first == Difference(-5.0, None)


@given(st.lists(Score, min_size=1, max_size=14), st.data())
def test_first_and_previous_are_what_a_plain_search_finds(scores: list[float | None], data: st.DataObject) -> None:
    session = data.draw(st.integers(1, len(scores)))
    rated = [number for number, score in enumerate(scores, start=1) if score is not None and number <= session]
    found = of(alliance(scores), session)
    if not rated:
        assert found == ()
        return
    (one,) = found
    before = [number for number in rated if number < session]
    assert one.first.session == rated[0]
    assert (one.previous.session if one.previous else None) == (before[-1] if before else None)
    assert (one.since_previous is None) == (not before or scores[session - 1] is None)


@given(st.lists(Score, min_size=5, max_size=12))
def test_mirrored_ratings_have_mirrored_differences(scores: list[float | None]) -> None:
    mirrored = [None if score is None else round(10 - score, 1) for score in scores]
    for one, other in zip(of(alliance(scores), len(scores)), of(alliance(mirrored), len(scores)), strict=True):
        if one.since_first is not None:
            assert other.since_first is not None
            assert other.since_first.points == -one.since_first.points


def answered(*totals: tuple[int | None, int, float | None], version: str = PHQ.version) -> MeasureCourse:
    """Totals of the PHQ-9, each with its session, the day of which session it was given on, and the total."""
    given = [
        Administration(
            AdministrationId(number),
            f"a-{number}",
            CLIENT,
            SessionId(session) if session else None,
            None,
            day(on),
            PHQ.id,
            version,
            Perspective.CLIENT,
            (),
            (),
            total,
            {},
            How.TYPED,
        )
        for number, (session, on, total) in enumerate(totals, start=1)
    ]
    (found,) = measure_courses(COURSES, RECORD.sessions, given, {(PHQ.id, PHQ.version): PHQ})
    return found


COURSES = (Course(CourseId(1), CLIENT, 1, date(2026, 1, 1), None, "", ""),)
RECORD = in_courses(alliance([7.0] * 6), (1,) * 6)


def totals(course: MeasureCourse, session: int) -> ComparedTotals | None:
    return compare_totals(course, CourseId(1), RECORD.sessions[session - 1])


def test_totals_are_compared_with_the_reliable_change() -> None:
    found = totals(answered((1, 1, 18), (3, 3, 16), (5, 5, 8), (6, 6, 2)), 5)
    assert found is not None
    assert found.first is not None
    assert found.previous is not None
    assert (found.first.session, found.previous.session) == (1, 3)
    assert found.since_first is not None
    assert found.since_previous is not None
    assert (found.since_first.points, found.since_first.outcome) == (-10, Outcome.RECOVERED)
    assert found.since_previous.points == -8


def test_a_session_without_a_questionnaire_shows_what_was_before() -> None:
    found = totals(answered((1, 1, 18), (3, 3, 16)), 4)
    assert found is not None
    assert found.previous is not None
    assert (found.current, found.previous.session, found.since_previous) == (None, 3, None)
    assert totals(answered((3, 3, 16)), 2) is None


def test_a_total_without_a_session_belongs_to_its_day() -> None:
    found = totals(answered((1, 1, 18), (None, 3, 11)), 3)
    assert found is not None
    assert found.current is not None
    assert (found.current.session, found.current.administration.total) == (None, 11)


def test_answers_that_come_to_no_total_are_no_start_and_no_end() -> None:
    found = totals(answered((1, 1, None), (2, 2, 15), (3, 3, None)), 3)
    assert found is not None
    assert found.first is not None
    assert found.current is not None
    assert (found.first.session, found.current.session) == (2, 3)
    assert (found.since_first, found.since_previous) == (None, None)


def test_the_first_total_is_called_the_first() -> None:
    found = totals(answered((2, 2, 15)), 2)
    assert found is not None
    assert found.first is found.current
    assert (found.previous, found.since_first) == (None, None)


def test_a_total_of_another_course_is_left_out() -> None:
    assert compare_totals(answered((1, 1, 18)), CourseId(2), RECORD.sessions[2]) is None
