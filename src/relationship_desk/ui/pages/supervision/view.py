"""The supervision page laid out: choices at the left, the real pages at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.pages.supervision.choices import Choices
from relationship_desk.ui.pages.supervision.preview import FIT_WIDTH, FULL_SIZE, WHOLE_PAGE, Preview
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.search_button import SearchButton

_CHOICES, _NARROW_CHOICES, _LEAST_CHOICES = 404, 352, 280
READING = "Reading …"
_ZOOMS = ((FIT_WIDTH, "Fit width"), (WHOLE_PAGE, "Whole page"), (FULL_SIZE, "Printed size"))


class _PreviewBar(QWidget):
    """Page arrows, the note of the identity check, the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.back = Button("Page before", "icon", icon="chevron-left", key="PgUp")
        self.on = Button("Next page", "icon", icon="chevron-right", key="PgDown")
        self.place = Label()
        self.note = Badge("", "notice", "eye")
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("Size of the preview")
        for key, words in _ZOOMS:
            self.zoom.addItem(words, key)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S12, 6, theme.S12, 6)
        row.setSpacing(theme.S8)
        for widget in (self.back, self.place, self.on):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.zoom)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().color("border"), 1))
        y = self.height() - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.end()


class SupervisionView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Supervision", "Summary as PDF")
        self.export = Button("Export PDF", "primary", key="Ctrl+E")
        self.head.add_action(SearchButton())
        self.head.add_action(self.export)
        self.choices = Choices()
        self.bar = _PreviewBar()
        self.preview = Preview()
        self.message = EmptyState(READING)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.message)
        self.left, right = Panel(), Panel(ground="sunken")
        self.left.body.addWidget(self.choices)
        right.body.addWidget(self.bar)
        right.body.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.S16)
        row.addWidget(self.left, 1)
        row.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self._shortcuts = [QShortcut(QKeySequence(key), self) for key in ("PgUp", "PgDown")]
        self._shortcuts[0].activated.connect(self.bar.back.click)
        self._shortcuts[1].activated.connect(self.bar.on.click)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Give the preview more of the width."""
        self.left.setMinimumWidth(theme.scaled(_LEAST_CHOICES))
        self.left.setMaximumWidth(theme.scaled(_NARROW_CHOICES if narrow else _CHOICES))
        self.bar.zoom.setVisible(not narrow)

    def show_message(self, words: str) -> None:
        """Show ``words`` in place of the pages."""
        self.message.sentence.show_text(words)
        self.message.setAccessibleName(words)
        self._stack.setCurrentWidget(self.message)

    def show_preview(self) -> None:
        """Show the pages."""
        self._stack.setCurrentWidget(self.preview)
