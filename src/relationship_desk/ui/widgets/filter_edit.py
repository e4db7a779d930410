"""A one-line field with the search icon: the filter of a list, or the search of the whole practice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.key_hint import key_hint_width, paint_key_hint

_ICON = 18


class FilterEdit(QLineEdit):
    """Escape empties it. ``key`` shows the key that leads here, while the field is empty."""

    def __init__(self, placeholder: str, *, key: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._make_room()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(290 if self._key else 240), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        room = self.textMargins().left() + self.textMargins().right()
        return QSize(words + room + 28, super().minimumSizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Escape with something to empty is ours; without, it is the window's way back.
        escapes = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and bool(self.text())
        if escapes and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_key"):
            self._make_room()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.current()
        side, middle = theme.scaled(_ICON), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, "search", QRectF(11, middle - side / 2, side, side), tokens.color("muted"))
        if self._key and not self.text():
            at = QPointF(self.width() - key_hint_width(self._key) - 9, middle)
            paint_key_hint(painter, at, self._key, tokens.color("muted"), tokens.color("border"))
        painter.end()

    def _make_room(self) -> None:
        right = round(key_hint_width(self._key)) if self._key else 0
        self.setTextMargins(theme.scaled(_ICON) + 6, 0, right, 0)
