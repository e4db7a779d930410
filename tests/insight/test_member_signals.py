"""What the members of a couple, family or group say together: split alliances, and cohesion that falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.histories import history
from tests.insight.test_signals import found, run

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, COHESION, ClientId, ElementId, SessionId
from relationship_desk.domain.records import Rating
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight.findings import Finding

TENTHS = st.integers(0, 100)


def members(
    kind: ClientKind, element: ElementId, sessions: Sequence[Sequence[int | None]], absent: Sequence[int] = ()
) -> History:
    """A history in which each member rates ``element`` in tenths, session by session; None is no rating."""
    bare = history({(element, Perspective.CLIENT): [None] * len(sessions)}, kind=kind, absent=absent)
    ratings = tuple(
        Rating(SessionId(number), element, Perspective.CLIENT, "", ClientId(10 + seat), Tenths(score), None)
        for number, scores in enumerate(sessions, start=1)
        for seat, score in enumerate(scores)
        if score is not None
    )
    return replace(bare, ratings=ratings)


def held(history: History, signal: str) -> list[Finding]:
    return [one for one in run(history).findings if one.signal == signal and one.strength != "not enough sessions"]


class TestSplitAlliance:
    def test_three_points_apart_in_two_of_the_last_three(self) -> None:
        (split,) = held(members(ClientKind.COUPLE, ALLIANCE, [(82, 48), (70, 66), (85, 50)]), "split-alliance")
        assert (split.session, split.strength, split.perspective, split.current) == (3, "signal", "client", True)
        assert split.detail == (
            "Split alliance: the members stood 3.4 and 3.5 points apart in sessions 1 and 3, 3.0 or more in 2 of the "
            "last 3 that two or more rated."
        )
        assert [(point.session, point.value) for point in split.points] == [(1, "3.4"), (3, "3.5")]

    @pytest.mark.parametrize(
        ("kind", "gaps", "sessions"),
        [
            (ClientKind.FAMILY, (30, 30, 0), [3]),
            (ClientKind.COUPLE, (29, 29, 30), []),
            (ClientKind.COUPLE, (30, 30, 30, 0, 0), [3, 4]),
            (ClientKind.GROUP, (40, 40, 40), []),
        ],
    )
    def test_fires_at_three_points_and_in_couples_and_families_only(
        self, kind: ClientKind, gaps: Sequence[int], sessions: list[int]
    ) -> None:
        history = members(kind, ALLIANCE, [(50, 50 + gap) for gap in gaps])
        assert [one.session for one in held(history, "split-alliance")] == sessions

    def test_it_is_past_once_they_stand_together(self) -> None:
        history = members(ClientKind.COUPLE, ALLIANCE, [(50, 80)] * 3 + [(50, 50)] * 2)
        assert [(one.session, one.current) for one in held(history, "split-alliance")] == [(3, False), (4, False)]

    def test_sessions_that_one_rated_are_passed_over(self) -> None:
        history = members(ClientKind.COUPLE, ALLIANCE, [(50, 80), (50, None), (50, 80), (50, 50)])
        assert [one.session for one in held(history, "split-alliance")] == [4]

    def test_below_the_minimum_it_says_so(self) -> None:
        history = members(ClientKind.COUPLE, ALLIANCE, [(50, 90), (50, 90)])
        assert found(history, "split-alliance") == [(2, "not enough sessions")]

    @given(st.lists(st.tuples(TENTHS, TENTHS, TENTHS), min_size=1, max_size=8))
    def test_who_is_who_does_not_matter(self, sessions: list[tuple[int, int, int]]) -> None:
        one_way = held(members(ClientKind.FAMILY, ALLIANCE, sessions), "split-alliance")
        other_way = held(members(ClientKind.FAMILY, ALLIANCE, [scores[::-1] for scores in sessions]), "split-alliance")
        assert one_way == other_way


class TestCohesionFall:
    STEADY = ((70, 72, 68),) * 4

    def test_the_mean_of_the_members_falls(self) -> None:
        history = members(ClientKind.GROUP, COHESION, [*self.STEADY, (50, 52, 48)])
        (fall,) = held(history, "cohesion-fall")
        assert (fall.subject, fall.session, fall.strength, fall.current) == ("cohesion", 5, "signal", True)
        assert fall.detail == (
            "Cohesion as the members rate it fell to 5.0 on average, 2.0 below the group’s own baseline of 7.0 "
            "(limit 1.0, 4 sessions, 3 members)."
        )

    def test_one_drop_is_one_signal(self) -> None:
        history = members(ClientKind.GROUP, COHESION, [*self.STEADY, (50, 52, 48)])
        assert found(history, "baseline-drop") == []

    def test_exactly_the_limit_is_a_fall_and_less_is_none(self) -> None:
        at, above = (60, 62, 58), (60, 62, 59)
        assert held(members(ClientKind.GROUP, COHESION, [*self.STEADY, at]), "cohesion-fall")
        assert not held(members(ClientKind.GROUP, COHESION, [*self.STEADY, above]), "cohesion-fall")

    def test_two_members_do_not_stand_for_the_group(self) -> None:
        history = members(ClientKind.GROUP, COHESION, [*self.STEADY, (20, 20, None)])
        assert held(history, "cohesion-fall") == []
        assert found(history, "baseline-drop") == [(5, "signal")]

    def test_who_stays_away_moves_no_baseline(self) -> None:
        history = members(ClientKind.GROUP, COHESION, [*self.STEADY, (10, 10, None), (69, 70, 71)])
        assert held(history, "cohesion-fall") == []

    def test_only_groups_have_cohesion(self) -> None:
        history = members(ClientKind.FAMILY, COHESION, [*self.STEADY, (50, 52, 48)])
        assert held(history, "cohesion-fall") == []

    def test_below_the_minimum_it_says_so(self) -> None:
        history = members(ClientKind.GROUP, COHESION, self.STEADY)
        assert found(history, "cohesion-fall") == [(4, "not enough sessions")]

    @given(st.lists(st.tuples(TENTHS, TENTHS, TENTHS), min_size=1, max_size=12))
    def test_who_is_who_does_not_matter(self, sessions: list[tuple[int, int, int]]) -> None:
        one_way = held(members(ClientKind.GROUP, COHESION, sessions), "cohesion-fall")
        other_way = held(members(ClientKind.GROUP, COHESION, [scores[::-1] for scores in sessions]), "cohesion-fall")
        assert [one.session for one in one_way] == [one.session for one in other_way]
