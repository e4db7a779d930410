from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.histories import CLIENT, FIRST_DAY, alliance, declined

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.client_voice import PlannedRating
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS, RUPTURE_REPAIR, ClientId, ElementId
from relationship_desk.domain.measure import Administration, AdministrationId, How, MeasureId
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight.occasion import Occasion, occasion_of
from relationship_desk.insight.rating_plan import EMPATHY, LONGEST, NEVER, RatingPlan, plan_for

CATALOGUE = load_catalogue()
REGARD = ElementId("positive-regard")
PHQ = "phq-9"
CLINICIAN, CLIENT_VIEW, OBSERVER = Perspective.CLINICIAN, Perspective.CLIENT, Perspective.OBSERVER
EVERIES = st.integers(1, LONGEST)
TURNS = st.integers(1, 200)


def plan(
    *own: tuple[str, Perspective, int], observed: bool = False, kind: ClientKind = ClientKind.INDIVIDUAL
) -> RatingPlan:
    return plan_for(kind, [PlannedRating(CLIENT, *one) for one in own], CATALOGUE, observed=observed)


def occasion(
    history: History, number: int, own: RatingPlan | None = None, filled: Sequence[Administration] = ()
) -> Occasion:
    session = history.sessions[number - 1]
    return occasion_of(own or plan(), session, history.attended, history.ratings, filled, to_repair=False)


def administration(on: date) -> Administration:
    measure = MeasureId(PHQ)
    return Administration(
        AdministrationId(1), "a", CLIENT, None, None, on, measure, "1", CLIENT_VIEW, (), (), 9.0, {}, How.TYPED
    )


class TestUsually:
    def test_the_client_says_how_the_alliance_empathy_and_goals_were_each_time(self) -> None:
        usual = plan()
        due = [one for one in usual.subjects(CLIENT_VIEW) if usual.is_due(one, CLIENT_VIEW, 3, to_repair=False)]
        assert due == [ALLIANCE, EMPATHY, GOAL_CONSENSUS]

    def test_rupture_repair_is_asked_while_something_is_to_repair(self) -> None:
        for who in (CLINICIAN, CLIENT_VIEW):
            assert [plan().is_due(RUPTURE_REPAIR, who, 4, to_repair=broken) for broken in (True, False)] == [
                True,
                False,
            ]

    def test_the_clinician_rates_everything_every_fourth_time(self) -> None:
        usual = plan()
        assert [turn for turn in range(1, 13) if usual.is_due(REGARD, CLINICIAN, turn, to_repair=False)] == [4, 8, 12]

    def test_an_observer_is_due_now_and_then_once_one_has_rated(self) -> None:
        turns = [turn for turn in range(1, 20) if plan(observed=True).is_due(ALLIANCE, OBSERVER, turn, to_repair=False)]
        assert turns == [8, 16]
        assert not any(plan().is_due(ALLIANCE, OBSERVER, turn, to_repair=True) for turn in range(1, 20))

    def test_cohesion_is_asked_in_groups_only(self) -> None:
        assert "cohesion" not in plan().subjects(CLINICIAN)
        assert "cohesion" in plan(kind=ClientKind.GROUP).subjects(CLINICIAN)

    def test_nobody_is_asked_for_what_they_cannot_rate(self) -> None:
        assert "countertransference" not in plan().subjects(CLIENT_VIEW)


class TestOwnPlan:
    @given(EVERIES, TURNS)
    def test_an_element_is_due_in_one_of_every_so_many_turns(self, every: int, until: int) -> None:
        own = plan((REGARD, CLIENT_VIEW, every))
        due = [turn for turn in range(1, until + 1) if own.is_due(REGARD, CLIENT_VIEW, turn, to_repair=False)]
        assert len(due) == until // every
        assert all(later - earlier == every for earlier, later in pairwise(due))

    @given(EVERIES, TURNS)
    def test_a_measure_is_due_at_the_start_and_then_in_one_of_every_so_many(self, every: int, until: int) -> None:
        own = plan((PHQ, CLIENT_VIEW, every))
        due = [turn for turn in range(1, until + 1) if own.is_due(PHQ, CLIENT_VIEW, turn, to_repair=False)]
        assert due == list(range(1, until + 1, every))

    @given(st.sampled_from([ALLIANCE, REGARD, RUPTURE_REPAIR, PHQ]), st.sampled_from(list(Perspective)), TURNS)
    def test_never_is_never(self, subject: str, who: Perspective, turn: int) -> None:
        own = plan((subject, who, NEVER), observed=True)
        assert own.last_due(subject, who, turn, to_repair=True) is None

    @given(st.integers(0, LONGEST), TURNS, st.booleans(), st.sampled_from([ALLIANCE, PHQ]))
    def test_the_last_due_turn_is_the_latest_that_is_due(
        self, every: int, turn: int, to_repair: bool, subject: str
    ) -> None:
        own = plan((subject, CLIENT_VIEW, every))
        due = [n for n in range(1, turn + 1) if own.is_due(subject, CLIENT_VIEW, n, to_repair=to_repair)]
        assert own.last_due(subject, CLIENT_VIEW, turn, to_repair=to_repair) == (due[-1] if due else None)

    @given(st.integers(1, LONGEST), st.integers(1, 60), st.integers(0, 60))
    def test_what_was_answered_waits_until_it_is_due_again(self, every: int, turn: int, answered: int) -> None:
        own = plan((REGARD, CLIENT_VIEW, every))
        waits = REGARD in own.waiting(CLIENT_VIEW, turn, {REGARD: answered}, to_repair=False)
        assert waits == any(n > answered and n % every == 0 for n in range(1, turn + 1))

    def test_a_later_element_is_asked_when_the_plan_names_it(self) -> None:
        assert "real-relationship" not in plan().subjects(CLIENT_VIEW)
        own = plan(("real-relationship", CLIENT_VIEW, 2), (PHQ, CLIENT_VIEW, 4))
        assert own.subjects(CLIENT_VIEW)[-2:] == ("real-relationship", PHQ)


class TestOccasion:
    def test_what_was_missed_stays_due_until_it_comes_in(self) -> None:
        own = plan((ALLIANCE, CLIENT_VIEW, 2), (EMPATHY, CLIENT_VIEW, 0), (GOAL_CONSENSUS, CLIENT_VIEW, 0))
        history = alliance([7.0, None, None, None, 7.0, 7.0, 7.0])
        asked = {n: occasion(history, n, own).asks(CLIENT_VIEW) for n in range(1, 8)}
        assert [n for n, subjects in asked.items() if subjects] == [2, 3, 4, 5, 6]
        assert occasion(history, 5, own).due(CLIENT_VIEW) == ()

    def test_declining_is_an_answer(self) -> None:
        history = alliance([None, None])
        answered = replace(history, ratings=(declined(2),))
        assert occasion(answered, 2).due(CLIENT_VIEW) == (EMPATHY, GOAL_CONSENSUS)

    def test_a_missed_appointment_is_no_turn(self) -> None:
        history = alliance([7.0, None, 7.0], absent=[2])
        assert occasion(history, 2).asks(CLIENT_VIEW) == ()
        assert occasion(history, 3).turn == 2

    def test_what_the_clinician_left_out_is_not_asked_for_later(self) -> None:
        history = alliance([7.0] * 5, [None] * 5)
        assert REGARD in occasion(history, 4).asks(CLINICIAN)
        assert REGARD not in occasion(history, 5).asks(CLINICIAN)

    @pytest.mark.parametrize(("weeks", "counts_to"), [(-2, 1), (0, 1), (0.5, 1), (1, 2), (4.2, 5)])
    def test_a_questionnaire_without_a_session_counts_to_the_one_before(self, weeks: float, counts_to: int) -> None:
        given_on = FIRST_DAY + timedelta(days=round(weeks * 7))
        own = plan((PHQ, CLIENT_VIEW, 1))
        history = alliance([7.0] * 5)
        due = [n for n in range(1, 6) if PHQ in occasion(history, n, own, [administration(given_on)]).due(CLIENT_VIEW)]
        assert due == [n for n in range(1, 6) if n != counts_to]

    def test_each_member_is_asked_apart(self) -> None:
        history = alliance([7.0, 7.0], kind=ClientKind.COUPLE)
        (first, second) = history.ratings
        member, other = ClientId(7), ClientId(8)
        about = [first, replace(second, member=member)]
        asked = occasion(replace(history, ratings=tuple(about)), 2)
        assert ALLIANCE not in asked.due(CLIENT_VIEW)
        assert ALLIANCE not in asked.due(CLIENT_VIEW, member)
        assert ALLIANCE in asked.due(CLIENT_VIEW, other)
