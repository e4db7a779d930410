"""One characteristic beside the table of all: what it means, how it went, and its tier in each edition."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relationship_desk.catalogue.model import Characteristic
from relationship_desk.catalogue.openings import words_after
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.events import Event
from relationship_desk.ui.models.tiers import EDITION_WORDS, fill_of
from relationship_desk.ui.pages.client.reading_history import ReadingHistory
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.run_in import RunIn
from relationship_desk.ui.widgets.spoken_role import speak_as
from relationship_desk.ui.widgets.tier_badge import TierLabel

RECALLED = "recalled"
"""Stands beside a tier that was not seen in its source."""
ADDED = "good practice"
"""Stands beside what no edition lists, as this program adds it."""
CONTEXT_NOTE = "Recorded as context. Under the first edition nothing is ever suggested from it."

ADDED_NOTE = "Recorded as context. No edition lists it; this program adds it, and suggests nothing from it alone."


class CharacteristicPanel(Panel):
    """The chosen characteristic with its readings; a reading that is opened is told with :attr:`opened`."""

    opened: Event[object] = Event(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._context = context
        self._catalogue = context.desk.catalogue
        self.add = Button("Add", "link", icon="plus")
        self._readings_head = QWidget(self)
        head = QHBoxLayout(self._readings_head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(Label("Readings", "strong"))
        head.addStretch(1)
        head.addWidget(self.add)
        self.readings: ReadingHistory | None = None
        page = Paper()
        self._parts = QVBoxLayout(page)
        self._parts.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S16)
        self._parts.setSpacing(theme.S8)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setAccessibleName("The chosen characteristic")
        speak_as(self.scroller, "document")
        self.scroller.setWidget(page)
        self.body.addWidget(self.scroller)

    def show_characteristic(self, characteristic: Characteristic, readings: Sequence[ProfileEntry]) -> None:
        """Show ``characteristic`` with ``readings``, the newest first."""
        self.show_title(characteristic.title)
        self.add.setAccessibleName(f"Add reading of {characteristic.title}")
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._readings_head:
                widget.hide()
                widget.deleteLater()
        for part in (*self._meaning(characteristic), *self._course(characteristic, readings)):
            self._parts.addWidget(part)
        for part in self._tiers(characteristic):
            self._parts.addWidget(part)
        self._parts.addStretch(1)

    def _meaning(self, characteristic: Characteristic) -> list[QWidget]:
        parts: list[QWidget] = [Label(characteristic.definition, wrap=True)]
        if characteristic.scale == "score":
            parts.append(RunIn("0", characteristic.low_anchor))
            parts.append(RunIn("10", characteristic.high_anchor))
        if characteristic.context:
            parts.append(Label(CONTEXT_NOTE if characteristic.info_sheet_name else ADDED_NOTE, tone="muted", wrap=True))
        return parts

    def _course(self, characteristic: Characteristic, readings: Sequence[ProfileEntry]) -> list[QWidget]:
        """How it went; of a level also what it means, of a note all of its words."""
        head = self._readings_head
        self.readings = None
        if not readings:
            return [head, Label("None yet.", tone="muted")]
        self.readings = ReadingHistory(self._catalogue, characteristic, readings)
        self.readings.opened.connect(self._on_reading_opened)
        latest = readings[0].value
        if characteristic.scale == "level" and latest.isdigit():
            level = self._catalogue.assimilation[int(latest)]
            return [RunIn(f"{level.level} {level.title}", level.sign), head, self.readings]
        if characteristic.scale == "stage":
            stage = self._catalogue.stages[latest]
            return [RunIn(stage.title, stage.definition), head, self.readings]
        if characteristic.scale == "words":
            opening = characteristic.opening_of(latest)
            words = words_after(opening, latest)
            return [RunIn(opening.title, words) if opening else Label(words, wrap=True), head, self.readings]
        return [head, self.readings]

    def _tiers(self, characteristic: Characteristic) -> list[QWidget]:
        parts: list[QWidget] = [Label("Tier of evidence", "strong")]
        in_use = self._context.desk.preferences.edition
        for edition in Edition:
            listing = characteristic.listings[edition]
            parts.append(TierLabel(fill_of(listing.tier), listing.tier_words, wrap=True))
            remarks = [f"{EDITION_WORDS[edition].capitalize()}, {edition.value}"]
            remarks += ["in use"] * (edition is in_use) + [RECALLED] * (not listing.tier_checked)
            remark = Label(", ".join(remarks), tone="muted", wrap=True)
            remark.setContentsMargins(theme.scaled(22) + theme.S8, 0, 0, 0)
            parts.append(remark)
        return parts

    def _on_reading_opened(self, reading: object) -> None:
        self.opened.emit(reading)
