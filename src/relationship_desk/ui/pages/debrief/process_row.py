"""One line of what accompanied the session: opened with Return or a click, removed with Delete."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.terms import put_term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Tone

HEIGHT = 31
"""Of a line, in pixels at normal text size."""
_ICON, _REMOVE, _SYLLABLES = 18, 26, 60


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says."""

    key: object
    words: str
    note: str = ""
    icon: str = ""
    tone: Tone = "text"
    action: str = ""
    """What opening it does, where that is not plain to see."""
    removable: bool = False
    term: str = ""
    """What explains it."""


class ProcessRow(QAbstractButton):
    """Icon and words, a muted note at the right, and what can be done with it."""

    removed = Signal()

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(line.words)
        self.line = line
        self.setProperty("ring", "own")
        put_term(self, line.term)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(", ".join(part for part in (line.words, line.note, line.action) if part))
        self.setAccessibleDescription("Delete removes it" if line.removable else "")
        self.setToolTip(f"{line.words}: {line.note}" if line.note else "")
        self._remove = Button("Remove", "icon", icon="cross", parent=self)
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.setProperty("small", True)
        self._remove.setFixedSize(theme.scaled(_REMOVE), theme.scaled(_REMOVE))
        self._remove.clicked.connect(self.removed)
        self._remove.hide()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(200), theme.scaled(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(120), theme.scaled(HEIGHT))

    @override
    def event(self, event: QEvent) -> bool:
        told = super().event(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Leave):
            self._offer_removal()
        return told

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._offer_removal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._remove.move(self.width() - self._remove.width() - 2, (self.height() - self._remove.height()) // 2)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.line.removable:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QPointF(0, box.height() - 0.5), QPointF(box.width(), box.height() - 0.5))
        if self.underMouse() and self.isEnabled():
            painter.fillRect(box.adjusted(0, 0, 0, -1), tokens.color("raised"))
        x = 0.0
        if self.line.icon:
            side = theme.scaled(_ICON)
            tone = tokens.color(self.line.tone)
            paint_icon(painter, self.line.icon, QRectF(x, (box.height() - side) / 2, side, side), tone)
            x += side + theme.S8
        self._paint_words(painter, QRectF(x, 0, self._right() - x, box.height()))
        if self.hasFocus():
            painter.setPen(QPen(tokens.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 4, 4)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        """The words have the first claim on the room; the note ends in an ellipsis."""
        tokens, metrics = theme.current(), QFontMetricsF(theme.font())
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font())
        if self.line.action:
            painter.setPen(tokens.color("accent"))
            painter.drawText(box, right, self.line.action)
            box = box.adjusted(0, 0, -metrics.horizontalAdvance(self.line.action) - theme.S12, 0)
        elide = Qt.TextElideMode.ElideRight
        words = metrics.elidedText(self.line.words, elide, box.width())
        painter.setPen(tokens.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        spare = box.width() - metrics.horizontalAdvance(words) - theme.S12
        note = metrics.elidedText(self.line.note, elide, spare)
        # A note of which only a syllable has room says less than none; the tooltip has it.
        if note == self.line.note or spare > theme.scaled(_SYLLABLES):
            painter.setPen(tokens.color("muted"))
            painter.drawText(box, right, note)

    def _right(self) -> float:
        return self._remove.x() - 6.0 if self._remove.isVisible() else self.width() - 2.0

    def _offer_removal(self) -> None:
        self._remove.setVisible(self.line.removable and (self.hasFocus() or self.underMouse()))
        self.update()
