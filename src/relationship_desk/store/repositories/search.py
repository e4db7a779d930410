"""Full-text search inside the encrypted store. Triggers keep the index with every change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

from relationship_desk.domain.ids import ClientId, SessionId

MARK, UNMARK = "\x02", "\x03"
"""Stand around what was found in a snippet; no kept text can hold them."""

_FIND = text(
    "SELECT rowid / 8 AS entry, kind, client, session, snippet(search, 0, :mark, :unmark, '…', 14) AS snippet"
    " FROM search WHERE search MATCH :query ORDER BY rank LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the index."""

    entry: int
    """The id of what was found, in the table of its kind."""
    kind: str
    client: ClientId
    session: SessionId | None
    snippet: str
    """The words around, with what was found between :data:`MARK` and :data:`UNMARK`."""


class SearchRepository:
    """Finding words in notes, clients and goals."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, words: str, most: int) -> tuple[Found, ...]:
        """Rows in which every word of ``words`` begins some word, the best first."""
        query = " ".join(f'"{word}"*' for word in re.findall(r"\w+", words))
        if not query:
            return ()
        rows = self._connection.execute(_FIND, {"mark": MARK, "unmark": UNMARK, "query": query, "most": most})
        return tuple(
            Found(
                row.entry,
                row.kind,
                ClientId(row.client),
                SessionId(row.session) if row.session else None,
                row.snippet,
            )
            for row in rows
        )
