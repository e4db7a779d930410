"""Whatever the thresholds are set to within their bounds, every record can be judged, and the words say the numbers."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.histories import alliance, history
from tests.prompts.test_restraint import CATALOGUE, RULES, SCORES, records

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, COHESION, ClientId, SessionId
from relationship_desk.domain.records import Rating
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import ClientKind, Edition, Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS, Thresholds, said_thresholds
from relationship_desk.prompts.engine import Evaluation, evaluate
from relationship_desk.services.identifiers import prompt_uid
from relationship_desk.settings.definitions import ALL, Setting

NAMES = [one.name for one in fields(Thresholds)]
SETTINGS: dict[str, Setting[Any]] = {
    one.key.removeprefix("threshold."): one for one in ALL if one.key.startswith("threshold.")
}


def within(setting: Setting[Any]) -> st.SearchStrategy[Any]:
    low, high = setting.low, setting.high
    assert low is not None
    assert high is not None
    if isinstance(setting.default, float):
        return st.integers(round(low * 10), round(high * 10)).map(lambda tenths: tenths / 10)
    return st.integers(low, high)


ANY = st.builds(Thresholds, **{name: within(SETTINGS[name]) for name in NAMES})


@st.composite
def members(draw: st.DrawFn) -> History:
    """A couple, family or group whose members rated alliance and cohesion."""
    count = draw(st.integers(1, 16))
    bare = history({(ALLIANCE, Perspective.CLIENT): [None] * count}, kind=draw(st.sampled_from(ClientKind)))
    scores = st.lists(st.none() | st.integers(0, 100), min_size=count, max_size=count)
    ratings = tuple(
        Rating(SessionId(number), element, Perspective.CLIENT, "", ClientId(10 + seat), Tenths(score), None)
        for element in (ALLIANCE, COHESION)
        for seat in range(draw(st.integers(1, 5)))
        for number, score in enumerate(draw(scores), start=1)
        if score is not None
    )
    return replace(bare, ratings=ratings)


LONG = st.builds(alliance, st.lists(st.none() | st.integers(40, 100).map(lambda n: n / 10), max_size=30), SCORES)


@settings(deadline=None)
@given(st.one_of(records(), members(), LONG), ANY, st.sampled_from(Edition))
def test_any_record_can_be_judged_and_judging_it_again_changes_nothing(
    record: History, thresholds: Thresholds, edition: Edition
) -> None:
    analysis = analyse(record, CATALOGUE, thresholds, record.sessions[-1].held_on if record.sessions else None)
    result = evaluate(analysis, RULES, edition, prompt_uid)
    for own in analysis.baselines.values():
        for baseline in own.values():
            assert thresholds.baseline_least <= len(baseline.sessions) <= thresholds.baseline_window
            assert thresholds.least_drop <= baseline.look <= baseline.limit
    again = analyse(replace(record, prompts=result.opened), CATALOGUE, thresholds)
    assert evaluate(again, RULES, edition, prompt_uid) == Evaluation((), ())


def in_words(thresholds: Thresholds) -> str:
    numbers = said_thresholds(thresholds)
    methods = (f"{one.text} {one.formula} {one.least}".format_map(numbers) for one in CATALOGUE.methods.values())
    return "\n".join((*(rule.states(thresholds) for rule in RULES), *methods))


@pytest.mark.parametrize("name", NAMES)
def test_every_threshold_is_said_in_words_and_they_follow_it(name: str) -> None:
    setting = SETTINGS[name]
    values: set[Any] = {setting.low, setting.high} - {setting.default}
    for value in values:
        assert in_words(replace(DEFAULTS, **{name: value})) != in_words(DEFAULTS)


def found(record: History, **set_to: Any) -> set[str]:
    analysis = analyse(record, CATALOGUE, replace(DEFAULTS, **set_to))
    return {one.signal for one in analysis.findings if one.strength != f.NOT_ENOUGH}


def group(*sessions: tuple[float, ...], kind: ClientKind = ClientKind.GROUP) -> History:
    """Sessions of a group with what each member rated: cohesion in a group, alliance in a couple or family."""
    element = COHESION if kind is ClientKind.GROUP else ALLIANCE
    bare = history({(element, Perspective.CLIENT): [None] * len(sessions)}, kind=kind)
    ratings = tuple(
        Rating(SessionId(number), element, Perspective.CLIENT, "", ClientId(10 + seat), Tenths(round(score * 10)), None)
        for number, scores in enumerate(sessions, start=1)
        for seat, score in enumerate(scores)
    )
    return replace(bare, ratings=ratings)


STEADY = [7.0] * 8
PAIR = [(7.0, 7.0)] * 5
APART = group((8.0, 5.5), (8.0, 5.5), (8.0, 5.5), kind=ClientKind.COUPLE)


@pytest.mark.parametrize(
    ("record", "signal", "default", "set_to"),
    [
        (alliance([*STEADY, 6.2]), f.BASELINE_DROP, False, {"least_drop": 0.8}),
        (alliance([*STEADY, 5.5]), f.BASELINE_DROP, True, {"least_drop": 1.6}),
        (alliance([7.0, 7.0, 7.0, 3.0]), f.BASELINE_DROP, False, {"baseline_least": 3}),
        (alliance([7.0, 7.0, 7.0, 7.0, 3.0]), f.BASELINE_DROP, True, {"baseline_least": 5}),
        (alliance([2.0, 9.0, 2.0, *[7.0] * 6, 5.5]), f.BASELINE_DROP, False, {"baseline_window": 6}),
        (alliance([2.0, *[7.0] * 8, 5.5]), f.BASELINE_DROP, True, {"baseline_window": 9}),
        (alliance([9.0, 9.2] * 3), f.CEILING, False, {"ceiling": 9.0}),
        (alliance([9.5, 9.8] * 3), f.CEILING, True, {"ceiling_run": 7}),
        (APART, f.SPLIT_ALLIANCE, False, {"split": 2.5}),
        (group(*PAIR, (3.0, 3.0)), f.COHESION_FALL, False, {"cohesion_members": 2}),
        (alliance([7.0, None, None]), f.NO_CLIENT_FEEDBACK, True, {"feedback_missed": 3}),
    ],
)
def test_a_signal_goes_by_what_is_set(record: History, signal: str, default: bool, set_to: dict[str, Any]) -> None:
    assert (signal in found(record)) is default
    assert (signal in found(record, **set_to)) is not default
