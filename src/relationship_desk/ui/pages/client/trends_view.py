"""The trends tab laid out: small multiples at the left, the element in focus at the right, as plot or as table."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.pages.client.baseline_check import BaselineCheck
from relationship_desk.ui.pages.client.cursor_strip import CursorStrip
from relationship_desk.ui.pages.client.rows_table import LinesTable
from relationship_desk.ui.pages.client.trend_bar import TrendBar
from relationship_desk.ui.pages.client.trend_rows import HEADINGS
from relationship_desk.ui.plots.small_multiples import SmallMultiples
from relationship_desk.ui.plots.trend_plot import TrendPlot
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import YieldingLabel
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.perspective_mark import WORDS
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

_LIST, _NARROW_LIST, _LEAST_LIST = 334, 292, 206
_LEAST_TITLE = 140
"""With less room than this, and less than it needs, the title has a line of its own."""
_AROUND = 2 * theme.S16 + 2
"""Margins and edges of the panel at the right."""
_LARGE_TEXT = 1.3
"""From this text size on the plot needs the room more than the titles of the list."""
_NUMBERS = (3, 4, 5, 6, 7, 8)
_SHORT = {"Own baseline": "Baseline"}
_SHARES = (0.1, 0.0, 0.145, 0.1, 0.085, 0.105, 0.1, 0.075, 0.075, 0.215)
_NARROW_SHARES = (0.145, 0.0, 0.185, 0.15, 0.12, 0.155, 0.14, 0.0, 0.1, 0.0)
"""What has no column is said by the axis, and by the strip."""


class TrendsView(QWidget):
    """Everything of the tab that can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.multiples, self.plot = SmallMultiples(), TrendPlot()
        self.title = YieldingLabel(role="panel", tone="text")
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.perspectives = {one: ToggleCheck(WORDS[one], perspective=one) for one in Perspective}
        self.baseline = BaselineCheck("Baseline")
        self.as_table = Button("Table", icon="table", key="T")
        self.as_table.setCheckable(True)
        self.export = Button("Export")
        self.compare, self.together = Button("Compare", "chip", key="C"), Button("Together", "chip", key="G")
        self.strip, self.bar, self.look = CursorStrip(), TrendBar(), Button("View")
        self.look.setMenu(self.bar.menu)
        self.table = LinesTable(
            "Ratings of the element, session by session",
            [_SHORT.get(heading, heading) for heading in HEADINGS],
            _SHARES,
            numbers=_NUMBERS,
            row_height=33,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.plot)
        self.stack.addWidget(self.table)
        self._name()
        self._head = QGridLayout()
        self._lay_out()
        self._narrow = False
        self._placed: tuple[bool, bool] | None = None
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Give the plot more of the width, and its boxes a line of their own."""
        close = narrow and theme.scale() >= _LARGE_TEXT
        self.left.setFixedWidth(theme.scaled(_LEAST_LIST if close else _NARROW_LIST if narrow else _LIST))
        self._ways.setDirection(QBoxLayout.Direction.TopToBottom if close else QBoxLayout.Direction.LeftToRight)
        self.strip.set_narrow(narrow)
        self.bar.setVisible(not narrow and not self.as_table.isChecked())
        self.look.setVisible(narrow)
        self.table.set_shares(_NARROW_SHARES if narrow else _SHARES)
        self._narrow = narrow
        self._fit_title()

    def show_as_table(self, as_table: bool) -> None:
        """Bring the table or the plot to the front."""
        self.as_table.setChecked(as_table)
        self.stack.setCurrentWidget(self.table if as_table else self.plot)
        self.bar.setVisible(not as_table and not self._narrow)

    def show_title(self, title: str) -> None:
        """Head the plot."""
        self.title.show_text(title)
        self._fit_title()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    @override
    def minimumSizeHint(self) -> QSize:
        # Neither the title nor the boxes widen the page: the one is shortened, the others stand in further lines.
        inside = max(self._buttons_width(), self.stack.minimumSizeHint().width())
        return QSize(self.left.width() + theme.S12 + _AROUND + inside, super().minimumSizeHint().height())

    def _buttons_width(self) -> int:
        beside = (self.as_table, self.export, *((self.look,) if self._narrow else ()))
        return sum(part.sizeHint().width() + theme.S12 for part in beside)

    def _fit_title(self) -> None:
        """Let the boxes stand beside the title, or under it where it needs the line; and the buttons too."""
        needed = self.title.fontMetrics().horizontalAdvance(self.title.plain) + 2
        every = (*self.perspectives.values(), self.baseline)
        boxes = sum(box.sizeHint().width() + theme.S12 for box in every)
        line = self.width() - self.left.width() - theme.S12 - _AROUND
        room = line - self._buttons_width()
        alone = room < min(needed, theme.scaled(_LEAST_TITLE))
        self.title.setFixedWidth(max(theme.scaled(80), min(needed, line if alone else room)))
        self._put_boxes(alone=alone, below=self._narrow or needed > room - boxes)
        self._rows_of_boxes[boxes > line].insertWidget(len(self.perspectives) * (boxes <= line), self.baseline)

    def _put_boxes(self, *, alone: bool, below: bool) -> None:
        if (alone, below) == self._placed:
            return
        self._placed = (alone, below)
        for part in (self.title, self._boxes, self.look, self.as_table, self.export):
            self._head.removeWidget(part)
        if alone:
            self._head.addWidget(self.title, 0, 0, 1, 5)
        else:
            self._head.addWidget(self.title, 0, 0)
        for column, part in enumerate((self.look, self.as_table, self.export), start=2):
            self._head.addWidget(part, int(alone), column)
        if below:
            self._head.addWidget(self._boxes, 1 + alone, 0, 1, 5)
        else:
            self._head.addWidget(self._boxes, 0, 1)
        self._head.setColumnStretch(1, 1)

    def _name(self) -> None:
        for box in (*self.perspectives.values(), self.baseline):
            box.setChecked(True)
        for number, box in enumerate(self.perspectives.values(), start=1):
            box.setToolTip(f"Key {number}")
        self.baseline.setToolTip("The client’s own baseline, key B")
        self.baseline.setAccessibleName("The client’s own baseline")
        self.look.setAccessibleName("View: how sessions run, how many, and the measure")
        self.compare.setToolTip("First, previous and current session side by side")
        self.together.setToolTip("A large, plain view to look at with the client")

    def _lay_out(self) -> None:
        self._boxes = QWidget()
        self._rows_of_boxes = (QHBoxLayout(), QHBoxLayout())
        boxes = QVBoxLayout(self._boxes)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(theme.S4)
        for row_of_boxes in self._rows_of_boxes:
            row_of_boxes.setSpacing(theme.S12)
            row_of_boxes.addStretch(1)
            boxes.addLayout(row_of_boxes)
        for place, box in enumerate(self.perspectives.values()):
            self._rows_of_boxes[0].insertWidget(place, box)
        self._head.setHorizontalSpacing(theme.S12)
        self._head.setVerticalSpacing(theme.S8)
        self.left, self.right = Panel(), Panel(padded=True)
        self.left.body.addWidget(self.multiples)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setContentsMargins(theme.S12, 0, theme.S12, theme.S8)
        self._ways.setSpacing(theme.S8)
        self._ways.addWidget(self.compare)
        self._ways.addWidget(self.together)
        self._ways.addStretch(1)
        self.left.body.addLayout(self._ways)
        self.right.body.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        self.right.body.setSpacing(theme.S8)
        self.right.body.addLayout(self._head)
        self.right.body.addWidget(self.strip)
        self.right.body.addWidget(self.stack, 1)
        self.right.body.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S12)
        row.addWidget(self.left)
        row.addWidget(self.right, 1)
