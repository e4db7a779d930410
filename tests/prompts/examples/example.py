"""What an example is."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.history import History


@dataclass(frozen=True)
class Example:
    """A short history, and whether a rule holds after its last session."""

    rule: str
    what: str
    """In words, for the documentation."""
    record: History
    fires: bool
