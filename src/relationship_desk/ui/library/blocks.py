"""A page of the library as plain data: blocks of text that the reading column lays out and the search goes through."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.catalogue.model import Listing


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; ``lead`` names it at the left, such as "Low" or "Ask yourself". ``term``: what it explains."""

    text: str
    lead: str = ""
    muted: bool = False
    term: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Leads to the entry that explains ``term``."""

    title: str
    term: str


@dataclass(frozen=True, slots=True)
class Block:
    """A titled part of a page. ``head`` marks the title of a whole section, ``note`` stands muted after the title.

    ``term`` is what it explains, if it explains one.
    """

    title: str
    lines: tuple[Line, ...] = ()
    note: str = ""
    head: bool = False
    listings: tuple[Listing, ...] = ()
    recalled: bool = False
    term: str = ""
    links: tuple[Link, ...] = ()


def lines(*said: str | tuple[str, str]) -> tuple[Line, ...]:
    """Return lines for what is not empty; a pair is a lead and its text.

    >>> [line.text for line in lines("plain", ("Sign", "silence"), ("Seen", ""))]
    ['plain', 'silence']
    """
    pairs = (("", one) if isinstance(one, str) else one for one in said)
    return tuple(Line(text, lead) for lead, text in pairs if text)
