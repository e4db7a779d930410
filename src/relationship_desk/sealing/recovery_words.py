"""The recovery words: 256 random bits as 24 ordinary words that a person can write down and type back.

Each of the 2048 words stands for 11 bits. 24 words hold 264: the 256 of the secret and 8 of its SHA-256 as a
checksum. No two words share their first four letters, so those are enough when typing.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import secrets
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from relationship_desk.domain.errors import UnusableInput

WORD_COUNT = 24
ENTROPY_BYTES = 32
_BITS = 11
_LETTERS = 4


@cache
def word_list() -> tuple[str, ...]:
    """The 2048 words in alphabetical order; the place of a word is its value."""
    return tuple(Path(__file__).with_name("words.txt").read_text("ascii").split())


@cache
def _place_of() -> dict[str, int]:
    return {word[:_LETTERS]: place for place, word in enumerate(word_list())}


def new_words() -> tuple[str, ...]:
    """Return 24 fresh random words."""
    return words_for(secrets.token_bytes(ENTROPY_BYTES))


def words_for(entropy: bytes) -> tuple[str, ...]:
    """Write 32 bytes as 24 words."""
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError("recovery words hold 32 bytes")
    number = int.from_bytes(entropy + _checksum(entropy), "big")
    return tuple(word_list()[number >> _BITS * place & 2**_BITS - 1] for place in reversed(range(WORD_COUNT)))


def split_words(text: str) -> tuple[str, ...]:
    """Read words typed or pasted with any spacing, case, commas or numbering."""
    return tuple(re.findall(r"[^\W\d_]+", text.lower()))


def entropy_of(words: Sequence[str]) -> bytes:
    """Return the 32 bytes that 24 words stand for; the first four letters of each are enough.

    Raises:
        UnusableInput: naming the first word that is not on the list, the number of words that is wrong, or saying
            that the words do not belong together.
    """
    if len(words) != WORD_COUNT:
        raise UnusableInput(f"There are {WORD_COUNT} recovery words; {len(words)} were given.")
    number = 0
    for position, word in enumerate(words, 1):
        number = number << _BITS | _place(word.strip().lower(), position)
    data = number.to_bytes(ENTROPY_BYTES + 1, "big")
    entropy, checksum = data[:ENTROPY_BYTES], data[ENTROPY_BYTES:]
    if checksum != _checksum(entropy):
        raise UnusableInput(
            "Every word is on the list, but together they are not a set of recovery words. "
            "Compare each word and the order with the recovery sheet."
        )
    return entropy


def _place(word: str, position: int) -> int:
    place = _place_of().get(word[:_LETTERS])
    if place is None or not word_list()[place].startswith(word):
        close = difflib.get_close_matches(word, word_list(), n=3, cutoff=0.6)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise UnusableInput(f"Word {position}, “{word[:20]}”, is not a recovery word.{hint}")
    return place


def _checksum(entropy: bytes) -> bytes:
    return hashlib.sha256(entropy).digest()[:1]
