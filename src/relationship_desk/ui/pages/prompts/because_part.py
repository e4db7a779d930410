"""The part of an opened prompt under "Because": plot, small table, or the points as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.prompts.because import RatingsSeen
from relationship_desk.ui.plots.because_plot import BecausePlot
from relationship_desk.ui.widgets.button import Button
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

    def add_head(self, words: str, columns: Sequence[str | QWidget]) -> None:
        """Put the names of the columns on top; a widget stands for a name."""
        heads = [Label(one, tone="muted") if isinstance(one, str) else one for one in columns]
        self._add_row(Label(words, tone="muted"), heads)

    def add_row(self, first: QWidget, values: Sequence[str], *, last_counts: bool = True) -> None:
        """Add a row, its last value in strong where that is what counts."""
        last = len(values) - 1
        roles: list[theme.Role] = [
            "strong" if last_counts and place == last else "body" for place in range(len(values))
        ]
        self._add_row(first, [Label(value, role) for value, role in zip(values, roles, strict=True)])

    def _add_row(self, first: QWidget, values: Sequence[QWidget]) -> None:
        row = self._grid.rowCount()
        self._grid.setRowMinimumHeight(row, theme.scaled(33))
        self._grid.addWidget(first, row, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(0, 1)
        for column, value in enumerate(values, start=1):
            self._grid.addWidget(value, row, column, _RIGHT)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().color("grid"), 1))
        for row in range(1, self._grid.rowCount()):
            y = self._grid.cellRect(row, 0).bottom() + 0.5
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.end()


class PointLink(Button):
    """The name of a data point, or its session, that leads to where it can be looked at."""

    followed: Event[Point] = Event(Point)

    def __init__(self, words: str, point: Point, name: str = "") -> None:
        super().__init__(words, "link")
        self.point = point
        self.setAccessibleName(name or words)
        self.clicked.connect(self._on_clicked)

    @override
    def _content_left(self) -> float:
        """A number ends where those below it do."""
        return self.width() - self._content_width() if self.text().isdigit() else super()._content_left()

    def _on_clicked(self) -> None:
        self.followed.emit(self.point)


class BecausePart(QWidget):
    """Plot and table side by side, the rule under them; points that are no ratings stand in a table of their own.

    Without a plot the rule stands beside that table.

    ``point_asked`` tells the data point that is to be looked at.
    """

    point_asked: Event[Point] = Event(Point)

    def __init__(
        self, ratings: RatingsSeen | None, points: Sequence[Point], rule: tuple[str, str], *, narrow: bool
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        row = QVBoxLayout() if narrow else QHBoxLayout()
        row.setSpacing(theme.S8 if narrow else theme.S24 + theme.S12)
        column.addLayout(row)
        right = QVBoxLayout()
        right.setSpacing(theme.S8)
        others = [one for one in points if ratings is None or one in ratings.others]
        if ratings is not None:
            self.plot = BecausePlot()
            self.plot.set_trend(ratings.trend, ratings.described, ratings.threshold, ratings.triggers)
            row.addWidget(self.plot, 11, Qt.AlignmentFlag.AlignTop)
            right.addWidget(self._ratings_table(ratings))
            if others:
                right.addWidget(self._points_table(others))
        else:
            row.addWidget(self._points_table(others), 11, Qt.AlignmentFlag.AlignTop)
        (right if ratings is None else column).addWidget(RunIn(*rule))
        right.addStretch(1)
        row.addLayout(right, 10)

    def _ratings_table(self, ratings: RatingsSeen) -> SmallTable:
        table = SmallTable()
        table.setAccessibleName(ratings.described)
        sessions = [
            self._link(str(one), Point(ratings.name, one, ""), f"{ratings.element} in session {one}, in the trends")
            for one in ratings.sessions
        ]
        table.add_head(f"{ratings.element}, session", sessions)
        for row in ratings.rows:
            table.add_row(_row_name(row.title, row.perspective), row.values)
        return table

    def _points_table(self, points: Sequence[Point]) -> SmallTable:
        table = SmallTable()
        said = [f"{point.what} {point.value}" for point in points]
        table.setAccessibleName(f"Because of {', '.join(said)}.")
        table.add_head("What", ("Session", "Value"))
        for point in sorted(points, key=_when):
            what = capital_first(point.what)
            session = "" if point.session is None else str(point.session)
            name = f"{what} {point.value}" + (f" in session {session}" if session else "")
            table.add_row(self._link(what, point, f"{name}, look at it"), (session, point.value))
        return table

    def _link(self, words: str, point: Point, name: str) -> PointLink:
        link = PointLink(words, point, name)
        link.followed.connect(self._on_link_followed)
        return link

    def _on_link_followed(self, point: Point) -> None:
        self.point_asked.emit(point)


def _when(point: Point) -> int:
    return point.session or 0  # what belongs to no session comes first


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
