"""What may be said of two perspectives: by their intervals, from enough sessions, and never where nothing moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.histories import CLIENT, FIRST_DAY, declined, history

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.ids import ALLIANCE, ClientId, ElementId, SessionId
from relationship_desk.domain.measure import Administration, AdministrationId, Direction, How, Measure, MeasureId
from relationship_desk.domain.vocabulary import Missing, Perspective
from relationship_desk.insight.agreement import LEAST_PAIRS, Estimate
from relationship_desk.insight.dyad import ALIKE, PAIRS, Dyad, Level, Together, dyad, level, together
from relationship_desk.insight.findings import GAP_REVERSED, GAP_WIDENING
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.insight.own_course import Outcome, outcome_of, own_course, parted
from relationship_desk.insight.series import Series, SeriesPoint
from relationship_desk.insight.signals import Analysis, analyse
from relationship_desk.insight.thresholds import DEFAULTS

CATALOGUE = load_catalogue()
BOTH, WITH_OBSERVER, OF_CLIENT = PAIRS
Scores = Sequence[float | None]
tenths = st.integers(0, 100).map(lambda value: value / 10)
maybe = st.none() | tenths
three = st.integers(1, 24).flatmap(lambda n: st.tuples(*[st.lists(maybe, min_size=n, max_size=n)] * 3))


def analysis(clinician: Scores, client: Scores = (), observer: Scores = ()) -> Analysis:
    scores = zip(Perspective, (clinician, client, observer), strict=True)
    return analyse(history({(ALLIANCE, who): row for who, row in scores if row}), CATALOGUE, DEFAULTS)


def compared(clinician: Scores, client: Scores) -> Dyad:
    return dyad(analysis(clinician, client), ALLIANCE, BOTH)


@settings(deadline=None)
@given(three)
def test_of_each_pair_exactly_the_sessions_that_both_rated_count(rows: tuple[list[float | None], ...]) -> None:
    found = analysis(*rows)
    values = dict(zip(Perspective, rows, strict=True))
    for pair in PAIRS:
        made = dyad(found, ALLIANCE, pair)
        first, second = values[pair.first], values[pair.second]
        both = [n for n, (a, b) in enumerate(zip(first, second, strict=True), start=1) if None not in (a, b)]
        assert [one.session for one in made.common] == both
        assert [(one.first, one.second) for one in made.common] == [(first[n - 1], second[n - 1]) for n in both]
        assert (made.agreement is None) == (len(both) < LEAST_PAIRS)
        if made.agreement is None:
            assert made.level is Level.UNTOLD
            assert made.together is Together.UNTOLD


@settings(deadline=None)
@given(st.lists(st.tuples(tenths, tenths), min_size=LEAST_PAIRS, max_size=20))
def test_seen_from_the_other_side_above_is_below_and_all_else_the_same(rated: list[tuple[float, float]]) -> None:
    a, b = [one for one, _ in rated], [other for _, other in rated]
    one, other = compared(a, b), compared(b, a)
    turned = {Level.ABOVE: Level.BELOW, Level.BELOW: Level.ABOVE}
    assert other.level is turned.get(one.level, one.level)
    assert other.together is one.together


@settings(deadline=None)
@given(st.lists(tenths, min_size=LEAST_PAIRS, max_size=20), st.lists(tenths, min_size=20, max_size=20))
def test_no_number_is_without_end(a: list[float], b: list[float]) -> None:
    found = compared(a, b[: len(a)]).agreement
    assert found is not None
    for one in (found.absolute, found.consistent, found.difference, found.tracking):
        if one is not None:
            assert all(abs(value) < 1e6 for value in (one.value, one.low, one.high))


@given(st.floats(-9, 9), st.floats(0, 9))
def test_a_difference_is_one_only_where_its_interval_leaves_nothing_out(value: float, half: float) -> None:
    found = level(Estimate(value, value - half, value + half))
    if found in (Level.ABOVE, Level.BELOW):
        assert abs(value) > half
        assert (value > 0) == (found is Level.ABOVE)
    elif abs(value) > half:
        assert abs(value) < 0.1
    elif found is Level.ALIKE:
        assert abs(value) + half <= ALIKE + 1e-9


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (0.75, 0.4, 0.9, Together.CLOSELY),
        (0.74, 0.4, 0.9, Together.PARTLY),
        (0.40, 0.1, 0.7, Together.PARTLY),
        (0.39, 0.1, 0.7, Together.LOOSELY),
        (0.30, -0.2, 0.7, Together.UNTOLD),
        (0.00, -0.3, 0.39, Together.HARDLY),
    ],
)
def test_how_an_icc_is_read(value: float, low: float, high: float, said: Together) -> None:
    assert together(Estimate(value, low, high)) is said


def test_where_nothing_moves_there_are_no_ups_and_downs() -> None:
    tens = compared([10.0] * 9, [10.0] * 9)
    assert tens.agreement is not None
    assert tens.agreement.consistent is None
    assert (tens.level, tens.together) == (Level.ALIKE, Together.STILL)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(97, 100), st.integers(97, 100)), min_size=LEAST_PAIRS, max_size=15))
def test_close_to_the_top_a_low_icc_is_not_taken_for_disagreement(rated: list[tuple[int, int]]) -> None:
    found = compared([one / 10 for one, _ in rated], [other / 10 for _, other in rated])
    assert found.together is Together.STILL


def test_one_who_never_moves_beside_one_who_does_is_compared() -> None:
    found = compared([7.0] * 10, [5.0, 9.0] * 5)
    assert found.together in (Together.UNTOLD, Together.HARDLY)


def test_the_signals_of_the_gap_stand_with_clinician_and_client_only() -> None:
    clinician, client = [7.0] * 12, [*[7.2] * 9, 4.8, 4.7, 4.9]
    found = analysis(clinician, client, client)
    assert {one.signal for one in dyad(found, ALLIANCE, BOTH).findings} == {GAP_REVERSED, GAP_WIDENING}
    assert dyad(found, ALLIANCE, WITH_OBSERVER).findings == ()
    assert dyad(found, ElementId("empathy"), BOTH).findings == ()


# One perspective by itself


def test_what_is_missing_is_counted_with_its_reasons() -> None:
    known = history({(ALLIANCE, Perspective.CLIENT): [7.0, None, 7.5, None, None]})
    found = analyse(replace(known, ratings=(*known.ratings, declined(2))), CATALOGUE, DEFAULTS)
    course = own_course(found, ALLIANCE, Perspective.CLIENT)
    assert (course.gaps.sessions, course.gaps.rated, course.gaps.open_gap) == (5, 2, 2)
    assert course.missing == {Missing.DECLINED: 1}
    assert course.mean == pytest.approx(7.25)
    assert course.trend is None


@settings(deadline=None)
@given(st.lists(maybe, min_size=1, max_size=20), st.floats(-2, 2))
def test_a_shift_moves_the_mean_and_nothing_else(row: list[float | None], shift: float) -> None:
    plain = own_course(analysis(row), ALLIANCE, Perspective.CLINICIAN)
    rated = [value for value in row if value is not None]
    assert (plain.mean is None) == (not rated)
    assert (plain.spread is None) == (len(rated) < 2)
    assert (plain.trend is None) == (len(rated) < 4)
    low, high = min(rated, default=0.0), max(rated, default=0.0)
    moved = [None if value is None else round(value + round(shift, 1), 1) for value in row]
    if rated and low + shift > 0.1 and high + shift < 9.9:
        other = own_course(analysis(moved), ALLIANCE, Perspective.CLINICIAN)
        assert other.spread == (None if plain.spread is None else pytest.approx(plain.spread, abs=1e-9))
        if plain.trend and other.trend:
            assert other.trend.value == pytest.approx(plain.trend.value, abs=1e-9)


def test_what_follows_is_the_next_session_and_not_the_same() -> None:
    scores = [5.0, 8.0, 4.0, 9.0, 5.0, 7.0, 4.0, 8.0, 6.0, 9.0]
    totals = {session + 1: 20 - 2 * score for session, score in enumerate(scores, start=1)}
    course = own_course(analysis(scores), ALLIANCE, Perspective.CLINICIAN, Outcome("PHQ-9", True, totals))
    assert course.pairs == 9
    assert course.lagged is not None
    assert course.lagged.r.value < -0.95


def test_below_eight_pairs_the_count_is_all_that_is_said() -> None:
    course = own_course(
        analysis([5.0, 6.0, 7.0, 6.0]), ALLIANCE, Perspective.CLINICIAN, Outcome("X", True, {2: 9, 4: 8})
    )
    assert (course.pairs, course.lagged) == (2, None)


def test_the_outcome_is_the_clients_main_measure_and_no_other_members() -> None:
    measure = Measure(MeasureId("phq-9"), "1", "PHQ-9", Direction.LOWER, 0, 0, 27)

    def course(member: ClientId | None, *, main: bool, total: float) -> MeasureCourse:
        made = Administration(
            AdministrationId(1),
            "a",
            CLIENT,
            SessionId(1),
            member,
            FIRST_DAY,
            measure.id,
            "1",
            Perspective.CLIENT,
            (),
            (),
            total,
            {},
            How.TYPED,
        )
        standings = (Standing(made, measure, 1, None, None, ()), Standing(made, measure, None, None, None, ()))
        return MeasureCourse(measure, Perspective.CLIENT, member, standings, main)

    courses = [
        course(None, main=False, total=1),
        course(ClientId(5), main=True, total=2),
        course(ClientId(6), main=True, total=3),
    ]
    assert outcome_of(courses, ClientId(6)) == Outcome("PHQ-9", True, {1: 3})
    assert outcome_of(courses, None) is None


def test_variation_is_parted_from_three_members_on() -> None:
    def rated(*scores: float) -> Series:
        points = (
            SeriesPoint(n, SessionId(n), FIRST_DAY + timedelta(n), n, score, None, 1)
            for n, score in enumerate(scores, start=1)
        )
        return Series(ALLIANCE, Perspective.CLIENT, tuple(points))

    apart = [rated(3.0, 3.2, 2.8), rated(6.0, 6.2, 5.8), rated(9.0, 9.2, 8.8)]
    assert parted(apart[:2]) is None
    assert parted([*apart[:2], rated(9.0)]) is None
    found = parted(apart)
    assert found is not None
    share, members = found[0].share_between, found[1]
    assert members == 3
    assert share is not None
    assert share > 0.95
