"""The unlock page: one field on window ground, the program's name, and no word about any client."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from relationship_desk.ui.entrance.new_passphrase import Judge
    from relationship_desk.ui.entrance.words_form import WordsForm

WIDTH = 440


class UnlockView(QWidget):
    """Layout only; what it does is up to the presenter."""

    def __init__(self, judge: Judge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judge, self._jobs = judge, jobs
        self.practice = Label(tone="muted")
        self.hint = Label(tone="notice", wrap=True)
        self.hint.setContentsMargins(4, 0, 4, 0)
        self.passphrase = PassphraseField()
        self.passphrase_field = Field("Passphrase", self.passphrase)
        self.problem = Label(tone="risk", wrap=True)
        self.state = Label(tone="muted", wrap=True)
        self.unlock = Button("Unlock", "primary", key="Return")
        self.to_words = Button("Use recovery words", "link")
        self.to_passphrase = Button("Use the passphrase", "link")
        self.other = Button("Other practice", "link")
        self._stack, self._by_passphrase = QStackedWidget(), QWidget()
        self._inside = QWidget()
        self._build()
        self.show_words(False)
        self.show_problem("")

    def _build(self) -> None:
        """From the outside in: a widget that changes its ancestors is styled anew every time."""
        scroll, holder = QScrollArea(), QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        # Qt's own viewport is unknown to Python: the focus ring, asking for parents, would have every class looked up.
        scroll.setViewport(QWidget())
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.setProperty("plain", True)
        scroll.setWidget(holder)
        self._inside.setFixedWidth(theme.scaled(WIDTH))
        self._inside.setProperty("plain", True)
        row = QHBoxLayout(holder)
        row.addStretch(1)
        row.addWidget(self._inside)
        row.addStretch(1)
        self._fill(QVBoxLayout(self._inside))
        self.setAccessibleName("Unlock")

    def _fill(self, column: QVBoxLayout) -> None:
        column.setSpacing(theme.S8)
        column.addStretch(2)
        for widget in (Label("Relationship Desk", "form-title"), self.practice):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.S16)
        column.addWidget(self.hint)
        column.addWidget(self._stack)
        self._stack.addWidget(self._by_passphrase)
        page = QVBoxLayout(self._by_passphrase)
        page.setContentsMargins(4, 4, 4, 4)
        page.addWidget(self.passphrase_field)
        page.addStretch(1)
        column.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, theme.S8, 4, 0)
        column.addLayout(foot)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.unlock)
        links = QHBoxLayout()
        links.setContentsMargins(4, theme.S24, 4, 0)
        column.addLayout(links)
        for link in (self.to_words, self.to_passphrase):
            links.addWidget(link)
        links.addStretch(1)
        links.addWidget(self.other)
        column.addStretch(3)

    @cached_property
    def by_words(self) -> WordsForm:
        """The form for the recovery words. Made when first asked for, so that the page need not wait for it."""
        from relationship_desk.ui.entrance.words_form import WordsForm

        form = WordsForm(self._judge, self._jobs)
        self._stack.addWidget(form)
        links = (self.to_words, self.to_passphrase, self.other)
        for before, after in pairwise((form.new.again_field, self.unlock, *links)):
            self.setTabOrder(before, after)
        return form

    @property
    def shows_words(self) -> bool:
        """Whether the recovery words are asked for instead of the passphrase."""
        return self._stack.currentIndex() == 1

    def show_words(self, words: bool) -> None:
        """Ask for the recovery words, or for the passphrase."""
        self._stack.setCurrentWidget(self.by_words if words else self._by_passphrase)
        # Only the page in front is to make room for itself.
        for place in range(self._stack.count()):
            page = self._stack.widget(place)
            if page is not None:
                vertical = QSizePolicy.Policy.Preferred if place == int(words) else QSizePolicy.Policy.Ignored
                page.setSizePolicy(page.sizePolicy().horizontalPolicy(), vertical)
        self._stack.adjustSize()
        self.to_words.setVisible(not words)
        self.to_passphrase.setVisible(words)

    def clear(self) -> None:
        """Forget every secret that was typed."""
        self.passphrase.clear()
        if self._stack.count() > 1:
            self.by_words.words.clear()
            self.by_words.new.clear()

    def show_hint(self, hint: str) -> None:
        """Say how this practice is opened; nothing with an empty ``hint``."""
        self.hint.show_text(hint)
        self.hint.setVisible(bool(hint))

    def show_problem(self, problem: str) -> None:
        """Say what did not work; nothing with an empty ``problem``."""
        self.problem.show_text(problem)
        self.problem.setVisible(bool(problem))

    def show_busy(self, words: str) -> None:
        """Say what is under way and take no more input. The field keeps the focus."""
        self.state.show_text(words)
        self.passphrase.setReadOnly(bool(words))
        for widget in (self.to_words, self.to_passphrase, self.other):
            widget.setEnabled(not words)
        if self.shows_words:
            self.by_words.setEnabled(not words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return unlocks, from any field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.unlock.isEnabled():
            self.unlock.click()
        else:
            super().keyPressEvent(event)
