"""What a client is asked about each element: one wording for the window, for paper and for the hand-over."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum

from relationship_desk.catalogue.table import Table
from relationship_desk.domain.ids import ElementId


class Level(StrEnum):
    """How simply a client is asked."""

    USUAL = "usual"
    """As in a newspaper."""
    PLAIN = "plain"
    """In short words and sentences."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question with the ends of its line; the right end is the better one."""

    text: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class ClientQuestion:
    """What a client is asked about one element."""

    element: ElementId
    wordings: Mapping[Level, Wording]
    not_always: bool
    """Whether it may not apply to a session."""


def question(table: Table, rateable: Container[ElementId]) -> ClientQuestion:
    """Read one question; it has to be about an element that a client can rate."""
    element = ElementId(table.text("element"))
    if element not in rateable:
        raise table.fault(f"“{element}” is no element that a client can rate", "element")
    return ClientQuestion(
        element,
        {
            Level.USUAL: Wording(table.text("text"), table.text("low"), table.text("high")),
            Level.PLAIN: Wording(table.text("plain"), table.text("plain_low"), table.text("plain_high")),
        },
        table.has("not_always") and table.flag("not_always"),
    )
