"""Which elements are rated, by whom, how often: elements down, perspectives across, a bar and a number in each cell."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from relationship_desk.domain.counts import counted
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.services.surveying import Balance
from relationship_desk.ui import theme
from relationship_desk.ui.models.frozen_lines import FrozenLines, Index
from relationship_desk.ui.widgets.data_table import DataTable, RowGroundDelegate
from relationship_desk.ui.widgets.perspective_mark import WORDS, paint_mark

_SHARE_ROLE = Qt.ItemDataRole.UserRole + 40
_ROW, _MARK, _BAR, _TALL = 33, 11, 96, 8
_ELEMENT = 0.39
"""The share of the width that the names of the elements have."""
FEWEST = 10
"""With fewer sessions there is no per cent."""
NOT_RATED, NOT_ASKED = "not rated", "–"
PERSPECTIVES = tuple(Perspective)


def share_words(rated: int, of: int) -> str:
    """Return how often: ``85 %``, ``3 of 8`` where there are few, ``not rated``."""
    if not rated:
        return NOT_RATED
    return f"{rated} of {of}" if of < FEWEST else f"{_per_cent(rated, of)} %"


def _per_cent(rated: int, of: int) -> int:
    """Some is never none, and not all is never all."""
    return min(max(round(100 * rated / of), 1), 100 if rated == of else 99)


class BalanceModel(FrozenLines[Balance]):
    """One row an element."""

    columns = 1 + len(PERSPECTIVES)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        row = self.lines[index.row()]
        if index.column() == 0:
            said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return _title(row) if role in said else None
        perspective = PERSPECTIVES[index.column() - 1]
        rated = row.rated.get(perspective)
        if role == _SHARE_ROLE:
            return None if rated is None or not row.of else rated / row.of
        if role == Qt.ItemDataRole.DisplayRole:
            return NOT_ASKED if rated is None or not row.of else share_words(rated, row.of)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _whole(row, perspective)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.element.short_title}, {_whole(row, perspective)}"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "Element" if section == 0 else WORDS[PERSPECTIVES[section - 1]]


def _title(row: Balance) -> str:
    if not row.element.groups_only:
        return row.element.short_title
    return f"{row.element.short_title}, {f'{row.of:,} in groups' if row.of else 'groups only'}"


def _whole(row: Balance, perspective: Perspective) -> str:
    """Say a cell in full."""
    who, rated = WORDS[perspective].lower(), row.rated.get(perspective)
    if rated is None:
        return f"{who}: does not rate it"
    if not row.of:
        return f"{who}: no session in which it could be rated"
    return f"{who}: rated in {rated:,} of {counted(row.of, 'session')}"


class _Delegate(RowGroundDelegate):
    """A bar that reads in grey: an outline for all sessions, filled as far as they were rated."""

    @override
    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share = index.data(_SHARE_ROLE)
        if index.column() == 0:
            super().paint_cell(painter, option, index)
            return
        tokens, box = theme.current(), self.content_rect(option, index)
        words = QFontMetricsF(theme.font()).horizontalAdvance("not rated")
        width = max(24.0, min(float(theme.scaled(_BAR)), box.width() - words - theme.S8))
        tall = theme.scaled(_TALL)
        bar = QRectF(round(box.left()) + 0.5, round(box.center().y() - tall / 2) + 0.5, round(width), tall)
        text = box
        if share is not None:
            filled = QRectF(bar.left(), bar.top(), bar.width() * share, bar.height())
            painter.fillRect(filled, tokens.color(PERSPECTIVES[index.column() - 1]))
            painter.setPen(QPen(tokens.color("control"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
            text = box.adjusted(bar.width() + theme.S8, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignVCenter
        if str(index.data()).endswith("%"):  # so that the figures end below each other
            text.setWidth(QFontMetricsF(theme.font()).horizontalAdvance("100 %") + 1)
            align |= Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font())
        painter.setPen(tokens.color("text" if share else "muted"))
        painter.drawText(text, align, str(index.data()))


class _Header(QHeaderView):
    """Muted words, the mark before each perspective."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(False)

    @override
    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        tokens, whole = theme.current(), QRectF(cast("QRectF", rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QPointF(whole.left(), whole.bottom() - 0.5), QPointF(whole.right(), whole.bottom() - 0.5))
        box = whole.adjusted(theme.S8 if section else 14, 0, -theme.S8, 0)
        if section:
            side = theme.scaled(_MARK)
            mark = QRectF(box.left(), box.center().y() - side / 2, side, side)
            paint_mark(painter, PERSPECTIVES[section - 1], mark)
            box.setLeft(box.left() + side + theme.S8)
        painter.setFont(theme.font())
        painter.setPen(tokens.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(self.model().headerData(section, self.orientation())))
        painter.restore()


class BalanceTable(DataTable):
    """As high as its rows."""

    def __init__(self, model: BalanceModel, parent: QWidget | None = None) -> None:
        super().__init__("Which elements are rated, by whom, how often", row_height=_ROW, parent=parent)
        self._balance = model
        self.setHorizontalHeader(_Header(self))
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setFixedHeight(theme.scaled(36))
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Take the height of the rows."""
        self.setFixedHeight(theme.scaled(36) + len(self._balance.lines) * theme.scaled(_ROW) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        self.setColumnWidth(0, round(width * _ELEMENT))
        for column in range(1, len(PERSPECTIVES)):
            self.setColumnWidth(column, round(width * (1 - _ELEMENT) / len(PERSPECTIVES)))
