"""The large buttons of the form: answers to choose, ways not to answer, and the steps from page to page."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon

Kind = Literal["primary", "plain", "choice", "skip"]
TARGET = 44
"""Pixels at normal text size: nothing to click on is lower."""
_CHECK, _GAP = 20, 8


class FormButton(QPushButton):
    """``choice`` and ``skip`` stay down until they are pressed again; a check then says so besides the colour."""

    def __init__(
        self, text: str, kind: Kind = "plain", parent: QWidget | None = None, *, role: theme.Role = "form-end"
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words, self._kind, self._role = text, kind, role
        self.setProperty("kind", "form")
        self.setCheckable(kind in ("choice", "skip"))
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        across = QSizePolicy.Policy.Expanding if kind == "choice" else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_words(self, text: str) -> None:
        """Say something else."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses, as Space does; a key that is held down presses once, not page after page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(_font(self._role, strong=True))
        width = metrics.horizontalAdvance(self._words) + 2 * self._padding()
        if self.isCheckable():
            width += theme.scaled(_CHECK) + _GAP
        return QSize(round(width) + 2, theme.scaled(TARGET if self._kind in ("skip", "choice") else TARGET + 4))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        font = _font(self._role, strong=self._kind == "primary" or self.isChecked())
        painter.setFont(font)
        painter.setPen(ink)
        width = QFontMetricsF(font).horizontalAdvance(self._words)
        check = theme.scaled(_CHECK) + _GAP if self.isChecked() else 0
        left = self.width() - width - check if self._kind == "skip" else (self.width() - width - check) / 2
        if check:
            side = theme.scaled(_CHECK)
            paint_icon(painter, "check", QRectF(left, (self.height() - side) / 2, side, side), ink)
        words = QRectF(left + check, 0, width + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        if self._kind == "skip" and self.underMouse():
            y = words.center().y() + QFontMetricsF(font).ascent() / 2 + 2
            painter.drawLine(QPointF(words.left(), y), QPointF(words.left() + width, y))
        painter.end()

    def _padding(self) -> int:
        return {"skip": 0, "choice": theme.S12}.get(self._kind, theme.S24)

    def _paint_ground(self, painter: QPainter) -> QColor:
        """Draw ground and edge; return the ink that reads on it."""
        tokens = theme.current()
        if self._kind == "skip":
            return tokens.color("text" if self.isChecked() else "accent")
        ground, edge, ink = "raised", "control", "text"
        if not self.isEnabled():
            ground, edge, ink = "surface", "border", "disabled"
        elif self._kind == "primary":
            ground = "accent_hover" if self.underMouse() or self.isDown() else "accent"
            edge, ink = ground, "accent_text"
        elif self.isChecked():
            ground, edge = "accent_soft", "accent"
        elif self.isDown():
            ground = "sunken"
        elif self.underMouse():
            ground = "surface"
        thick = 2 if self.isChecked() else 1
        painter.setPen(QPen(tokens.color(edge), thick))
        painter.setBrush(tokens.color(ground))
        inset = thick / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        return tokens.color(ink)


def _font(role: theme.Role, *, strong: bool) -> QFont:
    font = theme.font(role)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font
