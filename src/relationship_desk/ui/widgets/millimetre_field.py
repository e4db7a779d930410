"""One line of a paper form, typed as the millimetres from its left end to the mark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Missing
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event

LONGEST = 100
"""Millimetres from end to end."""
REASONS = {"d": Missing.DECLINED, "n": Missing.NOT_APPLICABLE}
_WORDS = {Missing.DECLINED: "declined", Missing.NOT_APPLICABLE: "n/a"}
_MOVES = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_WIDTH = 92


class MillimetreField(QLineEdit):
    """Digits, or one letter for why there is no mark: ``d`` declined, ``n`` does not apply. Empty: left empty.

    Return goes on; a letter does so at once.
    """

    moved: Event[int] = Event(int)
    """To the next field (1) or back (-1)."""
    refused: Event[bool] = Event(bool)
    """Whether one wanted to go on from a number longer than the line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Millimetres from the left end. D declined, N does not apply, empty: left empty.")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.textChanged.connect(self._on_text_changed)

    @property
    def mark(self) -> Tenths | Missing | None:
        """What is entered; None when nothing is, or it :attr:`cannot_be`. A millimetre is a tenth."""
        reason = next((missing for missing, words in _WORDS.items() if words == self.text()), None)
        if reason or not self.text() or self.cannot_be:
            return reason
        return Tenths(int(self.text()))

    @property
    def cannot_be(self) -> bool:
        """Whether the number is longer than the line."""
        return self.text().isdigit() and int(self.text()) > LONGEST

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None:
            self._go(step)
        elif plain and typed in REASONS:
            self.setText(_WORDS[REASONS[typed]])
            self._go(1)
        elif plain and typed.isprintable() and typed and not (typed.isascii() and typed.isdigit()):
            event.accept()  # nothing else can stand here
        else:
            self._make_room(typed)
            super().keyPressEvent(event)

    def _make_room(self, typed: str) -> None:
        """A word gives way to digits and goes as a whole; a fourth digit cannot be."""
        if not self.text().isdigit() and (typed.isdigit() or typed in ("\b", "\x7f")):
            self.clear()
        if typed.isdigit() and len(self.text()) >= len(str(LONGEST)) and not self.hasSelectedText():
            self.selectAll()

    def _go(self, step: int) -> None:
        self.refused.emit(self.cannot_be)
        if not self.cannot_be:
            self.moved.emit(step)

    def _on_text_changed(self, _text: str) -> None:
        if self.property("invalid") != self.cannot_be:
            self.setProperty("invalid", self.cannot_be)
            theme.repolish(self)
