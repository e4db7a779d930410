"""What in the free text of a summary could give the client away. It marks; it never says that a text is anonymous."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from relationship_desk.domain.records import Client
from relationship_desk.reports.payload import texts
from relationship_desk.reports.summary import SupervisionSummary

_DATE = re.compile(r"\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
_FREE = ("Question", "Course", "Goal", "Rupture", "Profile", "Prompt")
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A place in the summary and what was marked there: "name", "code" or "date"."""

    place: str
    what: str


def marked(summary: SupervisionSummary, people: Iterable[Client]) -> tuple[Marked, ...]:
    """Return the places whose text holds a part of the name of one of ``people``, the code of one, or a date.

    >>> sorted(_names("Ada van Berg"))
    ['ada', 'berg', 'van']
    """
    listed = tuple(people)
    names = {part for one in listed for part in _names(one.name)}
    codes = re.compile("|".join(rf"(?<!\w){re.escape(one.code)}(?!\w)" for one in listed) or "(?!)", re.IGNORECASE)
    found: list[Marked] = []
    for place, text in texts(summary):
        if not place.startswith(_FREE):
            continue
        if _words(text) & names:
            found.append(Marked(place, "name"))
        if codes.search(text):
            found.append(Marked(place, "code"))
        if _DATE.search(text):
            found.append(Marked(place, "date"))
    return tuple(found)


def _names(name: str) -> set[str]:
    return {part for part in _words(name) if len(part) >= _SHORTEST_NAME}


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}


def said_of(found: tuple[Marked, ...]) -> str:
    """Return what the note above the preview says.

    >>> said_of(())
    'Nothing marked. Read it through.'
    >>> said_of((Marked("Question for supervision", "name"),))
    'A name in “Question for supervision”. Read it through.'
    """
    if not found:
        return "Nothing marked. Read it through."
    if len(found) == 1:
        return f"A {found[0].what} in “{found[0].place}”. Read it through."
    return f"{len(found)} places marked. Read it through."
