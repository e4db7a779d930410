from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.reports import sample

from relationship_desk.domain.score import format_value
from relationship_desk.insight.episodes import find_episodes
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.reports.findings import (
    alliance_headline,
    elements_headline,
    focus_text,
    gap_run,
    missed,
    panel_text,
)
from relationship_desk.reports.summary import FocusChart, Panel, Views

SCORE = st.one_of(st.none(), st.integers(0, 100).map(lambda tenths: tenths / 10))
ROW = st.tuples(SCORE, SCORE, SCORE)
Rows = Sequence[tuple[float | None, float | None, float | None]]

FORECASTS = ("will ", "improve", "expect", "likely", "predict")


def focus(rows: Rows) -> FocusChart:
    clinician, client, observer = (tuple(row[place] for row in rows) for place in range(3))
    seen = {number: value for number, value in enumerate(observer, start=1) if value is not None}
    own = sample.views("Alliance", clinician, client, seen)
    return FocusChart(own, find_episodes(own.client.series, DEFAULTS))


def numbers_of(views: Views, chart: FocusChart) -> set[str]:
    """Every number with a decimal that a sentence about this chart may hold."""
    series = [views.clinician.series, views.client.series, views.observer.series]
    allowed = {format_value(point.value) for one in series for point in one.rated if point.value is not None}
    ranges = [episode.baseline for episode in chart.episodes] + ([views.baseline] if views.baseline else [])
    allowed |= {format_value(edge) for one in ranges for edge in (one.mean, one.floor)}
    gaps = {
        format_value(abs(point.value - mine))
        for point in views.client.series.rated
        if point.value is not None and (mine := views.clinician.series.value_at(point.session)) is not None
    }
    return allowed | gaps | {format_value(chart.gap)}


def assert_honest(sentence: str, chart: FocusChart, sessions: int) -> None:
    decimals = re.findall(r"\d+\.\d+", sentence)
    assert all(re.fullmatch(r"\d+\.\d", one) for one in decimals)
    assert set(decimals) <= numbers_of(chart.views, chart)
    whole = [int(one) for one in re.findall(r"(?<![\d.])\d+(?![\d]*\.\d)(?!\d)", sentence)]
    assert all(0 <= one <= max(sessions, 10) for one in whole)
    assert not any(word in sentence.lower() for word in FORECASTS)
    assert sentence.endswith(".")
    assert "None" not in sentence


@given(st.lists(ROW, min_size=1, max_size=30))
def test_sentences_hold_only_numbers_of_the_data(rows: Rows) -> None:
    chart = focus(rows)
    panels = (Panel(chart.views, "group"),)
    for sentence in (alliance_headline(chart), focus_text(chart), panel_text(panels[0])):
        assert_honest(sentence, chart, len(rows))
    assert_honest(elements_headline(panels, chart.gap), chart, len(rows))


@given(st.lists(ROW, min_size=1, max_size=30))
def test_the_headline_claims_a_return_only_where_the_client_is_back(rows: Rows) -> None:
    chart = focus(rows)
    client = chart.views.client.series
    for number in re.findall(r"came back by (\d+)", alliance_headline(chart)):
        value = client.value_at(int(number))
        assert value is not None
        assert any(value > episode.baseline.floor for episode in chart.episodes if episode.end == int(number))


@given(st.lists(ROW, min_size=2, max_size=30))
def test_a_gap_is_claimed_only_where_every_common_session_since_shows_it(rows: Rows) -> None:
    chart = focus(rows)
    found = re.search(r"since (\d+) the clinician has rated it more than 1\.5 (above|below)", alliance_headline(chart))
    if not found:
        return
    sign = 1 if found[2] == "above" else -1
    for mine, theirs, _ in rows[int(found[1]) - 1 :]:
        if mine is not None and theirs is not None:
            assert sign * (mine - theirs) > chart.gap


def test_the_rupture_and_the_return_of_the_sample_are_said() -> None:
    headline = alliance_headline(sample.typical().alliance)
    assert headline.startswith("The client left the own range at 11 and came back by 14; since 21 the clinician")


def test_an_open_episode_says_what_the_clinician_did_meanwhile() -> None:
    rows = [(6.5, 7.0, None)] * 6 + [(6.8, 4.0, None), (7.0, 4.2, None)]
    assert alliance_headline(focus(rows)) == (
        "The client left the own range at 7; since then the clinician’s rating has risen from 6.8 to 7.0."
    )
    level = [*rows[:-1], (6.8, 4.2, None)]
    assert alliance_headline(focus(level)).endswith("since then the clinician’s rating is where it was, at 6.8.")


def test_too_few_ratings_are_said_to_be_too_few() -> None:
    for count in (1, 2, 3):
        headline = alliance_headline(sample.short(count).alliance)
        assert headline.startswith("Too few sessions to say")
        assert elements_headline(sample.short(count).panels, 1.5).startswith("Too few sessions to say")
    nothing = focus([(5.0, None, None)])
    assert alliance_headline(nothing) == "No client rating of the alliance yet."


def test_one_decimal_also_for_whole_scores() -> None:
    assert "6.0 at 21" in focus_text(sample.typical().alliance)


def test_the_alternative_text_says_what_is_missing() -> None:
    assert "Client not rated at 9 and 10." in focus_text(sample.typical().alliance)
    assert missed(sample.alliance().clinician) == ()


def test_not_due_is_not_missing() -> None:
    regard = sample.panels()[4]
    assert "not rated" not in panel_text(regard)


def test_a_panel_that_cannot_apply_says_why() -> None:
    assert panel_text(sample.panels()[1]) == "Group cohesion: not applicable: individual therapy."


def test_the_gap_run_needs_two_sessions_on_one_side() -> None:
    assert gap_run(focus([(8.0, 6.0, None)])) == ()
    assert gap_run(focus([(8.0, 6.0, None), (5.0, 7.0, None)])) == ()
    assert [point.session for point in gap_run(focus([(8.0, 6.0, None), (8.0, 6.0, None)]))] == [1, 2]
    exactly = replace(focus([(7.5, 6.0, None)] * 2), gap=1.5)
    assert gap_run(exactly) == ()


def test_many_fallen_elements_are_counted_not_named() -> None:
    headline = elements_headline(sample.long_course().panels, 1.5)
    assert re.search(r"below the own range on \d+ of 10 elements", headline)
