"""Statistics against published numbers, to the precision they were printed with, and their general properties."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.measure import Direction, Measure, MeasureId, Norm
from relationship_desk.insight import reliable_change as rc
from relationship_desk.insight.agreement import (
    agreement,
    icc_1,
    icc_2,
    icc_3,
    icc_of_means,
    mean_squares,
    slope,
)
from relationship_desk.insight.control_chart import ewma, ewma_limits, individuals
from relationship_desk.insight.quantiles import fisher_f, normal, student_t
from relationship_desk.insight.reliable_change import ChangeValue, Outcome
from relationship_desk.insight.sudden_change import sudden_changes
from relationship_desk.insight.variation import gaps, is_at_ceiling, is_flat, lag_one, parts, trend

MADE_UP = Measure(MeasureId("made-up"), "1", "Made up", Direction.HIGHER, 0, 0, 100)
scores = st.floats(0, 10).map(lambda value: round(value, 1))


# Quantiles: any printed table


@pytest.mark.parametrize(
    ("p", "df", "printed"),
    [(0.975, 2, 4.303), (0.975, 3, 3.182), (0.975, 10, 2.228), (0.99, 7, 2.998), (0.95, 30, 1.697)],
)
def test_student_t_as_printed(p: float, df: int, printed: float) -> None:
    assert student_t(p, df) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize(
    ("p", "df1", "df2", "printed"),
    [(0.95, 5, 15, 2.90), (0.975, 5, 15, 3.58), (0.95, 1, 10, 4.96), (0.99, 2, 20, 5.85)],
)
def test_fisher_f_as_printed(p: float, df1: int, df2: int, printed: float) -> None:
    assert fisher_f(p, df1, df2) == pytest.approx(printed, abs=5e-3)


def test_the_normal_quantiles() -> None:
    assert normal(0.975) == pytest.approx(1.96, abs=5e-5)
    assert normal(0.95) == pytest.approx(1.645, abs=5e-4)


# Reliable and clinically significant change


def test_jacobson_and_truax_their_own_example() -> None:
    clinical, functional = Norm(40, 7.5), Norm(60, 7.5)
    assert rc.cutoff_a(clinical, Direction.HIGHER) == 55
    assert rc.cutoff_b(functional, Direction.HIGHER) == 45
    assert rc.cutoff_c(clinical, functional) == 50
    assert rc.standard_error_of_difference(7.5, 0.80) == pytest.approx(4.7434, abs=5e-5)
    assert rc.reliable_change_index(32.5, 47.5, 7.5, 0.80) == pytest.approx(3.1623, abs=5e-5)


def test_the_change_value_of_the_package_test() -> None:
    measure = replace(MADE_UP, sd=10.5, reliability=0.961)
    assert rc.standard_error_of_difference(10.5, 0.961) == pytest.approx(2.93249, abs=1e-3)
    value = rc.change_value(measure)
    assert value is not None
    assert value.value == pytest.approx(5.747681, abs=1e-3)


def test_core_10_is_published_at_ninety_percent() -> None:
    core = shipped_measures()[MeasureId("core-10")]
    computed = replace(core, reliable_change=None)
    ninety, ninety_five = rc.change_value(computed), rc.change_value(replace(computed, confidence=0.95))
    assert ninety is not None
    assert ninety_five is not None
    assert (round(ninety.value, 2), round(ninety_five.value, 2)) == (5.66, 6.75)
    found = rc.cutoff(replace(core, cutoff=None))
    assert found is not None
    assert round(found.value, 2) == 10.46
    published = rc.change_value(core)
    assert published == ChangeValue(6, True, 0.90)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (17, 9, Outcome.RECOVERED),
        (17, 11, Outcome.IMPROVED),
        (17, 12, Outcome.UNCHANGED),
        (9, 15, Outcome.DETERIORATED),
        (9, 3, Outcome.IMPROVED),
    ],
)
def test_the_four_outcomes(before: float, after: float, expected: Outcome) -> None:
    assert rc.outcome(shipped_measures()[MeasureId("phq-9")], before, after) is expected


def test_a_published_value_counts_from_itself_on_and_a_computed_one_when_exceeded() -> None:
    assert ChangeValue(6, True, 0.95).reached_by(-6)
    assert not ChangeValue(6, False, 0.95).reached_by(6)
    assert ChangeValue(6, False, 0.95).reached_by(6.01)


@given(st.floats(0, 40), st.floats(0, 40))
def test_turning_a_measure_round_changes_no_outcome(before: float, after: float) -> None:
    low = replace(MADE_UP, direction=Direction.LOWER, reliable_change=5, clinical=Norm(30, 5), functional=Norm(10, 4))
    high = replace(low, direction=Direction.HIGHER, clinical=Norm(10, 5), functional=Norm(30, 4))
    cut = rc.cutoff(low)
    assert cut is not None
    assume(abs(before - cut.value) > 1e-9 and abs(after - cut.value) > 1e-9)
    assert rc.outcome(low, before, after) == rc.outcome(high, 40 - before, 40 - after)


# Control charts: NIST/SEMATECH 6.3.2.2 and 6.3.2.4

FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def test_the_individuals_chart_of_the_handbook() -> None:
    chart = individuals(FLOW)
    assert chart is not None
    assert (round(chart.centre, 2), round(chart.moving_range, 4)) == (50.81, 1.8778)
    assert (round(chart.high, 4), round(chart.low, 4)) == (55.8041, 45.8159)
    assert round(chart.range_limit, 3) == 6.135


def test_the_ewma_chart_of_the_handbook() -> None:
    values = [52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, *FLOW]
    printed = "50.60 49.52 50.56 50.18 50.16 49.21 49.75 49.85 50.26 50.33 50.11 49.36 49.52 50.05 49.38 49.92 50.73 "
    printed += "51.23 51.94 51.99"
    assert " ".join(f"{value:.2f}" for value in ewma(values, 0.3, 50)) == printed
    low, high = ewma_limits(50, 2.0539, 0.3)
    assert (round(high, 4), round(low, 4)) == (52.5884, 47.4116)


# Sudden gains and losses: the rows of the R package's own tests; its sessions are counted from 1

SEVEN = ChangeValue(7, True, 0.95)


@pytest.mark.parametrize(
    ("row", "step"),
    [
        ((35, 37, 23, 23, 24, 21), (2, 3)),
        ((35, 37, 34, 24, 24, 21), (3, 4)),
        ((35, 37, 34, 34, 24, 21), (4, 5)),
        ((35, 37, 34, 37, 37, 37), None),
        ((28, 19, 23, 12, 13, None), None),
        ((28, 19, 23, 11, 12, None), (3, 4)),
    ],
)
def test_sudden_gains_as_in_the_package(row: tuple[float | None, ...], step: tuple[int, int] | None) -> None:
    found = [change for change in sudden_changes(row, SEVEN, lower_is_better=True) if change.is_gain]
    assert [(change.after, change.after + 1) for change in found] == ([step] if step else [])


@pytest.mark.parametrize(
    ("row", "step"),
    [
        ((10, 11, 12, 30, 28, 33), (3, 4)),
        ((10, 11, 12, 10, 28, 33), (4, 5)),
        ((10, 11, 30, 30, 28, 33), (2, 3)),
        ((35, 37, 34, 23, 24, 21), None),
    ],
)
def test_sudden_losses_as_in_the_package(row: tuple[float, ...], step: tuple[int, int] | None) -> None:
    found = [change for change in sudden_changes(row, SEVEN, lower_is_better=True) if not change.is_gain]
    assert [(change.after, change.after + 1) for change in found] == ([step] if step else [])


def test_a_gain_is_reversed_strictly_above_half_of_it() -> None:
    row = (35, 34, 34, 23, 24, 23, 28.5)
    (gain,) = sudden_changes(row, SEVEN, lower_is_better=True)
    assert gain.reversed_at is None
    (gain,) = sudden_changes((*row, 29), SEVEN, lower_is_better=True)
    assert gain.reversed_at == 7


@given(st.lists(st.integers(0, 40) | st.none(), max_size=12))
def test_sudden_changes_are_the_same_whichever_end_is_better(row: list[int | None]) -> None:
    turned = [None if value is None else 40 - value for value in row]
    assert sudden_changes(row, SEVEN, lower_is_better=True) == sudden_changes(
        turned, SEVEN, lower_is_better=False, healthy_end=40
    )


# Agreement: Shrout and Fleiss 1979

TABLE = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_the_intraclass_correlations_of_shrout_and_fleiss() -> None:
    squares = mean_squares(TABLE)
    assert squares is not None
    printed = (11.24, 6.26, 32.49, 1.02)
    assert tuple(round(one, 2) for one in (squares.between, squares.within, squares.judged, squares.error)) == printed
    single = [icc_1(squares), icc_2(squares), icc_3(squares)]
    assert [round(one.value, 2) for one in single if one] == [0.17, 0.29, 0.71]
    assert [round(one, 2) for one in icc_of_means(squares) if one] == [0.44, 0.62, 0.91]
    intervals = [(round(one.low, 6), round(one.high, 6)) for one in single if one]
    assert intervals == [(-0.132932, 0.722560), (0.018787, 0.761084), (0.342465, 0.945858)]


pairs = st.lists(st.tuples(scores, scores), min_size=8, max_size=30)


@settings(deadline=None)  # the first quantiles take their time, the others are remembered
@given(pairs, st.floats(-5, 5))
def test_consistency_does_not_see_a_shift_and_agreement_does_not_gain_by_it(
    rated: list[tuple[float, float]], shift: float
) -> None:
    a, b = [one for one, _ in rated], [other for _, other in rated]
    plain, moved = agreement(a, b), agreement(a, [value + shift for value in b])
    assert plain is not None
    assert moved is not None
    assert moved.difference.value == pytest.approx(plain.difference.value + shift, abs=1e-9)
    if plain.consistent and moved.consistent:
        assert moved.consistent.value == pytest.approx(plain.consistent.value, abs=1e-6)


@settings(deadline=None)
@given(pairs)
def test_whoever_is_named_first_the_agreement_is_the_same(rated: list[tuple[float, float]]) -> None:
    a, b = [one for one, _ in rated], [other for _, other in rated]
    one, other = agreement(a, b), agreement(b, a)
    assert one is not None
    assert other is not None
    assert one.difference.value == pytest.approx(-other.difference.value)
    assert (one.absolute is None) == (other.absolute is None)
    if one.absolute and other.absolute:
        assert one.absolute.value == pytest.approx(other.absolute.value)
        assert one.absolute.low <= one.absolute.value + 1e-9
        assert one.absolute.value <= one.absolute.high + 1e-9


def test_too_few_or_constant_series_say_nothing() -> None:
    assert agreement([5.0] * 7, [5.0] * 7) is None
    constant = agreement([5.0] * 8, [6.0] * 8)
    assert constant is not None
    assert constant.tracking is None
    assert constant.difference.value == 1
    assert agreement([5.0, None] * 8, [None, 5.0] * 8) is None


# Slopes, associations, gaps


def test_a_straight_line_has_its_slope_and_no_width() -> None:
    found = slope([1, 2, 3, 4], [2.0, 4.0, 6.0, 8.0])
    assert found is not None
    assert (found.value, round(found.low, 9), round(found.high, 9)) == (2, 2, 2)
    assert trend([1, 2, 3], [1.0, 2.0, 3.0]) is None
    assert slope([1, 1, 1], [1.0, 2.0, 3.0]) is None


@settings(deadline=None)
@given(st.lists(scores, min_size=4, max_size=20), st.floats(-5, 5), st.floats(0.1, 3))
def test_a_slope_follows_shift_and_scale(values: list[float], shift: float, scale: float) -> None:
    places = list(range(len(values)))
    plain, moved = slope(places, values), slope(places, [scale * value + shift for value in values])
    assert plain is not None
    assert moved is not None
    assert moved.value == pytest.approx(scale * plain.value, abs=1e-9)


def test_an_echo_of_the_last_session_is_an_association() -> None:
    first = [math.sin(n * n) + 5 for n in range(20)]
    found = lag_one(first, [5.0, *first[:-1]])
    assert found is not None
    assert found.r.value > 0.99
    assert lag_one(first[:6], first[:6]) is None
    assert lag_one([float(n) for n in range(20)], first) is None


def test_the_parts_of_the_variance() -> None:
    # Two clients far apart who never move: everything lies between them.
    apart = parts([[2, 2, 2], [8, 8, 8]])
    assert apart is not None
    assert (apart.within, apart.share_between) == (0, 1)
    # One-way table of Shrout and Fleiss: between / total is ICC(1,1).
    table = parts(TABLE)
    assert table is not None
    assert table.share_between is not None
    assert round(table.share_between, 2) == 0.17
    assert parts([[1], [2]]) is None
    assert parts([[1, 2]]) is None


def test_gaps_ceiling_and_flat_lines() -> None:
    counted = gaps([7.0, None, None, 6.0, None])
    assert (counted.sessions, counted.rated, counted.longest_gap, counted.open_gap) == (5, 2, 2, 1)
    assert is_at_ceiling([9.5] * 6)
    assert not is_at_ceiling([9.5] * 5)
    assert not is_at_ceiling([9.5] * 5 + [9.4])
    assert is_flat([7.0, 7.1, 7.0, 7.1, 7.0, 7.1])
    assert not is_flat([7.0, 7.2, 7.0, 7.1, 7.0, 7.1])
