"""What a note in words begins with, and how it is put together and taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.openings import Opening, joined, words_after
from relationship_desk.domain.ids import CharacteristicId

CHARACTERISTICS = load_catalogue().characteristics
STYLES = CHARACTERISTICS[CharacteristicId("attachment")]
EVERY = [one for characteristic in CHARACTERISTICS.values() for one in characteristic.openings]


@pytest.mark.parametrize(
    ("note", "style"),
    [
        ("Anxious: clings before breaks", "Anxious"),
        ("anxious-preoccupied", "Anxious"),
        (" PREOCCUPIED with his mother", "Anxious"),
        ("dismissive, at work most of all", "Avoidant"),
        ("disorganized", "Fearful"),
        ("insecure", "Insecure"),
        ("secure, no longer anxious", "Secure"),
        ("not insecure", None),
        ("insecurely at first", None),
        ("no longer anxious", None),
        ("", None),
    ],
)
def test_a_style_counts_where_the_note_begins_with_it(note: str, style: str | None) -> None:
    found = STYLES.opening_of(note)
    assert (found and found.words) == style


def test_which_styles_are_insecure() -> None:
    assert [one.words for one in STYLES.openings if one.adapts] == ["Anxious", "Avoidant", "Fearful", "Insecure"]


@given(st.sampled_from(EVERY), st.text(max_size=30).map(str.strip))
def test_what_was_put_together_comes_apart_again(opening: Opening, words: str) -> None:
    note = joined(opening, words)
    assert opening.begins(note)
    assert words_after(opening, note) == words
    assert joined(None, words) == words


@pytest.mark.parametrize("note", ["preoccupied", "Dismissing, and proud of it", "Anxious, clings: before breaks"])
def test_no_word_of_a_note_from_elsewhere_is_lost(note: str) -> None:
    opening = STYLES.opening_of(note)
    kept = joined(opening, words_after(opening, note))
    assert kept.endswith(note)
    assert STYLES.opening_of(kept) == opening
    assert joined(opening, words_after(opening, kept)) == kept
