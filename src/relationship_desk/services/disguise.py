"""Free text of a reduced export: codes and names become the codes of the export, days become their year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client

_WORD = re.compile(r"[^\W_]+")
_WIDEST_GAP = 3
"""Characters between two words of one name: "K-17" is known in "K 17" and "K – 17" too."""
_SHORTEST_OF_OTHERS = 3
"""Characters of a code or name of somebody the record has nothing to do with; shorter ones are mostly other words."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = re.compile(
    r"(?<!\w)(?:"
    r"(?P<iso>\d{4})-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?P<mark>[./-])\s?\d{1,2}(?P=mark)\s?(?P<figures>\d{4}|\d{2})"
    rf"|{_NUMBER}\s(?:of\s)?{_MONTH}(?:,?\s(?P<after>\d{{4}}))?"
    rf"|{_MONTH}\s{_NUMBER}(?:,?\s(?P<late>\d{{4}}))?"
    r")(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A code, a name or a part of a name."""

    words: tuple[str, ...]
    """Case folded."""
    code: str
    """What stands for it."""
    capital: bool
    """Whether it is known only where it begins with a capital letter: many names are also words."""


class Disguise:
    """Replacing what names a client. Text goes through :meth:`said` with those whom the record is about first."""

    def __init__(self, clients: Iterable[Client], codes: Mapping[ClientId, str]) -> None:
        self._clients = {client.id: client for client in clients}
        self._codes = codes
        everybody = (phrase for client in self._clients.values() for phrase in self._of_others(client))
        self._others = _by_first_word(everybody)

    def said(self, text: str, near: Iterable[ClientId]) -> str:
        """``text`` with every code and name replaced; ``near`` are the client whose text it is, groups and members."""
        own = _by_first_word(phrase for client in near for phrase in self._of_own(self._clients[client]))
        return _DAYS.sub(_year, _replaced(text, own, self._others))

    def _of_own(self, client: Client) -> Iterable[_Phrase]:
        for known in (client.code, client.name, *(part for part in client.name.split() if len(part) > 1)):
            yield from self._phrase(client, known)

    def _of_others(self, client: Client) -> Iterable[_Phrase]:
        for known in (client.code, client.name):
            if len(known) >= _SHORTEST_OF_OTHERS:
                yield from self._phrase(client, known)
        for part in client.name.split():
            if len(part) >= _SHORTEST_OF_OTHERS:
                yield from self._phrase(client, part, capital=True)

    def _phrase(self, client: Client, known: str, *, capital: bool = False) -> Iterable[_Phrase]:
        words = tuple(word.casefold() for word in _WORD.findall(known))
        if words:
            yield _Phrase(words, self._codes[client.id], capital)


_Phrases = Mapping[str, Sequence[_Phrase]]


def _by_first_word(phrases: Iterable[_Phrase]) -> _Phrases:
    """By their first word, the longest first."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0], []).append(phrase)
    for alike in found.values():
        alike.sort(key=lambda one: -len(one.words))
    return found


def _replaced(text: str, *known: _Phrases) -> str:
    words = list(_WORD.finditer(text))
    parts, done, place = [], 0, 0
    while place < len(words):
        phrase = next((found for phrases in known if (found := _at(words, place, phrases))), None)
        if phrase is None:
            place += 1
            continue
        last = words[place + len(phrase.words) - 1]
        parts += [text[done : words[place].start()], phrase.code]
        done = last.end()
        place += len(phrase.words)
    return "".join([*parts, text[done:]])


def _at(words: Sequence[re.Match[str]], place: int, phrases: _Phrases) -> _Phrase | None:
    """The longest phrase that begins with the word at ``place``."""
    for phrase in phrases.get(words[place].group().casefold(), ()):
        there = words[place : place + len(phrase.words)]
        if (
            tuple(word.group().casefold() for word in there) == phrase.words
            and all(after.start() - before.end() <= _WIDEST_GAP for before, after in pairwise(there))
            and (not phrase.capital or there[0].group()[0].isupper())
        ):
            return phrase
    return None


def _year(found: re.Match[str]) -> str:
    year = next((found[name] for name in ("iso", "figures", "after", "late") if found[name]), "")
    return f"[a day in {year}]" if len(year) == 4 else "[a day]"
