"""The small chip that names a key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme


def key_text(key: str) -> str:
    """Return ``key`` as this system writes it: ``Ctrl+K`` is a sign on a Mac, a word elsewhere."""
    if "+" not in key:
        return key
    from PySide6.QtGui import QKeySequence

    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key


def key_hint_width(key: str, role: theme.Role = "body") -> float:
    """Return the width, in pixels, that :func:`paint_key_hint` needs."""
    return QFontMetricsF(theme.font(role)).horizontalAdvance(key_text(key)) + 14


def key_hint_height() -> float:
    """Return the height of a chip, in pixels."""
    return QFontMetricsF(theme.font()).height() + 3


def paint_key_hint(
    painter: QPainter,
    left_middle: QPointF,
    key: str,
    ink: QColor,
    edge: QColor,
    role: theme.Role = "body",
) -> None:
    """Draw the chip for ``key`` with its left edge's middle at ``left_middle``."""
    height = round(key_hint_height())
    box = QRectF(left_middle.x() + 0.5, round(left_middle.y() - height / 2) + 0.5, key_hint_width(key, role), height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(ink)
    painter.setFont(theme.font(role))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key_text(key))


class KeyHint(QWidget):
    """A chip by itself, inside a line of explanation. Screen readers hear the words beside it."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setAccessibleName(f"Key {key_text(key)}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(key_hint_width(self.key)) + 2, round(key_hint_height()) + 2)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(0, self.height() / 2)
        paint_key_hint(painter, middle, self.key, tokens.color("muted"), tokens.color("border"))
        painter.end()
