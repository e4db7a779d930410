"""Draws the rows of the search: code, words with what was found in semibold, and keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.shell.search_rows import Pieces, SearchRow
from relationship_desk.ui.widgets.key_hint import key_hint_width, paint_key_hint
from relationship_desk.ui.widgets.row_delegate import Row, RowDelegate

_BEFORE = 0.4
"""The words before the first that was found take this share of the line at most, so that it is always in sight."""


class SearchRowDelegate(RowDelegate):
    """Ground, icon and heads are those of every list; the words are the search's own."""

    @override
    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, x: float, *, chosen: bool) -> None:
        tokens = theme.current()
        ink, muted = tokens.color("text"), tokens.color("muted")
        if chosen and tokens.high_contrast:  # where the ground of the chosen row is that of all others
            painter.setPen(QPen(tokens.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 4, 4)
        line = float(theme.scaled(22))
        top = box.top() + (box.height() - 1 - (2 if row.second else 1) * line) / 2
        right = box.right() - theme.S16
        first = QRectF(x, top, self._paint_right(painter, row, right, top, line) - x, line)
        if row.code:
            first.setLeft(_say(painter, first, row.code, "strong", ink) + theme.S12)
        _say(painter, first, row.first, "body", muted if row.code else ink)
        if isinstance(row, SearchRow) and row.words:
            _say_pieces(painter, QRectF(x, top + line, right - x, line), row.words, ink if chosen else muted, ink)

    @staticmethod
    def _paint_right(painter: QPainter, row: Row, right: float, top: float, line: float) -> float:
        """Draw what the row is, or its key; return where the words before it have to end."""
        tokens = theme.current()
        if isinstance(row, SearchRow) and row.keys:
            left = right - key_hint_width(row.keys)
            at = QPointF(left, top + line / 2)
            paint_key_hint(painter, at, row.keys, tokens.color("muted"), tokens.color("border"))
            return left - theme.S12
        if not row.right:
            return right
        left = right - QFontMetricsF(theme.font()).horizontalAdvance(row.right) - 2
        _say(painter, QRectF(left, top, right - left, line), row.right, "body", tokens.color("muted"))
        return left - theme.S12


def _say_pieces(painter: QPainter, box: QRectF, words: Pieces, ink: QColor, found_ink: QColor) -> None:
    for text, found in _in_sight(words, box.width()):
        if box.width() <= 0:
            return
        box.setLeft(_say(painter, box, text, "strong" if found else "body", found_ink if found else ink))


def _in_sight(words: Pieces, width: float) -> Pieces:
    """Return ``words`` with their beginning cut where what was found would stand too far to the right."""
    place = next((index for index, (_, found) in enumerate(words) if found), 0)
    lead = "".join(text for text, _ in words[:place])
    measure = QFontMetricsF(theme.font()).horizontalAdvance
    if measure(lead) <= width * (1 - _BEFORE):
        return words
    while " " in lead.rstrip() and measure(lead) > width * _BEFORE:
        lead = lead.partition(" ")[2]
    return ((f"…{lead}", False), *words[place:])


def _say(painter: QPainter, box: QRectF, text: str, role: theme.Role, ink: QColor) -> float:
    """Draw ``text``, ended where there is no more room; return where it ends."""
    font = theme.font(role)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return box.left() + metrics.horizontalAdvance(shown)
