"""Measures in TOML: the shipped ones are sound and hold no licensed text; every fault names file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from relationship_desk.catalogue.measures import parse_measure, read_versions, shipped_measures, shipped_versions
from relationship_desk.catalogue.table import CatalogueError
from relationship_desk.domain.measure import Direction, MeasureId, MissingRule, Norm
from relationship_desk.shipped import shipped

MAY_BE_SHOWN = {"phq-9", "gad-7", "phq-4", "pcl-5"}
RELEASED = (
    "arm-5 1", "audit 1", "bai-beck 1", "calpas 1", "core-10 1", "core-om 1", "dass-21 1", "gad-7 1", "gsrs 1", "k10 1",
    "oq-45 1", "ors 1", "pcl-5 1", "phq-4 1", "phq-9 1", "sai 1", "srs 1", "trs 1", "urica 1", "wai-sr 1", "who-5 1",
    "whodas-2 1", "wsas 1",
)  # fmt: skip
"""Every version of every measure that ever came with the program. Only ever add to it: answers keep their version."""

EXAMPLE = """id = "sleep-diary"
version = "1"
title = "Sleep diary, weekly score"
direction = "lower"
items = 7
item_min = 0
item_max = 3
total_min = 0
total_max = 21
reverse = [2]
missing_max = 1
missing_rule = "prorate"
risk_items = [7]
sd = 4.2
reliability = 0.85
reliability_kind = "retest"
reliable_change = 5
confidence = 0.95
cutoff = 8
clinical_mean = 12.0
clinical_sd = 4.2
functional_mean = 4.0
functional_sd = 3.0
source = "invented example"
licence = "own"
[[subscale]]
id = "cognitive"
items = [1, 2, 3]
"""


def test_only_measures_in_the_public_domain_carry_their_words() -> None:
    shipped = shipped_measures()
    assert {measure.id for measure in shipped.values() if measure.texts} == MAY_BE_SHOWN
    assert len(shipped) >= 20
    for measure in shipped.values():
        assert measure.source
        assert measure.licence
        assert measure.id in MAY_BE_SHOWN or not (measure.stem or measure.choices)


def test_every_version_that_was_ever_released_can_still_be_read() -> None:
    held = [f"{measure} {version}" for measure, version in shipped_versions()]
    assert set(RELEASED) <= set(held), "answers to these could no longer be read"
    assert sorted(RELEASED) == sorted(held), "list the new version here, so that it stays"
    assert len(held) == len(list((shipped("resources") / "measures").glob("*.toml")))


def test_the_newest_version_is_the_one_that_is_given(tmp_path: Path) -> None:
    for version in ("2", "10", "1"):
        (tmp_path / f"diary-{version}.toml").write_text(EXAMPLE.replace('"1"', f'"{version}"'), "utf-8")
    assert [version for _, version in read_versions(tmp_path)] == ["1", "2", "10"]


def test_everything_that_can_be_said_is_read() -> None:
    measure = parse_measure(EXAMPLE, "own.toml")
    assert (measure.id, measure.version, measure.items) == ("sleep-diary", "1", 7)
    assert measure.direction is Direction.LOWER
    assert (sorted(measure.reverse), sorted(measure.risk_items), measure.missing_max) == ([2], [7], 1)
    assert measure.missing_rule is MissingRule.PRORATE
    assert (measure.clinical, measure.functional) == (Norm(12.0, 4.2), Norm(4.0, 3.0))
    assert measure.subscales[0].items == (1, 2, 3)


def test_six_keys_are_enough() -> None:
    short = 'id = "mood"\nversion = "1"\ntitle = "Mood"\ndirection = "higher"\nitems = 0\ntotal_max = 10\n'
    measure = parse_measure(short, "mood.toml")
    assert (measure.id, measure.total_min, measure.total_max) == (MeasureId("mood"), 0, 10)


def test_a_reliability_need_not_say_of_what_kind_it_is() -> None:
    measure = parse_measure(EXAMPLE.replace('reliability_kind = "retest"\n', ""), "own.toml")
    assert (measure.reliability, measure.reliability_kind) == (0.85, None)


# What is put in the place of what, on which line the fault lies, and a word that has to be in its message.
FAULTS = [
    ('id = "sleep-diary"', 'id = "Sleep diary"', 1, "no id"),
    ('id = "sleep-diary"', "id = 7", 1, "text"),
    ('version = "1"', 'version = ""', 2, "empty"),
    ('version = "1"\n', "", 1, "version"),
    ('direction = "lower"', 'direction = "down"', 4, "lower, higher"),
    ("items = 7\n", "items = 7.5\n", 5, "whole number"),
    ("items = 7\n", "items = -1\n", 5, "from 0"),
    ("items = 7\n", "items = true\n", 5, "whole number"),
    ("item_max = 3", "item_max = 0", 7, "more than 0"),
    ("item_max = 3\n", "", 1, "item_max"),
    ("total_max = 21", "total_max = 0", 9, "more than 0"),
    ("total_max = 21", "total_max = 20", 9, "0 to 21"),
    ("total_max = 21", "total_max = nan", 9, "number"),
    ("reverse = [2]", "reverse = [8]", 10, "no item 8"),
    ("reverse = [2]", "reverse = [2, 2]", 10, "twice"),
    ("reverse = [2]", 'reverse = ["2"]', 10, "whole numbers"),
    ("missing_max = 1", "missing_max = 7", 11, "from 0 to 6"),
    ('missing_rule = "prorate"', 'missing_rule = "mean"', 12, "prorate, none"),
    ('missing_rule = "prorate"', 'missing_rule = "none"', 11, "prorate"),
    ("risk_items = [7]", "risk_items = [0]", 13, "no item 0"),
    ("sd = 4.2\nreliability", "sd = 0\nreliability", 14, "more than 0"),
    ("reliability = 0.85", "reliability = 1.0", 15, "below 1"),
    ("reliability = 0.85\n", "", 15, "needs “reliability”"),
    ('reliability_kind = "retest"', 'reliability_kind = "beta"', 16, "retest, alpha"),
    ("reliable_change = 5", "reliable_change = -5", 17, "more than 0"),
    ("confidence = 0.95", "confidence = 95", 18, "0.5"),
    ("cutoff = 8", "cutoff = 22", 19, "0 to 21"),
    ("clinical_sd = 4.2\n", "", 20, "clinical_sd"),
    ("functional_mean = 4.0\nfunctional_sd = 3.0\n", "", 1, "together"),
    ("items = [1, 2, 3]", "items = [1, 9]", 28, "no item 9"),
    ("items = [1, 2, 3]", "items = []", 28, "needs items"),
    ('[[subscale]]\nid = "cognitive"', '[[subscale]]\nid = "Cognitive!"', 27, "no id"),
    ('licence = "own"', 'licence = "own"\ncolour = "red"', 26, "not known"),
    ('licence = "own"', 'licence = "own"\nrecalled = ["title"]', 26, "not known"),
    ('title = "Sleep diary, weekly score"', 'title = "Sleep', 3, "TOML"),
    ('licence = "own"', 'licence = "own"\nchoices = ["no", "yes"]', 26, "4 texts"),
    ("items = [1, 2, 3]\n", 'items = [1]\n[[item]]\nnumber = 1\ntext = "a"\n', 29, "item 2"),
    ("items = [1, 2, 3]\n", 'items = [1]\n[[item]]\nnumber = 8\ntext = "a"\n', 30, "no item 8"),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "faulty", "line", "word"), FAULTS)
def test_every_fault_names_file_and_line(whole: str, faulty: str, line: int, word: str) -> None:
    assert whole in EXAMPLE
    with pytest.raises(CatalogueError) as caught:
        parse_measure(EXAMPLE.replace(whole, faulty, 1), "own.toml")
    message = str(caught.value)
    assert re.match(rf"own\.toml, line {line}: ", message), message
    assert word in message
