"""The table of the editions as it is drawn: pills, muted figures, heads across the row, the edition in use marked."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relationship_desk.catalogue.model import Listing, Tier
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.models.editions import LISTING_ROLE, EditionsModel, Index, mark_of
from relationship_desk.ui.models.tiers import EDITION_WORDS, fill_of
from relationship_desk.ui.widgets.data_table import DataTable, RowGroundDelegate, cell_rect
from relationship_desk.ui.widgets.tier_badge import paint_tier

IN_USE = "used for prompts"
_SHARES = (0.18, 0.195, 0.315, 0.31)
_NARROW_SHARES = (0.24, 0.245, 0.25, 0.265)
_NARROW = 1100
_WRAPPED_SHARES = (0.265, 0.245, 0.245, 0.245)
_WRAPPED_BELOW = 896
"""Below this width, in pixels at normal text size, names and tiers go on in further lines."""
_LEAST_SHOWN = 4 * 33
"""Pixels at normal text size: so much of the table is seen, and the page scrolls before that gets less."""
_HEAD, _WRAPPED_HEAD = 40, 62
_ROW = 33
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class EditionsTable(DataTable):
    """Entries down, editions across; ``chosen`` tells the id of the current entry, ``edition_asked`` that E was hit."""

    chosen: Event[str] = Event(str)
    edition_asked: Event[None] = Event(object)

    def __init__(self, model: EditionsModel, parent: QWidget | None = None) -> None:
        super().__init__("Entries and their tier in each edition", row_height=_ROW, parent=parent)
        self._entries = model
        self._head = _EditionsHeader(self)
        self.setHorizontalHeader(self._head)
        self._head.setStretchLastSection(True)
        self.setModel(model)
        self._drawing = _EditionsDelegate(self)
        self.setItemDelegate(self._drawing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._span_heads()

    def show_edition(self, edition: Edition) -> None:
        """Mark ``edition`` as the one that prompts speak from."""
        self._head.in_use = edition
        self._head.viewport().update()

    def choose(self, entry: str) -> bool:
        """Make the row of ``entry`` current; return whether it is shown."""
        row = self._entries.row_of(entry)
        if row is not None:
            self.setCurrentIndex(self._entries.index(row, 0))
        return row is not None

    @property
    def current_entry(self) -> str:
        """The id of the entry in the current row, or nothing."""
        row = self.currentIndex().row()
        entry = self._entries.lines[row].entry if 0 <= row < len(self._entries.lines) else None
        return entry.id if entry else ""

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.current_entry:
            self.chosen.emit(self.current_entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_E and not event.modifiers():
            self.edition_asked.emit(None)
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        wraps = width < theme.scaled(_WRAPPED_BELOW)
        wide = width >= theme.scaled(_NARROW)
        shares = _WRAPPED_SHARES if wraps else _SHARES if wide else _NARROW_SHARES
        for column, share in enumerate(shares[:-1]):
            self._head.resizeSection(column, round(width * share))
        self._fit_to_words(wraps=wraps)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())  # the strip below may have grown over the row it explains

    def _fit_to_words(self, *, wraps: bool) -> None:
        """Make each row as high as its words; where they are wrapped, several lines."""
        self._drawing.wraps = self._head.wraps = wraps
        self._head.setFixedHeight(theme.scaled(_WRAPPED_HEAD if wraps else _HEAD))
        self.setMinimumHeight(self._head.height() + theme.scaled(_LEAST_SHOWN))
        least = theme.scaled(_ROW)
        for row, line in enumerate(self._entries.lines):
            height = self._drawing.height_of(row) + theme.S12 if wraps and line.entry else least
            self.verticalHeader().resizeSection(row, max(least, height))

    def _span_heads(self) -> None:
        for row in self._entries.head_rows():
            self.setSpan(row, 0, 1, self._entries.columnCount())


class _EditionsHeader(QHeaderView):
    """Year in strong, ordinal muted, and a chip on the edition in use."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.in_use = Edition.E2018
        self.wraps = False
        self.setSectionsClickable(False)

    @override
    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        tokens = theme.current()
        box = QRectF(cast("QRectF", rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        if section == 0:
            _say(painter, box.adjusted(14, 0, 0, 0), "Entry", "body", "muted")
        else:
            self._paint_edition(painter, box.adjusted(theme.S8, 0, -theme.S8, 0), tuple(Edition)[section - 1])
        painter.restore()

    def _paint_edition(self, painter: QPainter, box: QRectF, edition: Edition) -> None:
        if self.wraps:
            half = box.adjusted(0, 2, 0, -box.height() / 2)
            x = box.left() + _say(painter, half, edition.value, "strong", "text") + theme.S8
            if edition is self.in_use:
                _paint_chip(painter, QRectF(x, half.top(), box.right() - x, half.height()))
            _say(painter, half.translated(0, box.height() / 2 - 4), EDITION_WORDS[edition], "body", "muted")
            return
        x = box.left() + _say(painter, box, edition.value, "strong", "text") + theme.S8
        rest = QRectF(x, box.top(), box.right() - x, box.height())
        x += _say(painter, rest, EDITION_WORDS[edition], "body", "muted") + theme.S8
        if edition is self.in_use:
            _paint_chip(painter, QRectF(x, box.top(), box.right() - x, box.height()))


class _EditionsDelegate(RowGroundDelegate):
    """Cells with a pill, and heads across the whole row; ``wraps``: names and tiers go on in further lines."""

    def __init__(self, table: EditionsTable) -> None:
        super().__init__(table)
        self.wraps = False

    def height_of(self, row: int) -> int:
        """The height, in pixels, of the words in ``row`` once they are wrapped."""
        model, columns = self.table.model(), range(self.table.model().columnCount())
        found = 0.0
        for column in columns:
            index = model.index(row, column)
            listing = index.data(LISTING_ROLE)
            edge = 14 + theme.S8 if column == 0 else 3 * theme.S8 + theme.scaled(22)
            room = QRectF(0, 0, self.table.columnWidth(column) - edge, 10_000)
            words = listing.tier.short_title + mark_of(listing) if isinstance(listing, Listing) else str(index.data())
            metrics = QFontMetricsF(theme.font("body" if column else "strong"))
            found = max(found, metrics.boundingRect(room, _WRAPPED, words).height())
        return round(found)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.flags() == Qt.ItemFlag.NoItemFlags:
            self._paint_head(painter, cell_rect(option), str(index.data()))
            return
        super().paint(painter, option, index)

    @override
    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        listing = index.data(LISTING_ROLE)
        if isinstance(listing, Listing):
            painter.save()
            _paint_listing(painter, self.content_rect(option, index), listing, wraps=self.wraps)
            painter.restore()
        elif self.wraps:
            painter.setFont(theme.font("strong" if self.is_current(index) else "body"))
            painter.setPen(theme.current().color("text"))
            painter.drawText(self.content_rect(option, index), _WRAPPED, str(index.data()))
        else:
            super().paint_cell(painter, option, index)

    @staticmethod
    def _paint_head(painter: QPainter, box: QRectF, text: str) -> None:
        tokens = theme.current()
        painter.save()
        painter.fillRect(box, tokens.color("window"))
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        _say(painter, box.adjusted(14, 0, 0, 0), text, "strong", "muted")
        painter.restore()


def _paint_listing(painter: QPainter, box: QRectF, listing: Listing, *, wraps: bool) -> None:
    """Draw pill, tier and figures; where it is narrow the figures give way first, they stand below in full."""
    paint_tier(painter, box, fill_of(listing.tier))
    words = box.adjusted(theme.scaled(22) + theme.S8, 0, 0, 0)
    if wraps:
        painter.setFont(theme.font())
        painter.setPen(theme.current().color("muted" if listing.tier is Tier.NOT_LISTED else "text"))
        painter.drawText(words, _WRAPPED, listing.tier.short_title + mark_of(listing))
        return
    metrics = QFontMetricsF(theme.font())
    title = listing.short_tier + mark_of(listing)
    if metrics.horizontalAdvance(title) > words.width():
        title = listing.tier.short_title + mark_of(listing)
    taken = _say(painter, words, title, "body", "muted" if listing.tier is Tier.NOT_LISTED else "text")
    rest = words.adjusted(taken + theme.S8, 0, 0, 0)
    figures = listing.short_figures
    if figures and metrics.horizontalAdvance(figures) <= rest.width():
        _say(painter, rest, figures, "body", "muted")


def _paint_chip(painter: QPainter, room: QRectF) -> None:
    """Draw the chip that marks the edition in use, as its tick alone where the words find no room."""
    tokens = theme.current()
    side = theme.scaled(16)
    words = QFontMetricsF(theme.font()).horizontalAdvance(IN_USE)
    fits = room.width() >= words + side + 26
    size = QSize(round(side + 16 + (words + 6 if fits else 0)), theme.scaled(26))
    box = QRectF(room.left() + 0.5, round(room.center().y() - size.height() / 2) + 0.5, size.width(), size.height())
    painter.setPen(QPen(tokens.color("border"), 1))
    painter.setBrush(tokens.color("raised"))
    painter.drawRoundedRect(box, 5, 5)
    paint_icon(painter, "check", QRectF(box.left() + 8, box.center().y() - side / 2, side, side), tokens.color("text"))
    if fits:
        _say(painter, box.adjusted(8 + side + 6, 0, 0, 0), IN_USE, "body", "muted")


def _say(painter: QPainter, box: QRectF, text: str, role: theme.Role, ink: str) -> float:
    """Write ``text`` in the vertical middle of ``box``; return its width."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.current().color(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    return QFontMetricsF(painter.font()).horizontalAdvance(text)
