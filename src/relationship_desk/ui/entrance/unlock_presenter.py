"""Unlocks a practice by its passphrase or its recovery words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from relationship_desk.domain.errors import DeskError, WrongSecret
from relationship_desk.sealing.waiting_answers import answer_files
from relationship_desk.ui.entrance.door_job import DoorJob
from relationship_desk.ui.entrance.unlock_view import UnlockView
from relationship_desk.ui.events import Event
from relationship_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from relationship_desk.ui.entrance.doors import Doors

OPENING = "Opening …"
DEMO_HINT = "This is the demo practice. Its passphrase is demo."
WAITING = "Answers are waiting."
_FREE_TRIES = 2
_LONGEST = 30


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: none at first, then doubling, never above 30."""
    return 0 if failures <= _FREE_TRIES else min(_LONGEST, 2 ** (failures - _FREE_TRIES))


class UnlockPresenter(QObject):
    """Behind one :class:`UnlockView`. Wrong secrets only ever cost a moment; nothing is destroyed."""

    opened: Event[object] = Event(object)
    other_asked: Event[object] = Event(object)

    def __init__(self, view: UnlockView, doors: Doors, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view, self._doors = view, doors
        self.folder = Path()
        self._hears_words = False
        self.failures, self.waits = 0, 0
        """Wrong secrets in a row, and the seconds until the next may be tried."""
        self.door = DoorJob(jobs, self)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.pass_second)
        view.unlock.clicked.connect(self._on_unlock_clicked)
        view.passphrase.textChanged.connect(self._on_input_changed)
        view.to_words.clicked.connect(self._on_to_words_clicked)
        view.to_passphrase.clicked.connect(self._on_to_passphrase_clicked)
        view.other.clicked.connect(self._on_other_clicked)
        self.door.began.connect(self._on_door_began)
        self.door.ended.connect(self._on_door_ended)
        self.door.opened.connect(self._on_door_opened)
        self.door.refused.connect(self._on_door_refused)

    def ask(self, folder: Path, *, demo: bool = False) -> None:
        """Ask for the secret of the practice in ``folder``."""
        self.folder = folder
        self.view.practice.show_text(folder.stem)
        hints = ((DEMO_HINT, demo), (WAITING, answer_files(folder)))
        self.view.show_hint(" ".join(hint for hint, holds in hints if holds))
        self.view.show_problem("")
        self._show_words(words=False)

    def focus(self) -> None:
        """Put the cursor where the secret goes."""
        (self.view.by_words.words if self.view.shows_words else self.view.passphrase).setFocus()

    @property
    def problem(self) -> str:
        """Why it cannot be tried yet; empty when it can."""
        if self.waits:
            return f"Next try in {self.waits} s."
        if not self.view.shows_words:
            return "" if self.view.passphrase.text() else "Type the passphrase."
        return self._words_problem()

    def _words_problem(self) -> str:
        from relationship_desk.sealing.recovery_words import WORD_COUNT

        given = len(self.view.by_words.words.words)
        return self.view.by_words.new.problem if given == WORD_COUNT else f"{given} of {WORD_COUNT} words."

    def pass_second(self) -> None:
        """Count the waiting down."""
        self.waits = max(0, self.waits - 1)
        if not self.waits:
            self._second.stop()
        self._show_problem()

    def _show_problem(self) -> None:
        if self.door.busy:
            return
        problem = self.problem
        self.view.unlock.set_blocked(problem)
        asks = self.waits or self.view.shows_words
        self.view.state.show_text(problem if asks else "")

    def _show_words(self, *, words: bool) -> None:
        self.view.show_words(words)
        self.view.show_problem("")
        self._show_problem()
        self.focus()

    def _on_input_changed(self, _text: str) -> None:
        self.view.passphrase_field.show_error("")
        self._show_problem()

    def _on_words_text_changed(self) -> None:
        self.view.by_words.words_field.show_error("")
        self._show_problem()

    def _on_new_changed(self, _nothing: object) -> None:
        self._show_problem()

    def _on_to_words_clicked(self) -> None:
        if not self._hears_words:
            self._hears_words = True
            self.view.by_words.words.textChanged.connect(self._on_words_text_changed)
            self.view.by_words.new.changed.connect(self._on_new_changed)
        self._show_words(words=True)

    def _on_to_passphrase_clicked(self) -> None:
        self._show_words(words=False)

    def _on_other_clicked(self) -> None:
        self.other_asked.emit(None)

    def _on_unlock_clicked(self) -> None:
        if self.problem or self.door.busy:
            return
        self.view.show_problem("")
        if self.view.shows_words:
            self._try_words()
        else:
            folder, passphrase, doors = self.folder, self.view.passphrase.text(), self._doors

            def door() -> object:
                return doors.open(folder, passphrase)

            self.door.try_door(door, OPENING)

    def _try_words(self) -> None:
        from relationship_desk.sealing.recovery_words import entropy_of

        form, folder, doors = self.view.by_words, self.folder, self._doors
        words, new = form.words.words, form.new.text
        try:
            entropy_of(words)  # a slip of the pen is noticed before anything is tried
        except DeskError as error:
            self._show_words_error(str(error))
            return

        def door() -> object:
            return doors.open_with_words(folder, words, new)

        self.door.try_door(door, OPENING)

    def _show_words_error(self, error: str) -> None:
        self.view.by_words.words_field.show_error(error)
        self.view.by_words.words.setFocus()

    def _on_door_began(self, words: str) -> None:
        self.view.show_busy(words)
        self.view.unlock.set_blocked(words)

    def _on_door_ended(self, _nothing: object) -> None:
        self.view.show_busy("")
        self._show_problem()

    def _on_door_opened(self, result: object) -> None:
        self.failures = 0
        self.view.clear()
        self.opened.emit(result)

    def _on_door_refused(self, error: DeskError) -> None:
        if not isinstance(error, WrongSecret):
            self.view.show_problem(str(error))
            self.focus()
            return
        self.failures += 1
        self.waits = wait_after(self.failures)
        if self.waits:
            self._second.start()
        self._show_problem()
        if self.view.shows_words:
            self._show_words_error(str(error))
            return
        self.view.passphrase_field.show_error(str(error))
        self.view.passphrase.setFocus()
        self.view.passphrase.selectAll()
