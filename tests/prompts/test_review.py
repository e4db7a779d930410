"""Looking back: the baseline from before against the sessions after, with numbers by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.histories import CLIENT, alliance, day
from tests.histories import answered as measured

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import CourseId, RuleId
from relationship_desk.domain.prompt import UNSAVED, Point, Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.insight.findings import NOT_ENOUGH
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.review import ABOVE, BELOW, WITHIN, Comparison, comparisons, sessions_since

CATALOGUE = load_catalogue()
STABLE = [7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2]
"""Mean 7.025, SD 0.139."""


def answered(session: int, *points: Point, after: int | None = None) -> Prompt:
    """A prompt opened in ``session`` and accepted on the day of session ``after``, by default the same."""
    return Prompt(
        id=UNSAVED,
        uid="p",
        client=CLIENT,
        rule=RuleId("R1"),
        session=session,
        opened_on=day(session),
        status=PromptStatus.ACCEPTED,
        edition=None,
        tier="probably",
        because=points or (Point("Alliance, client", session, "4.5"), Point("own baseline", None, "7.0, limit 1.0")),
        answered_on=day(after or session),
    )


def look(history: History, prompt: Prompt) -> tuple[Comparison, ...]:
    return comparisons(analyse(history, CATALOGUE, DEFAULTS), prompt, CATALOGUE)


class TestRatings:
    def test_what_is_back_where_it_was_is_no_gain_however_low_the_trigger(self) -> None:
        (found,) = look(alliance([*STABLE, 2.0, 7.0, 7.1, 7.3]), answered(9))
        assert found.verdict == WITHIN
        assert found.before == pytest.approx(7.025)
        assert found.after == pytest.approx(21.4 / 3)
        assert found.detail == (
            "Alliance, client: 7.0 before (8 sessions), 7.1 in the 3 after: within own range (limit 1.0)."
        )

    @pytest.mark.parametrize(
        ("after", "verdict"),
        [
            ([6.0, 6.0, 6.1], WITHIN),  # 7.025 - 6.033 = 0.992
            ([6.0, 6.0, 6.0], BELOW),  # 1.025
            ([8.0, 8.0, 8.0], WITHIN),  # 0.975
            ([8.0, 8.1, 8.0], ABOVE),  # 8.033 - 7.025 = 1.008
        ],
    )
    def test_at_the_limit_of_one_point(self, after: list[float], verdict: str) -> None:
        (found,) = look(alliance([*STABLE, 4.5, *after]), answered(9))
        assert found.verdict == verdict

    def test_a_wide_own_range_needs_more(self) -> None:
        # Mean 7, SD 2.3094, n 4: 4.5407 * 2.3094 * sqrt(1/3 + 1/4) = 8.009.
        (found,) = look(alliance([5.0, 9.0, 5.0, 9.0, 7.0, 1.0, 1.0, 1.0]), answered(5))
        assert (found.verdict, found.detail[-12:]) == (WITHIN, "(limit 8.0).")

    def test_no_session_that_triggered_it_is_part_of_before_or_after(self) -> None:
        points = (Point("gap, client − clinician", 8, "-2.0"), Point("gap, client − clinician", 9, "-2.0"))
        (found,) = look(alliance([*STABLE[:7], 6.5, 6.6, 7.0, 7.0, 7.0]), answered(9, *points))
        assert found.before == pytest.approx(sum(STABLE[:7]) / 7)
        assert found.after == pytest.approx(7.0)

    def test_after_begins_after_the_answer(self) -> None:
        (found,) = look(alliance([*STABLE, 4.5, 5.0, 7.0, 7.0, 7.0]), answered(9, after=10))
        assert found.after == pytest.approx(7.0)

    def test_later_sessions_change_nothing(self) -> None:
        once = look(alliance([*STABLE, 4.5, 7.0, 7.1, 7.2]), answered(9))
        assert look(alliance([*STABLE, 4.5, 7.0, 7.1, 7.2, 9.0, 9.0]), answered(9)) == once

    def test_too_few_before_or_after(self) -> None:
        (before,) = look(alliance([7.0, 7.0, 7.0, 4.5, 7.0, 7.0, 7.0]), answered(4))
        assert (before.verdict, before.detail) == (
            NOT_ENOUGH,
            "Alliance, client: 3 rated before, an own baseline needs 4.",
        )
        (after,) = look(alliance([*STABLE, 4.5, 7.0, None, 7.0]), answered(9))
        assert (after.verdict, after.detail) == (
            NOT_ENOUGH,
            "Alliance, client: 7.0 before (8 sessions), 2 of 3 rated after.",
        )

    def test_sessions_inside_an_earlier_rupture_are_left_out(self) -> None:
        history = alliance([7.0, 7.0, 7.0, 7.0, 3.0, 7.0, 7.0, 7.0, 4.5, 7.0, 7.0, 7.0])
        (found,) = look(history, answered(9))
        assert found.before == pytest.approx(7.0), "sessions 5 and 6 lie inside the episode"

    def test_what_the_points_name_comes_before_the_alliance(self) -> None:
        found = look(alliance([*STABLE, 7.0], STABLE), answered(9, Point("Alliance, clinician", 9, "4.0")))
        assert [one.title for one in found] == ["Alliance, clinician", "Alliance, client"]
        assert [one.title for one in look(alliance(STABLE), answered(8, Point("goals", 8, "none set")))] == [
            "Alliance, client"
        ]

    def test_sessions_count_from_the_day_after_the_answer_and_only_when_attended(self) -> None:
        analysis = analyse(alliance([*STABLE, 4.5, 7.0, None, 7.0], absent=[11]), CATALOGUE, DEFAULTS)
        assert [one.number for one in sessions_since(analysis, answered(9))] == [10, 12]


class TestTheMainMeasure:
    """PHQ-9: lower is better, a change of 6 is reliable, 10 and above is clinical."""

    history = alliance([*STABLE, 4.5, 7.0, 7.0, 7.0, 7.0])

    def measured(self, totals: dict[int, float], *points: Point) -> Comparison:
        found = look(measured(self.history, "phq-9", totals), answered(9, *points))
        return next(one for one in found if one.title.startswith("PHQ-9"))

    def test_the_last_total_before_against_the_first_three_sessions_on(self) -> None:
        found = self.measured({1: 17, 5: 16, 11: 14, 12: 10, 13: 5})
        assert (found.before, found.after, found.verdict) == (16, 10, "improved")
        assert found.detail == "PHQ-9: 16 before, 10 after 3 sessions: improved."

    def test_a_change_of_less_than_the_change_value_is_none(self) -> None:
        assert self.measured({1: 17, 12: 12}).verdict == "unchanged"
        assert self.measured({1: 17, 12: 23}).verdict == "deteriorated"

    def test_the_totals_that_triggered_it_are_left_out_but_for_the_first_of_the_course(self) -> None:
        worse = (Point("PHQ-9", 8, "20"), Point("PHQ-9", 9, "21"), Point("PHQ-9", 1, "14"))
        assert (found := self.measured({1: 14, 8: 20, 9: 21, 12: 15}, *worse)).verdict == "unchanged", found
        assert found.before == 14

    def test_a_total_from_between_two_sessions_triggers_as_well(self) -> None:
        record = measured(self.history, "phq-9", {1: 14, 8: 20, 9: 21, 12: 15})
        between = replace(record, administrations=tuple(replace(one, session=None) for one in record.administrations))
        worse = (Point("PHQ-9", 1, "14"), Point("PHQ-9", 8, "20"), Point("PHQ-9", 9, "21"))
        assert [one.before for one in look(between, answered(9, *worse)) if one.title.startswith("PHQ-9")] == [14]

    def test_only_totals_of_the_course_in_which_it_opened_are_compared(self) -> None:
        record = measured(self.history, "phq-9", {1: 20, 8: 6, 12: 20})
        first = replace(record.courses[0], closed_on=day(8))
        second = replace(first, id=CourseId(2), number=2, opened_on=day(9), closed_on=None)
        sessions = (replace(one, course=second.id) if one.number > 8 else one for one in record.sessions)
        both = replace(record, courses=(first, second), sessions=tuple(sessions))
        assert look(both, answered(9))[-1].detail == "PHQ-9: no total before."

    def test_it_says_how_many_sessions_later_the_total_is_from(self) -> None:
        found = self.measured({1: 17, 13: 5})
        assert (found.title, found.detail) == (
            "PHQ-9, after 4 sessions",
            "PHQ-9: 17 before, 5 after 4 sessions: recovered.",
        )

    def test_it_comes_first_where_the_prompt_rests_on_it_and_on_no_rating(self) -> None:
        record, point = measured(self.history, "phq-9", {1: 17, 12: 9}), Point("PHQ-9", 9, "21")
        assert look(record, answered(9, point))[0].title == "PHQ-9, after 3 sessions"
        assert look(record, answered(9, point, Point("Alliance, client", 9, "4.5")))[0].title == "Alliance, client"

    def test_nothing_to_compare(self) -> None:
        assert self.measured({12: 13}).detail == "PHQ-9: no total before."
        assert self.measured({1: 17, 11: 9}).detail == "PHQ-9: no total after 3 sessions."
        assert self.measured({1: 17, 11: 9}).verdict == NOT_ENOUGH

    def test_a_measure_that_is_not_the_main_one_is_left_aside(self) -> None:
        (only,) = look(measured(self.history, "phq-9", {1: 17, 12: 9}, main=False), answered(9))
        assert only.title == "Alliance, client"
