from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.histories import CLIENT, alliance, day, declined

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.client_voice import PlannedRating
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.measure import Administration, AdministrationId, How, MeasureId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import Analysis, analyse
from relationship_desk.insight.thresholds import DEFAULTS

CATALOGUE = load_catalogue()
STABLE = [7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2]
SCORES = st.lists(st.one_of(st.none(), st.integers(0, 100).map(lambda n: n / 10)), max_size=25)


def run(history: History) -> Analysis:
    return analyse(history, CATALOGUE, DEFAULTS)


def found(history: History, signal: str) -> list[tuple[int, str]]:
    return [(one.session, one.strength) for one in run(history).findings if one.signal == signal]


def test_an_empty_record_says_nothing() -> None:
    assert run(alliance([])).findings == ()


def test_a_drop_is_found_with_its_numbers() -> None:
    history = alliance([*STABLE, 4.5])
    (drop,) = [one for one in run(history).findings if one.signal == "baseline-drop"]
    assert (drop.session, drop.strength, drop.perspective) == (9, "signal", "client")
    assert drop.detail == ("Alliance by client 4.5, 2.5 below the own baseline of 7.0 (limit 1.0, 8 sessions).")
    assert found(history, "rupture") == [(9, "possible")]


def test_below_the_minimum_it_says_so() -> None:
    assert found(alliance([7.0, 7.0, 7.0, 3.0]), "baseline-drop") == [(4, "not enough sessions")]


def test_a_missed_appointment_is_no_missing_rating() -> None:
    assert found(alliance([7.0, None, None, 7.0], absent=[2, 3]), "no-client-feedback") == []
    assert found(alliance([7.0, None, None, 7.0]), "no-client-feedback") == [(3, "signal")]


def test_declining_is_an_answer() -> None:
    history = alliance([7.0, None, None, 7.0])
    asked = replace(history, ratings=(*history.ratings, declined(3)))
    assert found(asked, "no-client-feedback") == []


WEEKLY = PlannedRating(CLIENT, "phq-9", Perspective.CLIENT, 1)
PHQ = shipped_measures()[MeasureId("phq-9")]


def filled_in(measure: str, session: int, by: Perspective = Perspective.CLIENT) -> Administration:
    """A questionnaire filled in the day after a session, in none."""
    on, key = day(session) + timedelta(days=1), MeasureId(measure)
    number = AdministrationId(session)
    return Administration(number, f"{session}", CLIENT, None, None, on, key, "1", by, (), (), 9.0, {}, How.TYPED)


class TestOwnRatingPlan:
    PLAN = (
        PlannedRating(CLIENT, "alliance", Perspective.CLIENT, 3),
        PlannedRating(CLIENT, "empathy", Perspective.CLIENT, 0),
        PlannedRating(CLIENT, "goal-consensus", Perspective.CLIENT, 0),
    )

    def test_two_occasions_missed_in_a_row_are_a_finding(self) -> None:
        history = replace(alliance([7.0, *[None] * 7]), plan=self.PLAN)
        first, *later = (one for one in run(history).findings if one.signal == "no-client-feedback")
        assert (first.session, first.detail) == (6, "No client ratings for 5 sessions, due in 2 of them.")
        assert [point.session for point in first.points] == [3, 6]
        # It stands on between the occasions, on the same points.
        assert [(one.session, one.points, one.current) for one in later] == [
            (7, first.points, False),
            (8, first.points, True),
        ]

    def test_an_answer_between_two_occasions_begins_anew(self) -> None:
        assert found(replace(alliance([None] * 3 + [7.0] + [None] * 3), plan=self.PLAN), "no-client-feedback") == []

    def test_an_answer_after_the_last_occasion_ends_it(self) -> None:
        history = replace(alliance([*[None] * 6, 7.0]), plan=self.PLAN)
        assert [one.current for one in run(history).findings if one.signal == "no-client-feedback"] == [False]

    def test_a_questionnaire_that_the_plan_names_is_due_and_is_an_answer(self) -> None:
        only = (*(replace(one, every=0) for one in self.PLAN), PlannedRating(CLIENT, "phq-9", Perspective.CLIENT, 2))
        history = replace(alliance([None] * 6), plan=only)
        (finding,) = [one for one in run(history).findings if one.signal == "no-client-feedback" and one.current]
        assert [point.session for point in finding.points] == [3, 5], "a measure is due in the first session first"
        between = replace(history, administrations=(filled_in("phq-9", 4),), measures=(PHQ,))
        assert found(between, "no-client-feedback") == [(3, "signal")]
        assert not any(one.current for one in run(between).findings if one.signal == "no-client-feedback")
        early = replace(history, administrations=(filled_in("phq-9", 2), filled_in("phq-9", 4)), measures=(PHQ,))
        assert found(early, "no-client-feedback") == []

    def test_one_that_the_plan_does_not_name_or_somebody_else_filled_in_is_none(self) -> None:
        answers = (filled_in("phq-9", 2), filled_in("phq-9", 2, Perspective.CLINICIAN))
        for plan, came in ((self.PLAN, answers[:1]), ((*self.PLAN, WEEKLY), answers[1:])):
            history = replace(alliance([None] * 6), plan=plan, administrations=came, measures=(PHQ,))
            assert [one for one in run(history).findings if one.signal == "no-client-feedback" and one.current]

    def test_a_client_who_is_never_asked_misses_nothing(self) -> None:
        never = tuple(replace(one, every=0) for one in self.PLAN)
        assert found(replace(alliance([None] * 8), plan=never), "no-client-feedback") == []


def test_the_gap_reverses_in_two_of_three_common_sessions() -> None:
    assert found(alliance([5.0, 7.0, 5.0], [7.0, 7.0, 7.0]), "gap-reversed") == [(3, "signal")]
    assert found(alliance([5.0, 7.0, 7.0], [7.0, 7.0, 7.0]), "gap-reversed") == []
    assert found(alliance([5.5, 7.0, 5.5], [7.0, 7.0, 7.0]), "gap-reversed") == []


def test_the_gap_needs_three_common_sessions() -> None:
    assert found(alliance([5.0, 5.0], [7.0, 7.0]), "gap-reversed") == [(2, "not enough sessions")]


def test_the_clinician_below_the_client_is_no_finding() -> None:
    assert found(alliance([9.0, 9.0, 9.0], [5.0, 5.0, 5.0]), "gap-reversed") == []


class TestRecordedRuptures:
    def test_one_confirms_the_drop_it_meets(self) -> None:
        history = alliance([*STABLE, 4.5, 5.0, 7.0, 7.1], ruptures=[(9, 11)])
        assert found(history, "rupture") == [(9, "confirmed")]
        (rupture,) = [one for one in run(history).findings if one.signal == "rupture"]
        assert rupture.detail.startswith("Rupture: the client’s alliance left its own range")
        assert not rupture.current

    def test_one_that_no_rating_shows_is_a_finding_of_its_own(self) -> None:
        history = alliance([*STABLE, 7.0, 7.1], ruptures=[(9, None)])
        assert found(history, "rupture") == [(9, "confirmed")]
        (rupture,) = [one for one in run(history).findings if one.signal == "rupture"]
        assert rupture.perspective is Perspective.CLINICIAN
        assert rupture.current

    def test_its_sessions_form_no_baseline(self) -> None:
        scores = [*STABLE[:4], 6.5, 6.4, 7.0, 7.0]
        own = run(alliance(scores, ruptures=[(5, 6)])).baselines[ALLIANCE, Perspective.CLIENT]
        assert own[8].sessions == (1, 2, 3, 4, 7)


@settings(max_examples=60)
@given(SCORES, SCORES)
def test_a_session_is_judged_by_what_came_before_it(client: list[float | None], clinician: list[float | None]) -> None:
    """What is found up to a session does not change when more sessions follow."""
    whole = alliance([*client, None], [*clinician, None])
    cut = len(whole.sessions) // 2
    part = replace(
        whole,
        sessions=whole.sessions[:cut],
        ratings=tuple(rating for rating in whole.ratings if rating.session <= cut),
    )
    early = {(one.signal, one.session, one.strength) for one in run(whole).findings if one.session <= cut}
    said = {(one.signal, one.session, one.strength) for one in run(part).findings}
    assert {one for one in said if one[2] != "not enough sessions"} == {
        one for one in early if one[2] != "not enough sessions"
    }


@settings(max_examples=60)
@given(SCORES, SCORES)
def test_every_point_is_in_the_record(client: list[float | None], clinician: list[float | None]) -> None:
    history = alliance([*client, None], [*clinician, None])
    analysis = run(history)
    held = {session.number for session in history.attended}
    series = analysis.series_of(ALLIANCE, Perspective.CLIENT)
    for finding in analysis.findings:
        assert finding.session in held
        for point in finding.points:
            assert point.session is None or point.session in held
        if finding.signal == "rupture":
            assert finding.points[0].value == f"{series.value_at(finding.session):.1f}"
