"""How closely an intervention was delivered to plan, as its one line of text keeps it."""

from __future__ import annotations

from enum import StrEnum


class Adherence(StrEnum):
    """What can be said in a word; own words may follow it."""

    AS_PLANNED = "as planned"
    CHANGED = "changed"
    NOT_DELIVERED = "not delivered"


_EARLIER = {"not done": Adherence.NOT_DELIVERED}
"""What was written before the word changed."""


def read(text: str) -> tuple[Adherence | None, str]:
    """The word that ``text`` begins with, and the own words after it: ``changed: only half of it``."""
    word, _, own = text.partition(":")
    if word in _EARLIER:
        return _EARLIER[word], own.strip()
    return (Adherence(word), own.strip()) if word in set(Adherence) else (None, text)


def written(adherence: Adherence, own: str = "") -> str:
    """The line that :func:`read` reads."""
    return f"{adherence.value}: {own.strip()}" if own.strip() else adherence.value
