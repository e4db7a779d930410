"""The ten-centimetre line: where a score stands on it, which score a point of it means, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.widgets.perspective_mark import paint_mark

MARK, OTHERS_MARK = 13, 10
"""The size of the own mark and of the others' marks, in pixels at normal text size."""
_TICK = 4.5


def x_of(line: QRectF, score: float) -> float:
    """Return where ``score``, in tenths, stands on ``line``."""
    return line.left() + line.width() * score / 100


def score_at(line: QRectF, x: float) -> int:
    """Return the score in tenths that a pointer at ``x`` means; beyond the ends it is 0 or 100."""
    return min(100, max(0, round((x - line.left()) / max(1.0, line.width()) * 100)))


def paint_rating_line(
    painter: QPainter,
    line: QRectF,
    perspective: Perspective,
    score: int | None,
    others: Sequence[tuple[Perspective, int]] = (),
) -> None:
    """Draw the line through the middle of ``line``, the others' marks in outline, and the own mark on top."""
    middle = round(line.center().y()) + 0.5
    left, right = round(line.left()) + 0.5, round(line.right()) - 0.5
    painter.setPen(QPen(theme.current().color("control"), 1))
    painter.drawLine(QLineF(left, middle, right, middle))
    for end in (left, right):
        painter.drawLine(QLineF(end, middle - _TICK, end, middle + _TICK))
    for who, value in others:
        _mark(painter, who, x_of(line, value), middle, OTHERS_MARK, filled=False)
    if score is not None:
        _mark(painter, perspective, x_of(line, score), middle, MARK, filled=True)


def _mark(painter: QPainter, who: Perspective, x: float, y: float, size: int, *, filled: bool) -> None:
    side = theme.scaled(size)
    paint_mark(painter, who, QRectF(x - side / 2, y - side / 2, side, side), filled)
