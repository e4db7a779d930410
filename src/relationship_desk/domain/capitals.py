"""The first letter of words that move between the beginning and the middle of a sentence."""

from __future__ import annotations


def capital_first(words: str) -> str:
    """Return ``words`` as they begin a sentence.

    >>> capital_first("opened by the clinician")
    'Opened by the clinician'
    """
    return words[:1].upper() + words[1:]


def small_first(words: str) -> str:
    """Return ``words`` as they stand within a sentence; what is written in capitals throughout stays.

    >>> small_first("Goal consensus"), small_first("PHQ-9"), small_first("A gap")
    ('goal consensus', 'PHQ-9', 'a gap')
    """
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
