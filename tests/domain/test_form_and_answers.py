"""The form and its answers between two processes: what goes out comes back, and nothing else is taken."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.form_answers import Answers, Item, Line
from relationship_desk.domain.hand_over import AskedElement, AskedMeasure, Errand, Form
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Missing

names = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
hexadecimal = "0123456789abcdef"
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
ids, tokens = st.text(hexadecimal, min_size=20, max_size=20), st.text(hexadecimal, min_size=64, max_size=64)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))
elements = st.builds(AskedElement, names.map(ElementId), words, words, words, st.booleans())
measures = st.builds(
    AskedMeasure,
    names.map(MeasureId),
    words,
    words,
    words,
    st.integers(-5, 5),
    st.lists(words, min_size=1, max_size=6).map(tuple),
    st.lists(words, min_size=1, max_size=9).map(tuple),
)
forms = st.builds(
    Form,
    ids,
    tokens,
    st.binary(min_size=32, max_size=32),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.lists(elements, max_size=5, unique_by=lambda one: one.element).map(tuple),
    st.lists(measures, max_size=3, unique_by=lambda one: one.measure).map(tuple),
)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Form, Answers]:
    """A form, and answers that a client could give to it."""
    form = draw(forms)
    now = draw(moments)
    answers = Answers.to(form, now)
    for element in form.elements:
        kinds: list[st.SearchStrategy[Line | None]] = [st.none(), st.integers(0, 100).map(Tenths)]
        kinds.append(st.just(Missing.DECLINED))
        if element.not_always:
            kinds.append(st.just(Missing.NOT_APPLICABLE))
        answers = answers.with_line(element.element, draw(st.one_of(kinds)), now)
    for measure in form.measures:
        choices = st.integers(measure.lowest, measure.lowest + len(measure.choices) - 1)
        item: st.SearchStrategy[Item] = st.one_of(st.none(), st.just(Missing.DECLINED), choices)
        for number in range(1, len(measure.items) + 1):
            answers = answers.with_item(measure, number, draw(item), now)
    comment = draw(words) if form.comment else ""
    return form, replace(answers, comment=comment, done=draw(st.booleans()))


@given(forms)
def test_a_form_comes_back_as_it_went_out(form: Form) -> None:
    assert Form.from_json(form.to_json()) == form
    assert Form.from_json(form.to_json()).to_json() == form.to_json()


@given(forms, words, st.booleans(), st.sampled_from(["light", "dark", "contrast", "system"]), st.floats(1, 2))
def test_an_errand_comes_back_as_it_went_out(form: Form, folder: str, demo: bool, look: str, scale: float) -> None:
    errand = Errand(form, folder, demo, look, scale, "")
    assert Errand.from_json(errand.to_json()) == errand


@given(answered())
def test_answers_come_back_as_they_went_out_and_fit_their_form(both: tuple[Form, Answers]) -> None:
    form, answers = both
    again = Answers.from_json(answers.to_json())
    assert again == answers
    again.check(form)
    assert answers.answered + answers.declined + answers.not_applicable + answers.empty(form) == form.asked


@given(answered(), st.data())
def test_a_byte_changed_is_refused_or_still_answers(both: tuple[Form, Answers], data: st.DataObject) -> None:
    form, answers = both
    text = bytearray(answers.to_json())
    place = data.draw(st.integers(0, len(text) - 1))
    text[place] = data.draw(st.integers(0, 255))
    try:
        read = Answers.from_json(bytes(text))
        read.check(form)
    except UnusableInput:
        return
    assert all(isinstance(one, Missing) or 0 <= int(one) <= 100 for one in read.lines.values())
    for measure in form.measures:
        for item in read.items_of(measure):
            assert item is None or item is Missing.DECLINED or 0 <= int(item) - measure.lowest < len(measure.choices)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=10), inside, max_size=3),
    max_leaves=6,
)


@given(answered(), json_values, st.data())
def test_a_member_changed_missing_or_added_is_refused_or_still_answers(
    both: tuple[Form, Answers], value: object, data: st.DataObject
) -> None:
    form, answers = both
    members = json.loads(answers.to_json())
    name = data.draw(st.sampled_from(sorted(members)))
    assert_refused({key: one for key, one in members.items() if key != name})
    assert_refused({**members, "more": value})
    members[name] = value
    try:
        Answers.from_json(json.dumps(members).encode()).check(form)
    except UnusableInput:
        return
    assert type(value) is type(json.loads(answers.to_json())[name]), "only what is of the right kind is taken"


def assert_refused(members: object) -> None:
    with pytest.raises(UnusableInput):
        Answers.from_json(json.dumps(members).encode())


@given(st.binary(max_size=200))
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableInput):
        Answers.from_json(data)


FORM = Form(
    "0" * 20,
    "a" * 64,
    bytes(32),
    False,
    False,
    True,
    False,
    (AskedElement(ElementId("alliance"), "?", "", "", False),),
    (AskedMeasure(MeasureId("two"), "1", "Two", "", 0, ("no", "yes"), ("Item 1", "Item 2")),),
)
NOW = datetime(2026, 3, 31, 10)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "1" * 20},
        {"token": "b" * 64},
        {"comment": "not asked for"},
        {"lines": {ElementId("empathy"): Tenths(5)}},
        {"lines": {ElementId("alliance"): Missing.NOT_APPLICABLE}},
        {"items": {MeasureId("two"): (1,)}},
        {"items": {MeasureId("two"): (1, 2)}},
        {"items": {MeasureId("two"): (-1, None)}},
        {"items": {MeasureId("other"): (1, 1)}},
    ],
)
def test_answers_to_something_else_are_refused(wrong: dict[str, object]) -> None:
    answers = replace(Answers.to(FORM, NOW), **wrong)  # type: ignore[arg-type]
    with pytest.raises(UnusableInput):
        Answers.from_json(answers.to_json()).check(FORM)


@pytest.mark.parametrize(
    "text",
    [
        b'{"id":1,"id":2}',
        b"[]",
        b"NaN",
        b'{"lines":{"alliance":7.0}}',
        b'{"lines":{"alliance":true}}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_json_that_only_looks_like_answers_is_refused(text: bytes) -> None:
    with pytest.raises(UnusableInput):
        Answers.from_json(text)


def test_a_score_is_a_whole_number_of_tenths_within_the_line() -> None:
    good = json.loads(Answers.to(FORM, NOW).to_json())
    scores: tuple[object, ...] = (101, -1, 7.4, True, "7", [], 10**30)
    for score in scores:
        assert_refused({**good, "lines": {"alliance": score}})


def test_half_characters_and_nulls_are_no_words() -> None:
    good = json.loads(Answers.to(FORM, NOW).to_json())
    for comment in ("\ud800", "a\0b", "x" * 5001, None):
        assert_refused({**good, "comment": comment})


def test_what_is_taken_back_is_empty_again() -> None:
    measure = FORM.measures[0]
    answers = Answers.to(FORM, NOW).with_line(ElementId("alliance"), Tenths(70), NOW).with_item(measure, 2, 1, NOW)
    assert (answers.answered, answers.empty(FORM), answers.begun) == (2, 1, True)
    answers = answers.with_line(ElementId("alliance"), None, NOW).with_item(measure, 2, None, NOW)
    assert answers == Answers.to(FORM, NOW)
    assert not answers.begun


def test_neither_token_nor_key_is_in_the_text_form() -> None:
    assert FORM.token not in repr(FORM)
    assert "public_key" not in repr(FORM)
    assert FORM.token not in repr(Answers.to(FORM, NOW))
