"""The readings of one characteristic: how it went for each concern, and every reading to open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.catalogue.model import Catalogue, Characteristic
from relationship_desk.domain.days import short_day
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Perspective, Source
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.client.words import SOURCES, value_words
from relationship_desk.ui.plots.reading_steps import ReadingSteps, Step, Tick
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.row_delegate import Row, section
from relationship_desk.ui.widgets.row_list import RowList

NO_CONCERN, NO_AREA = "No concern named", "As a whole"
_SEEN_BY = {Source.CLINICIAN: Perspective.CLINICIAN, Source.CLIENT: Perspective.CLIENT}


class ReadingHistory(QWidget):
    """Steps over time where there are two readings or more, and the readings, newest first, to change or remove."""

    opened: Event[object] = Event(object)
    """A reading is to be changed; carries its :class:`ProfileEntry`."""

    def __init__(
        self,
        catalogue: Catalogue,
        characteristic: Characteristic,
        readings: Sequence[ProfileEntry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._of = catalogue, characteristic
        self.list = RowList(f"Readings of {characteristic.title}, Return changes one", fits=True)
        self.plots: list[ReadingSteps] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        concerns = by_concern(readings, whole_first=bool(characteristic.areas))
        rows: list[Row] = []
        for concern, ones in concerns.items():
            named = concern or (nothing_named(characteristic) if len(concerns) > 1 else "")
            if characteristic.scale != "words" and len(ones) > 1:
                self._add_plot(column, named, ones)
            rows += [section(named)] if named else []
            rows += [self._row(one) for one in reversed(ones)]
        self.list.show_rows(rows)
        self.list.opened.connect(self._on_list_opened)
        column.addWidget(self.list)
        self.list.setVisible(bool(rows))

    def _add_plot(self, column: QVBoxLayout, concern: str, readings: Sequence[ProfileEntry]) -> None:
        first, last = (value_words(self._catalogue, self._of, one.value) for one in (readings[0], readings[-1]))
        words = f"{self._of.title}{f', {concern}' if concern else ''}: {len(readings)} readings, from {first} to {last}"
        steps = [Step(one.assessed_on, self._height(one.value), one.source) for one in readings]
        plot = ReadingSteps(steps, self._ticks(), words)
        self.plots.append(plot)
        if concern:
            column.addWidget(Label(concern, tone="muted", wrap=True))
        column.addWidget(plot)

    def _height(self, value: str) -> float:
        if self._of.scale == "score":
            return float(value) / 10
        order = self._order
        return order.index(value) / (len(order) - 1)

    def _ticks(self) -> list[Tick]:
        if self._of.scale == "score":
            return [Tick(0, "0"), Tick(0.5, "5"), Tick(1, "10")]
        order = self._order
        if self._of.scale == "level":
            return [Tick(0, order[0]), Tick(1, order[-1])]
        return [Tick(n / (len(order) - 1), self._catalogue.stages[one].title) for n, one in enumerate(order)]

    @property
    def _order(self) -> list[str]:
        """The values of a characteristic that has no scores, from the first to the last."""
        if self._of.scale == "level":
            return [str(level) for level in sorted(self._catalogue.assimilation)]
        return list(self._catalogue.stages)

    def _row(self, reading: ProfileEntry) -> Row:
        value = value_words(self._catalogue, self._of, reading.value)
        day, source = short_day(reading.assessed_on), SOURCES[reading.source]
        is_number = self._of.scale == "score"  # words need the whole line
        return Row(
            reading,
            value,
            "" if is_number else f"{source}, {day}",
            right=f"{source}, {day}" if is_number else "",
            icon="" if reading.source in _SEEN_BY else "table",
            tone="muted",
            perspective=_SEEN_BY.get(reading.source),
            said=", ".join(part for part in (value, source, day, reading.concern) if part),
        )

    def _on_list_opened(self, reading: object) -> None:
        self.opened.emit(reading)


def nothing_named(characteristic: Characteristic) -> str:
    """What stands for readings that name no concern, or no area of life."""
    return NO_AREA if characteristic.areas else NO_CONCERN


def by_concern(readings: Sequence[ProfileEntry], *, whole_first: bool = False) -> dict[str, list[ProfileEntry]]:
    """``readings`` by what they are about, each in the order of their days, the concern read last first.

    With ``whole_first`` those about nothing in particular come before all.
    """
    found: dict[str, list[ProfileEntry]] = {}
    for one in sorted(readings, key=lambda one: (one.assessed_on, one.id), reverse=True):
        found.setdefault(one.concern, []).insert(0, one)
    return dict(sorted(found.items(), key=lambda one: bool(one[0]))) if whole_first else found
