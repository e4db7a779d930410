"""Finding notes, contacts, clients and goals by their words, as one types."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.case_file import Contact
from relationship_desk.domain.records import Client, Session
from relationship_desk.store.repositories.search import MARK, UNMARK
from relationship_desk.store.unit_of_work import Store

MOST = 20
"""So many results are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: where it is, and the words around what was found."""

    kind: str
    """``client``, ``goal``, ``contact``, ``progress``, ``addendum`` or ``process``."""
    client: Client
    session: Session | None
    contact: Contact | None
    words: tuple[tuple[str, bool], ...]
    """The snippet in pieces, each with whether it is what was found."""


class Searching:
    """Search over the whole record."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, words: str) -> tuple[Hit, ...]:
        """What holds every one of ``words``, clients first, then the best matches."""
        with self._store.read() as records:
            found = records.search.find(words, MOST)
            clients = records.clients.among({one.client for one in found})
            sessions = records.sessions.among({one.session for one in found if one.session})
            hits = []
            for one in found:
                client = clients.get(one.client)
                session = sessions.get(one.session) if one.session else None
                contact = records.file.contacts.get(one.entry) if one.kind == "contact" else None
                if client:
                    hits.append(Hit(one.kind, client, session, contact, _pieces(one.snippet)))
        return tuple(sorted(hits, key=lambda hit: hit.kind != "client"))


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    for part in snippet.split(MARK):
        found, unmarked, rest = part.partition(UNMARK)
        pieces += [(found, True), (rest, False)] if unmarked else [(found, False)]
    return tuple((words, match) for words, match in pieces if words)
