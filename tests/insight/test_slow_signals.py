"""Signals over several sessions: slow declines, gaps that widen, ratings that stand still."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.histories import Scores, alliance, history
from tests.insight.test_signals import found, run

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.findings import Finding

STEADY = [7.0, 7.0, 7.0, 7.0]
SLOW = ("slow-decline", "gap-widening")
MIDDLE = st.integers(20, 80).map(lambda tenths: tenths / 10)
PAIRS = st.lists(st.tuples(MIDDLE, MIDDLE), min_size=1, max_size=18)


def held(history: History, signal: str) -> list[Finding]:
    return [one for one in run(history).findings if one.signal == signal and one.strength != "not enough sessions"]


class TestSlowDecline:
    def test_three_sessions_below_none_of_them_a_drop(self) -> None:
        scores = [7.0, 7.0, 7.5, 6.5, 7.0, 7.0, 7.5, 6.5, 6.0, 5.9, 5.9]
        assert {strength for _, strength in found(alliance(scores), "baseline-drop")} == {"look"}
        (decline,) = held(alliance(scores), "slow-decline")
        assert (decline.session, decline.strength, decline.perspective, decline.current) == (
            11,
            "signal",
            "client",
            True,
        )
        assert decline.detail == (
            "The client’s alliance sank slowly: 5.9 on average in the last 3 rated sessions, 1.1 below the own "
            "baseline of 7.0 (limit 1.0, 8 sessions), none of them a drop by itself."
        )
        assert [(point.session, point.value) for point in decline.points] == [
            (9, "6.0"),
            (10, "5.9"),
            (11, "5.9"),
            (None, "7.0, limit 1.0"),
        ]

    def test_exactly_the_limit_is_one(self) -> None:
        before = [7.4, 6.6] * 4  # one session may lie up to 1.36 below, the mean of three only 1.0
        assert [one.session for one in held(alliance([*before, 6.1, 6.0, 5.9]), "slow-decline")] == [11]
        assert held(alliance([*before, 6.1, 6.0, 6.0]), "slow-decline") == []

    def test_a_drop_by_itself_is_told_already(self) -> None:
        history = alliance([*STEADY, *STEADY, 5.0, 6.5, 6.5])
        assert [one.session for one in held(history, "baseline-drop")] == [9]
        assert held(history, "slow-decline") == []

    def test_nothing_is_said_inside_a_recorded_rupture(self) -> None:
        scores = [7.0, 7.0, 7.5, 6.5, 7.0, 7.0, 7.5, 6.5, 6.0, 5.9, 5.9]
        assert held(alliance(scores, ruptures=[(10, None)]), "slow-decline") == []

    def test_it_is_about_the_client(self) -> None:
        scores = [7.0, 7.0, 7.5, 6.5, 7.0, 7.0, 7.5, 6.5, 6.0, 5.9, 5.9]
        assert held(alliance([None] * 11, scores), "slow-decline") == []

    def test_below_the_minimum_it_says_so(self) -> None:
        assert found(alliance([*STEADY, 6.0, 6.0]), "slow-decline") == [(6, "not enough sessions")]
        assert found(alliance([*STEADY, 6.9, 6.9, 6.9]), "slow-decline") == []

    def test_it_is_past_once_ratings_rise(self) -> None:
        scores = [7.0, 7.0, 7.5, 6.5, 7.0, 7.0, 7.5, 6.5, 6.0, 5.9, 5.9, 7.5]
        assert [(one.session, one.current) for one in held(alliance(scores), "slow-decline")] == [(11, False)]


class TestGapWidening:
    def test_the_client_falls_behind_the_clinician(self) -> None:
        history = alliance([*STEADY, 6.2, 5.9, 5.9], [7.0] * 7)
        (gap,) = held(history, "gap-widening")
        assert (gap.subject, gap.perspective, gap.session, gap.current) == ("alliance", None, 7, True)
        assert gap.detail == (
            "Alliance: the gap, client minus clinician, widened to −1.0 on average in the last 3 sessions that both "
            "rated, from 0.0 in the 4 before (limit 1.0)."
        )
        assert [point.session for point in gap.points] == [5, 6, 7, None]

    def test_exactly_the_limit_widens_and_less_does_not(self) -> None:
        assert [one.session for one in held(alliance([*STEADY, 6.0, 6.0, 6.0], [7.0] * 7), "gap-widening")] == [7]
        assert held(alliance([*STEADY, 6.0, 6.0, 6.1], [7.0] * 7), "gap-widening") == []

    def test_to_either_side(self) -> None:
        (gap,) = held(alliance([*STEADY, 8.5, 8.5, 8.5], [7.0] * 7), "gap-widening")
        assert "widened to 1.5" in gap.detail

    def test_a_gap_that_closes_does_not_widen(self) -> None:
        assert held(alliance([*STEADY, 5.0, 5.0, 5.0], [5.0] * 7), "gap-widening") == []

    def test_of_every_element(self) -> None:
        empathy = ElementId("empathy")
        scores: dict[tuple[ElementId, Perspective], Scores] = {
            (empathy, Perspective.CLINICIAN): [7.0] * 7,
            (empathy, Perspective.CLIENT): [*STEADY, 5.0, 5.0, 5.0],
        }
        assert [one.subject for one in held(history(scores), "gap-widening")] == ["empathy"]

    def test_only_sessions_that_both_rated_count(self) -> None:
        clinician = [7.0, None, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0]
        client = [7.0, 2.0, 7.0, 7.0, 7.0, 5.0, 5.0, 5.0]
        assert [one.session for one in held(alliance(client, clinician), "gap-widening")] == [8]

    def test_sessions_inside_a_rupture_are_none_of_the_earlier_ones(self) -> None:
        client = [7.0, 7.0, 7.0, 7.0, 3.0, 3.0, 5.5, 5.5, 5.5]
        (said,) = [
            one for one in held(alliance(client, [7.0] * 9, ruptures=[(5, 6)]), "gap-widening") if one.session == 9
        ]
        assert "from 0.0 in the 4 before" in said.detail

    def test_below_the_minimum_it_says_so(self) -> None:
        assert found(alliance([5.0] * 6, [7.0] * 6), "gap-widening") == [(6, "not enough sessions")]
        assert found(alliance([5.0] * 7, [7.0] * 7), "gap-widening") == []
        assert found(alliance([5.0] * 7), "gap-widening") == []


class TestCeiling:
    def test_six_ratings_at_the_top(self) -> None:
        (top,) = held(alliance([7.0, 9.5, 10.0, 9.8, 9.5, 10.0, 9.5]), "ceiling")
        assert (top.session, top.strength, top.current) == (7, "signal", True)
        assert top.detail == (
            "The client’s last 6 ratings of the alliance are all 9.5 or above: the scale has no room left to show more."
        )
        assert [point.session for point in top.points] == [2, 3, 4, 5, 6, 7]

    def test_one_below_is_no_ceiling(self) -> None:
        assert held(alliance([9.5, 10.0, 9.4, 9.5, 10.0, 9.5]), "ceiling") == []

    def test_six_ratings_that_do_not_move(self) -> None:
        (flat,) = held(alliance([7.0, 7.1, 7.0, 7.1, 7.1, 7.0]), "ceiling")
        assert "lie within 0.1" in flat.detail
        assert held(alliance([7.0, 7.2, 7.0, 7.1, 7.1, 7.0]), "ceiling") == []

    def test_sessions_without_a_rating_are_passed_over(self) -> None:
        assert [one.session for one in held(alliance([10.0, None, *[10.0] * 5]), "ceiling")] == [7]

    def test_below_the_minimum_it_says_so(self) -> None:
        assert found(alliance([10.0] * 5), "ceiling") == [(5, "not enough sessions")]
        assert found(alliance([10.0, 10.0, 10.0, 5.0, 10.0, 10.0]), "ceiling") == []


# Properties


def told(history: History) -> list[tuple[str, int, str]]:
    return [(one.signal, one.session, one.strength) for one in run(history).findings if one.signal in SLOW]


@settings(max_examples=80)
@given(PAIRS, st.integers(-20, 20))
def test_a_shift_of_all_scores_changes_nothing(pairs: list[tuple[float, float]], tenths: int) -> None:
    client, clinician = [one for one, _ in pairs], [other for _, other in pairs]
    moved = [[round(score + tenths / 10, 1) for score in scores] for scores in (client, clinician)]
    assert told(alliance(client, clinician)) == told(alliance(*moved))


@settings(max_examples=40)
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_in_which_ratings_are_read_changes_nothing(pairs: list[tuple[float, float]], draw: object) -> None:
    whole = alliance([one for one, _ in pairs], [other for _, other in pairs])
    ratings = list(whole.ratings)
    draw.shuffle(ratings)  # type: ignore[attr-defined]
    assert run(replace(whole, ratings=tuple(ratings))).findings == run(whole).findings


@settings(max_examples=40)
@given(PAIRS)
def test_only_the_order_of_the_sessions_counts_and_not_their_days(pairs: list[tuple[float, float]]) -> None:
    whole = alliance([one for one, _ in pairs], [other for _, other in pairs])
    later = tuple(replace(one, held_on=one.held_on + timedelta(days=one.number**2)) for one in whole.sessions)
    assert told(replace(whole, sessions=later)) == told(whole)


@given(MIDDLE, MIDDLE, st.integers(7, 20))
def test_constant_series_neither_decline_nor_widen(client: float, clinician: float, sessions: int) -> None:
    assert told(alliance([client] * sessions, [clinician] * sessions)) == []
    assert held(alliance([client] * sessions), "ceiling")


@settings(max_examples=80)
@given(st.lists(MIDDLE, min_size=7, max_size=16))
def test_a_decline_turned_round_is_none(scores: list[float]) -> None:
    falls = {one.session for one in held(alliance(scores), "slow-decline")}
    rises = {one.session for one in held(alliance([round(10 - score, 1) for score in scores]), "slow-decline")}
    assert not falls & rises


@settings(max_examples=80)
@given(PAIRS)
def test_a_gap_is_told_whichever_of_the_two_moves_away(pairs: list[tuple[float, float]]) -> None:
    client, clinician = [one for one, _ in pairs], [other for _, other in pairs]
    one_way = [one.session for one in held(alliance(client, clinician), "gap-widening")]
    other_way = [one.session for one in held(alliance(clinician, client), "gap-widening")]
    if not run(alliance(client, clinician)).episodes and not run(alliance(clinician, client)).episodes:
        assert one_way == other_way
