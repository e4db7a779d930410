"""The three shapes of the three perspectives: clinician circle, client square, observer triangle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme

WORDS = {Perspective.CLINICIAN: "Clinician", Perspective.CLIENT: "Client", Perspective.OBSERVER: "Observer"}


def mark_path(perspective: Perspective, rect: QRectF) -> QPainterPath:
    """Return the outline of the mark, so sized inside ``rect`` that the three weigh the same to the eye."""
    path = QPainterPath()
    middle, half = rect.center(), min(rect.width(), rect.height()) / 2
    if perspective is Perspective.CLINICIAN:
        path.addEllipse(middle, half, half)
    elif perspective is Perspective.CLIENT:
        side = half * 0.88
        path.addRect(QRectF(middle.x() - side, middle.y() - side, 2 * side, 2 * side))
    else:
        reach = half * 1.1
        path.moveTo(QPointF(middle.x(), middle.y() - reach))
        path.lineTo(QPointF(middle.x() + reach, middle.y() + half * 0.92))
        path.lineTo(QPointF(middle.x() - reach, middle.y() + half * 0.92))
        path.closeSubpath()
    return path


def paint_mark(painter: QPainter, perspective: Perspective, rect: QRectF, filled: bool = True) -> None:
    """Draw the mark of ``perspective`` inside ``rect``: filled where there are ratings, else an outline."""
    tokens = theme.current()
    token = perspective.value
    edge = tokens.color("observer_edge" if perspective is Perspective.OBSERVER else token)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1 if filled else 1.5, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(tokens.color(token) if filled else Qt.BrushStyle.NoBrush)
    inset = 0.5 if filled else 0.75
    painter.drawPath(mark_path(perspective, rect.adjusted(inset, inset, -inset, -inset)))
    painter.restore()


class PerspectiveMark(QWidget):
    """A mark by itself, 11 px, named for screen readers."""

    def __init__(self, perspective: Perspective, *, filled: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.perspective = perspective
        self.filled = filled
        self.setAccessibleName(WORDS[perspective])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = theme.scaled(11)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self.perspective, QRectF(self.rect()), self.filled)
        painter.end()
