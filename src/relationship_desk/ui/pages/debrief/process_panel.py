"""Events at the left, interventions and homework at the right."""

from __future__ import annotations

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.debrief.homework_lines import LastHomework, NextHomework
from relationship_desk.ui.pages.debrief.process_column import ProcessColumn

NO_EVENTS = "None noted. A rupture, its repair, feedback given, a self-disclosure: what deserves a mark in the trends."


class ProcessPanel(QWidget):
    """Side by side where there is room; below each other in the tab of a small window."""

    counted: Event[int] = Event(int)
    """How many events and interventions the session has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Events and interventions")
        self.events = ProcessColumn("Events", "Alt+E", NO_EVENTS)
        self.interventions = ProcessColumn("Interventions", "Alt+I")
        self.last_homework, self.next_homework = LastHomework(), NextHomework()
        self.interventions.above.addWidget(self.last_homework)
        self.interventions.below.addWidget(self.next_homework)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 1)
        self._columns.setSpacing(1)
        self._columns.addWidget(self.events, 1)
        self._columns.addWidget(self.interventions, 1)

    def set_narrow(self, narrow: bool) -> None:
        """Stand the two below each other, or side by side."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        self.last_homework.set_narrow(not narrow)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be added."""
        self.events.set_read_only(read_only)
        self.interventions.set_read_only(read_only)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().color("border"), 1))
        bottom = self.height() - 0.5
        painter.drawLine(QLineF(0, bottom, self.width(), bottom))
        beside = self._columns.direction() is QBoxLayout.Direction.LeftToRight
        if beside:
            x = self.interventions.x() - 0.5
            painter.drawLine(QLineF(x, 0, x, bottom))
        else:
            y = self.interventions.y() - 0.5
            painter.drawLine(QLineF(0, y, self.width(), y))
        painter.end()
