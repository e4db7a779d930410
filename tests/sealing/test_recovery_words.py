from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.sealing.recovery_words import entropy_of, new_words, split_words, word_list, words_for

ENTROPY = bytes(range(32))


def test_the_list_is_fit_for_paper_and_keyboard() -> None:
    words = word_list()
    assert len(set(words)) == 2048
    assert list(words) == sorted(words)
    assert len({word[:4] for word in words}) == 2048
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 8 for word in words)


@given(st.binary(min_size=32, max_size=32))
def test_words_hold_every_secret(entropy: bytes) -> None:
    words = words_for(entropy)
    assert len(words) == 24
    assert entropy_of(words) == entropy
    assert entropy_of([word[:4].upper() for word in words]) == entropy


def test_fresh_words_differ() -> None:
    assert len({new_words() for _ in range(50)}) == 50


def test_a_typing_mistake_is_named_and_a_word_suggested() -> None:
    words = list(words_for(ENTROPY))
    words[6] = "mountian"
    with pytest.raises(UnusableInput, match=r"Word 7, “mountian”.*Did you mean mountain"):
        entropy_of(words)


def test_a_word_like_none_gets_no_suggestion() -> None:
    with pytest.raises(UnusableInput) as failure:
        entropy_of(["xqzxqz", *words_for(ENTROPY)[1:]])
    assert str(failure.value) == "Word 1, “xqzxqz”, is not a recovery word."


def test_a_right_beginning_does_not_excuse_a_wrong_end() -> None:
    words = list(words_for(ENTROPY))
    words[3] = words[3][:4] + "zzz"
    with pytest.raises(UnusableInput, match="Word 4"):
        entropy_of(words)


@pytest.mark.parametrize("count", [0, 1, 23, 25])
def test_another_number_of_words_is_refused(count: int) -> None:
    with pytest.raises(UnusableInput, match=f"{count} were given"):
        entropy_of(["mountain"] * count)


@pytest.mark.parametrize("place", range(23))
def test_the_checksum_finds_exchanged_words(place: int) -> None:
    """One exchange in 256 would pass eight bits of checksum, none of these does; the key slot refuses the rest."""
    words = list(words_for(ENTROPY))
    words[place], words[place + 1] = words[place + 1], words[place]
    with pytest.raises(UnusableInput, match="together they are not"):
        entropy_of(words)


def test_words_are_read_as_people_copy_them() -> None:
    words = words_for(ENTROPY)
    sheet = "\n".join(f"{number}. {word.title()}," for number, word in enumerate(words, 1))
    assert split_words(sheet) == words
