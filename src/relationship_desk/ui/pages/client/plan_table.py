"""The planned interventions: since when, and in which sessions each was delivered, with a mark a session."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from relationship_desk.domain.adherence import Adherence
from relationship_desk.services.plan_view import Delivery, PlannedStanding
from relationship_desk.ui import theme
from relationship_desk.ui.models.frozen_lines import FrozenLines, Index
from relationship_desk.ui.pages.client import plan_words as words
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.data_table import DataTable, RowGroundDelegate
from relationship_desk.ui.widgets.label import Label, Tone
from relationship_desk.ui.widgets.panel import Panel

_HEADINGS = ("Intervention", "Planned since", "Delivered")
_SHARES = (0.32, 0.19, 0.49)
_ROW, _LINE, _MARK, _GAP = 62, 22, 20, 4
_STANDING = Qt.ItemDataRole.UserRole + 30
LEGEND = "Filled: as planned. Outlined: changed, or in own words. Dashed: not delivered."


class _PlannedModel(FrozenLines[PlannedStanding]):
    """One planned intervention a row."""

    columns = len(_HEADINGS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        standing = self.lines[index.row()]
        planned = standing.planned
        if role == _STANDING:
            return standing
        if role == Qt.ItemDataRole.DisplayRole:
            return (planned.intervention, words.planned_since(planned), words.delivered_count(standing))[index.column()]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            named = ", ".join(part for part in (planned.intervention, words.planned_note(planned)) if part)
            return (named, words.planned_since(planned), words.delivery_words(standing))[index.column()]
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADINGS[section] if shown else None


class _PlannedDelegate(RowGroundDelegate):
    """Two lines a cell: name and note; marks and words."""

    @override
    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        standing = index.data(_STANDING)
        if not isinstance(standing, PlannedStanding):
            return
        ink: Tone = "muted" if standing.planned.dropped_on else "text"
        note = words.planned_note(standing.planned)
        box, line = self.content_rect(option, index), theme.scaled(_LINE)
        first = QRectF(box.left(), box.center().y() - line, box.width(), line)
        second = first.translated(0, line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == 0:
            _say(painter, first if note else first.translated(0, line / 2), str(index.data()), ink, "strong")
            _say(painter, second, note, "muted")
        elif index.column() == 1:
            _say(painter, first.translated(0, line / 2), str(index.data()), ink)
        else:
            count = QFontMetricsF(theme.font()).horizontalAdvance("00 of 00 sessions") + theme.S8
            _say(painter, first if standing.said else first.translated(0, line / 2), str(index.data()), "text")
            _paint_marks(painter, first.adjusted(count, 0, 0, 0), standing.said)
            _say(painter, second, words.adherence_words(standing), "muted")
        painter.restore()


class PlannedTable(DataTable):
    """As high as its rows; ``opened`` tells the row on Return."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Planned interventions", row_height=_ROW, parent=parent)
        self.model_of_planned = _PlannedModel(self)
        self.ground = _PlannedDelegate(self)
        self.setModel(self.model_of_planned)
        self.setItemDelegate(self.ground)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_planned(self, standings: Sequence[PlannedStanding]) -> None:
        """Replace all rows, staying in the same one."""
        row = self.currentIndex().row()
        self.model_of_planned.show_lines(standings)
        if 0 <= row < len(standings):
            self.setCurrentIndex(self.model_of_planned.index(row, 0))
        self._fit()

    def at(self, row: int) -> PlannedStanding:
        """What stands in ``row``."""
        return self.model_of_planned.lines[row]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES[:-1]):
            self.horizontalHeader().resizeSection(column, int(self.viewport().width() * share))
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(theme.scaled(36) + len(self.model_of_planned.lines) * theme.scaled(_ROW) + 1)


class PlannedPanel(Panel):
    """The table, what its marks mean, or what it is for while there is nothing in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Planned interventions", parent=parent)
        self.add = Button("Plan intervention", "chip", icon="plus")
        self.table = PlannedTable()
        self.nothing, self.legend = (
            Label(words.NO_PLANNED, tone="muted", wrap=True),
            Label(LEGEND, tone="muted", wrap=True),
        )
        self.add_action(self.add)
        self.body.addWidget(self.table)
        for label in (self.nothing, self.legend):
            label.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S12)
            self.body.addWidget(label)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, as it is read."""
        return (self.add, self.table)

    def show_planned(self, standings: Sequence[PlannedStanding]) -> None:
        """Replace all rows."""
        self.table.show_planned(standings)
        self.table.setVisible(bool(standings))
        self.nothing.setVisible(not standings)
        self.legend.setVisible(any(one.said for one in standings))


def _paint_marks(painter: QPainter, box: QRectF, said: Sequence[Delivery]) -> None:
    """Draw a mark with its number for each session, the newest ones where there is no room for all."""
    metrics, height = QFontMetricsF(theme.font()), float(theme.scaled(_MARK))
    width = metrics.horizontalAdvance("00") + theme.S8
    room = int((box.width() + _GAP) // (width + _GAP))
    x, top = box.left(), box.center().y() - height / 2
    if len(said) > room:
        _say(painter, QRectF(x, box.top(), width, box.height()), "...", "muted")
        said, x = said[len(said) - room + 1 :], x + width + _GAP
    for one in said:
        _paint_mark(painter, QRectF(x, top, width, height), one)
        x += width + _GAP


def _paint_mark(painter: QPainter, box: QRectF, delivery: Delivery) -> None:
    tokens = theme.current()
    filled = delivery.adherence is Adherence.AS_PLANNED
    missing = delivery.adherence is Adherence.NOT_DELIVERED
    pen = QPen(tokens.color("muted"), 1)
    pen.setStyle(Qt.PenStyle.DashLine if missing else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setBrush(tokens.color("muted") if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.font())
    painter.setPen(tokens.color("surface" if filled else "muted" if missing else "text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(delivery.session))


def _say(painter: QPainter, box: QRectF, text: str, tone: str, role: theme.Role = "body") -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.current().color(tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
