"""A form as TOML says what was entered, whatever characters that holds."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.catalogue.measure_toml import Value, measure_toml
from relationship_desk.catalogue.measures import parse_measure

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(st.dictionaries(st.sampled_from(["id", "title", "source"]), TEXTS), st.lists(TEXTS, max_size=3))
def test_any_words_are_read_back(values: dict[str, str], texts: list[str]) -> None:
    read = tomllib.loads(measure_toml(values, {}, texts))
    assert {key: read[key] for key in values} == values
    assert [item["text"] for item in read.get("item", [])] == texts


def test_a_whole_measure_is_one_to_the_parser() -> None:
    whole: dict[str, Value] = {"id": "diary", "version": "1", "title": "Diary", "direction": "lower", "items": 3}
    whole |= {"item_max": 4, "total_max": 12.0, "reverse": [2]}
    text = measure_toml(whole, {"sleep": [1, 2]}, ["One", "Two", "“Three”"])
    measure = parse_measure(text, "form")
    assert (measure.items, sorted(measure.reverse), measure.texts[3]) == (3, [2], "“Three”")
    assert [(one.id, one.items) for one in measure.subscales] == [("sleep", (1, 2))]
