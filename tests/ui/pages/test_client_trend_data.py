"""What plots, table and file show of a client, from the demo practice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.domain.ids import ALLIANCE, COHESION, ClientId, ElementId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Perspective, PromptStatus
from relationship_desk.insight.findings import GAP_REVERSED, GAP_WIDENING
from relationship_desk.insight.signals import Analysis
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given
from relationship_desk.ui.pages.client import trend_data, trend_rows, words


def analysis_of(demo: Desk, code: str) -> Analysis:
    ids: dict[str, ClientId] = {client.code: client.id for client in demo.reviewing.everybody()}
    return demo.reviewing.analysis(ids[code])


def codes(demo: Desk) -> list[str]:
    return [client.code for client in demo.reviewing.everybody()]


def test_the_band_of_a_session_is_the_baseline_it_is_judged_by(demo: Desk) -> None:
    analysis = analysis_of(demo, "K-17")
    trend = trend_data.focus_trend(analysis, demo.catalogue.elements[ALLIANCE])
    own = analysis.baselines[ALLIANCE, Perspective.CLIENT]
    for session in trend.numbers:
        step, baseline = trend.step_at(session), own.get(session)
        if baseline is None:
            assert step is None
        else:
            assert step is not None
            assert (step.mean, step.floor, step.formed_by) == (baseline.mean, baseline.floor, baseline.sessions)


def test_an_episode_is_a_span_with_its_begin_and_end_marked(demo: Desk) -> None:
    analysis = analysis_of(demo, "K-17")
    trend = trend_data.focus_trend(analysis, demo.catalogue.elements[ALLIANCE])
    (episode,), (span,) = analysis.episodes, trend.spans
    assert (span.from_session, span.to_session) == (episode.start, episode.end)
    marks = {(mark.session, mark.word) for mark in trend.events}
    assert {(episode.start, "Left range"), (episode.end, "Back")} <= marks
    assert not any("Drop" in mark.word and span.holds(mark.session) for mark in trend.events)
    assert f"Rupture, withdrawal from session {episode.start} to {episode.end}." in trend_data.description(trend)


def test_what_was_recorded_is_marked_before_what_the_ratings_show(demo: Desk) -> None:
    analysis = analysis_of(demo, "K-17")
    trend = trend_data.focus_trend(analysis, demo.catalogue.elements[ALLIANCE])
    (rupture,) = analysis.recorded
    marks = {number: [(mark.icon, mark.word) for mark in trend.events if mark.session == number] for number in (4, 6)}
    assert marks == {4: [("bubble", "Self-disclosure")], 6: [("branch", "Interpretation")]}
    at_start = [(mark.icon, mark.word) for mark in trend.events if mark.session == rupture.start]
    at_end = [(mark.icon, mark.word) for mark in trend.events if mark.session == rupture.end]
    assert at_start == [("pulse", "Rupture"), ("pulse", "Left range")]
    assert at_end == [("link", "Repaired"), ("link", "Back")]


def test_every_prompt_is_marked_by_what_became_of_it(demo: Desk) -> None:
    for code in codes(demo):
        analysis = analysis_of(demo, code)
        trend = trend_data.focus_trend(analysis, demo.catalogue.elements[ALLIANCE])
        prompts = analysis.history.prompts
        assert [mark.session for mark in trend.prompts] == [prompt.session for prompt in prompts]
        for mark, prompt in zip(trend.prompts, prompts, strict=True):
            deferred = prompt.status is PromptStatus.DEFERRED
            assert mark.word == (f"Until {prompt.until}" if deferred else words.PROMPT_WORDS[prompt.status])


def test_elements_without_ratings_keep_their_row_and_say_why(demo: Desk) -> None:
    analysis = analysis_of(demo, "K-17")
    shown = trend_data.elements_shown(analysis, demo.catalogue)
    plots = {plot.element: plot for plot in trend_data.small_plots(analysis, shown)}
    assert [one.id for one in demo.catalogue.eleven] == [one.id for one in shown if one.eleven]
    assert plots[COHESION].instead == "Groups only"
    assert plots[ALLIANCE].instead == ""
    group = analysis_of(demo, "G-02")
    in_group = {plot.element: plot for plot in trend_data.small_plots(group, [demo.catalogue.elements[COHESION]])}
    assert in_group[COHESION].instead == ""


def test_the_rows_say_nothing_where_nothing_was_rated(demo: Desk) -> None:
    analysis = analysis_of(demo, "K-17")
    element = demo.catalogue.elements[ElementId("countertransference")]
    rows = trend_rows.rows(analysis, element, trend_data.focus_trend(analysis, element))
    assert len(rows) == len(analysis.history.attended)
    assert {row.cells[4] for row in rows} == {""}
    assert {(row.mean, row.limit) for row in rows} == {(None, None)}


def test_a_reversed_gap_is_on_badge_and_lane(demo: Desk) -> None:
    reversed_now = [
        code
        for code in codes(demo)
        if any(one.signal == GAP_REVERSED for one in words.current_findings(analysis_of(demo, code)))
    ]
    assert reversed_now
    for code in reversed_now:
        analysis = analysis_of(demo, code)
        assert "Gap reversed" in [said.text for said in words.head_badges(analysis)]
        trend = trend_data.focus_trend(analysis, demo.catalogue.elements[ALLIANCE])
        assert "Gap reversed" in [mark.word for mark in trend.events]


def test_risk_and_a_sudden_change_are_marked_below_every_element(demo: Desk) -> None:
    client = demo.recording.add_client("S-51").id
    phq = next(one for one in demo.measuring.measures() if one.id == "phq-9")
    for week, total in enumerate([20, 20, 19, 9, 8, 8]):
        session = demo.recording.add_session(client, held_on=date(2025, 6, 2) + timedelta(weeks=week))
        demo.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(70 + week))
        items = (None,) * 8 + (2 if week == 1 else 0,)
        demo.measuring.administer(client, phq, Given(items, total=total), session=session.id)
    trend = trend_data.focus_trend(analysis_of(demo, "S-51"), demo.catalogue.elements[ALLIANCE])
    assert [(mark.session, mark.word) for mark in trend.events] == [(2, "Risk"), (4, "Sudden gain")]
    assert trend.events[1].detail.startswith("PHQ-9: better at one step, from 19 in session 3 to 9 in session 4")


def test_drops_of_other_elements_stand_in_one_line_under_the_rupture(demo: Desk) -> None:
    said, better = words.what_holds(analysis_of(demo, "M-08"), demo.catalogue)
    assert said.text.startswith("Possible rupture")
    assert better.text.startswith("ORS: 22.8 after 16.4 at the start of the course, improved")
    assert said.also.startswith(
        "Also below own range (baseline in brackets): congruence 5.0 (7.0), empathy 5.3 (7.5), "
    )
    assert "alliance" not in said.also


def test_several_drops_without_a_rupture_are_said_together(demo: Desk) -> None:
    said, *reminders = words.what_holds(analysis_of(demo, "P-26"), demo.catalogue)
    assert said.text == (
        "Below own baseline (in brackets) by client in session 12: alliance 5.1 (6.2), congruence 4.6 (5.8), positive "
        "regard 5.6 (6.8)."
    )
    assert {one.text for one in reminders} == {
        "An open goal has not been reviewed for 10 attended sessions.",
        "No attended session for 35 days.",
    }
    assert not said.also


def test_gaps_that_widen_at_once_stand_in_one_line(demo: Desk) -> None:
    held = words.current_findings(analysis_of(demo, "R-21"))
    assert sum(one.signal == GAP_WIDENING for one in held) > 1
    (said,) = [one for one in words.what_holds(analysis_of(demo, "R-21"), demo.catalogue) if "widened" in one.text]
    assert said.text.startswith("The gap between client and clinician widened: alliance, empathy, ")


def test_ratings_that_stand_still_are_said(demo: Desk) -> None:
    urgent, said = words.what_holds(analysis_of(demo, "B-03"), demo.catalogue)
    assert urgent.text.startswith("PHQ-9: no reliable improvement by session 8 of the course, 18 after 19")
    assert said.text.startswith("The client’s last 6 ratings of the alliance are all 9.5 or above")


def test_a_slow_decline_is_on_the_badge_with_its_looks_in_it(demo: Desk) -> None:
    client = demo.recording.add_client("S-50").id
    for week, score in enumerate([74, 66, 74, 66, 74, 66, 74, 66, 61, 60, 59]):
        session = demo.recording.add_session(client, held_on=date(2025, 6, 2) + timedelta(weeks=week))
        demo.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(score))
    analysis = analysis_of(demo, "S-50")
    assert "Slow decline" in [said.text for said in words.head_badges(analysis)]
    (said,) = [one for one in words.what_holds(analysis, demo.catalogue) if one.icon == "arrow-down"]
    assert said.text.startswith("The client’s alliance sank slowly: 6.0 on average")


@pytest.mark.parametrize(
    ("characteristic", "value", "shown"),
    [("resistance", "5.0", "5.0"), ("stage-of-change", "action", "Action"), ("preferences", "Less", "Less")],
)
def test_a_reading_is_shown_in_words(demo: Desk, characteristic: str, value: str, shown: str) -> None:
    found = next(one for one in demo.catalogue.characteristics.values() if one.id == characteristic)
    assert words.value_words(demo.catalogue, found, value) == shown
