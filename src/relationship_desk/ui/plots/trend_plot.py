"""The focus plot: one element from three perspectives, with a cursor that moves from session to session."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui.events import Event
from relationship_desk.ui.plots.reading import session_words
from relationship_desk.ui.plots.trend_canvas import TrendCanvas
from relationship_desk.ui.plots.trend_picture import Shown

_PERSPECTIVE_KEYS: dict[int, Perspective] = {
    Qt.Key.Key_1: Perspective.CLINICIAN,
    Qt.Key.Key_2: Perspective.CLIENT,
    Qt.Key.Key_3: Perspective.OBSERVER,
}
_STEPS: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}
_CLOSER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_ZOOM = (*_CLOSER, Qt.Key.Key_Minus, Qt.Key.Key_0)
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (*_PERSPECTIVE_KEYS, *_STEPS, *_ZOOM, *_RETURN, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_B, Qt.Key.Key_T)
_NOTCH = 120
"""What a wheel reports for one step."""


class TrendPlot(TrendCanvas):
    """A trend to be walked through by keys and pointer: from session to session, closer and farther away."""

    cursor_moved: Event[int] = Event(int)
    """The cursor stands on another session; carries its number."""
    session_opened: Event[int] = Event(int)
    """The person wants to see that session; carries its number."""
    shown_changed: Event[Shown] = Event(Shown)
    """A perspective or the baseline was hidden or shown by key."""
    table_asked: Event[None] = Event(object)
    """The person wants the numbers as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key means the plot; also asked by what stands beside it."""
        bare = ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() != Qt.Key.Key_Plus
        return not event.modifiers() & bare and not shifted and event.key() in _KEYS

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.takes(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().x()), self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self.takes(event):
            super().keyPressEvent(event)
        elif key in _PERSPECTIVE_KEYS:
            self._change_shown(self._shown.toggled(_PERSPECTIVE_KEYS[key]))
        elif key == Qt.Key.Key_B:
            self._change_shown(Shown(self._shown.perspectives, not self._shown.baseline))
        elif key == Qt.Key.Key_T:
            self.table_asked.emit(None)
        elif key == Qt.Key.Key_0:
            self.show_whole()
        elif key in _ZOOM:
            self.zoom(key in _CLOSER)
        elif key in _RETURN:
            self._open()
        else:
            self._move(key)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            x = event.position().x()
            self._picked = (x, x)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        plane, x = self.frame().plane, event.position().x()
        if self._picked is not None:
            self._picked = (self._picked[0], x)
            self.update()
        elif plane.rect.left() <= x <= plane.rect.right():
            self._put_cursor(self.place_at(x))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._picked = self._picked, None
        self.update()
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        first, last = (self.place_at(x) for x in drag)
        if abs(drag[0] - drag[1]) >= QApplication.startDragDistance() and first is not None and last is not None:
            self.look(self._sight.seeing(first, last))
        elif first is not None:
            self._put_cursor(first)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, around the pointer; sideways the view moves."""
        turned, sideways = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.look(self._sight.zoomed(turned > 0, self.place_at(event.position().x())))
        elif sideways and not self._sight.is_whole:
            self.look(self._sight.moved(-round(sideways / _NOTCH * max(1, self._sight.extent.count // 8))))
        else:
            event.ignore()

    def _move(self, key: int) -> None:
        sight = self._sight
        if sight.cursor is None:
            return
        newest = len(self.trend.sessions) - 1
        ends: dict[int, int] = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: newest}
        place = ends[key] if key in ends else min(newest, max(0, sight.cursor + _STEPS[key]))
        if self._put_cursor(place) and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, session_words(self.trend, place)))

    def _put_cursor(self, place: int | None) -> bool:
        if place is None or place == self._sight.cursor:
            return False
        self.look(self._sight.at(place))
        self.cursor_moved.emit(self.trend.numbers[place])
        return True

    def _open(self) -> None:
        if self.cursor_session is not None:
            self.session_opened.emit(self.cursor_session)

    def _change_shown(self, shown: Shown) -> None:
        self.set_shown(shown)
        self.shown_changed.emit(shown)
