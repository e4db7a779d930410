"""Sources that disagree are settled to one picture: two rules about opposite ends never hold together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.histories import alliance, answered, day, holding, reading

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import CharacteristicId, RuleId
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import AgreedBy, Source
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.readings import End, established
from relationship_desk.prompts.rule import Moment
from relationship_desk.prompts.rules import all_rules

CATALOGUE = load_catalogue()
SESSIONS = 5
ENDS = st.sampled_from(["0.0", "2.0", "3.0", "3.1", "5.0", "6.9", "7.0", "8.0", "10.0"])
Said = list[tuple[int, str, Source, str]]


def said(areas: tuple[str, ...] = ("",)) -> st.SearchStrategy[Said]:
    one = st.tuples(st.integers(1, SESSIONS), ENDS, st.sampled_from(Source), st.sampled_from(areas))
    return st.lists(one, max_size=8).map(lambda found: sorted(found, key=lambda each: each[0]))


def entries(characteristic: str, readings: Said) -> tuple[ProfileEntry, ...]:
    return tuple(reading(session, characteristic, value, source, area) for session, value, source, area in readings)


def moment(record: History) -> Moment:
    return Moment(analyse(record, CATALOGUE, DEFAULTS), record.attended[-1], len(record.attended))


def holding_now(record: History, *rules: str) -> set[str]:
    now = moment(record)
    return {rule for rule in rules if all_rules()[RuleId(rule)].when(now)}


@pytest.mark.parametrize(
    ("characteristic", "high", "low"), [("coping-style", "A5", "A6"), ("relational-style", "A10", "A9")]
)
@settings(deadline=None)
@given(said())
@example([(1, "8.0", Source.CLIENT, ""), (1, "2.0", Source.MEASURE, "")])
@example([(1, "8.0", Source.CLIENT, ""), (2, "2.0", Source.CLINICIAN, ""), (3, "2.0", Source.CLINICIAN, "")])
def test_opposite_rules_never_hold_together(characteristic: str, high: str, low: str, readings: Said) -> None:
    record = holding(alliance([7.0] * SESSIONS), profile=entries(characteristic, readings))
    assert len(holding_now(record, high, low)) <= 1


@settings(deadline=None)
@given(said())
def test_resistance_is_settled_at_one_end_at_most(readings: Said) -> None:
    """A1 and A2 ask for it at the opposite ends."""
    now = moment(holding(alliance([7.0] * SESSIONS), profile=entries("resistance", readings)))
    resistance = CharacteristicId("resistance")
    assert not (established(now, resistance, End.HIGH) and established(now, resistance, End.LOW))


@settings(deadline=None)
@given(said(("", "Work or study", "Home", "home")), st.dictionaries(st.integers(1, SESSIONS), st.integers(0, 40)))
@example([(1, "2.0", Source.CLIENT, ""), (1, "8.0", Source.CLIENT, "Home"), (1, "8.0", Source.CLIENT, "Work")], {})
@example([(1, "8.0", Source.CLIENT, "")], {1: 4})
def test_longer_work_and_spacing_are_never_suggested_together(readings: Said, totals: dict[int, int]) -> None:
    record = holding(alliance([7.0] * SESSIONS), profile=entries("functional-impairment", readings))
    record = answered(record, "wsas", dict(sorted(totals.items())), main=False)
    record = answered(record, "phq-9", {1: 20, SESSIONS: 3})
    assert len(holding_now(record, "A3", "A4")) <= 1


def test_the_newer_of_two_that_disagree_counts_and_shows_its_points() -> None:
    readings: Said = [(1, "8.0", Source.CLIENT, ""), (2, "2.0", Source.MEASURE, "")]
    now = moment(holding(alliance([7.0] * SESSIONS), profile=entries("coping-style", readings)))
    (point,) = established(now, CharacteristicId("coping-style"), End.LOW)
    assert (point.what, point.session, point.value) == ("coping style, measure", 2, "2.0")
    assert not established(now, CharacteristicId("coping-style"), End.HIGH)


def test_low_support_is_named_among_the_points() -> None:
    profile = (
        *entries("functional-impairment", [(1, "8.0", Source.CLIENT, "Home")]),
        reading(2, "social-support", "2.0"),
    )
    because = all_rules()[RuleId("A3")].when(moment(holding(alliance([7.0] * 3), profile=profile)))
    assert because is not None
    assert [(one.what, one.session, one.value) for one in because] == [
        ("functional impairment, Home", 1, "8.0"),
        ("social support, client", 2, "2.0"),
    ]


def test_a_one_sided_goal_is_named_by_its_session_and_not_by_its_text() -> None:
    record = alliance([7.0] * 3)
    (goal,) = record.goals
    record = holding(record, goals=(replace(goal, goal="Leave him", agreed_by=AgreedBy.CLINICIAN, set_on=day(1)),))
    because = all_rules()[RuleId("G1")].when(moment(record))
    assert because is not None
    assert [(one.what, one.session, one.value) for one in because] == [
        ("goal of the clinician alone", 1, "not agreed by both")
    ]
