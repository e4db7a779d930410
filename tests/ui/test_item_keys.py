"""One key an item: a state machine without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.ui.widgets.item_keys import ItemKeys


def typed(keys: ItemKeys, text: str) -> list[int | None]:
    for key in text:
        keys.press(key)
    return keys.answers


def test_a_digit_answers_and_moves_on() -> None:
    keys = ItemKeys(4, 0, 3)
    assert typed(keys, "0312") == [0, 3, 1, 2]
    assert keys.current == 3


def test_what_is_no_answer_changes_nothing() -> None:
    keys = ItemKeys(2, 1, 5)
    assert typed(keys, "06x9") == [None, None]
    assert keys.current == 0


def test_a_digit_that_may_begin_a_longer_number_waits() -> None:
    keys = ItemKeys(3, 0, 10)
    assert typed(keys, "10") == [10, None, None]
    assert keys.current == 1
    assert typed(keys, "1") == [10, 1, None]
    assert keys.current == 1
    keys.move(2)
    assert typed(keys, "0") == [10, 1, 0]


def test_a_digit_after_one_that_waits_starts_anew_where_both_make_no_answer() -> None:
    assert typed(ItemKeys(2, 0, 10), "15")[0] == 5


def test_answers_below_nought_begin_with_minus() -> None:
    keys = ItemKeys(2, -2, 2)
    assert typed(keys, "-21") == [-2, 1]


def test_minus_clears_where_no_answer_lies_below_nought() -> None:
    keys = ItemKeys(2, 0, 3)
    typed(keys, "12")
    keys.move(0)
    assert typed(keys, "-") == [None, 2]


def test_backspace_clears_and_on_an_empty_item_goes_back() -> None:
    keys = ItemKeys(3, 0, 3)
    typed(keys, "12")
    keys.press("backspace")
    assert (keys.answers, keys.current) == ([1, None, None], 1)


def test_declined_is_no_answer_and_an_answer_takes_it_back() -> None:
    keys = ItemKeys(2, 0, 3)
    typed(keys, "dd")
    assert keys.declined == {0, 1}
    keys.move(0)
    assert typed(keys, "2") == [2, None]
    assert keys.declined == {1}


@given(st.integers(1, 8), st.integers(-3, 1), st.integers(2, 12), st.text("0123456789-dx", max_size=40))
@pytest.mark.parametrize("extra", ["", "backspace"])
def test_whatever_is_typed_answers_stay_in_range(extra: str, count: int, low: int, high: int, text: str) -> None:
    keys = ItemKeys(count, low, high)
    for key in text:
        keys.press(key)
        if extra:
            keys.press(extra)
    assert len(keys.answers) == count
    assert 0 <= keys.current < count
    assert all(answer is None or low <= answer <= high for answer in keys.answers)
    assert all(keys.answers[place] is None for place in keys.declined)
