from __future__ import annotations

from dataclasses import replace
from math import sqrt
from statistics import mean, stdev

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.histories import alliance

from relationship_desk.insight.baseline import T_95, T_99, Baselines, Drop, baseline_from, drop
from relationship_desk.insight.quantiles import student_t
from relationship_desk.insight.series import series_set
from relationship_desk.insight.thresholds import DEFAULTS, Thresholds
from relationship_desk.settings.definitions import BASELINE_LEAST, BASELINE_WINDOW

TENTHS = st.integers(0, 100).map(lambda tenth: tenth / 10)
RATED = st.lists(TENTHS, min_size=4, max_size=20).map(lambda values: list(enumerate(values, start=1)))

# Student's t, one-sided .95 and .99, degrees of freedom 3 to 7, as printed in NIST/SEMATECH e-Handbook 1.3.6.7.2.
PRINTED = {3: (2.353, 4.541), 4: (2.132, 3.747), 5: (2.015, 3.365), 6: (1.943, 3.143), 7: (1.895, 2.998)}


def test_the_t_table_holds_every_baseline_that_can_be_set() -> None:
    assert BASELINE_LEAST.low is not None
    assert BASELINE_WINDOW.high is not None
    for table, level in ((T_95, 0.95), (T_99, 0.99)):
        assert list(table) == list(range(BASELINE_LEAST.low - 1, BASELINE_WINDOW.high))
        assert table == {freedom: pytest.approx(student_t(level, freedom), abs=6e-5) for freedom in table}


@pytest.mark.parametrize("freedom", PRINTED)
def test_the_t_table_agrees_with_the_printed_one(freedom: int) -> None:
    assert (round(T_95[freedom], 3), round(T_99[freedom], 3)) == PRINTED[freedom]


def test_three_rated_sessions_make_no_baseline() -> None:
    assert baseline_from([(1, 7.0), (2, 7.0), (3, 7.0)], DEFAULTS) is None


def test_only_the_last_eight_count() -> None:
    rated = [(n, float(n % 10)) for n in range(1, 13)]
    found = baseline_from(rated, DEFAULTS)
    assert found is not None
    assert found.sessions == (5, 6, 7, 8, 9, 10, 11, 12)


def test_how_many_count_can_be_set() -> None:
    rated = [(n, float(n % 10)) for n in range(1, 13)]
    wide = baseline_from(rated, replace(DEFAULTS, baseline_window=12))
    assert wide is not None
    assert wide.sessions == tuple(range(1, 13))
    assert baseline_from(rated[:3], replace(DEFAULTS, baseline_least=3)) is not None
    assert baseline_from(rated[:5], replace(DEFAULTS, baseline_least=6)) is None


def test_a_constant_series_has_the_least_limit() -> None:
    found = baseline_from([(n, 7.4) for n in range(1, 9)], DEFAULTS)
    assert found is not None
    assert found.mean == pytest.approx(7.4)
    assert found.sd == pytest.approx(0.0, abs=1e-12)
    assert (found.limit, found.look) == (1.0, 1.0)
    finer = baseline_from([(n, 7.4) for n in range(1, 9)], replace(DEFAULTS, least_drop=0.5))
    assert finer is not None
    assert (finer.limit, finer.look) == (0.5, 0.5)


@given(RATED)
def test_the_limit_is_the_prediction_limit(rated: list[tuple[int, float]]) -> None:
    window = [value for _, value in rated[-8:]]
    n = len(window)
    found = baseline_from(rated, DEFAULTS)
    assert found is not None
    assert found.mean == pytest.approx(mean(window))
    assert found.limit == pytest.approx(max(1.0, T_99[n - 1] * stdev(window) * sqrt(1 + 1 / n)))
    assert found.look <= found.limit


@given(RATED, st.integers(-20, 20))
def test_a_shift_moves_the_mean_and_nothing_else(rated: list[tuple[int, float]], by: int) -> None:
    found, moved = baseline_from(rated, DEFAULTS), baseline_from([(n, value + by / 10) for n, value in rated], DEFAULTS)
    assert found is not None
    assert moved is not None
    assert moved.mean == pytest.approx(found.mean + by / 10)
    assert moved.limit == pytest.approx(found.limit)


def test_a_drop_of_exactly_the_limit_is_a_signal() -> None:
    found = baseline_from([(n, 7.4) for n in range(1, 9)], DEFAULTS)
    assert found is not None
    assert drop(found, 6.4) == "signal"
    assert drop(found, 6.5) is None


def test_between_look_level_and_limit_is_worth_a_look() -> None:
    found = baseline_from([(1, 6.0), (2, 7.0), (3, 8.0), (4, 7.0)], DEFAULTS)
    assert found is not None
    assert found.look < found.limit
    assert drop(found, found.mean - (found.look + found.limit) / 2) == "look"


@example([7.0] * 8 + [6.0], set(), DEFAULTS)
@example([7.0, 7.1] * 4 + [6.1, 6.0, 5.9], {10}, replace(DEFAULTS, least_drop=1.0))
@given(
    st.lists(st.none() | TENTHS, min_size=1, max_size=30)
    | st.lists(st.sampled_from((7.0, 7.1, 6.1, 6.0, None)), min_size=6, max_size=30),
    st.sets(st.integers(1, 30), max_size=6),
    st.builds(
        replace,
        st.just(DEFAULTS),
        least_drop=st.integers(5, 30).map(lambda tenth: tenth / 10),
        baseline_window=st.integers(6, 12),
        baseline_least=st.integers(3, 6),
    ),
)
def test_each_session_is_judged_by_all_that_came_before_it(
    scores: list[float | None], left_out: set[int], thresholds: Thresholds
) -> None:
    expected, drops, rated = {}, [], list[tuple[int, float]]()
    for session, score in enumerate(scores, start=1):
        baseline = baseline_from(rated, thresholds)
        if baseline is not None:
            expected[session] = baseline
            level = None if score is None else drop(baseline, score)
            if score is not None and level is not None:
                drops.append(Drop(session, score, baseline, level))
        if score is not None and session not in left_out:
            rated.append((session, score))
    for series in series_set(alliance(scores)).values():
        own = Baselines(series, thresholds, left_out)
        assert list(own.drops()) == drops
        assert own == expected
        assert len(own) == len(expected)
        assert own.get(len(scores) + 1) is None
