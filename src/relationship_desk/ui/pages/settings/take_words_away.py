"""Asks once more before the recovery words are taken away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.widgets.label import Label

MEANS = (
    "The sheet stops opening the practice at once. When the passphrase is lost after that, nobody can open the "
    "practice again: neither you nor anyone else."
)
AFTER = "Backups made before still open with these words. New words can be made at any time."


class TakeWordsAwayDialog(EntryDialog):
    """Open it with ``open()`` once the passphrase is proved."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Take the recovery words away", "Take them away", destroys=True, parent=parent)
        for row, words in enumerate((MEANS, AFTER)):
            self.body.addWidget(Label(words, wrap=True), row, 0)
        self.cancel.setFocus()

    @override
    def keep(self) -> None:
        self.context.desk.keeping.take_recovery_words_away()
