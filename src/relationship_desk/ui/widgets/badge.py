"""A finding in an icon and a word, on the soft ground of its meaning."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon

Meaning = Literal["success", "notice", "attention", "risk"]

MEANING_ICONS: dict[Meaning, str] = {
    "success": "check",
    "notice": "info",
    "attention": "arrow-down",
    "risk": "triangle-alert",
}


def badge_size(text: str) -> QSize:
    """Return the size, in pixels, of a badge that says ``text``."""
    metrics = QFontMetricsF(theme.font())
    return QSize(round(metrics.horizontalAdvance(text)) + theme.scaled(16) + 24, theme.scaled(26))


def paint_badge(painter: QPainter, rect: QRectF, text: str, meaning: Meaning, icon: str = "") -> None:
    """Draw a badge at the left of ``rect``, in its vertical middle; table cells use this too."""
    tokens = theme.current()
    size = badge_size(text)
    width = min(float(size.width()), rect.width())
    box = QRectF(rect.left(), round(rect.center().y() - size.height() / 2), width, size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = tokens.color(meaning)
    painter.setPen(QPen(ink, 1) if tokens.high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(tokens.color(f"{meaning}_soft"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if tokens.high_contrast else box, 5, 5)
    side = theme.scaled(16)
    paint_icon(
        painter, icon or MEANING_ICONS[meaning], QRectF(box.left() + 9, box.center().y() - side / 2, side, side), ink
    )
    painter.setPen(ink)
    painter.setFont(theme.font())
    words = box.adjusted(9 + side + 6, 0, -8, 0)
    shown = QFontMetricsF(theme.font()).elidedText(text, Qt.TextElideMode.ElideRight, words.width() + 1)
    painter.drawText(words.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


class Badge(QWidget):
    """A badge in a page head or a row of badges."""

    def __init__(self, text: str, meaning: Meaning, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.meaning: Meaning = meaning
        self.icon = icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_finding(self, text: str, meaning: Meaning, icon: str = "") -> None:
        """Say something else from now on."""
        self.text, self.meaning, self.icon = text, meaning, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return badge_size(self.text)

    @override
    def minimumSizeHint(self) -> QSize:
        full = badge_size(self.text)
        if self.meaning == "risk":
            return full  # gives way to nothing
        return QSize(min(full.width(), theme.scaled(60)), full.height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self.text, self.meaning, self.icon)
        painter.end()
