"""What a client is asked about each element: one wording for the window, for paper and for the hand-over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from relationship_desk.catalogue.table import Table, read_file
from relationship_desk.domain.ids import ElementId
from relationship_desk.shipped import shipped


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


@cache
def client_questions(folder: Path | None = None) -> Mapping[ElementId, ClientQuestion]:
    """The questions by element, in the order of the catalogue.

    Raises:
        CatalogueError: for the first thing that is wrong, with its file and line.
    """
    file = read_file((folder or shipped("resources") / "catalogue") / "questions.toml")
    found: dict[ElementId, ClientQuestion] = {}
    for table in file.tables("question"):
        question = _question(table)
        if question.element in found:
            raise table.fault(f"there are two questions about “{question.element}”", "element")
        table.end()
        found[question.element] = question
    file.end()
    return found


def _question(table: Table) -> ClientQuestion:
    return ClientQuestion(
        ElementId(table.text("element")),
        {
            Level.USUAL: Wording(table.text("text"), table.text("low"), table.text("high")),
            Level.PLAIN: Wording(table.text("plain"), table.text("plain_low"), table.text("plain_high")),
        },
        table.has("not_always") and table.flag("not_always"),
    )
