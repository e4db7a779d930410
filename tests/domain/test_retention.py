from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.retention import RetentionRule, due_on, years_after

DAYS = st.dates(date(1950, 1, 1), date(2199, 12, 31))
RULES = st.one_of(
    st.builds(RetentionRule, st.integers(1, 100)),
    st.builds(RetentionRule, st.integers(1, 100), after_majority=st.integers(0, 100)),
    st.builds(RetentionRule, st.integers(1, 100), until_age=st.integers(18, 100)),
)


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2019, 11, 12), 7, date(2026, 11, 12)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), 7, date(2031, 3, 1)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2024, 2, 29), 0, date(2024, 2, 29)),
        (date(2096, 2, 29), 4, date(2100, 3, 1)),
    ],
)
def test_years_are_counted_to_the_same_day(day: date, years: int, later: date) -> None:
    assert years_after(day, years) == later


LAST = date(2015, 5, 10)


@pytest.mark.parametrize(
    ("rule", "of_age_on", "due"),
    [
        (RetentionRule(7, after_majority=3), None, date(2022, 5, 10)),
        (RetentionRule(7, after_majority=3), date(2018, 1, 1), date(2022, 5, 10)),
        (RetentionRule(7, after_majority=3), date(2023, 8, 20), date(2026, 8, 20)),
        (RetentionRule(7, after_majority=7), date(2018, 1, 1), date(2025, 1, 1)),
        (RetentionRule(6, until_age=22), date(2020, 6, 1), date(2024, 6, 1)),
        (RetentionRule(6, until_age=22), date(2016, 6, 1), date(2021, 5, 10)),
        (RetentionRule(10), date(2030, 6, 1), date(2025, 5, 10)),
        (RetentionRule(7, after_majority=0), date(2029, 2, 1), date(2029, 2, 1)),
    ],
)
def test_for_a_minor_the_later_day_counts(rule: RetentionRule, of_age_on: date | None, due: date) -> None:
    assert due_on(rule, LAST, of_age_on) == due


@given(RULES, DAYS, st.none() | DAYS)
def test_nothing_is_due_before_the_whole_period_has_passed(
    rule: RetentionRule, last: date, of_age: date | None
) -> None:
    due = due_on(rule, last, of_age)
    assert (due.year - rule.years, due.month, due.day) >= (last.year, last.month, last.day)
    past = rule.past_majority
    if of_age is not None and past is not None:
        assert (due.year - past, due.month, due.day) >= (of_age.year, of_age.month, of_age.day)


@given(RULES, DAYS, DAYS, DAYS, DAYS)
def test_a_later_contact_or_majority_is_never_due_earlier(
    rule: RetentionRule, one: date, other: date, of_age: date, of_age_too: date
) -> None:
    (first, last), (young, old) = sorted((one, other)), sorted((of_age, of_age_too))
    assert due_on(rule, first, young) <= due_on(rule, last, old)
    assert due_on(rule, first) <= due_on(rule, first, young)


@given(st.integers(1, 99), DAYS)
def test_a_longer_period_is_never_due_earlier(years: int, last: date) -> None:
    assert due_on(RetentionRule(years), last) < due_on(RetentionRule(years + 1), last)


def test_a_rule_says_what_it_is() -> None:
    assert RetentionRule(7, after_majority=3).words == (
        "7 years after the last contact; for a minor at least 3 years past majority."
    )
    assert RetentionRule(1, until_age=22).words == (
        "1 year after the last contact; for a minor at least until the age of 22."
    )
    assert RetentionRule(10).words == "10 years after the last contact."
