"""Scores: 0.0 to 10.0 in tenths, a line of ten centimetres, kept as whole tenths from 0 to 100."""

from __future__ import annotations

from typing import NewType

from relationship_desk.domain.errors import UnusableInput

Tenths = NewType("Tenths", int)
"""A score in tenths: 74 is 7.4."""


def tenths(value: int) -> Tenths:
    """Return ``value`` as a score, or raise :class:`UnusableInput` when it is not from 0 to 100."""
    if not 0 <= value <= 100:
        raise UnusableInput(f"A score runs from 0.0 to 10.0; {value / 10:.1f} is outside.")
    return Tenths(value)


def parse_score(text: str) -> Tenths:
    """Read a score with at most one decimal (``7``, ``7.4``, ``10.0``).

    Raises:
        UnusableInput: for anything else, such as a comma, a sign or a second decimal.
    """
    whole, point, tenth = text.partition(".")
    well_formed = whole.isascii() and whole.isdigit() and len(whole) <= 2
    if point:
        well_formed = well_formed and tenth.isascii() and tenth.isdigit() and len(tenth) == 1
    if not well_formed:
        raise UnusableInput(f"“{text[:20]}” is no score: give 0 to 10 with at most one decimal, such as 7.4.")
    return tenths(int(whole) * 10 + (int(tenth) if point else 0))


def format_score(score: Tenths | int) -> str:
    """Write a score with one decimal, as everywhere in the program: ``7.4``, ``10.0``."""
    return f"{score // 10}.{score % 10}"


def format_value(value: float) -> str:
    """Write a computed number on the 0-10 scale with one decimal and a true minus.

    >>> format_value(-1.25), format_value(-0.04)
    ('−1.2', '0.0')
    """
    text = f"{value:.1f}"
    return text.replace("-", "−") if float(text) else "0.0"
