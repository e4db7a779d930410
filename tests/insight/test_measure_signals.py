"""The signals of questionnaires: each fires, does not, at its boundary and below its minimum; and their properties."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.insight.questionnaires import HIGH, LOW, TOP, administration, found, measured, said

from relationship_desk.domain.history import History
from relationship_desk.domain.measure import Measure
from relationship_desk.insight.thresholds import DEFAULTS

ALL = (
    "reliable-change",
    "clinical-change",
    "sudden-gain",
    "sudden-loss",
    "no-response",
    "early-response",
)
NOT_ENOUGH = "not enough sessions"
COMPUTED = replace(LOW, reliable_change=None, sd=10.0, reliability=0.82)
"""Its change value is 11.76."""


def strengths(history: History, signal: str) -> list[tuple[int, str]]:
    return [(session, strength) for session, strength, _ in said(history, signal)]


# Reliable and clinical change


@pytest.mark.parametrize(
    ("second", "reliable", "clinical"),
    [
        (24, [], "unchanged"),
        (23, ["improved"], "improved"),
        (18, ["improved"], "improved"),  # on the computed cut-off nobody is in the functional range
        (17.5, ["improved"], "recovered"),
        (36, [], "unchanged"),
        (37, ["deteriorated"], "deteriorated"),
    ],
)
def test_a_change_counts_from_the_first_of_the_course(second: float, reliable: list[str], clinical: str) -> None:
    history = measured([30, second])
    assert strengths(history, "reliable-change") == [(2, one) for one in reliable]
    assert strengths(history, "clinical-change") == [(2, clinical)]


def test_a_computed_change_value_has_to_be_exceeded() -> None:
    exactly = replace(LOW, reliable_change=None, sd=1.0, reliability=1.0)  # S diff 0: only no change at all is none
    assert strengths(measured([30, 30], exactly), "reliable-change") == []
    assert strengths(measured([30, 18.3], COMPUTED), "reliable-change") == []
    assert strengths(measured([30, 18.2], COMPUTED), "reliable-change") == [(2, "improved")]


def test_a_change_says_its_numbers_and_where_they_come_from() -> None:
    (one,) = found(measured([30, 17]), "clinical-change")
    assert one.detail == (
        "Diary: 17 after 30 at the start of the course, recovered "
        "(published change value 7 at 95%, computed cut-off 18)."
    )
    assert [(point.what, point.session, point.value) for point in one.points] == [
        ("Diary", 2, "17"),
        ("Diary", 1, "30"),
    ]
    assert one.subject == "diary"


def test_one_total_is_not_enough() -> None:
    for signal in ("reliable-change", "clinical-change", "sudden-gain", "sudden-loss"):
        assert strengths(measured([30]), signal) == [(1, NOT_ENOUGH)], signal


def test_without_a_change_value_nothing_is_said() -> None:
    unknown = replace(LOW, reliable_change=None)
    assert found(measured([30] * 8 + [5], unknown), *ALL) == []


def test_without_a_cutoff_there_is_no_clinical_change() -> None:
    no_norms = replace(LOW, clinical=None)
    assert strengths(measured([30, 5], no_norms), "clinical-change") == []
    assert strengths(measured([30, 5], no_norms), "reliable-change") == [(2, "improved")]


def test_only_the_latest_total_of_the_newest_course_says_where_the_client_stands() -> None:
    history = measured([30, 20, 10])
    assert said(history, "reliable-change") == [(2, "improved", False), (3, "improved", True)]
    again = measured([30, 20, None, 25, 24], begun={1: 1, 2: 4})
    assert said(again, "reliable-change") == [(2, "improved", False)]
    assert said(again, "clinical-change")[-1] == (5, "unchanged", True)
    waiting = measured([30, 20, None], begun={1: 1, 2: 3})
    assert not any(one.current for one in found(waiting, *ALL))


def test_a_new_version_is_not_compared_with_the_old_one() -> None:
    newer = replace(LOW, version="2")
    history = measured([30, 29])
    history = replace(
        history,
        administrations=(history.administrations[0], administration(2, 5, newer)),
        measures=(LOW, newer),
    )
    assert strengths(history, "reliable-change") == [(2, NOT_ENOUGH)]


def test_what_a_member_answered_is_no_finding_of_the_couple() -> None:
    history = measured([30, 5])
    theirs = tuple(replace(one, member=history.client_id) for one in history.administrations)
    assert found(replace(history, administrations=theirs), *ALL) == []


def test_an_answer_from_between_the_sessions_is_dated_by_the_last_one() -> None:
    history = measured([30, None, None])
    history = replace(history, administrations=(*history.administrations, administration(2, 10, linked=False)))
    assert strengths(history, "reliable-change") == [(2, "improved")]


def test_an_answer_from_before_the_first_session_is_the_start() -> None:
    history = measured([None, 10])
    before = replace(administration(1, 30, linked=False), administered_on=history.sessions[0].held_on.replace(day=1))
    (one,) = found(replace(history, administrations=(before, *history.administrations)), "reliable-change")
    assert (one.session, one.strength, one.points[-1].session) == (2, "improved", None)


def test_a_total_that_could_not_be_given_is_no_start() -> None:
    history = measured([None, 30, 10])
    history = replace(history, administrations=(administration(1, None), *history.administrations))
    assert strengths(history, "reliable-change") == [(3, "improved")]


# Sudden gains and losses


@pytest.mark.parametrize(
    ("totals", "gains", "losses"),
    [
        ([35, 37, 23, 23, 24, 21], [3], []),
        ([35, 37, 34, 24, 24, 21], [4], []),
        ([35, 37, 34, 34, 24, 21], [5], []),
        ([35, 37, 34, 37, 37, 37], [], []),
        ([28, 19, 23, 12, 13, None], [], []),
        ([28, 19, 23, 11, 12, None], [4], []),
        ([10, 11, 12, 30, 28, 33], [], [4]),
        ([10, 11, 12, 10, 28, 33], [], [5]),
        ([10, 11, 30, 30, 28, 33], [], [3]),
    ],
)
@pytest.mark.parametrize("measure", [LOW, HIGH], ids=["lower", "higher"])
def test_the_published_rows(totals: list[float | None], gains: list[int], losses: list[int], measure: Measure) -> None:
    turned = totals if measure is LOW else [None if one is None else TOP - one for one in totals]
    history = measured(turned, measure)
    assert [one.session for one in found(history, "sudden-gain")] == gains
    assert [one.session for one in found(history, "sudden-loss")] == losses


def test_a_sudden_gain_says_which_totals_it_rests_on() -> None:
    (one,) = found(measured([35, 37, 34, 24, 24, 21]), "sudden-gain")
    assert one.detail == "Diary: better at one step, from 34 in session 3 to 24 in session 4."
    assert [(point.session, point.value) for point in one.points] == [
        (number, str(total)) for number, total in enumerate([35, 37, 34, 24, 24, 21], start=1)
    ]


def test_what_was_lost_again_is_said_and_holds_no_longer() -> None:
    (one,) = found(measured([35, 37, 34, 24, 24, 30]), "sudden-gain")
    assert one.detail.endswith("to 24 in session 4; more than half of it was lost by session 6.")
    assert not one.current


def test_no_step_is_judged_across_a_session_without_a_total() -> None:
    assert found(measured([35, 37, 34, None, 24, 24, 21]), "sudden-gain") == []
    missed = measured([35, 37, 34, None, 24, 24, 21], absent=[4])
    assert [one.session for one in found(missed, "sudden-gain")] == [5]


def test_three_totals_are_not_enough_for_a_step() -> None:
    assert strengths(measured([35, 35, 20]), "sudden-gain") == [(3, NOT_ENOUGH)]


def test_what_was_answered_between_the_sessions_belongs_to_none() -> None:
    history = measured([35, 37, 34, 24, 24, 21])
    between = tuple(administration(number, 30, linked=False) for number in (2, 4))
    both = replace(history, administrations=(*history.administrations, *between))
    assert [one.session for one in found(both, "sudden-gain")] == [4]
    loose = replace(
        history, administrations=tuple(replace(one, session=None) for one in history.administrations)
    )  # on the very day of a session
    assert [one.session for one in found(loose, "sudden-gain")] == [4]


def test_a_step_is_news_for_three_sessions() -> None:
    totals = [35, 37, 34, 24, 24]
    assert [one.current for one in found(measured(totals), "sudden-gain")] == [True]
    assert [one.current for one in found(measured(totals, more=1), "sudden-gain")] == [True]
    assert [one.current for one in found(measured(totals, more=2), "sudden-gain")] == [False]


def test_a_step_from_one_course_to_the_next_is_none() -> None:
    assert found(measured([35, 37, 34, 24, 24, 21], begun={1: 1, 2: 4}), "sudden-gain")[0].strength == NOT_ENOUGH


# Response by session


def test_an_early_response_is_one_by_session_four_of_the_course() -> None:
    assert said(measured([30, 28, 28, 23]), "early-response") == [(4, "signal", True)]
    assert said(measured([30, 28, 28, 28, 23]), "early-response") == []
    assert said(measured([30, 28, 28, 24]), "early-response") == []
    assert said(measured([30, 23, 23, 29]), "early-response") == [(2, "signal", False)]
    later = measured([30, 30, 30, 30, 28, 20], begun={1: 1, 2: 5})
    (one,) = found(later, "early-response")
    assert one.detail == (
        "Diary: reliably better by session 2 of the course, 20 after 28; by session 4 that is an early response."
    )


def test_no_response_is_said_at_session_eight() -> None:
    assert said(measured([30, *[None] * 6, 24]), "no-response") == [(8, "signal", True)]
    assert said(measured([30, *[None] * 5, 24]), "no-response") == []
    assert said(measured([30, *[None] * 6, 23]), "no-response") == []
    assert said(measured([30, 23, *[None] * 5, 30]), "no-response") == []
    (one,) = found(measured([30, None, 25], more=5), "no-response")
    assert one.session == 8
    assert one.detail == "Diary: no reliable improvement by session 8 of the course, 25 after 30 at its start."


def test_a_later_response_ends_no_response() -> None:
    assert said(measured([30] * 8 + [20]), "no-response") == [(8, "signal", False)]


def test_one_total_tells_no_response() -> None:
    assert said(measured([30], more=9), "no-response") == []


def test_sessions_that_did_not_take_place_do_not_count() -> None:
    assert said(measured([30, *[None] * 6, 30], absent=[3]), "no-response") == []


def test_response_is_asked_of_the_main_measure_alone() -> None:
    for totals in ([30] * 9, [30, 20, 20, 20]):
        assert found(measured(totals, main=False), "no-response", "early-response") == []


def test_the_thresholds_move_response() -> None:
    sooner = replace(DEFAULTS, no_response_by=4, early_response_by=2)
    assert said(measured([30, 30, 30, 30]), "no-response") == []
    assert said(measured([30, 30, 30, 30]), "no-response", thresholds=sooner) == [(4, "signal", True)]
    assert said(measured([30, 28, 20]), "early-response", thresholds=sooner) == []


# Properties

TOTALS = st.lists(st.integers(0, int(TOP)) | st.none(), max_size=14)


def seen(history: History) -> list[tuple[str, int, str, bool]]:
    return [(one.signal, one.session, one.strength, one.current) for one in found(history, *ALL)]


@settings(max_examples=150, deadline=None)
@given(TOTALS, st.sampled_from(["published", "computed"]))
def test_a_measure_turned_round_says_the_same(totals: list[int | None], value: str) -> None:
    low = LOW if value == "published" else COMPUTED
    high = HIGH if value == "published" else replace(HIGH, reliable_change=None, sd=10.0, reliability=0.82)
    turned = [None if one is None else TOP - one for one in totals]
    assert seen(measured(totals, low)) == seen(measured(turned, high))


@settings(max_examples=80, deadline=None)
@given(TOTALS, st.integers(-50, 50))
def test_a_shifted_scale_says_the_same(totals: list[int | None], by: int) -> None:
    assert LOW.clinical is not None
    assert LOW.functional is not None
    shifted = replace(
        LOW,
        total_min=LOW.total_min + by,
        total_max=LOW.total_max + by,
        clinical=replace(LOW.clinical, mean=LOW.clinical.mean + by),
        functional=replace(LOW.functional, mean=LOW.functional.mean + by),
    )
    moved = [None if one is None else one + by for one in totals]
    assert seen(measured(totals)) == seen(measured(moved, shifted))


@settings(max_examples=60, deadline=None)
@given(TOTALS, st.randoms(use_true_random=False))
def test_the_order_in_which_answers_came_in_does_not_matter(totals: list[int | None], draw: Random) -> None:
    history = measured(totals)
    mixed = list(history.administrations)
    draw.shuffle(mixed)
    assert found(replace(history, administrations=tuple(mixed)), *ALL) == found(history, *ALL)


@settings(max_examples=80, deadline=None)
@given(TOTALS)
def test_every_point_is_a_total_on_file(totals: list[int | None]) -> None:
    history = measured(totals)
    on_file = {(number, total) for number, total in enumerate(totals, start=1) if total is not None}
    for finding in found(history, *ALL):
        assert {(point.session, float(point.value)) for point in finding.points} <= on_file
