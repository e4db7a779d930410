"""What low, middle and high mean for the element being rated, in a place and height that never change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme

Anchors = tuple[str, str, str]
HEADS = ("Low", "Middle", "High")
_SHARES = (0.28, 0.31, 0.41)
"""Of the width: what is high takes the most words, and so the strip is a line lower than with even columns."""
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class AnchorStrip(QWidget):
    """Three columns of anchor words. It is as tall as the longest anchors of all rows need at its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Anchors, ...] = ()
        self._shown: Anchors = ("", "", "")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Anchors of the current row")

    @property
    def shown(self) -> Anchors:
        """The anchors now in view."""
        return self._shown

    def set_all(self, anchors: Sequence[Anchors]) -> None:
        """Say every row's anchors, so that room is kept for the longest."""
        self._all = tuple(anchors)
        self.updateGeometry()

    def show_anchors(self, anchors: Anchors) -> None:
        """Show the anchors of the current row; three empty words show nothing."""
        self._shown = anchors
        low, middle, high = anchors
        self.setAccessibleDescription(f"Low: {low}. Middle: {middle}. High: {high}." if any(anchors) else "")
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        """The height that the longest anchors need."""
        metrics = QFontMetricsF(theme.font())
        columns = [QRectF(0, 0, wide, 10_000) for _, wide in self._columns(width)]
        longest = max(
            (
                metrics.boundingRect(column, _WRAPPED, words).height()
                for anchors in self._all
                for column, words in zip(columns, anchors, strict=True)
            ),
            default=0.0,
        )
        lines = max(longest, 2 * metrics.lineSpacing())
        return int(theme.S8 + self._head_height() + lines + theme.S8) + 1

    @override
    def sizeHint(self) -> QSize:
        """A usual width and the height for it."""
        width = self.width() or theme.scaled(560)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """The height for the width at hand, which the layout may not go below."""
        return QSize(theme.scaled(320), self.heightForWidth(max(self.width(), theme.scaled(320))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the quiet ground, the line above it and the three columns."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._ground(), tokens.color("window"))
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QLineF(0, 0.5, self.width(), 0.5))
        if any(self._shown):
            self._paint_columns(painter)
        painter.end()

    def _paint_columns(self, painter: QPainter) -> None:
        tokens, top = theme.current(), float(theme.S8)
        columns = self._columns(self.width())
        for (left, width), head, words in zip(columns, HEADS, self._shown, strict=True):
            painter.setFont(theme.font("strong"))
            painter.setPen(tokens.color("text"))
            painter.drawText(QRectF(left, top, width, self._head_height()), _WRAPPED, head)
            painter.setFont(theme.font())
            painter.setPen(tokens.color("muted"))
            below = top + self._head_height()
            painter.drawText(QRectF(left, below, width, self.height() - below), _WRAPPED, words)

    def _ground(self) -> QPainterPath:
        """The strip closes its panel, so its lower corners follow the panel's."""
        radius = theme.PANEL_RADIUS - 1
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(QRectF(self.rect()), radius, radius)
        path.addRect(QRectF(0, 0, self.width(), radius + 1))
        return path.simplified()

    @staticmethod
    def _columns(width: int) -> list[tuple[float, float]]:
        """Left edge and width of each column in a strip of ``width``."""
        left, found = 10.0, []
        for share in _SHARES:
            wide = max(40.0, (width - 20 - 2 * theme.S16) * share)
            found.append((left, wide))
            left += wide + theme.S16
        return found

    @staticmethod
    def _head_height() -> float:
        return QFontMetricsF(theme.font("strong")).height() + 2
