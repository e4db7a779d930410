"""The other way to unlock: the recovery words, and the passphrase that opens the practice from then on."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.entrance.new_passphrase import Judge, NewPassphrase
from relationship_desk.ui.entrance.word_entry import WordEntry
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.field import Field


class WordsForm(QWidget):
    """Layout only."""

    def __init__(self, judge: Judge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.new = WordEntry(), NewPassphrase(judge, jobs, "New passphrase")
        self.words_field = Field("Recovery words", self.words, "from the recovery sheet")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(theme.S16)
        column.addWidget(self.words_field)
        column.addWidget(self.new)
