"""Changes what opens the practice. Deriving a key takes a second, so it is done on a job thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from relationship_desk.domain.errors import DeskError, WrongSecret
from relationship_desk.domain.progress import Progress
from relationship_desk.ui.context import Context
from relationship_desk.ui.pages.settings.rekey_dialog import RekeyDialog
from relationship_desk.ui.pages.settings.secrets_form import SecretsForm
from relationship_desk.ui.pages.settings.sheet_presenter import SheetPresenter
from relationship_desk.ui.pages.settings.take_words_away import TakeWordsAwayDialog

T = TypeVar("T")


class SecretsPresenter(QObject):
    """Behind one :class:`SecretsForm`."""

    def __init__(self, form: SecretsForm, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._context = form, context
        self._keeping = context.desk.keeping
        self._busy = False
        self.rekeying: RekeyDialog | None = None
        """The dialog that replaces the data key, while it is open."""
        self.taking_away: TakeWordsAwayDialog | None = None
        """The dialog that takes the recovery words away, the last one opened."""
        self.sheet = SheetPresenter(form.sheet, context.jobs, self)
        self.sheet.failed.connect(self._on_failed)
        form.current.textChanged.connect(self._on_current_text_changed)
        form.new.changed.connect(self._on_new_changed)
        form.new.again.returnPressed.connect(form.change.click)
        form.change.clicked.connect(self._on_change_clicked)
        form.replace.clicked.connect(self._on_replace_clicked)
        form.take_away.clicked.connect(self._on_take_away_clicked)
        form.replace_key.clicked.connect(self._on_replace_key_clicked)
        self._show_problem()

    def refresh(self) -> None:
        """Show what opens the practice and its backups."""
        self._form.show_has_words(has_words=self._keeping.has_recovery_words)
        self._form.show_backups(self._context.desk.rekeying.known_backups())

    def leave(self) -> None:
        """Show and hold no secret any longer; a data key that is being replaced stays as it is."""
        if self.rekeying is not None:
            self.rekeying.reject()
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
        for button in (self._form.replace, self._form.take_away):
            button.set_blocked(ask)

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
        self._end("The new passphrase opens the practice from now on.")
        self._show_what_backups_open_with()

    def _on_replace_clicked(self) -> None:
        self._run(self._keeping.replace_recovery_words, self._on_replaced, "Making new recovery words …")

    def _on_replaced(self, words: tuple[str, ...]) -> None:
        self._form.show_words(words)
        self._end("New recovery words are in use. Any from before open the practice no more.")
        self._form.sheet.save.setFocus()
        self._show_soon(self._form.sheet)

    def _on_take_away_clicked(self) -> None:
        self._run(_nothing, self._on_taking_away, "Checking the passphrase …")

    def _on_taking_away(self, _nothing: None) -> None:
        self._idle()
        dialog = self.taking_away = TakeWordsAwayDialog(self._context, self._form.window())
        dialog.accepted.connect(self._on_taken_away)
        dialog.open()

    def _on_taken_away(self) -> None:
        self._form.show_words(())
        self._end("The recovery words are taken away. Only the passphrase opens the practice.")
        self._show_what_backups_open_with()

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

    def _end(self, done: str) -> None:
        self._form.say(done)
        self._idle()
        self._clear()
        self.refresh()
        self._context.shell.announce(done)

    def _show_what_backups_open_with(self) -> None:
        self._form.replace_key.setFocus()
        self._show_soon(self._form.backups, self._form.replace_key, self._form.done)

    def _show_soon(self, *widgets: QWidget) -> None:
        """Bring ``widgets`` into sight once the layout has made room, the last one for certain."""

        def show() -> None:
            for widget in widgets:
                self._form.ensureWidgetVisible(widget)

        QTimer.singleShot(0, show)

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
            self._show_soon(self._form.problem)
        else:
            raise error

    # The data key

    def _on_replace_key_clicked(self) -> None:
        dialog = self.rekeying = RekeyDialog(self._context, self._form.window())
        dialog.finished.connect(self._on_rekeying_finished)
        dialog.open()

    def _on_rekeying_finished(self, _result: int) -> None:
        self.rekeying = None
        self.refresh()  # a backup may have come


def _nothing() -> None:
    """What is done when only the passphrase is to be proved."""
