"""One door at a time: tries it on a job thread, with a plain line while it is under way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.progress import Progress
from relationship_desk.ui.events import Event
from relationship_desk.ui.jobs import Jobs


class DoorJob(QObject):
    """:attr:`opened` carries what the door returned, :attr:`refused` the error a person can do something about."""

    began: Event[str] = Event(str)
    """Something is under way, in words."""
    ended: Event[object] = Event(object)
    """It is not under way any more, whatever came of it."""
    opened: Event[object] = Event(object)
    refused: Event[DeskError] = Event(DeskError)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.busy = False

    def try_door(self, door: Callable[[], object], words: str) -> None:
        """Call ``door`` unless another is being tried."""
        if self.busy:
            return
        self.busy = True
        self.began.emit(words)

        def work(_progress: Progress) -> object:
            return door()

        self._jobs.run(work, self._on_done, self._on_failed, words)

    def _on_done(self, result: object) -> None:
        self.busy = False
        self.ended.emit(None)
        self.opened.emit(result)

    def _on_failed(self, error: Exception) -> None:
        self.busy = False
        self.ended.emit(None)
        if not isinstance(error, DeskError):
            raise error
        self.refused.emit(error)
