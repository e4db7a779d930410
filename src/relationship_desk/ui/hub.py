"""Tells every page once what a commit has changed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from relationship_desk.domain.changes import Changes
from relationship_desk.ui.events import Event


@dataclass(frozen=True, slots=True)
class Published:
    """What changed, and the object whose doing it was, which has no need to read it again."""

    changes: Changes
    initiator: object | None = None


class Hub(QObject):
    """One per open practice."""

    changed: Event[Published] = Event(Published)

    def publish(self, changes: Changes, initiator: object | None = None) -> None:
        """Pass ``changes`` of a commit to every page."""
        self.changed.emit(Published(changes, initiator))
