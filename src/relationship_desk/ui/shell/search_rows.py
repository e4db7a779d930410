"""What the search lists: results, clients seen last and commands, as rows that know where they lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.days import recent_day
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientKind, NoteFormat
from relationship_desk.services.searching import MOST, Hit
from relationship_desk.ui.library.book import REFERENCES, Book, Passage
from relationship_desk.ui.shell.command import Command
from relationship_desk.ui.shell.main_window import Place
from relationship_desk.ui.widgets.key_hint import key_text
from relationship_desk.ui.widgets.row_delegate import Row, section

MOST_TERMS = 6
"""So many terms of the library are listed at the most."""

Pieces = tuple[tuple[str, bool], ...]
"""Words in order, each piece with whether it is what was found."""

_LABELS = {
    "client": "Client",
    "goal": "Goal",
    "contact": "Contact",
    "progress": "Note",
    "addendum": "Addendum",
    "process": "Process note",
}
_ICONS = {"goal": "flag", "contact": "bubble", "progress": "document", "addendum": "plus", "process": "pencil"}
_HEADINGS = frozenset(heading for form in NoteFormat for heading in form.headings)
# A snippet may begin in the middle of a heading line; without its mark only a shipped heading is known as one.
_HEADING_LINE = re.compile(rf"(?:## ([^#\n][^\n]{{0,39}})|\b({'|'.join(sorted(_HEADINGS))}))\n")


@dataclass(frozen=True, slots=True)
class SearchRow(Row):
    """A row whose ``key`` is the :class:`Place` it leads to or the :class:`Command` it runs.

    ``words`` is what stands in ``second``, with what was found marked. ``keys`` runs the command without the list.
    """

    words: Pieces = ()
    keys: str = ""


def hit_rows(hits: Sequence[Hit], today: date, *, names_hidden: bool) -> list[Row]:
    """Return the results under their head, in the order given."""
    if not hits:
        return []
    head = section(f"The closest {MOST}" if len(hits) >= MOST else f"{len(hits)} found")
    return [head, *(_hit_row(hit, today, names_hidden=names_hidden) for hit in hits)]


def client_rows(clients: Sequence[Client], *, names_hidden: bool) -> list[Row]:
    """Return the clients seen last under their head."""
    rows = [_client_row(client, names_hidden=names_hidden) for client in clients]
    return [section("Seen last"), *rows] if rows else []


def command_rows(commands: Sequence[Command], words: str) -> list[Row]:
    """Return the commands in whose title every one of ``words`` begins a word, by title, under their head."""
    matching = (command for command in commands if _matches(command.title, words))
    rows = [_command_row(command) for command in sorted(matching, key=lambda command: command.title)]
    return [section("Commands"), *rows] if rows else []


def term_rows(book: Book, words: str) -> list[Row]:
    """Return the terms in whose title every one of ``words`` begins a word, under their head; without references."""
    matching = [one for one in book.passages if one.term and one.page.tab != REFERENCES and _matches(one.title, words)]
    if not matching:
        return []
    return [section("In the library"), *(_term_row(one) for one in matching[:MOST_TERMS])]


def _hit_row(hit: Hit, today: date, *, names_hidden: bool) -> Row:
    if hit.kind == "client":
        return _client_row(hit.client, names_hidden=names_hidden)
    words = _flowing(hit.words)
    if names_hidden:
        words = _without_name(words, hit.client)
    where: dict[str, object] = {"client": hit.client.id, "tab": "plan"}
    place, first = Place("client", where), ""
    if hit.contact is not None:
        where |= {"tab": "sessions", "contact": hit.contact.id}
        first = f"{hit.contact.kind.value.capitalize()}, {recent_day(hit.contact.held_on, today)}"
    if hit.session is not None:
        place = Place("debrief", {"session": hit.session.id})
        first = f"Session {hit.session.number}, {recent_day(hit.session.held_on, today)}"
    second = "".join(text for text, _ in words)
    label, icon = _LABELS[hit.kind], _ICONS[hit.kind]
    said = ", ".join(part for part in (hit.client.code, first, label, second) if part)
    return SearchRow(place, first, second, hit.client.code, label, icon, said=said, words=words)


def _client_row(client: Client, *, names_hidden: bool) -> Row:
    icon = "person" if client.kind is ClientKind.INDIVIDUAL else "people"
    name = "" if names_hidden else client.name
    where: dict[str, object] = {"client": client.id}
    return SearchRow(Place("client", where), name, code=client.code, right=_LABELS["client"], icon=icon)


def _command_row(command: Command) -> Row:
    said = f"{command.title}, {key_text(command.key)}" if command.key else command.title
    return SearchRow(command, command.title, icon="chevron-right", said=said, keys=command.key)


def _term_row(passage: Passage) -> Row:
    place = Place("library", {"term": passage.term})
    said = f"{passage.title}, {passage.section}, in the library"
    return SearchRow(place, passage.title, right=passage.section, icon="book", said=said)


def _matches(title: str, words: str) -> bool:
    begun = re.findall(r"\w+", title.casefold())
    return all(any(one.startswith(word) for one in begun) for word in re.findall(r"\w+", words.casefold()))


def _flowing(words: Pieces) -> Pieces:
    """Return the words on one line, a heading as "Plan:"."""
    flowing: list[tuple[str, bool]] = []
    for text, found in words:
        ends_heading = text.startswith("\n") and flowing and flowing[-1][0] in _HEADINGS
        flowing.append((_on_one_line(f": {text}" if ends_heading else text), found))
    return tuple(flowing)


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", _HEADING_LINE.sub(r"\1\2: ", text).replace("## ", " "))


def _without_name(words: Pieces, client: Client) -> Pieces:
    """Return the words with the client's code where the name stood."""
    names = "|".join(re.escape(part) for part in client.name.split() if part[:1].isupper())
    if not names:
        return words
    name = re.compile(rf"\b(?:{names})\b(?:\s+(?:{names})\b)*")
    return tuple((name.sub(client.code, text), found) for text, found in words)
