"""One line to mark: empty until it is set, without numbers, by mouse anywhere on it or by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.hand_over.buttons import TARGET
from relationship_desk.ui.widgets.perspective_mark import paint_mark
from relationship_desk.ui.widgets.rating_line import score_at, x_of
from relationship_desk.ui.widgets.spoken_role import speak_as

CLEARED = -1
"""What :attr:`AnswerLine.marked` carries when the line is empty again."""
_MIDDLE, _FAR, _END = 50, 10, 100
"""Tenths: where the first press of an arrow puts the mark, and how far a page key moves it."""
_SIDE, _TICK, _PAD = 20, 9, 12
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -_FAR,
    Qt.Key.Key_PageUp: _FAR,
}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: _END}
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AnswerLine(QWidget):
    """The mark is a square, as everywhere for a client's view. ``settled`` follows once the mouse is let go."""

    marked: Event[int] = Event(int)
    """Where the mark stands now, in tenths, or :data:`CLEARED`."""
    settled: Event[object] = Event(object)

    def __init__(self, question: str, low: str, high: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question, self._low, self._high = question, low, high
        self._score: int | None = None
        self._why = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speak_as(self, "slider")
        self._name()

    @property
    def score(self) -> int | None:
        """Where the mark stands, in tenths; None while the line is empty."""
        return self._score

    def show_answer(self, score: int | None, why: str = "") -> None:
        """Show the mark, or in words ``why`` there is none, without telling anyone."""
        self._score, self._why = score, why
        self._name()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(600), theme.scaled(TARGET))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(200), theme.scaled(TARGET))

    @override
    def event(self, event: QEvent) -> bool:
        """Claim the keys that move the mark."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _moves(event.key()):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _CLEARS:
            self._put(None)
        elif key in _ENDS:
            self._put(_ENDS[Qt.Key(key)])
        elif key in _STEPS:
            start = self._score
            self._put(_MIDDLE if start is None else min(_END, max(0, start + _STEPS[Qt.Key(key)])))
        else:
            super().keyPressEvent(event)
            return
        self.settled.emit(None)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._put(score_at(self._line(), event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._put(score_at(self._line(), event.position().x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.settled.emit(None)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, line = theme.current(), self._line()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = round(line.center().y()) + 0.5
        left, right = round(line.left()) + 0.5, round(line.right()) - 0.5
        tick = theme.scaled(_TICK)
        painter.setPen(QPen(tokens.color("border" if self._why else "control"), 2))
        painter.drawLine(QLineF(left, middle, right, middle))
        for end in (left, right):
            painter.drawLine(QLineF(end, middle - tick, end, middle + tick))
        if self._score is not None:
            side = theme.scaled(_SIDE)
            box = QRectF(x_of(line, self._score) - side / 2, middle - side / 2, side, side)
            paint_mark(painter, Perspective.CLIENT, box)
        painter.end()

    def _line(self) -> QRectF:
        return QRectF(_PAD, 0, self.width() - 2 * _PAD, self.height())

    def _put(self, score: int | None) -> None:
        self._score, self._why = score, ""
        self._name()
        self.update()
        self.marked.emit(CLEARED if score is None else score)

    def _name(self) -> None:
        if self._score is None:
            state = self._why or "empty"
        else:
            state = f"marked, {self._score} of {_END} towards “{self._high}”"
        self.setAccessibleName(f"{self._question} From “{self._low}” to “{self._high}”. {state}")


def _moves(key: int) -> bool:
    return key in _STEPS or key in _ENDS or key in _CLEARS
