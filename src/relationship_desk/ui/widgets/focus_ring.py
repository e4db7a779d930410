"""The 2 px ring around whatever has the keyboard focus, 1 px away from it.

One ring serves the whole program. A widget that shows the focus by itself, inside its row or tab, sets the property
``ring`` to ``own``; item views are expected to. Around a text that scrolls the ring lies inside its edge.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import Shiboken
from typing_extensions import override

from relationship_desk.ui import theme

_REACH = 3
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class _Ring(QWidget):
    """The drawing, above its siblings, deaf to the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().color("focus"), 2))
        radius = theme.RADIUS + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


class FocusRing(QObject):
    """Follows the focus of ``app``. Make one, and keep it."""

    NAME = "focus-ring"
    """The object name of the ring on the screen."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring: _Ring | None = None
        self._host: QWidget | None = None
        app.focusChanged.connect(self._on_app_focus_changed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _on_app_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or now.isWindow() or _shows_focus_itself(now):
            return
        self._target = now
        host = self._host = _host(now)
        step: QWidget | None = now
        while step is not None and step is not host:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._ring = _Ring(host)
        self._ring.setObjectName(self.NAME)
        self._ring.destroyed.connect(self._on_ring_destroyed)
        self._place()

    def _let_go(self) -> None:
        for widget in filter(Shiboken.isValid, self._watched):  # a page taken down may have gone with the focus in it
            widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        if self._ring is not None:
            ring, self._ring = self._ring, None
            ring.destroyed.disconnect(self._on_ring_destroyed)
            ring.hide()
            ring.deleteLater()

    def _place(self) -> None:
        if self._ring is None or self._target is None or self._host is None or not Shiboken.isValid(self._target):
            return
        corner = self._target.mapTo(self._host, self._target.rect().topLeft())
        reach = 0 if isinstance(self._target, QScrollArea) else _REACH
        self._ring.setGeometry(QRect(corner, self._target.size()).adjusted(-reach, -reach, reach, reach))
        self._ring.setVisible(self._target.isVisible())
        self._ring.raise_()

    def _on_ring_destroyed(self) -> None:
        # The window went with its ring in it, and with everything watched.
        self._ring = self._host = self._target = None
        self._watched.clear()


def _shows_focus_itself(widget: QWidget) -> bool:
    return widget.inherits("QAbstractItemView") or widget.property("ring") == "own"


def _host(widget: QWidget) -> QWidget:
    """Return what the ring lies in: the content of the nearest scroll area, so that it scrolls along, or the window."""
    step = widget
    parent = step.parentWidget()
    while parent is not None and not step.isWindow():
        grandparent = parent.parentWidget()
        if isinstance(grandparent, QScrollArea) and grandparent.widget() is step:
            return step
        step, parent = parent, parent.parentWidget()
    return widget.window()
