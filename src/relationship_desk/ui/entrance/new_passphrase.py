"""Choosing a passphrase: the field, how hard it is to guess, and the same once more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.domain.progress import Progress
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.passphrase_field import PassphraseField
from relationship_desk.ui.widgets.strength_bar import StrengthBar

LEAST = 2
"""The least strength that is taken."""

Judge = Callable[[str], tuple[int, str]]


class NewPassphrase(QWidget):
    """Judges beside the typing, on a job thread. :attr:`changed` is told whenever :attr:`problem` may be another."""

    changed: Event[object] = Event(object)

    def __init__(self, judge: Judge, jobs: Jobs, label: str = "Passphrase", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judge, self._jobs = judge, jobs
        self._judging = False
        self._judged = ""
        self.first, self.again, self.strength = PassphraseField(), PassphraseField(), StrengthBar()
        self.first_field = Field(label, self.first, "five or more words work well")
        self.again_field = Field(f"{label} again", self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        for widget in (self.first_field, self.strength, self.again_field):
            column.addWidget(widget)
        self.first.textChanged.connect(self._on_first_text_changed)
        self.again.textChanged.connect(self._on_again_text_changed)
        self.setFocusProxy(self.first)

    @property
    def text(self) -> str:
        """The passphrase."""
        return self.first.text()

    @property
    def problem(self) -> str:
        """Why it cannot be taken yet; empty when it can."""
        if not self.text:
            return "Choose a passphrase."
        if self._judged != self.text:
            return "The passphrase is being judged."
        if self.strength.level < LEAST:
            return "This passphrase is too easy to guess. Five unrelated words work well."
        if self.again.text() != self.text:
            return "Type the same passphrase again."
        return ""

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.again.clear()

    def _on_first_text_changed(self, text: str) -> None:
        if text:
            self._start_judging()
        else:
            self._judged = ""
            self.strength.show_strength(0, "", empty=True)
        self._tell()

    def _on_again_text_changed(self, _text: str) -> None:
        self._tell()

    def _tell(self) -> None:
        again, first = self.again.text(), self.first.text()
        differs = bool(again) and not first.startswith(again)
        self.again_field.show_error("The two are not the same." if differs else "")
        self.again_field.show_hint("the same" if again and again == first else "")
        self.changed.emit(None)

    def _start_judging(self) -> None:
        """One judgement at a time; when it is in and the text has moved on, the next begins."""
        if self._judging:
            return
        self._judging = True
        text, judge = self.text, self._judge

        def work(_progress: Progress) -> tuple[str, int, str]:
            return (text, *judge(text))

        self._jobs.run(work, self._on_judged, title="Judging the passphrase")

    def _on_judged(self, judged: tuple[str, int, str]) -> None:
        text, level, advice = judged
        self._judging = False
        if text != self.text:
            if self.text:
                self._start_judging()
            return
        self._judged = text
        self.strength.show_strength(level, advice)
        self._tell()
