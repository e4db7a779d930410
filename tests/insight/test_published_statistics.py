"""Statistics against published numbers, to the precision they were printed with, and their general properties."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from docs.published import CHECKS
from docs.published.check import Check
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.measure import Direction, Measure, MeasureId, Norm
from relationship_desk.insight import reliable_change as rc
from relationship_desk.insight.agreement import agreement, slope
from relationship_desk.insight.ceiling import is_at_ceiling, is_flat
from relationship_desk.insight.reliable_change import ChangeValue, Outcome
from relationship_desk.insight.sudden_change import sudden_changes
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.insight.variation import gaps, lag_one, parts, trend

MADE_UP = Measure(MeasureId("made-up"), "1", "Made up", Direction.HIGHER, 0, 0, 100)
scores = st.floats(0, 10).map(lambda value: round(value, 1))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.part}: {check.name}")
def test_as_published(check: Check) -> None:
    assert check.computed() == pytest.approx(check.expected, abs=check.tolerance, rel=0)


# Reliable and clinically significant change


def test_a_published_value_goes_before_a_computed_one() -> None:
    core = shipped_measures()[MeasureId("core-10")]
    assert core.reliability is not None
    assert rc.change_value(core) == ChangeValue(6, True, 0.90)


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


# Sudden gains and losses

SEVEN = ChangeValue(7, True, 0.95)


@given(st.lists(st.integers(0, 40) | st.none(), max_size=12))
def test_sudden_changes_are_the_same_whichever_end_is_better(row: list[int | None]) -> None:
    turned = [None if value is None else 40 - value for value in row]
    assert sudden_changes(row, SEVEN, lower_is_better=True) == sudden_changes(
        turned, SEVEN, lower_is_better=False, healthy_end=40
    )


# Agreement

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
@example([(0.0, 1.0)] * 3 + [(1.0, 0.0)] * 5)  # the degrees of freedom of the interval vanish here
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
    assert parts([[1], [2]]) is None
    assert parts([[1, 2]]) is None


def test_gaps_ceiling_and_flat_lines() -> None:
    counted = gaps([7.0, None, None, 6.0, None])
    assert (counted.sessions, counted.rated, counted.longest_gap, counted.open_gap) == (5, 2, 2, 1)
    assert is_at_ceiling([9.5] * 6, DEFAULTS)
    assert not is_at_ceiling([9.5] * 5 + [9.4], DEFAULTS)
    assert is_flat([7.0, 7.1, 7.0, 7.1, 7.0, 7.1])
    assert not is_flat([7.0, 7.2, 7.0, 7.1, 7.0, 7.1])
