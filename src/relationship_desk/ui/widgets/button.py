"""Buttons: the one accent action of a page, plain ones, links, and squares with only an icon."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.key_hint import key_hint_width, key_text, paint_key_hint

Kind = Literal["primary", "plain", "link", "icon", "chip"]

_ICON, _GAP, _TARGET = 18, 9, 24


class Button(QPushButton):
    """A verb, with an optional icon before it and the key that does the same after it.

    ``key`` with a modifier (``Ctrl+B``, ``Alt+A``, ``F8``) also works as the shortcut; a single letter or ``Return`` is
    only shown, since those belong to the list that has the focus. Kind ``icon`` shows the icon alone and gives
    ``text`` as name and tooltip. ``chip`` is a low plain button. A menu set with ``setMenu`` adds a chevron.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = "plain",
        *,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._icon_name = icon
        self._key = key
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(kind in ("primary", "plain"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if kind == "icon":
            self.setAccessibleName(text)
            self.setToolTip(f"{text} ({key_text(key)})" if key else text)
        self._set_key()

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._set_key()  # Qt drops the shortcut with the old text
        self.updateGeometry()

    def _set_key(self) -> None:
        if "+" in self._key or (self._key.startswith("F") and self._key[1:].isdigit()):
            self.setShortcut(self._key)

    def set_kind(self, kind: Literal["primary", "plain"]) -> None:
        """Make it the accent action, or one beside another."""
        self._kind = kind
        self.setProperty("kind", kind)
        theme.repolish(self)

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_blocked(self, reason: str) -> None:
        """Disable the button and say why, or enable it again with an empty ``reason``."""
        self.setEnabled(not reason)
        self.setToolTip(reason or (self.text() if self._kind == "icon" else ""))
        self.setAccessibleDescription(reason)

    @property
    def key(self) -> str:
        """The key shown in the button."""
        return self._key

    @override
    def sizeHint(self) -> QSize:
        height = theme.scaled(28 if self._kind in ("link", "chip") else 36)
        if self._kind == "icon":
            return QSize(height, height)
        width = math.ceil(self._content_width()) + 2 * self._padding()
        return QSize(max(width, theme.scaled(_TARGET)), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        side = theme.scaled(_ICON)
        middle = self.height() / 2
        if self._kind == "icon":
            box = QRectF((self.width() - side) / 2, middle - side / 2, side, side)
            paint_icon(painter, self._icon_name, box, ink)
        else:
            self._paint_content(painter, ink, side, middle)
        painter.end()

    def _padding(self) -> int:
        return {"link": 0, "chip": 10}.get(self._kind, 14)  # a link lines up with the words around it

    def _role(self) -> theme.Role:
        return "strong" if self._kind == "primary" and self.isEnabled() else "body"

    def _label_font(self) -> QFont:
        result = theme.font(self._role())
        result.setUnderline(self._kind == "link" and self.underMouse() and self.isEnabled())
        return result

    def _content_width(self) -> float:
        # Measured in the wider weight, so that enabling a button moves nothing.
        role: theme.Role = "strong" if self._kind == "primary" else "body"
        width = QFontMetricsF(theme.font(role)).horizontalAdvance(_shown(self.text()))
        if self._icon_name:
            width += theme.scaled(_ICON) + _GAP
        if self._key:
            width += key_hint_width(self._key, role) + _GAP
        if self.menu() is not None:
            width += theme.scaled(16) + _GAP
        return width

    def _content_left(self) -> float:
        """Where the words begin: in the middle, and those of a link at the left."""
        return 0.0 if self._kind == "link" else (self.width() - self._content_width()) / 2

    def _paint_ground(self, painter: QPainter) -> QColor:
        """Draw ground and edge; return the ink that reads on it."""
        tokens = theme.current()
        if self._kind == "link":
            return tokens.color("accent" if self.isEnabled() else "disabled")
        ground, edge, ink = "raised", "control", "text"
        if not self.isEnabled():
            ground, edge, ink = "surface", "border", "disabled"
        elif self._kind == "primary":
            ground = "accent_hover" if self.underMouse() or self.isDown() else "accent"
            edge, ink = ground, "accent_text"
        elif self.isDown() or self.isChecked():
            ground = "sunken"
        elif self.underMouse():
            ground = "surface"
        painter.setPen(QPen(tokens.color(edge), 1))
        painter.setBrush(tokens.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        return tokens.color(ink)

    def _paint_content(self, painter: QPainter, ink: QColor, side: int, middle: float) -> None:
        x = self._content_left()
        if self._icon_name:
            paint_icon(painter, self._icon_name, QRectF(x, middle - side / 2, side, side), ink)
            x += side + _GAP
        label = _shown(self.text())
        font = self._label_font()
        width = QFontMetricsF(font).horizontalAdvance(label)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, label)
        x += width + _GAP
        if self.menu() is not None:
            arrow = theme.scaled(16)
            paint_icon(painter, "chevron-down", QRectF(x, middle - arrow / 2, arrow, arrow), ink)
            x += arrow + _GAP
        if self._key:
            self._paint_key(painter, x, middle, ink)

    def _paint_key(self, painter: QPainter, x: float, middle: float, ink: QColor) -> None:
        tokens = theme.current()
        on_accent = self._kind == "primary" and self.isEnabled()
        chip_ink = ink if on_accent or not self.isEnabled() else tokens.color("muted")
        paint_key_hint(
            painter, QPointF(x, middle), self._key, chip_ink, ink if on_accent else tokens.color("border"), self._role()
        )


def _shown(text: str) -> str:
    """Return ``text`` without the sign that marks its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
