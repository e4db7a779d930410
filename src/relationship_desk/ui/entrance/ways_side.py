"""The sunken left side of the entrance: the name of the program and the ways in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.entrance.ways_list import WaysList
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.label import Label

_SIDE, _NARROW_SIDE = 420, 312
PROMISE = "Works without a network. Nothing leaves this computer unless you export a file."


class _Shield(QWidget):
    """The icon before the promise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(18), theme.scaled(22))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        side = theme.scaled(18)
        painter = QPainter(self)
        paint_icon(painter, "shield", QRectF(0, 2, side, side), theme.current().color("muted"))
        painter.end()


class WaysSide(QWidget):
    """Title, promise and ways; what is chosen is told by :attr:`ways`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways = WaysList()
        self._title = Label("Relationship Desk", "form-title")
        promise = QHBoxLayout()
        promise.setSpacing(theme.S12)
        promise.addWidget(_Shield())
        promise.addWidget(Label(PROMISE, tone="muted", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24 + 8, theme.scaled(56), theme.S24 + 8, theme.scaled(32))
        column.setSpacing(theme.S4)
        column.addWidget(self._title)
        column.addWidget(Label("A minute after each session", tone="muted"))
        column.addSpacing(theme.S24)
        column.addWidget(self.ways)
        column.addStretch(1)
        column.addLayout(promise)

    def set_narrow(self, narrow: bool) -> None:
        """Leave a small window to the form."""
        self.setFixedWidth(theme.scaled(_NARROW_SIDE if narrow else _SIDE))
        self._title.set_role("page" if narrow else "form-title")

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.color("sunken"))
        painter.setPen(QPen(tokens.color("border"), 1))
        x = self.width() - 1
        painter.drawLine(x, 0, x, self.height())
        painter.end()
