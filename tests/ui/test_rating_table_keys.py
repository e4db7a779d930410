"""The key machine of the rating table: whatever is typed, a score stays a score."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.vocabulary import Missing
from relationship_desk.ui.widgets.key_entry import KEYS, MIDDLE, TEN_WINDOW, Answer, KeyEntry

SLOW = TEN_WINDOW * 2

keys = st.sampled_from(sorted(KEYS))
typed = st.lists(st.tuples(keys, st.floats(0, 3, allow_nan=False)), max_size=60)
enabled_rows = st.lists(st.booleans(), min_size=1, max_size=12)
answers = st.one_of(
    st.just(Answer()),
    st.integers(0, 100).map(lambda score: Answer(score=score)),
    st.sampled_from(Missing).map(lambda missing: Answer(missing=missing)),
)


def entry(rows: int = 4, *, disabled: tuple[int, ...] = ()) -> KeyEntry:
    return KeyEntry([Answer()] * rows, [row not in disabled for row in range(rows)])


def type_keys(entry: KeyEntry, text: str, pause: float = SLOW) -> list[int | None]:
    words = text.split()
    return [entry.press(word, number * pause) for number, word in enumerate(words)]


def scores(entry: KeyEntry) -> list[int | None]:
    return [answer.score for answer in entry.answers]


@given(typed, enabled_rows, st.data())
def test_any_typing_leaves_valid_answers_and_an_enabled_current_row(
    typed: list[tuple[str, float]], enabled: list[bool], data: st.DataObject
) -> None:
    before = [data.draw(answers) for _ in enabled]
    one, two = KeyEntry(before, enabled), KeyEntry(before, enabled)
    now = 0.0
    for key, pause in typed:
        now += pause
        earlier = list(one.answers)
        changed = one.press(key, now)
        assert changed == two.press(key, now)
        different = [row for row, answer in enumerate(one.answers) if answer != earlier[row]]
        assert different == ([] if changed is None else [changed])
        assert one.current is None or enabled[one.current]
    assert one.answers == two.answers
    assert one.current == two.current
    for row, answer in enumerate(one.answers):
        assert answer.score is None or 0 <= answer.score <= 100
        assert answer.score is None or answer.missing is None
        assert enabled[row] or answer == before[row]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8))
def test_unhurried_digits_fill_the_rows_from_above(digits: list[int]) -> None:
    table = entry(len(digits))
    type_keys(table, " ".join(map(str, digits)))
    assert scores(table) == [digit * 10 for digit in digits]


@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from(".,"))
def test_a_point_reopens_the_row_for_its_tenth(whole: int, tenth: int, point: str) -> None:
    table = entry()
    type_keys(table, f"{whole} {point} {tenth}")
    assert scores(table) == [whole * 10 + tenth, None, None, None]
    assert table.current == 1


def test_nought_typed_at_once_after_one_is_ten_and_later_is_nought() -> None:
    quick, slow = entry(), entry()
    type_keys(quick, "1 0", pause=TEN_WINDOW)
    type_keys(slow, "1 0", pause=TEN_WINDOW * 1.01)
    assert scores(quick) == [100, None, None, None]
    assert quick.current == 1
    assert scores(slow) == [10, 0, None, None]


def test_nought_at_once_belongs_to_the_last_one_only() -> None:
    table = entry()
    type_keys(table, "1 0 0", pause=0.1)
    assert scores(table) == [100, 0, None, None]


def test_nought_at_once_after_a_move_is_a_rating_of_its_own() -> None:
    table = entry()
    type_keys(table, "1 down 0", pause=0.1)
    assert scores(table) == [10, None, 0, None]


def test_ten_on_the_last_row() -> None:
    table = entry(1)
    type_keys(table, "1 0", pause=0.1)
    assert scores(table) == [100]


def test_a_point_without_a_digit_before_it_does_nothing() -> None:
    table = entry()
    type_keys(table, "5 up . 7")
    assert scores(table) == [70, None, None, None]


def test_letters_answer_and_move_on_and_backspace_clears() -> None:
    table = entry()
    type_keys(table, "n o x up backspace")
    assert table.answers == [
        Answer(missing=Missing.NOT_APPLICABLE),
        Answer(missing=Missing.NOT_OBSERVED),
        Answer(),
        Answer(),
    ]
    assert table.current == 2


def test_arrows_move_a_tenth_or_a_whole_within_the_line() -> None:
    table = entry(1)
    type_keys(table, "right")
    assert scores(table) == [MIDDLE]
    type_keys(table, "right right shift+right left")
    assert scores(table) == [MIDDLE + 11]
    type_keys(table, "shift+right " * 9)
    assert scores(table) == [100]
    type_keys(table, "shift+left " * 12)
    assert scores(table) == [0]


def test_disabled_rows_are_passed_over() -> None:
    table = entry(4, disabled=(0, 2))
    assert table.current == 1
    type_keys(table, "4 6")
    assert scores(table) == [None, 40, None, 60]
    type_keys(table, "home")
    assert table.current == 1
    type_keys(table, "end")
    assert table.current == 3


def test_a_table_without_a_row_to_rate_takes_every_key() -> None:
    table = entry(2, disabled=(0, 1))
    assert type_keys(table, "5 . n down") == [None] * 4
    assert table.current is None
