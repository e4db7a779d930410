"""Replacing the data key: what it means, the new recovery words on paper, and the work with its progress."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError, WrongSecret
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.services.practices import new_words
from relationship_desk.services.rekeying import NewStore
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.entrance.create_view import SheetStep
from relationship_desk.ui.jobs import Job, Step
from relationship_desk.ui.pages.settings.sheet_presenter import SheetPresenter
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.passphrase_field import PassphraseField
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

TITLE, REPLACE, NEXT = "Replace the data key", "Replace the data key", "Next: recovery sheet"
WHAT = (
    "A backup is written and checked first. Then the practice is encrypted anew under a fresh random key, and every "
    "page and row of that is checked before it takes the place of the old one. Your passphrase stays, and so does "
    "everything you recorded."
)
HOW_LONG = (
    "This takes a few times as long as a backup, seconds for most practices, and as much free space as the practice "
    "has. You can cancel until the last moment. At the end the program locks itself; unlock it as always."
)
BACKUPS = (
    "Earlier backups stay as they are, the one written now included. They open with the secrets of their time and no "
    "longer give away the key in use. Delete those you no longer need. A deleted file can sometimes still be read from "
    "a disk, above all from an SSD; only the system’s encryption of the whole disk protects against that."
)
NEW_WORDS = (
    "These 24 words take the place of the ones on your sheet once the key is replaced. They are shown here only and "
    "kept nowhere. If you cancel, they open nothing and the old sheet stays good."
)
NOT_YET = "Nothing has changed yet. At the end the program locks itself."
_WIDTH = 640


class RekeyDialog(EntryDialog):
    """Open it with ``open()``. It ends by locking the program."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._has_words = context.desk.keeping.has_recovery_words
        super().__init__(context, TITLE, NEXT if self._has_words else REPLACE, width=_WIDTH, parent=parent)
        self._job: Job | None = None
        self.passphrase = PassphraseField()
        self.field = Field("Current passphrase", self.passphrase)
        self.sheet, self.on_paper = SheetStep(), ToggleCheck("I have these words on paper")
        self.back = Button("Back")
        self.step_words, self.bar = Label(wrap=True), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.buttons.insertWidget(1, self.back)
        meaning = [Label(words, wrap=True) for words in (WHAT, HOW_LONG, BACKUPS)]
        self._steps = (
            _Step(*meaning, self.field),
            _Step(Label(NEW_WORDS, wrap=True), self.sheet, self.on_paper),
            _Step(self.step_words, self.bar, Label(NOT_YET, tone="muted", wrap=True)),
        )
        for row, step in enumerate(self._steps):
            self.body.addWidget(step, row, 0)
        self._sheet = SheetPresenter(self.sheet, context.jobs, self)
        self._connect()
        self._go_to(0)

    def _connect(self) -> None:
        self.answer.clicked.disconnect()
        self.answer.clicked.connect(self._on_next_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.passphrase.textChanged.connect(self._on_passphrase_text_changed)
        self.on_paper.toggled.connect(self._on_on_paper_toggled)
        self._sheet.failed.connect(self._on_sheet_failed)
        self.context.jobs.stepped.connect(self._on_jobs_stepped)

    @property
    def step(self) -> int:
        """The step in view: meaning, sheet, work, counted from 0."""
        return self._step

    def _go_to(self, step: int) -> None:
        self._step = step
        for place, part in enumerate(self._steps):
            part.setVisible(place == step)
        self.back.setVisible(step == 1)
        self.answer.setVisible(step < 2)
        self.answer.setText(REPLACE if step or not self._has_words else NEXT)
        self.show_error("")
        self.resize(self.width(), self.minimumHeight())
        self._show_blocked()
        (self.passphrase, self.sheet.save, self.cancel)[step].setFocus()

    def _show_blocked(self) -> None:
        if self._step == 0:
            self.answer.set_blocked("" if self.passphrase.text() else "Type the current passphrase first.")
        else:
            self.answer.set_blocked("" if self.on_paper.isChecked() else "Say that you have the words on paper first.")

    def _on_passphrase_text_changed(self, _text: str) -> None:
        self.field.show_error("")
        self._show_blocked()

    def _on_on_paper_toggled(self, _checked: bool) -> None:
        self._show_blocked()

    def _on_back_clicked(self) -> None:
        self._go_to(0)

    def _on_next_clicked(self) -> None:
        if self._step == 0 and self._has_words:
            self._prove()
        else:
            self._prepare()

    # Proving the passphrase before anybody writes words down

    def _prove(self) -> None:
        passphrase, keeping = self.passphrase.text(), self.context.desk.keeping

        def work(_progress: Progress) -> bool:
            return keeping.opens(passphrase)

        self.field.setEnabled(False)
        self.answer.set_blocked("The passphrase is being checked.")
        self._job = self.context.jobs.run(work, self._on_proved, self._on_failed, "Checking the passphrase")

    def _on_proved(self, opens: bool) -> None:
        if self._ended():
            return
        self.field.setEnabled(True)
        if not opens:
            self._refuse("This is not the current passphrase. Nothing has been changed.")
            return
        if not self.sheet.table.words:
            self.sheet.table.show_words(new_words())
        self._go_to(1)

    def _refuse(self, words: str) -> None:
        self._go_to(0)
        self.field.show_error(words)
        self.passphrase.selectAll()
        self._fit()

    # The work

    def _prepare(self) -> None:
        passphrase, words, rekeying = self.passphrase.text(), self.sheet.table.words, self.context.desk.rekeying

        def work(progress: Progress) -> NewStore:
            return rekeying.prepare(passphrase, words, progress)

        self._say("Starting", 0.0)
        self._go_to(2)
        self._job = self.context.jobs.run(work, self._on_prepared, self._on_failed, TITLE)

    def _on_jobs_stepped(self, step: Step) -> None:
        if step.job is self._job and self._step == 2 and not step.job.progress.cancelled:
            self._say(step.text, step.share)

    def _say(self, words: str, share: float) -> None:
        self.step_words.show_text(f"{words} …")
        self.bar.setValue(round(share * 100))

    def _on_prepared(self, new: NewStore) -> None:
        if self._ended():
            new.discard()
            return
        try:
            self.context.desk.rekeying.replace(new)
        except DeskError as error:
            self._on_failed(error)
            return
        self.accept()
        self.context.shell.lock_requested.emit(None)  # nothing can be recorded until the practice is opened anew

    def _on_failed(self, error: Exception) -> None:
        if self._ended() or isinstance(error, Cancelled):
            return
        self.field.setEnabled(True)
        if isinstance(error, WrongSecret):
            self._refuse(str(error))
        elif isinstance(error, DeskError):
            self._go_to(1 if self._has_words else 0)
            self.show_error(str(error))
        else:
            self.reject()
            raise error

    def _ended(self) -> bool:
        """Take note that the job has ended; whether it was stopped, in which case the dialog closes."""
        job, self._job = self._job, None
        stopped = job is not None and job.progress.cancelled
        if stopped:
            self.context.shell.show_message("The data key stays as it is. Nothing has been changed.", "notice")
            super().reject()
        return stopped

    @override
    def reject(self) -> None:
        """Stop what is under way, then close."""
        if self._job is None:
            self.sheet.table.show_words(())
            super().reject()
            return
        self._job.cancel()
        self.cancel.set_blocked("It is being stopped.")
        self.step_words.show_text("Stopping …")

    def _on_sheet_failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.show_error(str(error))


class _Step(QWidget):
    """What is in view at a time."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
