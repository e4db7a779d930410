"""The unlock page: one field on window ground, the program's name, and no word about any client."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.entrance.new_passphrase import Judge, NewPassphrase
from relationship_desk.ui.entrance.word_entry import WordEntry
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.passphrase_field import PassphraseField

WIDTH = 440
DEMO_HINT = "This is the demo practice. Its passphrase is demo."


class UnlockView(QWidget):
    """Layout only; what it does is up to the presenter."""

    def __init__(self, judge: Judge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.practice = Label(tone="muted")
        self.hint = Label(DEMO_HINT, tone="notice", wrap=True)
        self.hint.setContentsMargins(4, 0, 4, 0)
        self.passphrase = PassphraseField()
        self.passphrase_field = Field("Passphrase", self.passphrase)
        self.words, self.new = WordEntry(), NewPassphrase(judge, jobs, "New passphrase")
        self.words_field = Field("Recovery words", self.words, "from the recovery sheet")
        self.problem = Label(tone="risk", wrap=True)
        self.state = Label(tone="muted", wrap=True)
        self.unlock = Button("Unlock", "primary", key="Return")
        self.to_words = Button("Use recovery words", "link")
        self.to_passphrase = Button("Use the passphrase", "link")
        self.other = Button("Other practice", "link")
        self._stack = QStackedWidget()
        self._inside = QWidget()
        self._build()
        self.show_words(False)
        self.show_problem("")

    def _build(self) -> None:
        by_words = QWidget()
        column = QVBoxLayout(by_words)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(theme.S16)
        column.addWidget(self.words_field)
        column.addWidget(self.new)
        by_passphrase = QWidget()
        column = QVBoxLayout(by_passphrase)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.passphrase_field)
        column.addStretch(1)
        self._stack.addWidget(by_passphrase)
        self._stack.addWidget(by_words)
        self._inside.setFixedWidth(theme.scaled(WIDTH))
        self._inside.setProperty("plain", True)
        column = QVBoxLayout(self._inside)
        column.setSpacing(theme.S8)
        column.addStretch(2)
        for widget in (Label("Relationship Desk", "form-title"), self.practice):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.S16)
        column.addWidget(self.hint)
        column.addWidget(self._stack)
        column.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, theme.S8, 4, 0)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.unlock)
        column.addLayout(foot)
        links = QHBoxLayout()
        links.setContentsMargins(4, theme.S24, 4, 0)
        for link in (self.to_words, self.to_passphrase):
            links.addWidget(link)
        links.addStretch(1)
        links.addWidget(self.other)
        column.addLayout(links)
        column.addStretch(3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setProperty("plain", True)
        row = QHBoxLayout(holder)
        row.addStretch(1)
        row.addWidget(self._inside)
        row.addStretch(1)
        scroll.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setAccessibleName("Unlock")

    @property
    def shows_words(self) -> bool:
        """Whether the recovery words are asked for instead of the passphrase."""
        return self._stack.currentIndex() == 1

    def show_words(self, words: bool) -> None:
        """Ask for the recovery words, or for the passphrase."""
        self._stack.setCurrentIndex(int(words))
        # Only the page in front is to make room for itself.
        for place in range(self._stack.count()):
            page = self._stack.widget(place)
            if page is not None:
                vertical = (
                    page.sizePolicy().Policy.Preferred if place == int(words) else page.sizePolicy().Policy.Ignored
                )
                page.setSizePolicy(page.sizePolicy().horizontalPolicy(), vertical)
        self._stack.adjustSize()
        self.to_words.setVisible(not words)
        self.to_passphrase.setVisible(words)

    def show_problem(self, problem: str) -> None:
        """Say what did not work; nothing with an empty ``problem``."""
        self.problem.show_text(problem)
        self.problem.setVisible(bool(problem))

    def show_busy(self, words: str) -> None:
        """Say what is under way and take no more input. The field keeps the focus."""
        self.state.show_text(words)
        self.passphrase.setReadOnly(bool(words))
        for widget in (self.words, self.new, self.to_words, self.to_passphrase, self.other):
            widget.setEnabled(not words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return unlocks, from any field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.unlock.isEnabled():
            self.unlock.click()
        else:
            super().keyPressEvent(event)
