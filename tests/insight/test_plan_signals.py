"""The signals of goals, homework, risk and long absence: each fires, does not, and at its boundary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.histories import CLIENT, alliance, day
from tests.insight.questionnaires import CATALOGUE, found, said

from relationship_desk.domain.client_voice import RiskId, RiskRecord
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.process import Homework, HomeworkId
from relationship_desk.domain.vocabulary import ClientStatus, GoalStatus
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS

GOALS, HOMEWORK, RISK = "goals-unreviewed", "homework-not-done", "risk"


def held(sessions: int, goals: Sequence[tuple[int, int | None]] | None = None, absent: Sequence[int] = ()) -> History:
    """So many sessions; ``goals`` are (session set, session reviewed)."""
    return alliance([None] * sessions, goals=goals, absent=absent)


# Goals


def test_without_a_goal_by_session_three_one_is_due_until_it_is_set() -> None:
    assert said(held(2, []), GOALS) == []
    assert said(held(4, []), GOALS) == [(3, "signal", False), (4, "signal", True)]
    assert said(held(4, [(3, None)]), GOALS) == []
    assert said(held(4, [(4, None)]), GOALS) == [(3, "signal", False)]
    assert found(held(3, []), GOALS)[0].detail == "No goal was set by session 3."


def test_a_goal_set_after_the_last_session_ends_it() -> None:
    history = held(3, [(1, None)])
    (goal,) = history.goals
    later = replace(history, goals=(replace(goal, set_on=day(3) + timedelta(days=2)),))
    assert said(later, GOALS) == [(3, "signal", False)]


def test_a_session_that_did_not_take_place_is_none_to_set_goals_in() -> None:
    assert said(held(3, [], absent=[2]), GOALS) == []


def test_an_open_goal_is_due_for_review_after_six_attended_sessions() -> None:
    assert said(held(6, [(1, None)]), GOALS) == []
    assert said(held(7, [(1, None)], absent=[4]), GOALS) == []
    assert said(held(8, [(1, None)]), GOALS) == [(7, "signal", False), (8, "signal", True)]
    (one,) = found(held(7, [(1, None)]), GOALS)
    assert (one.subject, one.detail) == ("goal-1", "An open goal has not been reviewed for 6 attended sessions.")
    assert [(point.session, point.value) for point in one.points] == [(7, "none for 6 sessions")]


def test_a_review_begins_anew_and_what_was_due_before_it_is_not_known() -> None:
    assert said(held(12, [(1, 8)]), GOALS) == []
    assert said(held(14, [(1, 8)]), GOALS) == [(14, "signal", True)]


@pytest.mark.parametrize("status", [GoalStatus.REACHED, GoalStatus.DROPPED])
def test_a_goal_that_is_closed_needs_no_review(status: GoalStatus) -> None:
    history = held(9, [(1, None)])
    assert said(replace(history, goals=tuple(replace(one, status=status) for one in history.goals)), GOALS) == []


def test_the_thresholds_move_goals() -> None:
    sooner = replace(DEFAULTS, review_after=2, goals_by=1)
    assert said(held(3, [(1, None)]), GOALS, thresholds=sooner) == [(3, "signal", True)]
    assert said(held(1, []), GOALS, thresholds=sooner) == [(1, "signal", True)]


# Homework


def set_in(session: int, done: bool | None, reviewed: int | None = None, number: int = 0) -> Homework:
    """Homework of a session, looked at in the next one unless said otherwise or not at all."""
    seen = None if done is None else reviewed or session + 1
    return Homework(HomeworkId(number), f"homework-{session}", SessionId(session), "Diary", seen, done)


def given(*homework: Homework) -> History:
    return replace(held(9), homework=homework)


def test_homework_not_done_twice_running_is_said_when_it_was_seen() -> None:
    assert said(given(set_in(1, False)), HOMEWORK) == []
    history = given(set_in(1, False), set_in(3, False))
    assert said(history, HOMEWORK) == [(4, "signal", True)]
    (one,) = found(history, HOMEWORK)
    assert one.detail == "Homework was set and not done twice running, in sessions 1 and 3."
    assert [point.session for point in one.points] == [1, 3]


def test_homework_done_begins_anew() -> None:
    assert said(given(set_in(1, False), set_in(2, True), set_in(3, False)), HOMEWORK) == []
    history = given(set_in(1, False), set_in(2, False), set_in(3, True))
    assert said(history, HOMEWORK) == [(3, "signal", False)]


def test_homework_that_nobody_asked_about_is_passed_over() -> None:
    history = given(set_in(1, False), set_in(2, None), set_in(3, False), set_in(4, None))
    assert said(history, HOMEWORK) == [(4, "signal", True)]


def test_what_was_set_in_one_session_counts_once() -> None:
    assert said(given(set_in(1, False), set_in(1, False, number=2)), HOMEWORK) == []
    assert said(given(set_in(1, False), set_in(2, False), set_in(2, True, number=2)), HOMEWORK) == []


def test_a_third_time_is_said_again() -> None:
    history = given(*(set_in(number, False) for number in (1, 2, 3)))
    assert found(history, HOMEWORK)[-1].detail == (
        "Homework was set and not done 3 times running, in sessions 1, 2 and 3."
    )


# Risk


def record(session: int | None, assessed_on: date, closed_on: date | None = None) -> RiskRecord:
    linked = SessionId(session) if session else None
    words = ("",) * 7
    return RiskRecord(RiskId(1), "risk-1", CLIENT, linked, assessed_on, *words, "PHQ-9, item 9: 2", closed_on)


def test_risk_holds_until_the_record_is_closed() -> None:
    history = held(9)
    risky = replace(history, risk=(record(3, day(3)),))
    assert said(risky, RISK) == [(3, "signal", True)]
    assert found(risky, RISK)[0].detail == "Risk record open: PHQ-9, item 9: 2."
    assert said(replace(history, risk=(record(3, day(3), day(4)),)), RISK) == [(3, "signal", False)]
    assert said(history, RISK) == []


def test_a_risk_record_from_between_the_sessions_is_dated_by_the_last_one() -> None:
    assert said(replace(held(9), risk=(record(None, day(3) + timedelta(days=2)),)), RISK) == [(3, "signal", True)]


# Not seen


def absence(history: History, asked_on: date) -> list[str]:
    findings = analyse(history, CATALOGUE, DEFAULTS, asked_on).findings
    return [one.detail for one in findings if one.signal == "not-seen"]


def test_an_active_client_is_not_seen_after_thirty_days() -> None:
    history = alliance([None] * 4, absent=[4])
    last = day(3)
    assert absence(history, last + timedelta(days=29)) == []
    assert absence(history, last + timedelta(days=30)) == ["No attended session for 30 days."]
    for status in set(ClientStatus) - {ClientStatus.ACTIVE}:
        gone = replace(history, client=replace(history.client, status=status))
        assert absence(gone, last + timedelta(days=60)) == []
    assert absence(held(0), last + timedelta(days=60)) == []


def test_without_a_day_nothing_rests_on_one() -> None:
    assert said(held(3), "not-seen") == []
