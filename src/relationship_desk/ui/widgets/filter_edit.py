"""A one-line field with the search icon: the filter of a list, or the search of the whole practice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import icon
from relationship_desk.ui.widgets.key_hint import key_hint_width, paint_key_hint


class FilterEdit(QLineEdit):
    """Escape empties it. ``key`` shows the key that leads here, while the field is empty."""

    def __init__(self, placeholder: str, *, key: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._glass = QAction(self)
        self._glass.setIcon(icon("search", "muted"))
        self._glass.setToolTip(name or placeholder)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._glass.setIcon(icon("search", "muted"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key or self.text():
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QPointF(self.width() - key_hint_width(self._key) - 9, self.height() / 2)
        paint_key_hint(painter, at, self._key, tokens.color("muted"), tokens.color("border"))
        painter.end()
