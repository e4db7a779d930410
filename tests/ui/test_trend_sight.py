"""What of a trend is in view, how long courses are thinned, and a session in words: all without painting."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui.plots.extent import LEAST, Axis, Extent, between
from relationship_desk.ui.plots.geometry import Plane, ticks_apart
from relationship_desk.ui.plots.measure_track import ChangeBand, MeasureTrack, Total, place_of_day
from relationship_desk.ui.plots.reading import numbers_words, session_lines
from relationship_desk.ui.plots.sight import Sight
from relationship_desk.ui.plots.strokes import set_aside
from relationship_desk.ui.plots.thinning import columns, extremes
from relationship_desk.ui.plots.trend import BandStep, Mark, SessionTick, Trend, TrendLine

DAY = date(2026, 1, 5)
rated = st.lists(st.one_of(st.none(), st.floats(0, 10)), min_size=1, max_size=400)


def trend_of(count: int, courses: tuple[int, ...] = (), track: MeasureTrack | None = None) -> Trend:
    ticks = tuple(
        SessionTick(n + 1, n + 1, DAY + timedelta(weeks=n), courses[n] if courses else 1) for n in range(count)
    )
    return Trend("Alliance", ticks, (TrendLine(Perspective.CLIENT, (7.0,) * count),), measure=track)


def within(count: int) -> st.SearchStrategy[Extent]:
    places = st.integers(0, count - 1)
    return st.tuples(places, places).map(lambda ends: Extent(min(ends), max(ends)))


# Which sessions are in view


@given(st.data(), st.integers(1, 1500))
def test_zooming_stays_inside_and_keeps_the_session_it_is_about_in_view(data: st.DataObject, count: int) -> None:
    whole = Extent(0, count - 1)
    seen = data.draw(within(count))
    about = data.draw(st.integers(seen.first, seen.last))
    closer, farther = seen.zoomed(True, about, whole), seen.zoomed(False, about, whole)
    for extent in (closer, farther):
        assert whole.first <= extent.first <= extent.last <= whole.last
        assert extent.holds(about)
    assert closer.count <= seen.count <= farther.count


@given(st.integers(1, 1500))
def test_zooming_in_ends_at_a_few_sessions_and_zooming_out_at_all(count: int) -> None:
    whole = seen = Extent(0, count - 1)
    for _ in range(15):
        seen = seen.zoomed(True, seen.last, whole)
    assert seen.count == min(LEAST, count)
    for _ in range(15):
        seen = seen.zoomed(False, seen.first, whole)
    assert seen == whole


@given(st.data(), st.integers(1, 300))
def test_the_view_moves_no_farther_than_it_takes(data: st.DataObject, count: int) -> None:
    whole = Extent(0, count - 1)
    seen, place = data.draw(within(count)), data.draw(st.integers(0, count - 1))
    moved = seen.holding(place, whole)
    assert moved.holds(place)
    assert moved.count == seen.count
    assert moved == seen or place in (moved.first, moved.last)


@given(st.data(), st.integers(1, 300))
def test_a_range_that_is_picked_is_in_view_whichever_end_comes_first(data: st.DataObject, count: int) -> None:
    whole, places = Extent(0, count - 1), st.integers(0, count - 1)
    one, other = data.draw(places), data.draw(places)
    seen = between(one, other, whole)
    assert seen == between(other, one, whole)
    assert seen.holds(one)
    assert seen.holds(other)
    assert whole.first <= seen.first <= seen.last <= whole.last
    assert seen.count == max(abs(one - other) + 1, min(LEAST, count))


def test_the_cursor_takes_the_view_along() -> None:
    sight = Sight().of(trend_of(40)).seeing(10, 19).at(15)
    assert sight.words() == "Sessions 11 to 20 of 40"
    assert sight.at(20).words() == "Sessions 12 to 21 of 40"
    assert sight.at(0).words() == "Sessions 1 to 10 of 40"
    assert sight.at(20).cursor_drawn == 9
    assert sight.whole().words() == "All 40 sessions"


def test_by_course_only_the_course_of_the_cursor_is_in_view() -> None:
    sight = Sight().of(trend_of(12, (1,) * 5 + (2,) * 7)).by(Axis.COURSE)
    assert (sight.words(), sight.is_whole) == ("Sessions 6 to 12 of 12", True)
    closer = sight.zoomed(True)
    assert closer.drawn.numbers == (9, 10, 11, 12)
    assert closer.at(2).drawn.numbers == (1, 2, 3, 4, 5)
    assert closer.by(Axis.WEEK).words() == "All 12 sessions"


def test_another_element_keeps_the_part_in_view_and_another_client_does_not() -> None:
    sight = Sight().of(trend_of(40)).seeing(10, 19).at(12)
    assert sight.of(trend_of(40)).extent == Extent(10, 19)
    assert sight.of(trend_of(41)).is_whole
    assert sight.of(trend_of(41)).cursor == 12
    assert sight.of(trend_of(0)).cursor is None


def test_without_sessions_there_is_nothing_to_zoom_into() -> None:
    sight = Sight().zoomed(True).zoomed(False).whole().by(Axis.COURSE)
    assert (sight.words(), sight.is_whole, sight.is_closest) == ("", True, True)


# Thinning


@given(rated)
def test_thinned_lines_cover_every_value_and_nothing_beyond_the_neighbours(values: list[float | None]) -> None:
    plane = Plane(QRectF(3, 0, 50, 100), len(values))
    found = columns(values, plane)
    numbers = [one.number for one in found]
    assert numbers == sorted(set(numbers))
    by_number = {one.number: one for one in found}
    known = [value for value in values if value is not None]
    for place, value in enumerate(values):
        if value is not None:
            column = by_number[int((place + 0.5) * plane.slot)]
            assert column.low <= value <= column.high
    if known:
        assert min(one.low for one in found) == min(known)
        assert max(one.high for one in found) == max(known)
    joined = {(place, place + 1) for place in range(len(values) - 1) if None not in values[place : place + 2]}
    for before, after in pairwise(found):
        pair = next(
            ((a, b) for a, b in joined if int((a + 0.5) * plane.slot) == before.number != int((b + 0.5) * plane.slot)),
            None,
        )
        if pair is not None:
            assert max(before.low, after.low) <= min(before.high, after.high)


@given(rated, st.floats(1, 20))
def test_of_crowded_marks_the_lowest_and_the_highest_stay(values: list[float | None], width: float) -> None:
    plane = Plane(QRectF(0, 0, 60, 100), len(values))
    places = [place for place, value in enumerate(values) if value is not None]
    kept = extremes(places, values, plane, width)
    known = [value for value in values if value is not None]
    assert kept == sorted(set(kept) & set(places))
    assert len(kept) <= 2 * (60 / width + 1)
    if known:
        assert {min(known), max(known)} <= {values[place] for place in kept}


def test_marks_that_would_cover_each_other_stand_side_by_side() -> None:
    plane = Plane(QRectF(0, 0, 600, 400), 12)
    lines = [TrendLine(who, (10.0,) * 11 + (7.0 + number,)) for number, who in enumerate(Perspective)]
    left, middle, right = set_aside(lines, plane)
    assert left.keys() == middle.keys() == right.keys() == set(range(11))
    assert left[0] < middle[0] == 0 < right[0]
    crowded = Plane(QRectF(0, 0, 200, 400), 12)
    assert set_aside(lines, crowded) == [{}, {}, {}]


# Weeks


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60).map(sorted), st.floats(10, 60), st.data())
def test_numbers_by_week_never_touch_and_the_cursors_is_among_them(
    days: list[int], label: float, data: st.DataObject
) -> None:
    plane = Plane(QRectF(0, 0, 600, 400), len(days), at=tuple((day - days[0]) / 7 for day in days))
    keep = data.draw(st.one_of(st.none(), st.integers(0, len(days) - 1)))
    xs = [plane.x(place) for place in range(len(days))]
    chosen = ticks_apart(xs, label, keep)
    assert all(xs[after] - xs[before] >= label for before, after in pairwise(chosen))
    assert keep is None or keep in chosen


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60).map(sorted))
def test_by_week_sessions_stand_as_far_apart_as_their_days(days: list[int]) -> None:
    plane = Plane(QRectF(20, 0, 700, 400), len(days), at=tuple((day - days[0]) / 7 for day in days))
    xs = [plane.x(place) for place in range(len(days))]
    for (day, x), (later, next_x) in pairwise(zip(days, xs, strict=True)):
        assert next_x - x == pytest.approx((later - day) / 7 * plane.slot, abs=1e-6)
    assert plane.rect.left() <= xs[0] <= xs[-1] <= plane.rect.right()
    for place, x in enumerate(xs):
        found = plane.place_at(x)
        assert found is not None
        assert xs[found] == pytest.approx(x)
        assert plane.x(place - 0.5) <= x <= plane.x(place + 0.5)


# Measures and words


def test_an_administration_without_session_stands_between_two_by_its_day() -> None:
    days = [DAY, DAY + timedelta(days=10)]
    assert [place_of_day(DAY + timedelta(days=n), days) for n in (-3, 0, 5, 10, 30)] == [-0.45, 0, 0.5, 1, 1.45]


def test_a_part_of_the_trend_keeps_the_part_of_its_measure() -> None:
    totals = tuple(Total(place, DAY, 10.0 + place, f"PHQ-9 {place}") for place in (0, 2.5, 3, 7))
    bands = (ChangeBand(0, 3, 5, 15), ChangeBand(3, 9.5, 8, 18))
    trend = trend_of(10, track=MeasureTrack("PHQ-9", 0, 27, "Lower is better", totals, 10, bands))
    part = trend.between(2, 5)
    assert part.measure is not None
    assert [one.place for one in part.measure.totals] == [0.5, 1]
    assert [(band.place_from, band.place_to) for band in part.measure.bands] == [(-0.5, 1), (1, 3.5)]
    assert part.happened_in(3) == ("PHQ-9 2.5",)
    assert trend.between(0, 9) is trend


@given(st.sets(st.integers(1, 40), min_size=1).map(sorted))
def test_numbers_in_words_name_every_number_once(numbers: list[int]) -> None:
    said = numbers_words(numbers).replace(" and ", ", ").split(", ")
    spans = [tuple(map(int, part.split(" to "))) for part in said]
    assert [number for span in spans for number in range(span[0], span[-1] + 1)] == numbers


def test_a_session_is_read_with_its_baseline_and_all_that_is_marked() -> None:
    trend = Trend(
        "Alliance",
        trend_of(12).sessions,
        (TrendLine(Perspective.CLIENT, (7.0,) * 12),),
        baseline=(BandStep(12, 12, 7.25, 6.0, (4, 5, 6, 7, 8, 9, 10, 11)),),
        events=(Mark(12, "arrow-down", "Drop, client", detail="Alliance by client 5.0."),),
        prompts=(Mark(12, "check", "Accepted", said="Prompt accepted"),),
        interventions=(Mark(12, "sliders", "Exposure +1", said="Exposure; Focusing"),),
        measure=MeasureTrack("PHQ-9", 0, 27, "Lower is better", (Total(11, DAY, 9, "PHQ-9 9, down 8"),)),
    )
    assert session_lines(trend, 11) == [
        "Session 12, week 12: client 7.0",
        "Own baseline 7.2, limit 1.2, from sessions 4 to 11",
        "Alliance by client 5.0.",
        "Exposure; Focusing",
        "Prompt accepted",
        "PHQ-9 9, down 8",
    ]
    assert trend.happened_in(12)[0] == "Drop, client"
