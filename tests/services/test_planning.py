from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain import adherence
from relationship_desk.domain.adherence import Adherence
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import RESISTANCE, CharacteristicId, ClientId
from relationship_desk.domain.process import InterventionKind, Met, PreferenceKind
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import AgreedBy, Attendance, GoalStatus
from relationship_desk.services.desk import Desk
from relationship_desk.services.planning import REVIEW_AFTER, Entry

FIRST = date(2026, 1, 5)
TODAY = date(2026, 3, 31)


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=FIRST).id


@pytest.fixture
def sessions(desk: Desk, client: ClientId) -> list[Session]:
    """Six weekly appointments, the fourth of them cancelled."""
    return [
        desk.recording.add_session(
            client,
            held_on=FIRST + timedelta(weeks=week),
            attendance=Attendance.CANCELLED if week == 3 else Attendance.ATTENDED,
        )
        for week in range(6)
    ]


def test_a_concern_is_noted_edited_resolved_and_put_back(desk: Desk, client: ClientId) -> None:
    concern = desk.planning.add_concern(client, " Cannot sleep ", noted_on=FIRST)
    desk.planning.save_concern(replace(concern, concern="Wakes at four"))
    (kept,) = desk.planning.plan_of(client).concerns
    assert (kept.concern, kept.noted_on, kept.resolved_on) == ("Wakes at four", FIRST, None)
    desk.planning.save_concern(replace(kept, resolved_on=TODAY))
    (kept,) = desk.planning.plan_of(client).concerns
    assert kept.resolved_on == TODAY
    desk.planning.remove(kept)
    assert desk.planning.plan_of(client).concerns == ()
    desk.planning.put_back(kept)
    (back,) = desk.planning.plan_of(client).concerns
    assert replace(back, id=kept.id) == kept


def test_nothing_was_noted_planned_or_resolved_on_a_day_that_cannot_be(desk: Desk, client: ClientId) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(UnusableInput, match="cannot lie ahead"):
        desk.planning.add_concern(client, "Sleep", noted_on=tomorrow)
    with pytest.raises(UnusableInput, match="cannot lie ahead"):
        desk.planning.plan_intervention(client, "Exposure", since=tomorrow)
    with pytest.raises(UnusableInput, match="cannot lie ahead"):
        desk.planning.add_preference(client, "More talking", stated_on=tomorrow)
    concern = desk.planning.add_concern(client, "Sleep", noted_on=FIRST)
    with pytest.raises(UnusableInput, match="5 January 2026 or a later day"):
        desk.planning.save_concern(replace(concern, resolved_on=FIRST - timedelta(days=1)))
    planned = desk.planning.plan_intervention(client, "Exposure", since=FIRST)
    with pytest.raises(UnusableInput, match="5 January 2026 or a later day"):
        desk.planning.save_planned(replace(planned, dropped_on=FIRST - timedelta(days=1)))
    goal = desk.planning.add_goal(client, "Sleep", agreed_by=AgreedBy.BOTH)
    with pytest.raises(UnusableInput, match="cannot lie ahead"):
        desk.planning.review_goal(goal, tomorrow)


def test_words_are_asked_for_and_have_a_length(desk: Desk, client: ClientId, sessions: list[Session]) -> None:
    for words, fault in ((" ", "needs a few words"), ("x" * 501, "500 are the most")):
        with pytest.raises(UnusableInput, match=fault):
            desk.planning.add_concern(client, words)
        with pytest.raises(UnusableInput, match=fault):
            desk.planning.plan_intervention(client, words)
        with pytest.raises(UnusableInput, match=fault):
            desk.planning.add_goal(client, words, agreed_by=AgreedBy.BOTH)
        with pytest.raises(UnusableInput, match=fault):
            desk.planning.add_preference(client, words)
        with pytest.raises(UnusableInput, match=fault):
            desk.planning.add_adaptation(client, 1, RESISTANCE, words)


def test_a_planned_intervention_tells_in_which_sessions_it_was_delivered(
    desk: Desk, client: ClientId, sessions: list[Session]
) -> None:
    planned = desk.planning.plan_intervention(client, "Thought record", since=sessions[1].held_on, why="Self-criticism")
    said = {1: "as planned", 2: "changed: shorter", 4: "not delivered"}
    for place, words in said.items():
        desk.accompanying.put_intervention(sessions[place].id, "thought record", InterventionKind.SUPPORTED, words)
    desk.accompanying.put_intervention(sessions[5].id, "Thought record", InterventionKind.PROCESS, "as planned")
    (standing,) = desk.planning.plan_of(client).planned
    assert [(one.session, one.adherence, one.words) for one in standing.said] == [
        (2, Adherence.AS_PLANNED, ""),
        (3, Adherence.CHANGED, "shorter"),
        (5, Adherence.NOT_DELIVERED, ""),
    ]
    assert (standing.delivered, standing.held) == (2, 4)
    desk.planning.save_planned(replace(planned, dropped_on=sessions[4].held_on))
    assert desk.planning.plan_of(client).planned[0].held == 3


def test_an_intervention_is_planned_once_a_course(desk: Desk, client: ClientId) -> None:
    planned = desk.planning.plan_intervention(client, "Exposure", since=FIRST)
    with pytest.raises(UnusableInput, match="in the plan of this course"):
        desk.planning.plan_intervention(client, "exposure")
    desk.planning.plan_intervention(client, "exposure", InterventionKind.PROCESS)
    desk.planning.save_planned(replace(planned, intervention="Exposure", why="Avoids the bus"))
    assert desk.planning.plan_of(client).planned[0].planned.why == "Avoids the bus"


def test_a_plan_is_of_one_course(desk: Desk, client: ClientId) -> None:
    desk.planning.add_concern(client, "Sleep", noted_on=FIRST)
    second = desk.recording.open_course(client, "Grief", TODAY)
    desk.planning.add_concern(client, "Loss")
    view = desk.planning.plan_of(client)
    assert (view.course, [one.concern for one in view.concerns]) == (second, ["Loss"])
    first = desk.planning.plan_of(client, view.courses[0].id)
    assert [one.concern for one in first.concerns] == ["Sleep"]
    other = desk.recording.add_client("K-18")
    with pytest.raises(NotFound, match="course"):
        desk.planning.plan_of(other.id, second.id)
    with pytest.raises(UnusableInput, match="no course"):
        desk.planning.add_concern(other.id, "Sleep", course=second.id)


def test_a_goal_is_due_for_review_six_weeks_after_it_was_set_or_looked_at(desk: Desk, client: ClientId) -> None:
    old = desk.planning.add_goal(client, "Sleep", agreed_by=AgreedBy.CLINICIAN, set_on=FIRST)
    new = desk.planning.add_goal(client, "Work", agreed_by=AgreedBy.BOTH)
    assert (old.review_on, new.review_on) == (FIRST + REVIEW_AFTER, TODAY + REVIEW_AFTER)
    assert [one.due for one in desk.planning.plan_of(client).goals] == [True, False]
    desk.planning.review_goal(old)
    reviewed = desk.planning.plan_of(client).goals[0]
    assert (reviewed.goal.reviewed_on, reviewed.goal.review_on, reviewed.due) == (TODAY, TODAY + REVIEW_AFTER, False)
    desk.planning.save_goal(replace(new, status=GoalStatus.REACHED, review_on=FIRST))
    assert not desk.planning.plan_of(client).goals[1].due


def test_a_review_day_of_ones_own_holds(desk: Desk, client: ClientId) -> None:
    ahead = date(2026, 12, 24)
    goal = desk.planning.add_goal(client, "Sleep", agreed_by=AgreedBy.BOTH, review_on=ahead)
    assert goal.review_on == ahead
    desk.planning.review_goal(goal, next_review=TODAY)
    (standing,) = desk.planning.plan_of(client).goals
    assert (standing.goal.review_on, standing.due) == (TODAY, True)


def test_preferences_and_adaptations_are_kept_edited_and_removed(
    desk: Desk, client: ClientId, sessions: list[Session]
) -> None:
    planning = desk.planning
    planning.add_preference(client, "Less silence", kind=PreferenceKind.ROLE, strength=Tenths(70), met=Met.PARTLY)
    planning.add_adaptation(client, 2, RESISTANCE, "Two ways offered, none recommended")
    (preference,), (adaptation,) = planning.plan_of(client).preferences, planning.plan_of(client).adaptations
    planning.save_preference(replace(preference, met=Met.NO, reason="Silence is the work"))
    planning.save_adaptation(replace(adaptation, session=3))
    view = planning.plan_of(client)
    assert [(one.kind, one.met, one.reason) for one in view.preferences] == [
        (PreferenceKind.ROLE, Met.NO, "Silence is the work")
    ]
    assert [one.session for one in view.adaptations] == [3]
    entries: tuple[Entry, ...] = (*view.preferences, *view.adaptations)
    for entry in entries:
        planning.remove(entry)
    assert (planning.plan_of(client).preferences, planning.plan_of(client).adaptations) == ((), ())
    for entry in entries:
        planning.put_back(entry)
    assert [one.reason for one in planning.plan_of(client).preferences] == ["Silence is the work"]


def test_what_is_on_file_is_not_written_over(desk: Desk, client: ClientId, sessions: list[Session]) -> None:
    planning = desk.planning
    planning.add_preference(client, "Less silence", reason="Said twice")
    with pytest.raises(UnusableInput, match="on file for this day"):
        planning.add_preference(client, "Less silence")
    planning.add_adaptation(client, 1, RESISTANCE, "Slower")
    with pytest.raises(UnusableInput, match="Edit that entry"):
        planning.add_adaptation(client, 1, RESISTANCE, "Faster")
    view = planning.plan_of(client)
    assert (view.preferences[0].reason, view.adaptations[0].change) == ("Said twice", "Slower")


def test_an_adaptation_names_a_session_and_a_characteristic_on_file(desk: Desk, client: ClientId) -> None:
    with pytest.raises(UnusableInput, match="no session 1"):
        desk.planning.add_adaptation(client, 1, RESISTANCE, "Slower")
    with pytest.raises(UnusableInput, match="no characteristic"):
        desk.planning.add_adaptation(client, 1, CharacteristicId("shoe-size"), "Slower")


def test_what_is_not_on_file_is_said(desk: Desk, client: ClientId) -> None:
    concern = desk.planning.add_concern(client, "Sleep")
    planned = desk.planning.plan_intervention(client, "Exposure")
    desk.planning.remove(concern)
    desk.planning.remove(planned)
    with pytest.raises(NotFound, match="concern is not on file"):
        desk.planning.save_concern(concern)
    with pytest.raises(NotFound, match="not planned"):
        desk.planning.save_planned(planned)


@given(st.sampled_from(Adherence), st.text(st.characters(exclude_categories=("Cc", "Cs", "Z")), max_size=40))
def test_what_is_said_of_a_delivery_is_read_as_it_was_written(word: Adherence, own: str) -> None:
    assert adherence.read(adherence.written(word, own)) == (word, own)


def test_own_words_alone_and_the_earlier_word_are_understood() -> None:
    assert adherence.read("only the first half") == (None, "only the first half")
    assert adherence.read("not done") == (Adherence.NOT_DELIVERED, "")
