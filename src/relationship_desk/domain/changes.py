"""What a unit of work has changed, so that pages can tell whether they are concerned."""

from __future__ import annotations

from dataclasses import dataclass, field

from relationship_desk.domain.ids import ClientId, SessionId


@dataclass(frozen=True, slots=True)
class Changes:
    """The clients and sessions touched by one commit, and whether practice-wide things were."""

    clients: frozenset[ClientId] = field(default_factory=frozenset)
    sessions: frozenset[SessionId] = field(default_factory=frozenset)
    prompts: bool = False
    settings: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.clients | other.clients,
            self.sessions | other.sessions,
            self.prompts or other.prompts,
            self.settings or other.settings,
        )
