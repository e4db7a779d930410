"""Passphrase, recovery words and data key: what opens the practice, replaced, and what its backups open with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.services.rekeying import KnownBackup
from relationship_desk.ui import theme
from relationship_desk.ui.entrance.create_view import SheetStep
from relationship_desk.ui.entrance.new_passphrase import Judge, NewPassphrase
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.settings.backup_rows import backup_rows, given_away
from relationship_desk.ui.pages.settings.form import Form
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.passphrase_field import PassphraseField
from relationship_desk.ui.widgets.row_list import RowList

WORDS_EXPLAINED = (
    "24 words on paper that open the practice when the passphrase is lost. "
    "Make new ones when the sheet was seen, copied or lost; the old ones stop working at once."
)
NO_WORDS = "There are none: when the passphrase is lost, nobody can open the practice."
SHOWN_ONCE = "These words are shown until you leave the settings, and kept nowhere."
KEY_EXPLAINED = (
    "Everything is encrypted under one random key, which the passphrase and the recovery words unlock. "
    "It stays the same when they are changed, until it is replaced."
)
BACKUPS_EXPLAINED = "Each opens with the secrets of its time and holds the record as it was then."
NO_BACKUPS = "The program knows of none."
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
        self.replace, self.take_away = Button("Make new ones"), Button("Take them away …")
        self.words_state = Label(tone="muted", wrap=True)
        self.sheet = SheetStep()
        self.shown_once = Label(SHOWN_ONCE, wrap=True)
        self.problem, self.done = Label(tone="risk", wrap=True), Label(tone="success", wrap=True)
        self.given_away = Label(tone="attention", wrap=True)
        self.replace_key = Button("Replace the data key …", icon="shield")
        self.backups, self.more = RowList("Backups that the program knows of", fits=True), Label(tone="muted")
        self.backups_state = Label(tone="muted", wrap=True)
        self._list = Panel()
        self._list.body.addWidget(self.backups)
        for widget in (self.current_field, self.new, _row(self.change)):
            self.column.addWidget(widget)
        words = (self.words_state, _row(self.replace, self.take_away), self.shown_once, self.sheet)
        self.column.addWidget(_Part("Recovery words", *words))
        self.column.addWidget(self.problem)
        self.column.addWidget(self.done)
        key = (Label(KEY_EXPLAINED, tone="muted", wrap=True), self.given_away, _row(self.replace_key))
        self.column.addWidget(_Part("Data key", *key))
        self.column.addWidget(_Part("Backups", self.backups_state, self._list, self.more))
        self.column.addStretch(1)
        self.show_words(())
        self.say("")

    def show_words(self, words: Sequence[str]) -> None:
        """Show new recovery words, or that there are none to show."""
        self.sheet.table.show_words(words)
        self.sheet.saved.show_text("")
        self.sheet.setVisible(bool(words))
        self.shown_once.setVisible(bool(words))

    def show_has_words(self, *, has_words: bool) -> None:
        """Say whether recovery words open the practice, and what can be done about them."""
        self.words_state.show_text(WORDS_EXPLAINED if has_words else NO_WORDS)
        self.replace.setText("Make new ones" if has_words else "Make recovery words")
        self.take_away.setVisible(has_words)

    def say(self, done: str, problem: str = "") -> None:
        """Say what was done, or why it was not."""
        for label, words in ((self.done, done), (self.problem, problem)):
            label.show_text(words)
            label.setVisible(bool(words))

    def show_backups(self, backups: Sequence[KnownBackup]) -> None:
        """List the backups, the newest first, and say what they give away."""
        folder = f"{BACKUPS_EXPLAINED} In {backups[0].path.parent}:" if backups else NO_BACKUPS
        self.backups_state.show_text(folder)
        self.backups.show_rows(backup_rows(backups[:_LISTED]))
        self._list.setVisible(bool(backups))
        self.more.show_text(f"and {len(backups) - _LISTED} older")
        self.more.setVisible(len(backups) > _LISTED)
        words = given_away(backups)
        self.given_away.show_text(words)
        self.given_away.setVisible(bool(words))

    def show_busy(self, words: str) -> None:
        """Say what is under way and take no more input; with empty ``words`` take it again."""
        for widget in (self.current_field, self.new):
            widget.setEnabled(not words)
        for button in (self.change, self.replace, self.take_away, self.replace_key):
            button.set_blocked(words)


class _Part(QWidget):
    """A heading and what stands under it."""

    def __init__(self, heading: str, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.S8, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(Label(heading, "strong"))
        for widget in widgets:
            column.addWidget(widget)


def _row(*buttons: Button) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=theme.S12)
    for button in buttons:
        row.addWidget(button)
    return holder
