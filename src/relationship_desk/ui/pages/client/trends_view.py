"""The trends tab laid out: small multiples at the left, the element in focus at the right, as plot or as table."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget
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

_LIST, _NARROW_LIST, _LEAST_LIST = 334, 292, 240
_LARGE_TEXT = 1.5
"""From this text size on the plot needs the room more than the titles of the list."""
_NUMBERS = (3, 4, 5, 6, 7, 8)
_SHORT = {"Own baseline": "Baseline"}
_SHARES = (0.1, 0.0, 0.145, 0.1, 0.085, 0.105, 0.1, 0.075, 0.075, 0.215)
_NARROW_SHARES = (0.14, 0.0, 0.2, 0.15, 0.12, 0.15, 0.14, 0.0, 0.1, 0.0)
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
        self._below: bool | None = None
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Give the plot more of the width, and its boxes a line of their own."""
        narrow_list = _LEAST_LIST if theme.scale() >= _LARGE_TEXT else _NARROW_LIST
        self.left.setFixedWidth(theme.scaled(narrow_list if narrow else _LIST))
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

    def _fit_title(self) -> None:
        """Let the boxes stand beside the title, or under it where it needs the line."""
        needed = self.title.fontMetrics().horizontalAdvance(self.title.plain) + 2
        beside = (self.as_table, self.export, *((self.look,) if self._narrow else ()))
        buttons = sum(part.sizeHint().width() + theme.S12 for part in beside)
        boxes = self._boxes.sizeHint().width() + theme.S12
        room = self.width() - self.left.width() - theme.S12 - 2 * theme.S16 - 2 - buttons
        self.title.setFixedWidth(max(theme.scaled(80), min(needed, room)))
        self._put_boxes(below=self._narrow or needed > room - boxes)

    def _put_boxes(self, *, below: bool) -> None:
        if below == self._below:
            return
        self._below = below
        for part in (self.title, self._boxes, self.look, self.as_table, self.export):
            self._head.removeWidget(part)
        self._head.addWidget(self.title, 0, 0)
        for column, part in enumerate((self.look, self.as_table, self.export), start=2):
            self._head.addWidget(part, 0, column)
        if below:
            self._head.addWidget(self._boxes, 1, 0, 1, 5)
        else:
            self._head.addWidget(self._boxes, 0, 1)
        self._head.setColumnStretch(1, 1)

    def _name(self) -> None:
        for box in (*self.perspectives.values(), self.baseline):
            box.setChecked(True)
        for number, box in enumerate(self.perspectives.values(), start=1):
            box.setToolTip(f"Key {number}")
        self.baseline.setToolTip("The client's own baseline, key B")
        self.baseline.setAccessibleName("The client's own baseline")
        self.look.setAccessibleName("View: how sessions run, how many, and the measure")
        self.compare.setToolTip("First, previous and current session side by side")
        self.together.setToolTip("A large, plain view to look at with the client")

    def _lay_out(self) -> None:
        self._boxes = QWidget()
        boxes = QHBoxLayout(self._boxes)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(theme.S12)
        for box in (*self.perspectives.values(), self.baseline):
            boxes.addWidget(box)
        boxes.addStretch(1)
        self._head.setHorizontalSpacing(theme.S12)
        self._head.setVerticalSpacing(theme.S8)
        self.left, self.right = Panel(), Panel(padded=True)
        self.left.body.addWidget(self.multiples)
        ways = QHBoxLayout()
        ways.setContentsMargins(theme.S12, 0, theme.S12, theme.S8)
        ways.setSpacing(theme.S8)
        ways.addWidget(self.compare)
        ways.addWidget(self.together)
        ways.addStretch(1)
        self.left.body.addLayout(ways)
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
