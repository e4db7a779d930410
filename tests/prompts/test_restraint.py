"""What the rules do to histories nobody has thought of: stable ones, and random ones."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.histories import adapted, answered, focused, history, holding, process, reading
from tests.prompts.examples.example import Example
from tests.prompts.examples.quiet import EXAMPLES as QUIET

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import Edition, Focus, Perspective, Source
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.engine import evaluate
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.identifiers import prompt_uid

CATALOGUE = load_catalogue()
RULES = tuple(all_rules().values())
INSUFFICIENT_FIRST = {"attachment", "gender", "ethnicity", "religion", "preferences", "personality-disorder"}
ROUTINE_FEEDBACK = "F1"
CLIENTS, SESSIONS = 60, 20
RATED = ("alliance", "empathy", "goal-consensus", "positive-regard", "credibility", "positive-expectations")


def opened(record: History, edition: Edition = Edition.E2018) -> tuple[Prompt, ...]:
    return evaluate(analyse(record, CATALOGUE, DEFAULTS), RULES, edition, prompt_uid).opened


def stable(draw: Random) -> History:
    """A client who wanders about the own level (SD 0.7, lag-one .3), with goals reviewed and a middling profile."""
    scores: dict[tuple[ElementId, Perspective], list[float | None]] = {}
    for element in RATED:
        for perspective, level in ((Perspective.CLIENT, 7.0), (Perspective.CLINICIAN, 6.8)):
            off, values = draw.gauss(0, 0.7), list[float | None]()
            for _ in range(SESSIONS):
                values.append(round(min(10.0, max(0.0, level + off)), 1))
                off = 0.3 * off + draw.gauss(0, 0.7 * (1 - 0.3**2) ** 0.5)
            scores[ElementId(element), perspective] = values
    profile = tuple(
        reading(1, name, f"{draw.uniform(3.5, 6.5):.1f}") for name in ("resistance", "coping-style", "relational-style")
    )
    return answered(
        holding(history(scores), profile=profile), "phq-9", {n: 6 + draw.randint(-2, 2) for n in (1, 5, 9, 13, 17)}
    )


def test_a_stable_client_gives_at_most_one_prompt_in_ten_sessions_besides_routine_feedback() -> None:
    draw = Random(20260101)
    count = sum(one.rule != ROUTINE_FEEDBACK for _ in range(CLIENTS) for one in opened(stable(draw)))
    assert count <= CLIENTS * SESSIONS / 10


SCORES = st.lists(st.one_of(st.none(), st.integers(0, 100).map(lambda n: n / 10)), min_size=1, max_size=14)
TENTHS = st.integers(0, 100).map(lambda n: f"{n / 10:.1f}")
SOURCES = st.sampled_from(Source)
VALUES = {
    "resistance": TENTHS,
    "functional-impairment": TENTHS,
    "coping-style": TENTHS,
    "relational-style": TENTHS,
    "expectations": TENTHS,
    "stage-of-change": st.sampled_from(list(CATALOGUE.stages)),
    "assimilation": st.integers(0, 7).map(str),
    "attachment": st.sampled_from(["anxious", "safe", "avoidant"]),
    "ethnicity": st.just("noted"),
    "religion": st.just("noted"),
    "gender": st.just("noted"),
    "personality-disorder": st.just("noted"),
}


@st.composite
def records(draw: st.DrawFn) -> History:
    scores = {
        (ElementId(draw(st.sampled_from(RATED))), draw(st.sampled_from(Perspective))): draw(SCORES) for _ in range(4)
    }
    record = history(scores, goals=draw(st.sampled_from([None, [], [(1, None)]])))
    numbers = st.integers(1, len(record.sessions))
    entries = [
        reading(draw(numbers), name, draw(VALUES[name]), draw(SOURCES))
        for name in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=6, unique=True))
    ]
    done = tuple(
        process(draw(numbers), name) for name in draw(st.lists(st.sampled_from(list(CATALOGUE.processes)), max_size=8))
    )
    changed = (adapted(draw(numbers), draw(st.sampled_from(sorted(VALUES)))),) if draw(st.booleans()) else ()
    in_order = tuple(sorted(entries, key=lambda one: one.assessed_on))
    record = holding(record, profile=in_order, interventions=done, adaptations=changed)
    record = focused(record, draw(st.dictionaries(numbers, st.sampled_from(Focus), max_size=5)))
    totals = draw(st.dictionaries(numbers, st.integers(0, 27), max_size=5))
    return answered(record, draw(st.sampled_from(["phq-9", "wsas"])), dict(sorted(totals.items())))


@settings(deadline=None)
@given(records(), st.sampled_from(Edition))
def test_the_same_record_gives_the_same_prompts_and_every_point_is_in_it(record: History, edition: Edition) -> None:
    found = opened(record, edition)
    assert found == opened(replace(record), edition)
    numbers = {session.number for session in record.sessions}
    for prompt in found:
        rule = all_rules()[prompt.rule]
        assert prompt.because
        assert {one.session for one in prompt.because} - {None} <= numbers
        speaking = CATALOGUE.speaking(rule.evidence, edition) if rule.evidence and not rule.outside else None
        assert prompt.edition == (speaking.edition if speaking else None)
        assert prompt.tier == (speaking.listing.tier if speaking else rule.outside)


@settings(deadline=None)
@given(records())
def test_under_the_first_edition_nothing_comes_from_what_it_found_insufficient(record: History) -> None:
    assert not {all_rules()[one.rule].evidence for one in opened(record, Edition.E2002)} & INSUFFICIENT_FIRST


@pytest.mark.parametrize("quiet", QUIET, ids=lambda one: f"{one.rule}: {one.what}")
def test_nothing_is_suggested_where_it_could_only_alarm(quiet: Example) -> None:
    assert not opened(quiet.record)


def test_nothing_is_suggested_without_anything_on_file() -> None:
    assert not opened(history({(ElementId("alliance"), Perspective.CLIENT): []}, goals=[]))
    assert not opened(history({(ElementId("alliance"), Perspective.CLIENT): [None]}, goals=[]))


@settings(deadline=None)
@given(records(), st.data())
def test_readings_entered_in_another_order_give_the_same_prompts(record: History, data: st.DataObject) -> None:
    """As after an export and an import: the readings of a day then stand in the order of the file."""
    same_day = [replace(one, source=source) for one in record.profile for source in Source]
    values = [replace(one, value=data.draw(VALUES[one.characteristic])) for one in same_day]
    entered = sorted(data.draw(st.permutations(values)), key=lambda one: one.assessed_on)
    again = sorted(data.draw(st.permutations(values)), key=lambda one: one.assessed_on)
    assert opened(replace(record, profile=tuple(entered))) == opened(replace(record, profile=tuple(again)))
