"""The button that looks like a field and opens the search of the whole practice."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.key_hint import key_hint_width, key_text, paint_key_hint

WORDS = "Search or run"
KEY = "Ctrl+K"
_WIDTH, _HEIGHT, _ICON, _SIDE = 290, 36, 18, 11


class SearchButton(QPushButton):
    """Says what it does and by which key; ``small``, or without the room for words, it is the icon alone.

    The window it stands in connects it to the search, and listens to the key.
    """

    def __init__(self, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = small
        self.setAccessibleName(WORDS)
        self.setToolTip(f"{WORDS} ({key_text(KEY)})")
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() if self._small else QSize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        side = theme.scaled(_HEIGHT)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("control"), 1))
        painter.setBrush(tokens.color("surface" if self.underMouse() or self.isDown() else "raised"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        tokens = theme.current()
        side, middle = theme.scaled(_ICON), self.height() / 2
        start = _SIDE + side + theme.S8
        words, key = QFontMetricsF(theme.font()).horizontalAdvance(WORDS), key_hint_width(KEY)
        speaks = self.width() >= start + words + _SIDE
        x = _SIDE if speaks else (self.width() - side) / 2
        ink = tokens.color("muted" if speaks else "text")
        paint_icon(painter, "search", QRectF(x, middle - side / 2, side, side), ink)
        if not speaks:
            return
        painter.setFont(theme.font())
        painter.setPen(ink)
        painter.drawText(QRectF(start, 0, words + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, WORDS)
        if self.width() >= start + words + theme.S12 + key + _SIDE:
            at = QPointF(self.width() - key - _SIDE, middle)
            paint_key_hint(painter, at, KEY, ink, tokens.color("border"))
