"""A check box in the accent colour, with an optional mark before its word and a note at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.perspective_mark import paint_mark

_BOX, _GAP, _MARK = 18, 9, 11


class ToggleCheck(QCheckBox):
    """A named box; ``note`` is muted at the right end of the line, such as a count or a reason."""

    def __init__(
        self,
        text: str,
        note: str = "",
        *,
        perspective: Perspective | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.note, self.perspective = note, perspective
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        across = QSizePolicy.Policy.Preferred if note else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(theme.font())
        width = theme.scaled(_BOX) + _GAP + metrics.horizontalAdvance(self.text()) + 2
        if self.perspective is not None:
            width += theme.scaled(_MARK) + _GAP - 2
        if self.note:
            width += theme.S16 + metrics.horizontalAdvance(self.note)
        return QSize(round(width), max(24, theme.scaled(24)))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self._paint_box(painter)
        if self.perspective is not None:
            side = theme.scaled(_MARK)
            paint_mark(painter, self.perspective, QRectF(x, (self.height() - side) / 2, side, side))
            x += side + _GAP - 2
        painter.setFont(theme.font())
        painter.setPen(tokens.color("text" if self.isEnabled() else "disabled"))
        words = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.note:
            painter.setPen(tokens.color("muted"))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.note)
        painter.end()

    def _paint_box(self, painter: QPainter) -> float:
        """Draw the box; return where the words begin."""
        tokens = theme.current()
        side = theme.scaled(_BOX)
        box = QRectF(0.5, round((self.height() - side) / 2) + 0.5, side - 1, side - 1)
        ground, edge = ("accent", "accent") if self.isChecked() else ("raised", "control")
        if not self.isEnabled():
            ground, edge = "surface", "border"
        painter.setPen(QPen(tokens.color(edge), 1))
        painter.setBrush(tokens.color(ground))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            ink = tokens.color("accent_text" if self.isEnabled() else "disabled")
            paint_icon(painter, "check", box.adjusted(1, 1, -1, -1), ink)
        return side + _GAP
