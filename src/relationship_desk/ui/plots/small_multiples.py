"""All elements under each other on one session axis and one stated scale; the current one is in focus beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ElementId
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.plots.small_plot_delegate import (
    PLAIN_HEIGHT,
    PLOT_HEIGHT,
    SMALL_PLOT_ROLE,
    TALLEST_PLOT,
    SmallPlot,
    SmallPlotDelegate,
)
from relationship_desk.ui.terms import TERM_ROLE, term
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.sparkline import scale_floor

__all__ = ["SmallMultiples", "SmallPlot"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SmallPlotModel(QAbstractListModel):
    """The rows, with the words a screen reader says of each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plots: tuple[SmallPlot, ...] = ()

    def set_plots(self, plots: Sequence[SmallPlot]) -> None:
        """Show ``plots`` from now on."""
        self.beginResetModel()
        self.plots = tuple(plots)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.plots)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        plot = self.plots[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: plot.title,
            Qt.ItemDataRole.AccessibleTextRole: plot.words(),
            Qt.ItemDataRole.ToolTipRole: plot.words() if plot.instead else None,
            SMALL_PLOT_ROLE: plot,
            TERM_ROLE: term("entry", plot.element),
        }.get(role)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemNeverHasChildren
        if self.plots[index.row()].instead:
            return plain
        return plain | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class SmallPlotList(QListView):
    """A list whose plots share its height, down to the height at which they still can be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plots = SmallPlotModel(self)
        self.plot_delegate = SmallPlotDelegate(self)
        self.setModel(self.plots)
        self.setItemDelegate(self.plot_delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Elements")

    def share_height(self) -> None:
        """Give every plot the same part of the height at hand."""
        plain = sum(1 for plot in self.plots.plots if plot.instead)
        count = len(self.plots.plots) - plain
        free = self.viewport().height() - plain * theme.scaled(PLAIN_HEIGHT)
        share = free // count if count else 0
        self.plot_delegate.plot_height = min(theme.scaled(TALLEST_PLOT), max(theme.scaled(PLOT_HEIGHT), share))
        self.scheduleDelayedItemsLayout()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_height()


class SmallMultiples(QWidget):
    """The elements of a client as a list of small plots; up and down choose the one in focus."""

    current_changed: Event[ElementId] = Event(str)
    """The person has chosen another element."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = True
        self.list = SmallPlotList(self)
        self.scale_words = Label("", tone="muted", parent=self)
        self.scale_words.setContentsMargins(theme.S12, theme.S4, theme.S12, theme.S8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.scale_words)
        self.setFocusProxy(self.list)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def current(self) -> ElementId | None:
        """The element in focus."""
        index = self.list.currentIndex()
        return self.list.plots.plots[index.row()].element if index.isValid() else None

    def set_plots(self, plots: Sequence[SmallPlot]) -> None:
        """Show ``plots`` on one scale; the current element stays, else the first with a plot becomes current."""
        kept = self.current
        values = (value for plot in plots for line in plot.trend.lines for value in line.values)
        self.list.plot_delegate.low = scale_floor(values)
        self.list.plots.set_plots(plots)
        self.scale_words.show_text(f"Small plots: {self.list.plot_delegate.low} to 10")
        self.list.share_height()
        drawn = [plot.element for plot in plots if not plot.instead]
        if drawn:
            self._select(kept if kept in drawn else drawn[0])

    def set_current(self, element: ElementId) -> None:
        """Put ``element`` in focus, without telling; an unknown one is left alone."""
        self._select(element)

    def _select(self, element: ElementId | None) -> None:
        for row, plot in enumerate(self.list.plots.plots):
            if plot.element == element and not plot.instead:
                self._told = False
                self.list.setCurrentIndex(self.list.plots.index(row))
                self._told = True

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self._told:
            self.current_changed.emit(self.list.plots.plots[current.row()].element)
