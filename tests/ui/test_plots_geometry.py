"""Places and labels of the plots, without painting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui.plots.frame import Frame, end_texts
from relationship_desk.ui.plots.geometry import Plane, placed_marks, spread, ticks
from relationship_desk.ui.plots.measure_track import MeasureTrack
from relationship_desk.ui.plots.reading import session_words
from relationship_desk.ui.plots.strokes import dashes, hatching, key_places, marked_places, segments
from relationship_desk.ui.plots.trend import Mark, SessionTick, Span, Trend, TrendLine, runs
from relationship_desk.ui.plots.trend_picture import ALL_PERSPECTIVES, span_label_rects

values = st.one_of(st.none(), st.floats(0, 10))


def sessions(count: int, first: int = 1) -> tuple[SessionTick, ...]:
    return tuple(SessionTick(first + n, n + 1, date(2026, 1, 5) + timedelta(weeks=n)) for n in range(count))


def trend_of(*rated: tuple[float | None, ...], spans: tuple[Span, ...] = ()) -> Trend:
    lines = tuple(TrendLine(who, line) for who, line in zip(Perspective, rated, strict=False))
    return Trend("Alliance", sessions(len(rated[0]) if rated else 0), lines, spans=spans)


@given(st.lists(values, max_size=30))
def test_lines_join_neighbouring_sessions_only(rated: list[float | None]) -> None:
    plane = Plane(QRectF(0, 0, 600, 400), len(rated))
    joined = {
        (round(line.x1() / plane.slot - 0.5), round(line.x2() / plane.slot - 0.5)) for line in segments(rated, plane)
    }
    neighbours = {(n, n + 1) for n in range(len(rated) - 1) if rated[n] is not None and rated[n + 1] is not None}
    assert joined == neighbours


@given(st.lists(values, max_size=30))
def test_runs_hold_every_value_and_no_gap(rated: list[float | None]) -> None:
    inside = [place for start, end in runs(rated) for place in range(start, end + 1)]
    assert inside == [place for place, value in enumerate(rated) if value is not None]


def test_a_lone_point_keeps_its_mark_however_many_sessions() -> None:
    rated = [7.0, 7.0, None, 5.0, None, *[6.0] * 995, None]
    crowded = Plane(QRectF(0, 0, 600, 400), len(rated))
    assert marked_places(rated, crowded) == [3, 999] == key_places(rated)
    roomy = Plane(QRectF(0, 0, 60_000, 400), len(rated))
    assert len(marked_places(rated, roomy)) == 998


@given(
    st.lists(st.tuples(st.floats(-50, 550), st.floats(5, 60)), max_size=6),
)
def test_labels_pushed_apart_never_overlap(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [y for y, _ in labels], [height for _, height in labels]
    assume(sum(heights) <= 500)
    placed = sorted(
        (middle - height / 2, middle + height / 2)
        for middle, height in zip(spread(wanted, heights, 0, 500), heights, strict=True)
    )
    for (_, bottom), (top, _) in pairwise(placed):
        assert bottom <= top + 1e-6
    assert all(top >= -1e-6 and bottom <= 500 + 1e-6 for top, bottom in placed)


def test_labels_with_room_stand_where_they_belong() -> None:
    assert spread([50, 200], [20, 20], 0, 300) == [50, 200]
    assert spread([], [], 0, 100) == []


@settings(deadline=None)  # the first layout loads the font
@given(st.tuples(*[st.lists(st.floats(0, 10), min_size=1, max_size=3)] * 3), st.integers(280, 900))
def test_names_at_the_line_ends_never_overlap(rated: tuple[list[float], ...], height: int) -> None:
    longest = max(map(len, rated))
    trend = trend_of(*(tuple(line) + (None,) * (longest - len(line)) for line in rated))
    area = QRectF(0, 0, 800, height)
    frame = Frame.lay_out(area, trend, ALL_PERSPECTIVES)
    rects = [label.rect.adjusted(0, 1e-6, 0, -1e-6) for label in frame.end_labels]
    assert len(rects) == 3
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])
    assert all(rect.left() > frame.plane.rect.right() and rect.right() <= area.right() + 1 for rect in rects)


def test_the_end_label_names_an_older_session() -> None:
    trend = trend_of((7.0, 7.6), (8.1, None))
    assert end_texts(trend, ALL_PERSPECTIVES) == [
        (Perspective.CLINICIAN, "Clinician 7.6"),
        (Perspective.CLIENT, "Client 8.1\nin session 1"),
    ]


@given(st.integers(0, 2000), st.floats(0.3, 80), st.integers(0, 1999))
def test_session_numbers_on_the_axis_never_touch(count: int, slot: float, keep: int) -> None:
    assume(keep < count)
    places = ticks([tick.number for tick in sessions(count)], slot, 40, keep)
    assert keep in places
    assert all((b - a) * slot >= 40 - 1e-6 for a, b in pairwise(places))


def test_few_sessions_are_all_numbered() -> None:
    assert ticks(range(1, 15), 44, 28) == list(range(14))
    assert ticks([], 44, 28) == []


def test_a_word_without_room_is_dropped_and_icons_never_touch() -> None:
    placed = placed_marks([10, 20, 60, 200], ["one", "two", "three", "four"], 18, lambda word: len(word) * 8.0, 400)
    assert [(mark.index, mark.word) for mark in placed] == [(0, False), (2, True), (3, True)]


def test_dashes_continue_across_narrow_steps() -> None:
    whole = {(dash.x1(), dash.x2()) for dash in dashes(0, 27, 5)}
    assert whole == {(0, 5), (9, 14), (18, 23)}
    pieces = [(dash.x1(), dash.x2()) for n in range(27) for dash in dashes(n, n + 1, 5)]
    assert sum(b - a for a, b in pieces) == pytest.approx(15)


@given(st.floats(0, 300), st.floats(0, 300))
def test_hatching_stays_inside(width: float, height: float) -> None:
    rect = QRectF(10, 20, width, height)
    room = rect.adjusted(-1e-6, -1e-6, 1e-6, 1e-6)
    assert all(room.contains(stroke.p1()) and room.contains(stroke.p2()) for stroke in hatching(rect))


def test_words_of_spans_keep_off_the_next_span() -> None:
    spans = tuple(Span(n, n + 1, "Rupture, withdrawal") for n in range(2, 200, 4))
    trend = trend_of((7.0,) * 200, spans=spans)
    assert span_label_rects(trend, Frame.lay_out(QRectF(0, 0, 800, 500), trend, ALL_PERSPECTIVES)) == [None] * 50
    alone = trend_of((7.0,) * 12, spans=(Span(4, 6, "Rupture, withdrawal"),))
    (rect,) = span_label_rects(alone, Frame.lay_out(QRectF(0, 0, 800, 500), alone, ALL_PERSPECTIVES))
    assert rect is not None


def test_room_for_a_measure_is_taken_from_the_plot_not_from_the_lanes() -> None:
    trend, area = trend_of((7.0,) * 5), QRectF(0, 0, 800, 600)
    plain = Frame.lay_out(area, trend, ALL_PERSPECTIVES)
    track = MeasureTrack("PHQ-9", 0, 27, "Lower is better", ())
    roomy = Frame.lay_out(area, replace(trend, measure=track), ALL_PERSPECTIVES)
    more = roomy.measure_row.height() - plain.measure_row.height()
    assert more > 0
    assert roomy.axis == plain.axis
    assert roomy.plane.rect.height() == pytest.approx(plain.plane.rect.height() - more)
    assert roomy.lanes[0].height() == plain.lanes[0].height()


def test_places_follow_attended_sessions_not_numbers() -> None:
    ticks = tuple(SessionTick(number, number, date(2026, 1, 1)) for number in (1, 2, 5, 9))
    trend = Trend("Alliance", ticks, ())
    assert [trend.place(number) for number in (1, 5, 9, 3)] == [0, 2, 3, None]
    assert trend.places(3, 7) == (2, 2)
    assert trend.places(3, None) == (2, 3)
    assert trend.places(3, 4) is None


def test_a_line_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="one value for each session"):
        Trend("Alliance", sessions(3), (TrendLine(Perspective.CLIENT, (7.0,)),))


def test_a_session_in_words() -> None:
    trend = Trend(
        "Alliance",
        sessions(2),
        (TrendLine(Perspective.CLINICIAN, (6.2, 7.0)), TrendLine(Perspective.CLIENT, (None, 5.25))),
        spans=(Span(2, None, "Rupture, confrontation"),),
        events=(Mark(2, "pulse", "Rupture"),),
    )
    assert session_words(trend, 0) == "Session 1, week 1: clinician 6.2, client not rated"
    assert session_words(trend, 1) == "Session 2, week 2: clinician 7.0, client 5.2. Rupture, confrontation"
