"""The row below the plot: how sessions run, how many are in view, and which measure stands below them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

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
    """``measure_chosen`` carries the key of another measure."""

    measure_chosen: Event[str] = Event(str)

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

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the words that the axis shows too."""
        self.range.setVisible(not narrow)

    def show_sight(self, sight: Sight) -> None:
        """Say what is in view, and offer what can be done about it."""
        self.axis.choose(sight.axis.value)
        self.range.show_text(sight.words())
        self.closer.set_blocked(_CLOSEST if sight.is_closest else "")
        for button in (self.farther, self.whole):
            button.set_blocked(_ALL_IN_VIEW if sight.is_whole else "")

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

    def _on_measure_current_index_changed(self, _index: int) -> None:
        self.measure_chosen.emit(str(self.measure.currentData()))
