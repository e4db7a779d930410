"""Which clients the list shows."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.vocabulary import ClientKind, ClientStatus
from relationship_desk.ui.models.client_line import ClientLine

NO_BADGE = "No signal"
"""In place of a badge: only the clients that have none."""


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """All that is said has to hold; what is empty or None narrows nothing."""

    words: str = ""
    """Each of them stands somewhere in the code, a tag, the focus or, where names are shown, the name."""
    status: ClientStatus | None = None
    kind: ClientKind | None = None
    badge: str = ""
    """The words of a badge, or :data:`NO_BADGE`."""
    tag: str = ""
    names: bool = False
    """Whether names are shown: a hidden one must not be found by guessing."""

    def matches(self, line: ClientLine) -> bool:
        """Whether ``line`` is shown."""
        client, details = line.row.client, line.row.details
        badges = [badge.text for badge in line.badges] or [NO_BADGE]
        return (
            self.status in (None, client.status)
            and self.kind in (None, client.kind)
            and (not self.badge or self.badge in badges)
            and (not self.tag or self.tag.casefold() in [tag.casefold() for tag in details.tags])
            and self._finds([client.code, line.row.focus, *details.tags, *([client.name] if self.names else [])])
        )

    def _finds(self, texts: list[str]) -> bool:
        folded = [text.casefold() for text in texts]
        return all(any(word in text for text in folded) for word in self.words.casefold().split())
