"""A plain table whose current row is raised, barred at the left and ringed while the table has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event

Index = QModelIndex | QPersistentModelIndex


class RowGroundDelegate(QStyledItemDelegate):
    """Draws ground, line, bar and ring of a row under its cells.

    A delegate for a column of marks or badges inherits, and paints over :meth:`paint_ground`.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self.table = table
        self.hovered = -1
        self.ends_panel = False
        """Whether the edge of a panel lies right under the last row, so that it needs no line of its own."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        self.paint_cell(painter, option, index)

    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the content; here the text, muted where the model's ForegroundRole says so."""
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text is None:
            return
        tokens = theme.current()
        key_cell = index.column() == 0 and self.is_current(index)
        font = index.data(Qt.ItemDataRole.FontRole) or theme.font("strong" if key_cell else "body")
        token = index.data(TONE_ROLE) or "text"
        painter.setFont(font)
        painter.setPen(tokens.color(token))
        box = self.content_rect(option, index)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.drawText(box, int(Qt.AlignmentFlag(align) | Qt.AlignmentFlag.AlignVCenter), shown)

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what all cells of the row share."""
        tokens = theme.current()
        box = cell_rect(option)
        current = self.is_current(index)
        if current or index.row() == self.hovered:
            painter.fillRect(box, tokens.color("raised"))
        if not (self.ends_panel and index.row() == index.model().rowCount() - 1):
            painter.setPen(QPen(tokens.color("grid"), 1))
            painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        if not current:
            return
        visual = self.table.horizontalHeader().visualIndex(index.column())
        end = visual + self.table.columnSpan(index.row(), index.column())
        first, last = visual == 0, end == self.table.horizontalHeader().count()
        if first:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height() - 1), tokens.color("accent"))
        if self.table.hasFocus():
            painter.setPen(QPen(tokens.color("focus"), 2))
            top, bottom = box.top() + 1, box.bottom() - 2
            painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top))
            painter.drawLine(QPointF(box.left(), bottom), QPointF(box.right(), bottom))
            if first:
                painter.drawLine(QPointF(box.left() + 1, top), QPointF(box.left() + 1, bottom))
            if last:
                painter.drawLine(QPointF(box.right() - 1, top), QPointF(box.right() - 1, bottom))

    def is_current(self, index: Index) -> bool:
        """Whether ``index`` lies in the row that is current."""
        return self.table.currentIndex().row() == index.row()

    def content_rect(self, option: QStyleOptionViewItem, index: Index) -> QRectF:
        """Return the cell without its padding, which is wider at the edge of the table."""
        first = self.table.horizontalHeader().visualIndex(index.column()) == 0
        return cell_rect(option).adjusted(14 if first else theme.S8, 0, -theme.S8, 0)


TONE_ROLE = Qt.ItemDataRole.UserRole + 2
"""A model gives the colour token of a cell under this role, such as ``muted``."""


def cell_rect(option: QStyleOptionViewItem) -> QRectF:
    """Return the rectangle of the cell being drawn."""
    return QRectF(option.rect)


class DataTable(QTableView):
    """Whole rows, no grid, ``row_height`` at normal text size; ``opened`` tells the row on Return or double click.

    Tab leaves the table; the arrows move in it. Columns size themselves to their content, the last one stretches.
    """

    opened: Event[int] = Event(int)

    def __init__(self, name: str, *, row_height: int = 42, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self.setAccessibleName(name)
        self.ground = RowGroundDelegate(self)
        self.setItemDelegate(self.ground)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        self._fit_rows()
        self.doubleClicked.connect(self._on_double_clicked)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        model = self.model()
        if not self.currentIndex().isValid() and model is not None and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # bar and ring span the row, Qt repaints only the cell

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange) and hasattr(self, "ground"):
            self._fit_rows()

    def _hover(self, row: int) -> None:
        if self.ground.hovered != row:
            self.ground.hovered = row
            self.viewport().update()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.scaled(self._row_height))
        self.horizontalHeader().setFixedHeight(theme.scaled(36))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())
