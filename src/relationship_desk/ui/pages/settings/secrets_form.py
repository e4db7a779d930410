"""Passphrase and recovery words: what opens the practice, replaced."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.entrance.create_view import SheetStep
from relationship_desk.ui.entrance.new_passphrase import Judge, NewPassphrase
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.settings.form import Form
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.passphrase_field import PassphraseField

WORDS_EXPLAINED = (
    "24 words on paper that open the practice when the passphrase is lost. "
    "Make new ones when the sheet was seen, copied or lost; the old ones stop working at once."
)
SHOWN_ONCE = "These words are shown until you leave the settings, and kept nowhere."
_LISTED = 8
"""So many backups are named; the rest are counted."""


class SecretsForm(Form):
    """Layout only; what it does is up to :class:`SecretsPresenter`."""

    def __init__(self, judge: Judge, jobs: Jobs) -> None:
        super().__init__("secrets")
        self.current = PassphraseField()
        self.current_field = Field("Current passphrase", self.current, "asked for every change")
        self.new = NewPassphrase(judge, jobs, "New passphrase")
        self.change = Button("Change the passphrase")
        self.replace = Button("Make new ones")
        self.sheet = SheetStep()
        self.shown_once = Label(SHOWN_ONCE, wrap=True)
        self.problem = Label(tone="risk", wrap=True)
        self.done = Label(tone="success", wrap=True)
        self.backups_head, self.backups = Label("Backups", "strong"), Label(tone="muted", wrap=True)
        for widget in (self.current_field, self.new, _alone(self.change)):
            self.column.addWidget(widget)
        self.column.addSpacing(theme.S8)
        self.column.addWidget(Label("Recovery words", "strong"))
        self.column.addWidget(Label(WORDS_EXPLAINED, tone="muted", wrap=True))
        self.column.addWidget(_alone(self.replace))
        for widget in (self.shown_once, self.sheet, self.problem, self.done, self.backups_head, self.backups):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.show_words(())
        self.say("")

    def show_words(self, words: Sequence[str]) -> None:
        """Show new recovery words, or that there are none to show."""
        self.sheet.table.show_words(words)
        self.sheet.saved.show_text("")
        self.sheet.setVisible(bool(words))
        self.shown_once.setVisible(bool(words))

    def say(self, done: str, problem: str = "") -> None:
        """Say what was done, or why it was not."""
        for label, words in ((self.done, done), (self.problem, problem)):
            label.show_text(words)
            label.setVisible(bool(words))

    def show_backups(self, files: Sequence[Path], old: str) -> None:
        """Name the backups; ``old`` is the secret just replaced, which opens them still, empty when none was."""
        shown = bool(files)
        self.backups_head.setVisible(shown)
        self.backups.setVisible(shown)
        self.backups_head.show_text(f"Backups that open with the {old}" if old else "Backups")
        says = (
            f"They were made before the change and stay as they are. If somebody else may know the {old}, "
            "make a new backup and delete these:"
            if old
            else "Each opens with the passphrase and the recovery words in use when it was made:"
        )
        names = [file.name for file in files[:_LISTED]]
        if len(files) > _LISTED:
            names.append(f"and {len(files) - _LISTED} older")
        folder = f"in {files[0].parent}" if files else ""
        self.backups.show_text("\n".join((says, *names, folder)))

    def show_busy(self, words: str) -> None:
        """Say what is under way and take no more input; with empty ``words`` take it again."""
        for widget in (self.current_field, self.new):
            widget.setEnabled(not words)
        if words:
            self.change.set_blocked(words)
            self.replace.set_blocked(words)


def _alone(button: Button) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return holder
