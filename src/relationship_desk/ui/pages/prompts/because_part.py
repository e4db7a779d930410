"""The part of an opened prompt under "Because": plot, small table, or the points as a list."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.pages.prompts.because import RatingsSeen
from relationship_desk.ui.plots.because_plot import BecausePlot
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.perspective_mark import PerspectiveMark
from relationship_desk.ui.widgets.run_in import RunIn

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SmallTable(QWidget):
    """A few rows of words and numbers with lines between them; read aloud as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S16)
        self._grid.setVerticalSpacing(0)

    def add_head(self, words: str, columns: tuple[str, ...]) -> None:
        """Put the names of the columns on top, the last one in strong."""
        self._add_row(Label(words, tone="muted"), columns, tone_muted=True)

    def add_row(self, first: QWidget, values: tuple[str, ...]) -> None:
        """Add a row; the last value is in strong."""
        self._add_row(first, values, tone_muted=False)

    def _add_row(self, first: QWidget, values: tuple[str, ...], *, tone_muted: bool) -> None:
        row = self._grid.rowCount()
        self._grid.setRowMinimumHeight(row, theme.scaled(33))
        self._grid.addWidget(first, row, 0)
        self._grid.setColumnStretch(0, 1)
        for column, value in enumerate(values, start=1):
            last = column == len(values)
            label = Label(value, "strong" if last else "body", "muted" if tone_muted and not last else "text")
            label.setAlignment(_RIGHT)
            self._grid.addWidget(label, row, column)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().color("grid"), 1))
        for row in range(1, self._grid.rowCount()):
            y = self._grid.cellRect(row, 0).bottom() + 0.5
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.end()


class BecausePart(QWidget):
    """Plot at the left, table and rule at the right; without ratings the points stand at the left."""

    def __init__(
        self, ratings: RatingsSeen | None, points: tuple[Point, ...], rule: tuple[str, str], *, narrow: bool
    ) -> None:
        super().__init__()
        row = QVBoxLayout(self) if narrow else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8 if narrow else theme.S24 + theme.S12)
        right = QVBoxLayout()
        right.setSpacing(theme.S8)
        if ratings is not None:
            self.plot = BecausePlot()
            self.plot.set_trend(ratings.trend, ratings.described, ratings.threshold, ratings.triggers)
            row.addWidget(self.plot, 11, Qt.AlignmentFlag.AlignTop)
            right.addWidget(_ratings_table(ratings))
        else:
            row.addWidget(_points_table(points), 11, Qt.AlignmentFlag.AlignTop)
        right.addWidget(RunIn(*rule))
        right.addStretch(1)
        row.addLayout(right, 10)


def _ratings_table(ratings: RatingsSeen) -> SmallTable:
    table = SmallTable()
    table.setAccessibleName(ratings.described)
    table.add_head(f"{ratings.element}, session", tuple(map(str, ratings.sessions)))
    for row in ratings.rows:
        table.add_row(_row_name(row.title, row.perspective), row.values)
    return table


def _points_table(points: tuple[Point, ...]) -> SmallTable:
    table = SmallTable()
    said = [f"{point.what} {point.value}" for point in points]
    table.setAccessibleName(f"Because of {', '.join(said)}.")
    table.add_head("What", ("Session", "Value"))
    for point in points:
        what = f"{point.what[:1].upper()}{point.what[1:]}"
        table.add_row(Label(what), ("" if point.session is None else str(point.session), point.value))
    return table


def _row_name(title: str, perspective: Perspective | None) -> QWidget:
    if perspective is None:
        return Label(title)
    name = QWidget()
    line = QHBoxLayout(name)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.S8)
    line.addWidget(PerspectiveMark(perspective))
    line.addWidget(Label(title))
    line.addStretch(1)
    return name
