from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.reports import sample

from relationship_desk.domain.vocabulary import Missing, Perspective
from relationship_desk.reports.charts import FOCUS_WIDTH, MARKS_ONLY, focus_drawing, panel_drawings
from relationship_desk.reports.scale import WeekScale, thin_out, week_labels, week_scale
from relationship_desk.reports.summary import FocusChart, Panel


def drawn(values: tuple[float | None, ...], *, due: bool = True) -> dict[str, object]:
    own = sample.views("Alliance", values, values, each_session=due)
    lines = focus_drawing(FocusChart(own), (), ())["lines"]
    return next(line for line in lines if line["perspective"] == "client")


def test_a_line_breaks_where_a_rating_was_due_and_missing() -> None:
    values = (*[6.0] * 8, None, *[6.5] * 8)
    assert [len(run) for run in drawn(values)["segments"]] == [8, 8]  # type: ignore[attr-defined] # JSON


def test_a_line_goes_on_where_no_rating_was_due() -> None:
    values = (*[6.0] * 8, None, *[6.5] * 8)
    assert [len(run) for run in drawn(values, due=False)["segments"]] == [16]  # type: ignore[attr-defined] # JSON


def test_what_cannot_apply_is_no_break() -> None:
    own = sample.views("Alliance", [6.0] * 17, (*[6.0] * 8, None, *[6.5] * 8))
    points = tuple(
        point._replace(missing=Missing.NOT_APPLICABLE) if point.value is None else point
        for point in own.client.series.points
    )
    client = replace(own.client, series=replace(own.client.series, points=points))
    drawing = focus_drawing(FocusChart(replace(own, client=client)), (), ())
    assert [len(line["segments"]) for line in drawing["lines"]] == [1, 1, 0]
    assert drawing["breaks"] == []


def test_few_points_are_marks_only() -> None:
    assert drawn((6.0,) * MARKS_ONLY)["segments"] == []
    assert drawn((6.0,) * (MARKS_ONLY + 1))["segments"] != []


def test_the_observer_is_never_joined_and_drawn_last() -> None:
    everywhere = dict.fromkeys(range(1, 25), 6.0)
    own = sample.views("Alliance", sample.CLINICIAN, sample.CLIENT, everywhere)
    line = focus_drawing(FocusChart(own), (), ())["lines"][-1]
    assert line["perspective"] == Perspective.OBSERVER.value
    assert len(line["points"]) == 24
    assert line["segments"] == []


def test_a_break_wide_enough_is_named() -> None:
    drawing = focus_drawing(sample.typical().alliance, (), ())
    assert [label["perspective"] for label in drawing["breaks"]] == ["client"]


def test_everything_lies_inside_the_plot() -> None:
    for build in sample.EVERY.values():
        summary = build()
        drawing = focus_drawing(summary.alliance, summary.ruptures, summary.prompts)
        for line in drawing["lines"]:
            for x, y in line["points"]:
                assert 0 <= x <= FOCUS_WIDTH
                assert drawing["low"] < y < drawing["high"]
        assert all(drawing["low"] <= tick <= drawing["high"] for tick in drawing["ticks"])
        assert all(0 <= one["x0"] < one["x1"] <= FOCUS_WIDTH for one in (*drawing["ranges"], *drawing["spans"]))


def test_panels_share_one_scale_that_holds_every_rating() -> None:
    extreme = Panel(sample.views("Alliance", (0.0, 10.0), (0.4, 9.9)), "group")
    drawing = panel_drawings((extreme, *sample.panels()), (), ())
    assert (drawing["low"], drawing["high"]) == (0, 10)
    ordinary = panel_drawings(sample.panels(), (), ())
    assert (ordinary["low"], ordinary["high"]) == (2, 9)


def test_the_ends_name_the_session_where_it_is_not_the_last() -> None:
    ends = focus_drawing(sample.typical().alliance, (), ())["ends"]
    assert [end["text"] for end in ends] == ["clinician 7.5", "client 5.1", "observer 6.0 at 21"]


def test_the_gap_is_client_minus_clinician() -> None:
    assert focus_drawing(sample.typical().alliance, (), ())["gap"]["text"] == "gap −2.4"


def test_prompts_that_would_touch_stand_on_two_lines() -> None:
    prompts = tuple(replace(sample.PROMPTS[0], label=f"P{number}", session=11) for number in (10, 11, 12))
    labels = focus_drawing(sample.typical().alliance, (), prompts)["prompts"]
    assert [label["row"] for label in labels] == [0, 1, 2]


def test_missed_weeks_stay_visible() -> None:
    scale = week_scale([sample.alliance().client.series], 100.0)
    assert scale.x(9) - scale.x(8) == 2 * (scale.x(8) - scale.x(7))


def test_two_sessions_in_a_week_keep_their_order() -> None:
    series = sample.series("alliance", Perspective.CLIENT, (5.0, 6.0, 7.0), (1, 1, 2))
    scale = week_scale([series], 100.0)
    assert [scale.x(number) for number in (1, 2, 3)] == [0.0, 50.0, 100.0]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=80, unique=True))
def test_labels_keep_apart_and_the_first_and_last_week_are_named(weeks: list[int]) -> None:
    scale = WeekScale({number: float(week) for number, week in enumerate(sorted(weeks))}, 112.0, 2.0)
    labels = week_labels(scale, 6.0)
    assert all(right - left >= 6.0 for (_, left), (_, right) in pairwise(labels))
    assert max(weeks) in [week for week, _ in labels]


def test_wanted_labels_come_before_the_rest() -> None:
    places = [(1, 0.0), (2, 1.0), (3, 2.0), (4, 3.0)]
    assert thin_out(places, {2}, 2.0) == [(2, 1.0), (4, 3.0)]


def test_an_episode_before_the_period_is_drawn_at_its_edge() -> None:
    chart = sample.typical().alliance
    views = chart.views
    clinician, client, observer = (
        replace(view, series=replace(view.series, points=view.series.points[16:]))
        for view in (views.clinician, views.client, views.observer)
    )
    cut = replace(views, clinician=clinician, client=client, observer=observer)
    drawing = focus_drawing(replace(chart, views=cut), (), ())
    assert [line["points"][0][0] for line in drawing["lines"][:2]] == [2.0, 2.0]
    assert drawing["values"] == []
