"""The methods: every signal has the one it rests on, and what simulations found is what the page of statistics says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.model import Catalogue
from relationship_desk.insight import baseline, findings, gap, members
from relationship_desk.insight.thresholds import DEFAULTS, said_thresholds

STRENGTHS = {"SIGNAL", "LOOK", "POSSIBLE", "CONFIRMED", "BACK", "NOT_ENOUGH"}
SIGNALS = {
    value
    for name, value in vars(findings).items()
    if name.isupper() and isinstance(value, str) and name not in STRENGTHS
}
STATISTICS = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
TRIED = [one for one in load_catalogue().methods.values() if one.tried]


def test_every_signal_rests_on_one_method(catalogue: Catalogue) -> None:
    named = [signal for method in catalogue.methods.values() for signal in method.signals]
    assert sorted(named) == sorted(SIGNALS)


@pytest.mark.parametrize("method", TRIED, ids=lambda one: one.id)
def test_what_simulations_found_stands_in_the_statistics(method: object) -> None:
    found = re.findall(r"\d+ %", getattr(method, "tried", ""))
    assert found
    assert [share for share in found if f" {share} " not in STATISTICS] == []


def test_the_formulas_have_the_numbers_that_are_set(catalogue: Catalogue) -> None:
    methods = catalogue.methods
    assert "n = {baseline_least} to {baseline_window} " in methods["own-baseline"].formula
    assert f"last {baseline.LATEST} " in methods["slow-decline"].formula
    assert f"last {gap.COMMON_SESSIONS} common" in methods["gap"].formula
    assert f"in {members.SPLIT_TIMES} of" in methods["split-alliance"].formula
    for method in methods.values():
        for words in (method.text, method.formula, method.least):
            assert "{" not in words.format_map(said_thresholds(DEFAULTS))


def test_the_formulas_name_every_threshold_of_a_signal(catalogue: Catalogue) -> None:
    said = " ".join(one.text + one.formula + one.least for one in catalogue.methods.values())
    of_rules_alone = {"high", "low", "impairment", "repair_within", "reactions"}
    assert {name for name in said_thresholds(DEFAULTS) if f"{{{name}}}" not in said} == of_rules_alone


def test_each_says_what_it_cannot_say(catalogue: Catalogue) -> None:
    for method in catalogue.methods.values():
        assert len(method.cannot) > 40
        assert not method.checked or method.sources
