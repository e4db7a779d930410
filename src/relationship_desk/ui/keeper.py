"""Keeps what is entered: after a pause or a while, at once when told, and again after it did not go through."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer

from relationship_desk.domain.errors import DeskError
from relationship_desk.ui.events import Event

PAUSE = 800
"""Milliseconds without a key after which what was typed is kept."""
LONGEST = 1500
"""Milliseconds after which it is kept while one types on: nothing older than two seconds is ever missing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value on its way into the record."""

    value: Any
    save: Callable[[Any], None]


class Keeper(QObject):
    """Holds every value until its save has returned; a later value under the same key takes its place."""

    saving: Event[object] = Event(object)
    """Something has been entered that is not yet kept."""
    kept: Event[object] = Event(object)
    """Everything entered is kept."""
    refused: Event[str] = Event(str)
    """A save did not go through, with the reason in words. The value waits for :meth:`flush`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[Hashable, Entry] = {}
        self.writing = False
        """Whether a save is under way, so that its own news can be told from those of others."""
        self.failed = False
        """Whether the last save did not go through, so that something waits that could not be kept."""
        self.pause, self.longest = QTimer(self), QTimer(self)
        for timer, milliseconds in ((self.pause, PAUSE), (self.longest, LONGEST)):
            timer.setSingleShot(True)
            timer.setInterval(milliseconds)
            timer.timeout.connect(self.flush)

    def value(self, key: Hashable, kept: Any) -> Any:
        """The value under ``key`` that is not yet kept, or ``kept`` when there is none."""
        return self._waiting[key].value if key in self._waiting else kept

    def put(self, key: Hashable, value: Any, save: Callable[[Any], None]) -> None:
        """Keep ``value`` after a pause, and at the latest after :data:`LONGEST`."""
        self._waiting[key] = Entry(value, save)
        self.pause.start()
        if not self.longest.isActive():
            self.longest.start()
        self.saving.emit(None)

    def put_now(self, key: Hashable, value: Any, save: Callable[[Any], None]) -> bool:
        """Keep ``value`` at once, and whatever else is waiting; return whether everything is kept."""
        self._waiting[key] = Entry(value, save)
        return self.flush()

    def flush(self) -> bool:
        """Keep everything that waits; return whether everything is kept."""
        self.pause.stop()
        self.longest.stop()
        if not self._waiting:
            return True
        reason = self._save_all()
        self.failed = bool(reason)
        if reason:
            self.refused.emit(reason)
            return False
        self.kept.emit(None)
        return True

    def _save_all(self) -> str:
        """Save what waits; return the first reason why something was refused."""
        reason = ""
        self.writing = True
        for key, entry in tuple(self._waiting.items()):
            try:
                entry.save(entry.value)
            except DeskError as error:
                reason = reason or str(error)
            except Exception:  # noqa: BLE001 - whatever went wrong below, what was entered must stay here
                reason = reason or "The record could not be written. What you entered is still here: try again."
            else:
                if self._waiting.get(key) is entry:
                    del self._waiting[key]
        self.writing = False
        return reason
