"""The four ways in, of which one is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.icons import paint_icon

_LEFT, _TOP = 46, 13


@dataclass(frozen=True, slots=True)
class Way:
    """One way in."""

    key: str
    title: str
    explanation: str
    icon: str


WAYS = (
    Way("create", "Create a practice", "New, encrypted, on this computer", "plus"),
    Way("open", "Open a practice", "A folder that ends in .desk", "folder"),
    Way("restore", "Restore a backup", "From any folder or a USB stick", "undo"),
    Way("demo", "Look around", "A demo practice with made-up clients, no passphrase", "eye"),
)


class _WayButton(QRadioButton):
    """One way; a radio button to screen readers and to the arrow keys."""

    def __init__(self, way: Way, parent: QWidget) -> None:
        super().__init__(way.title, parent)
        self.way = way
        self.setAccessibleDescription(way.explanation)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def heightForWidth(self, width: int) -> int:
        title = QFontMetricsF(theme.font("strong")).height()
        return round(_TOP + title + 3 + self._explanation(width).height() + _TOP)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(300), self.heightForWidth(self.width() or theme.scaled(300)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(180), self.heightForWidth(max(self.width(), theme.scaled(180))))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            self._paint_card(painter)
        title = QFontMetricsF(theme.font("strong")).height()
        side = theme.scaled(18)
        ink = tokens.color("accent" if self.isChecked() else "text")
        paint_icon(painter, self.way.icon, QRectF(17, _TOP + (title - side) / 2, side, side), ink)
        painter.setFont(theme.font("strong"))
        painter.setPen(tokens.color("text"))
        painter.drawText(QRectF(_LEFT, _TOP, self.width() - _LEFT, title), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme.font())
        painter.setPen(tokens.color("muted"))
        words = self._explanation(self.width()).translated(0, _TOP + title + 3)
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self.way.explanation)
        painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        tokens = theme.current()
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.fillPath(path, tokens.color("raised" if self.isChecked() else "surface"))
        if self.isChecked():
            painter.save()
            painter.setClipRect(QRectF(0, 0, 3, self.height()))
            painter.fillPath(path, tokens.color("accent"))
            painter.restore()
            painter.setPen(QPen(tokens.color("border"), 1))
            painter.drawPath(path)

    def _explanation(self, width: int) -> QRectF:
        room = QRectF(_LEFT, 0, max(60, width - _LEFT - theme.S16), 1000)
        return QFontMetricsF(theme.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.way.explanation)


class WaysList(QWidget):
    """Up and down move the choice; :attr:`chosen` tells its key."""

    chosen: Event[str] = Event(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Ways in")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _WayButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        for way in WAYS:
            button = self._buttons[way.key] = _WayButton(way, self)
            self._group.addButton(button)
            column.addWidget(button)
        self._buttons[WAYS[0].key].setChecked(True)
        self._group.buttonToggled.connect(self._on_group_button_toggled)

    @property
    def choice(self) -> str:
        """The key of the chosen way."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Choose the way ``key``."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QAbstractButton:
        """The button of the way ``key``."""
        return self._buttons[key]

    def _on_group_button_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked and isinstance(button, _WayButton):
            self.chosen.emit(button.way.key)
