"""Changes what opens the practice. Deriving a key takes a second, so it is done on a job thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from relationship_desk.domain.errors import DeskError, WrongSecret
from relationship_desk.domain.progress import Progress
from relationship_desk.services.passphrases import write_sheet
from relationship_desk.ui.context import Context
from relationship_desk.ui.pages.settings.secrets_form import SecretsForm
from relationship_desk.ui.widgets.file_dialog import documents, save_dialog

T = TypeVar("T")
PASSPHRASE, WORDS = "old passphrase", "old recovery words"


class SecretsPresenter(QObject):
    """Behind one :class:`SecretsForm`."""

    def __init__(self, form: SecretsForm, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._context = form, context
        self._keeping = context.desk.keeping
        self._words: tuple[str, ...] = ()
        self._replaced = ""
        self._busy = False
        self._dialog: QFileDialog | None = None
        form.current.textChanged.connect(self._on_current_text_changed)
        form.new.changed.connect(self._on_new_changed)
        form.new.again.returnPressed.connect(form.change.click)
        form.change.clicked.connect(self._on_change_clicked)
        form.replace.clicked.connect(self._on_replace_clicked)
        form.sheet.save.clicked.connect(self._on_save_clicked)
        self._show_problem()

    def refresh(self) -> None:
        """Show which backups there are."""
        self._form.show_backups([backup.path for backup in self._keeping.backups()], self._replaced)

    def leave(self) -> None:
        """Show and hold no secret any longer."""
        self._words, self._replaced = (), ""
        self._form.show_words(())
        self._form.say("")
        self._clear()

    def _clear(self) -> None:
        self._form.current.clear()
        self._form.new.clear()

    def _show_problem(self) -> None:
        if self._busy:
            return
        ask = "" if self._form.current.text() else "Type the current passphrase first."
        self._form.change.set_blocked(ask or self._form.new.problem)
        self._form.replace.set_blocked(ask)

    def _on_current_text_changed(self, _text: str) -> None:
        self._form.current_field.show_error("")
        self._show_problem()

    def _on_new_changed(self, _nothing: object) -> None:
        self._show_problem()

    # Changing

    def _on_change_clicked(self) -> None:
        new = self._form.new.text

        def change() -> None:
            self._keeping.change_passphrase(new)

        self._run(change, self._on_changed, "Changing the passphrase …")

    def _on_changed(self, _nothing: None) -> None:
        self._form.say("The new passphrase opens the practice from now on.")
        self._end(PASSPHRASE)

    def _on_replace_clicked(self) -> None:
        self._run(self._keeping.replace_recovery_words, self._on_replaced, "Making new recovery words …")

    def _on_replaced(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._form.show_words(words)
        self._form.say("New recovery words are in use. The old ones open the practice no more.")
        self._end(WORDS)
        self._form.sheet.save.setFocus()
        QTimer.singleShot(0, self._show_sheet)  # once the layout has made room for it

    def _show_sheet(self) -> None:
        self._form.ensureWidgetVisible(self._form.sheet)

    def _run(self, change: Callable[[], T], done: Callable[[T], None], words: str) -> None:
        """Make a change once the current passphrase is proved."""
        current = self._form.current.text()

        def work(_progress: Progress) -> T:
            if not self._keeping.opens(current):
                raise WrongSecret("This is not the current passphrase. Nothing has been changed.")
            return change()

        self._busy = True
        self._form.say("")
        self._form.show_busy(words)
        self._context.jobs.run(work, done, self._on_failed, title=words)

    def _end(self, replaced: str) -> None:
        self._replaced = replaced
        self._idle()
        self._clear()
        self.refresh()

    def _idle(self) -> None:
        self._busy = False
        self._form.show_busy("")
        self._show_problem()

    def _on_failed(self, error: Exception) -> None:
        self._idle()
        if isinstance(error, WrongSecret):
            self._form.current_field.show_error(str(error))
            self._form.current.setFocus()
            self._form.current.selectAll()
        elif isinstance(error, DeskError):
            self._form.say("", str(error))
        else:
            raise error

    # The sheet

    def _on_save_clicked(self) -> None:
        dialog = self._dialog = save_dialog(
            self._form.window(), "Recovery sheet", "Recovery sheet.pdf", "PDF (*.pdf)", documents()
        )
        dialog.fileSelected.connect(self.write_sheet)
        dialog.open()

    def write_sheet(self, file: str) -> None:
        """Write the new words to ``file``."""
        words, path = self._words, Path(file)

        def work(_progress: Progress) -> None:
            write_sheet(words, path)

        def done(_nothing: None) -> None:
            self._form.sheet.saved.show_text(
                f"Saved as {path}. Print it, then delete the file: whoever holds it can open the practice."
            )

        self._context.jobs.run(work, done, self._on_failed, title="Writing the sheet")
