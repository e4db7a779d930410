"""The columns of the rating table, the same for the head and every row, and the head itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.ui import theme

HEAD_HEIGHT = 27


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of the table stand, the same for the head and every row. Pixels from the left."""

    title: float
    line_left: float
    line_right: float
    box_left: float
    now_right: float
    last_right: float

    @classmethod
    def fit(cls, width: float, widest_title: float, widest_word: float) -> Columns:
        """Share ``width`` out: titles get what they need, down to their widest word while the line is short."""
        pad, gap = 10.0, float(theme.scaled(theme.S16))
        last_right = width - pad
        now_right = last_right - theme.scaled(54)
        box_left = now_right - theme.scaled(56)
        line_right = box_left - theme.S16
        title = min(widest_title, max(widest_word, line_right - width / 3 - pad - gap))
        return cls(pad, pad + title + gap, line_right, box_left, now_right, last_right)

    @property
    def title_width(self) -> float:
        """The width that a title may take, in pixels."""
        return self.line_left - theme.scaled(theme.S16) - self.title


class TableHead(QWidget):
    """The heads of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = Columns.fit(600, 200, 150)
        self._corner: QWidget | None = None

    def set_columns(self, columns: Columns) -> None:
        """Stand over ``columns``."""
        self.columns = columns
        self.setFixedHeight(theme.scaled(HEAD_HEIGHT))
        self._place_corner()
        self.update()

    def set_corner(self, widget: QWidget | None) -> None:
        """Put ``widget``, such as a menu of perspectives, in place of the word Element; None puts the word back."""
        if self._corner is not None:
            self._corner.hide()
        self._corner = widget
        if widget is not None:
            widget.setParent(self)
            widget.show()
        self._place_corner()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.scaled(420), theme.scaled(HEAD_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words over their columns, and the line below."""
        tokens, at = theme.current(), self.columns
        painter = QPainter(self)
        painter.setFont(theme.font())
        bottom = self.height() - 1
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(0, bottom, self.width(), bottom)
        painter.setPen(tokens.color("muted"))
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        centred = Qt.AlignmentFlag.AlignCenter
        if self._corner is None:
            painter.drawText(QRectF(at.title, 0, at.line_left - at.title, bottom), int(middle), "Element")
        for words, x in (("0", at.line_left), ("10", at.line_right)):
            painter.drawText(QRectF(x - 30, 0, 60, bottom), int(centred), words)
        for words, x in (("Now", at.now_right), ("Last", at.last_right)):
            painter.drawText(QRectF(x - 100, 0, 100, bottom), int(right), words)
        painter.end()

    def _place_corner(self) -> None:
        if self._corner is not None:
            self._corner.setGeometry(4, 0, round(self.columns.line_left - 24), theme.scaled(HEAD_HEIGHT) - 1)
