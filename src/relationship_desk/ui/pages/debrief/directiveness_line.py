"""One line from 0 to 10 for how directive the clinician was: rated by the same keys as a rating row."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.score import format_score
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.key_entry import Answer, KeyEntry
from relationship_desk.ui.widgets.rating_line import score_at, x_of
from relationship_desk.ui.widgets.spoken_role import speak_as

NOT_SAID = -1
"""What :attr:`DirectivenessLine.changed` carries when the line was cleared."""

_NAMED = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Backspace: "backspace",
    Qt.Key.Key_Delete: "backspace",
}
_TYPED = frozenset("0123456789.,x")
_MARK, _TICK, _PAD = 11, 4.5, 8


class DirectivenessLine(QWidget):
    """Empty until it is set. A digit sets it, ``.`` adds a tenth, arrows move a tenth, Backspace clears."""

    changed: Event[int] = Event(int)
    """Tenths, or :data:`NOT_SAID`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = KeyEntry([Answer()], [True])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, "slider")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("0: the client led. 10: you led. A digit sets it, Backspace clears.")
        self._name()

    @property
    def score(self) -> int | None:
        """The score in tenths; None while it is not said."""
        return self._entry.answers[0].score

    def show_score(self, score: int | None) -> None:
        """Show ``score`` without telling anyone."""
        self._entry = KeyEntry([Answer(score)], [True])
        self._name()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(220), theme.scaled(34))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(140), theme.scaled(34))

    @override
    def event(self, event: QEvent) -> bool:
        """Claim the digits before shortcuts of the page do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _key(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _key(event)
        if key is None:
            super().keyPressEvent(event)
            return
        self._told(self._entry.press(key, time.monotonic()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._told(self._entry.put(0, Answer(score_at(self._line(), event.position().x()))))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._told(self._entry.put(0, Answer(score_at(self._line(), event.position().x()))))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, line = theme.current(), self._line()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = round(line.center().y()) + 0.5
        left, right = round(line.left()) + 0.5, round(line.right()) - 0.5
        painter.setPen(QPen(tokens.color("control" if self.isEnabled() else "border"), 1))
        painter.drawLine(QLineF(left, middle, right, middle))
        for end in (left, right):
            painter.drawLine(QLineF(end, middle - _TICK, end, middle + _TICK))
        ink = tokens.color("text" if self.isEnabled() else "disabled")
        if self.score is not None:
            side = theme.scaled(_MARK)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QRectF(x_of(line, self.score) - side / 2, middle - side / 2, side, side))
        painter.setFont(theme.font("strong"))
        painter.setPen(ink if self.score is not None else tokens.color("muted"))
        words = "–" if self.score is None else format_score(self.score)
        number = QRectF(line.right(), 0, self.width() - line.right(), self.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.end()

    def _line(self) -> QRectF:
        return QRectF(_PAD, 0, self.width() - _PAD - theme.scaled(52), self.height())

    def _told(self, changed: int | None) -> None:
        self._name()
        self.update()
        if changed is not None:
            self.changed.emit(NOT_SAID if self.score is None else self.score)

    def _name(self) -> None:
        said = "not said" if self.score is None else f"{format_score(self.score)} of 10"
        self.setAccessibleName(f"Directiveness, {said}")


def _key(event: QKeyEvent) -> str | None:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ShiftModifier and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        return f"shift+{_NAMED[Qt.Key(event.key())]}"
    if modifiers:
        return None
    text = event.text().lower()
    return text if text in _TYPED and text else _NAMED.get(Qt.Key(event.key()))
