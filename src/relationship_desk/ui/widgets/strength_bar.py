"""How hard a passphrase is to guess: four segments and a word, with a sentence below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.badge import Meaning
from relationship_desk.ui.widgets.label import Label

_WORDS: tuple[tuple[str, Meaning], ...] = (
    ("Very weak", "risk"),
    ("Weak", "risk"),
    ("Fair", "attention"),
    ("Strong", "success"),
    ("Very strong", "success"),
)


class _Segments(QWidget):
    """The four segments and, from strong on, a check."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.level = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(4 * 48 + 3 * 3 + 12 + theme.scaled(18), theme.scaled(18))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        ink = tokens.color(_WORDS[self.level][1])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(4):
            filled = place < self.level
            painter.setPen(QPen(ink if filled else tokens.color("control"), 1))
            painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place * 51 + 0.5, self.height() / 2 - 3.5, 47, 7), 2.5, 2.5)
        side = theme.scaled(18)
        if self.level:
            name = "check" if self.level >= 3 else "triangle-alert"
            paint_icon(painter, name, QRectF(self.width() - side, (self.height() - side) / 2, side, side), ink)
        painter.end()


class StrengthBar(QWidget):
    """Level 0 (nothing to judge, or very weak) to 4."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = _Segments(self)
        self.word = Label()
        self.advice = Label(tone="muted", wrap=True)
        # As high as its line while it is empty, so that typing moves nothing.
        self.advice.setMinimumHeight(QFontMetrics(theme.font()).height())
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(self._segments)
        row.addWidget(self.word)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addLayout(row)
        column.addWidget(self.advice)
        self.show_strength(0, "", empty=True)

    @property
    def level(self) -> int:
        """The level shown."""
        return self._segments.level

    def show_strength(self, level: int, advice: str = "", *, empty: bool = False) -> None:
        """Show ``level`` (0 to 4) with its word; ``empty`` when nothing has been typed."""
        self._segments.level = level
        word = "" if empty else _WORDS[level][0]
        self.word.show_text(word)
        self.word.set_tone(_WORDS[level][1])
        self.advice.show_text(advice)
        self.setAccessibleName(f"Strength: {word}. {advice}" if word else "Strength: nothing typed yet")
        self._segments.update()
