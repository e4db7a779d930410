"""The row below the plot: how sessions run, how many are in view, and which measure stands below them.

A narrow window has no room for the row: a menu offers the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.plots.extent import Axis
from relationship_desk.ui.plots.sight import Sight
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import YieldingLabel
from relationship_desk.ui.widgets.segmented import Segment, Segmented

_AXES = {Axis.SESSION: "Session", Axis.WEEK: "Week", Axis.COURSE: "Course"}
_TIPS = {
    Axis.SESSION: "Every session as far from the next",
    Axis.WEEK: "Sessions as far apart as their days",
    Axis.COURSE: "Only the course of treatment at the cursor",
}
_ALL_IN_VIEW, _CLOSEST = "All sessions are in view", "No fewer sessions than these"
_LONGEST_TITLE = 18


class TrendBar(QWidget):
    """What is chosen here; whoever looks after the plot does it."""

    measure_chosen: Event[str] = Event(str)
    """Carries the key of another measure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis = Segmented("Sessions run by", [Segment(key.value, words) for key, words in _AXES.items()])
        for key, tip in _TIPS.items():
            self.axis.button(key.value).setToolTip(tip)
        self.closer, self.farther = Button("Zoom in", "icon", icon="plus"), Button("Zoom out", "icon", icon="minus")
        self.whole, self.range = Button("Show all", "chip", key="0"), YieldingLabel()
        self.measure = QComboBox()
        self.measure.setAccessibleName("Measure below the plot")
        self.measure.setToolTip("The measure below the plot")
        self.measure.setMinimumContentsLength(8)
        self.measure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.measure.currentIndexChanged.connect(self._on_measure_current_index_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        for part in (self.axis, self.farther, self.closer, self.whole):
            row.addWidget(part)
        row.addWidget(self.range, 1)
        row.addWidget(self.measure)

        self.menu = QMenu(self)
        self._axes = QActionGroup(self)
        self._measures = QActionGroup(self)
        self._zooms: dict[QAction, Button] = {}
        self._fill_menu()
        self._axes.triggered.connect(self._on_axes_triggered)
        self._measures.triggered.connect(self._on_measures_triggered)
        self.menu.triggered.connect(self._on_menu_triggered)

    def _fill_menu(self) -> None:
        """Offer axes and zoom; the measures follow with the record."""
        for key, words in _AXES.items():
            action = self.menu.addAction(f"By {words.lower()}")
            action.setCheckable(True)
            action.setData(key.value)
            self._axes.addAction(action)
        self.menu.addSeparator()
        for button, key_words in ((self.closer, "+"), (self.farther, "\N{MINUS SIGN}"), (self.whole, "0")):
            self._zooms[self.menu.addAction(f"{button.text()}\t{key_words}")] = button
        self.menu.addSeparator()

    def show_sight(self, sight: Sight) -> None:
        """Say what is in view, and offer what can be done about it."""
        self.axis.choose(sight.axis.value)
        self.range.show_text(sight.words())
        self.closer.set_blocked(_CLOSEST if sight.is_closest else "")
        for button in (self.farther, self.whole):
            button.set_blocked(_ALL_IN_VIEW if sight.is_whole else "")
        for action in self._axes.actions():
            action.setChecked(action.data() == sight.axis.value)
        for action, button in self._zooms.items():
            action.setEnabled(button.isEnabled())

    def show_measures(self, titles: Mapping[str, str], chosen: str) -> None:
        """Offer the measures ``titles`` by their keys; with one alone there is nothing to choose."""
        self.measure.blockSignals(True)
        self.measure.clear()
        for key, title in titles.items():
            self.measure.addItem(title, key)
        self.measure.setCurrentIndex(self.measure.findData(chosen))
        self.measure.blockSignals(False)
        self.measure.setMinimumContentsLength(min(_LONGEST_TITLE, max(map(len, titles.values()), default=8)))
        self.measure.setVisible(len(titles) > 1)
        for action in self._measures.actions():
            self._measures.removeAction(action)
            self.menu.removeAction(action)
        for key, title in titles.items() if len(titles) > 1 else ():
            action = self.menu.addAction(title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key == chosen)
            action.setData(key)
            self._measures.addAction(action)

    def _on_measure_current_index_changed(self, _index: int) -> None:
        self.measure_chosen.emit(str(self.measure.currentData()))

    def _on_axes_triggered(self, action: QAction) -> None:
        self.axis.button(str(action.data())).click()

    def _on_measures_triggered(self, action: QAction) -> None:
        self.measure.setCurrentIndex(self.measure.findData(action.data()))

    def _on_menu_triggered(self, action: QAction) -> None:
        if action in self._zooms:
            self._zooms[action].click()
