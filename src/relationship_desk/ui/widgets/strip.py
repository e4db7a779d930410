"""The message strip above a page: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.badge import MEANING_ICONS, Meaning
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label

_ICONS: dict[Meaning, str] = {**MEANING_ICONS, "attention": "triangle-alert"}


class _StripIcon(QWidget):
    """The icon of the meaning; the words beside it say the same."""

    def __init__(self, name: str, meaning: Meaning, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.meaning = name, meaning
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = theme.scaled(18)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self.name, QRectF(self.rect()), theme.current().color(self.meaning))
        painter.end()


class Strip(QWidget):
    """One message with at most one button; ``square`` when it spans the window, rounded when inside a page.

    ``closed`` tells its object name once the person has closed it.
    """

    closed: Event[str] = Event(str)

    def __init__(
        self,
        text: str,
        meaning: Meaning = "attention",
        *,
        icon: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        closes: bool = False,
        square: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.meaning: Meaning = meaning
        self._square = square
        self.text = Label(text)
        self.text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16 if not square else theme.S24, theme.S8, theme.S16, theme.S8)
        row.setSpacing(theme.S12)
        row.addWidget(_StripIcon(icon or _ICONS[meaning], meaning, self))
        row.addWidget(self.text, 1)
        self.action: Button | None = None
        if action:
            self.action = Button(action, "chip")
            if on_action is not None:
                self.action.clicked.connect(on_action)
            row.addWidget(self.action)
        if closes:
            closer = Button("Close this message", "icon", icon="cross")
            closer.clicked.connect(self._on_closer_clicked)
            row.addWidget(closer)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(tokens.color(self.meaning if tokens.high_contrast else "border"), 1)
        if self._square:
            painter.fillRect(self.rect(), tokens.color(f"{self.meaning}_soft"))
            painter.setPen(edge)
            y = self.height() - 0.5
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        else:
            painter.setPen(edge)
            painter.setBrush(tokens.color(f"{self.meaning}_soft"))
            radius = theme.PANEL_RADIUS
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _on_closer_clicked(self) -> None:
        self.hide()
        self.closed.emit(self.objectName())
        self.deleteLater()
