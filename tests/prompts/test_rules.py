"""Every rule on three short histories: it fires, it does not, and the boundary between."""

from __future__ import annotations

import pytest
from tests.histories import alliance, history

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS, RuleId
from relationship_desk.domain.vocabulary import Edition, Perspective, Source
from relationship_desk.exchange.schema import BY_NAME
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.rule import Moment, Rule
from relationship_desk.prompts.rules import all_rules

CATALOGUE = load_catalogue()
STABLE = [7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2]
CLINICIAN, CLIENT, MEASURE = Source.CLINICIAN, Source.CLIENT, Source.MEASURE


def goals_rated(client: list[float | None]) -> History:
    return history({(GOAL_CONSENSUS, Perspective.CLIENT): client, (ALLIANCE, Perspective.CLIENT): [7.0] * len(client)})


def directive(value: float, *readings: tuple[int, float, Source]) -> History:
    return alliance([7.0, 7.0, 7.0], directiveness={3: value}, resistance=readings)


EXAMPLES: list[tuple[str, str, History, bool]] = [
    ("R1", "client alliance falls by 2.5", alliance([*STABLE, 4.5]), True),
    ("R1", "client alliance is stable", alliance([*STABLE, 6.9]), False),
    ("R1", "a drop of exactly 1.0", alliance([*[7.0] * 8, 6.0]), True),
    ("R1", "back in own range for two sessions", alliance([*STABLE, 4.5, 7.0, 7.0]), False),
    ("D1", "clinician 2.0 above in two of three", alliance([5.0, 7.0, 5.0], [7.0, 7.0, 7.0]), True),
    ("D1", "clinician below the client", alliance([8.0, 8.0, 8.0], [7.0, 7.0, 7.0]), False),
    ("D1", "clinician exactly 1.5 above", alliance([5.5, 5.5, 5.5], [7.0, 7.0, 7.0]), False),
    ("F1", "two sessions without a client rating", alliance([7.0, None, None]), True),
    ("F1", "the client rated every time", alliance([7.0, 7.0, 7.0]), False),
    ("F1", "one session without a client rating", alliance([7.0, 7.0, None]), False),
    ("G1", "goal consensus 2.0 by the client", goals_rated([7.0, 7.0, 2.0]), True),
    ("G1", "goal consensus 7.0, goal reviewed", goals_rated([7.0, 7.0, 7.0]), False),
    ("G1", "goal consensus exactly 3.0", goals_rated([7.0, 7.0, 3.0]), True),
    ("G1", "no goal by session 3", alliance([7.0, 7.0, 7.0], goals=[]), True),
    ("G1", "no goal by session 2", alliance([7.0, 7.0], goals=[]), False),
    ("G1", "not reviewed for 6 sessions", alliance([7.0] * 7, goals=[(1, None)]), True),
    ("G1", "not reviewed for 5 sessions", alliance([7.0] * 6, goals=[(1, None)]), False),
    ("A1", "resistance high twice by the clinician", directive(8.0, (1, 8.0, CLINICIAN), (2, 7.5, CLINICIAN)), True),
    ("A1", "resistance high once by the clinician", directive(8.0, (1, 8.0, CLINICIAN)), False),
    ("A1", "resistance high by a measure", directive(8.0, (1, 8.0, MEASURE)), True),
    ("A1", "resistance high, directiveness low", directive(4.0, (1, 8.0, CLIENT)), False),
    ("A1", "both exactly 7.0", directive(7.0, (1, 7.0, CLIENT)), True),
    ("A1", "directiveness 6.9", directive(6.9, (1, 7.0, CLIENT)), False),
]


@pytest.mark.parametrize(("rule", "what", "record", "fires"), EXAMPLES, ids=[f"{e[0]}: {e[1]}" for e in EXAMPLES])
def test_example(rule: str, what: str, record: History, fires: bool) -> None:
    session = record.attended[-1]
    moment = Moment(analyse(record, CATALOGUE, DEFAULTS), session, len(record.attended), DEFAULTS)
    because = all_rules()[RuleId(rule)].when(moment)
    assert bool(because) is fires, what


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
class TestEveryRule:
    def test_has_examples_that_fire_and_that_do_not(self, rule: Rule) -> None:
        assert {fires for name, _, _, fires in EXAMPLES if name == rule.id} == {True, False}

    def test_reads_only_what_the_data_package_supplies(self, rule: Rule) -> None:
        for need in rule.needs:
            table, _, column = need.partition(".")
            assert column in {one.name for one in BY_NAME[table].columns}, need

    def test_speaks_with_a_tier_in_every_edition_or_says_which(self, rule: Rule) -> None:
        for edition in Edition if rule.outside is None else ():
            speaking = CATALOGUE.speaking(rule.evidence, edition)
            assert speaking is not None
            assert speaking.edition == edition or speaking.label

    def test_never_promises(self, rule: Rule) -> None:
        words = " ".join([rule.meaning, rule.states(DEFAULTS), rule.goes_away, *(o.text for o in rule.options)])
        assert "will improve" not in words
        assert "!" not in words
