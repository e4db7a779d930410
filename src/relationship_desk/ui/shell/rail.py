"""The rail at the left: where one can go."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.key_hint import key_text

_WIDE, _NARROW, _ITEM = 176, 56, 40


class RailItem(QPushButton):
    """An icon and a word; the chosen one lies on raised ground with the accent bar at the window's edge."""

    def __init__(self, title: str, icon: str, key: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._icon_name, self._key, self._narrow = icon, key, False
        self.count = 0
        self.setCheckable(True)
        self.setProperty("ring", "own")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._name()

    def show_count(self, count: int) -> None:
        """Show how many wait there; nothing for zero."""
        self.count = count
        self._name()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        self._narrow = narrow
        self._name()
        self.updateGeometry()
        self.update()

    @override
    def nextCheckState(self) -> None:
        """Leave it to the rail which item is chosen."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_NARROW if self._narrow else _WIDE), theme.scaled(_ITEM))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(_NARROW), max(24, theme.scaled(26)))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(theme.S8 + 0.5, 0.5, -theme.S8 - 0.5, -0.5)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(QPen(tokens.color("border"), 1) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("raised" if chosen else "window"))
            painter.drawRoundedRect(inner, theme.RADIUS, theme.RADIUS)
        if chosen:
            painter.fillRect(QRectF(0, self.height() / 2 - 12, 3, 24), tokens.color("accent"))
        if self.hasFocus():
            painter.setPen(QPen(tokens.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(1.5, 1.5, -1.5, -1.5), theme.RADIUS - 2, theme.RADIUS - 2)
        self._paint_words(painter, inner, chosen=chosen)
        painter.end()

    def _paint_words(self, painter: QPainter, inner: QRectF, *, chosen: bool) -> None:
        ink = theme.current().color("text" if chosen else "muted")
        side = theme.scaled(18)
        x = inner.center().x() - side / 2 if self._narrow else inner.left() + theme.S12
        paint_icon(painter, self._icon_name, QRectF(x, inner.center().y() - side / 2, side, side), ink)
        if self._narrow:
            return
        words = inner.adjusted(theme.S12 + side + 10, 0, -11, 0)
        painter.setPen(ink)
        if self.count:
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.current().color("text"))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self.count))
            painter.setPen(ink)
        font = theme.font("strong" if chosen else "body")
        painter.setFont(font)
        shown = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def _name(self) -> None:
        name = f"{self.text()}, {self.count}" if self.count else self.text()
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key_text(self._key)})" if self._narrow else "")


class Rail(QWidget):
    """Pages above, settings and lock below. Up and down move the focus, Return goes there."""

    picked: Event[str] = Event(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages")
        self._items: dict[str, RailItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.S12, 0, theme.S12)
        column.setSpacing(0)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        for part in (self._above, self._below):
            part.setSpacing(2)
        column.addLayout(self._above)
        column.addStretch(1)
        column.addLayout(self._below)
        self.set_narrow(False)

    def add(self, page: str, title: str, icon: str, key: str, *, below: bool = False) -> None:
        """Add a way to ``page``."""
        item = RailItem(title, icon, key, self)
        item.setObjectName(page)
        item.clicked.connect(self._on_item_clicked)
        self._items[page] = item
        (self._below if below else self._above).addWidget(item)

    def item(self, page: str) -> RailItem:
        """Return the item of ``page``; an unknown page raises :class:`KeyError`."""
        return self._items[page]

    def choose(self, page: str) -> None:
        """Mark ``page`` as the one in front; none when it is not in the rail."""
        for name, item in self._items.items():
            item.setChecked(name == page)

    @property
    def chosen(self) -> str:
        """The page marked as in front, or nothing."""
        return next((name for name, item in self._items.items() if item.isChecked()), "")

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, with tooltips."""
        self.setFixedWidth(theme.scaled(_NARROW if narrow else _WIDE))
        for item in self._items.values():
            item.set_narrow(narrow)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        items = list(self._items.values())
        now = next((place for place, item in enumerate(items) if item.hasFocus()), None)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now is not None:
            items[now].click()
        elif step is not None and now is not None:
            items[min(max(now + step, 0), len(items) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.color("sunken"))
        painter.setPen(QPen(tokens.color("border"), 1))
        x = self.width() - 0.5
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.end()

    def _on_item_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.picked.emit(item.objectName())
