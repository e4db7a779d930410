"""The profile tab: what the treatment is adapted to, what is kept as context, and every reading of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.catalogue.model import Characteristic
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import CharacteristicId, EntryId
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.profile_entry import Reading, ReadingDialog
from relationship_desk.ui.models.tiers import EDITION_WORDS, fill_of
from relationship_desk.ui.pages.client.rows_table import Cell, Line, LinesTable
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.words import SOURCES, day_words, value_words
from relationship_desk.ui.shell.page import KeyLine
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.run_in import RunIn
from relationship_desk.ui.widgets.spoken_role import speak_as
from relationship_desk.ui.widgets.tier_badge import TierLabel

_HEADINGS = ("Characteristic", "Latest", "Date", "Tier")
_SHARES = (0.247, 0.178, 0.14, 0.435)
_NARROW_SHARES = (0.345, 0.135, 0.0, 0.52)
_CHOSEN, _NARROW_CHOSEN = 344, 304
RECALLED = "recalled"
"""Stands beside a tier that was not seen in its source."""
_CONTEXT_NOTE = "Recorded as context. Under the first edition nothing is ever suggested from it."


class ProfileTab(ClientTab):
    """A table of the characteristics; the chosen one with its anchors, tiers and readings beside it."""

    hint = "Up and down choose a characteristic, Return adds a reading"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._catalogue = context.desk.catalogue
        self._analysis: Analysis | None = None
        self._dialog: ReadingDialog | None = None
        self.table = LinesTable("Characteristics", _HEADINGS, _SHARES, row_height=36)
        self.add = Button("Add reading", icon="plus")
        self.chosen = Panel(" ")
        self.chosen.add_action(self.add)
        self._parts = QVBoxLayout()
        self._build()
        self.table.opened.connect(self._on_table_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.add.clicked.connect(self._on_add_clicked)

    def _build(self) -> None:
        page = Paper()
        self._parts.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S16)
        self._parts.setSpacing(theme.S8)
        page.setLayout(self._parts)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setAccessibleName("The chosen characteristic")
        speak_as(self.scroller, "document")
        self.scroller.setWidget(page)
        self.chosen.body.addWidget(self.scroller)
        left = Panel()
        left.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        left.body.addWidget(self.table)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        row.addWidget(left, 1)
        row.addWidget(self.chosen)
        self.set_narrow(False)

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.chosen.setFixedWidth(theme.scaled(_NARROW_CHOSEN if narrow else _CHOSEN))
        self.table.set_shares(_NARROW_SHARES if narrow else _SHARES)

    @override
    def first_focus(self) -> QWidget:
        return self.table

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.add, self.scroller)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (KeyLine("Return", "Add a reading of the characteristic"),)

    # Showing

    @override
    def show_client(self, analysis: Analysis) -> None:
        self._analysis = analysis
        used = [one for one in self._catalogue.characteristics.values() if not one.context]
        context = [one for one in self._catalogue.characteristics.values() if one.context]
        self.table.show_lines(
            [
                Line(None, head="To adapt to"),
                *(self._line(one) for one in used),
                Line(None, head="Context"),
                *(self._line(one) for one in context),
            ]
        )
        if self._current is None:
            self.table.choose_first()
        self._show_chosen()

    def _readings(self, characteristic: Characteristic) -> list[ProfileEntry]:
        """The readings of ``characteristic``, newest first."""
        profile = self._analysis.history.profile if self._analysis else ()
        found = [entry for entry in profile if entry.characteristic == characteristic.id]
        return sorted(found, key=lambda entry: (entry.assessed_on, entry.id), reverse=True)

    def _line(self, characteristic: Characteristic) -> Line:
        readings = self._readings(characteristic)
        latest = readings[0] if readings else None
        value = value_words(self._catalogue, characteristic, latest.value) if latest else ""
        source = f"{value}, {SOURCES[latest.source]}" if latest else "Not recorded"
        return Line(
            characteristic.id,
            (
                Cell(characteristic.title),
                Cell(value, tip=source) if latest else Cell("–", "muted", tip=source),
                Cell(day_words(latest.assessed_on) if latest else "", "muted"),
                self._tier(characteristic),
            ),
        )

    def _tier(self, characteristic: Characteristic) -> Cell:
        """The tier of the edition that speaks; an entry it dropped says so, and so does a tier that is recalled."""
        edition = self._context.desk.preferences.edition
        speaking = self._catalogue.speaking(EntryId(characteristic.id), edition)
        listing = speaking.listing if speaking else characteristic.listings[edition]
        remarks = [speaking.label] if speaking and speaking.label else []
        remarks += [RECALLED] * (not listing.tier_checked)
        title = listing.tier.title
        return Cell(
            title,
            "muted" if listing.tier is Tier.NOT_LISTED else "text",
            fill=fill_of(listing.tier),
            tip=", ".join([title, *remarks]),
            when=", ".join(remarks),
        )

    @property
    def _current(self) -> Characteristic | None:
        key = self.table.current_key
        return self._catalogue.characteristics.get(CharacteristicId(key)) if isinstance(key, str) else None

    def _show_chosen(self) -> None:
        characteristic = self._current
        if characteristic is None:
            return
        self.chosen.show_title(characteristic.title)
        self.add.setAccessibleName(f"Add reading of {characteristic.title}")
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in self._paragraphs(characteristic):
            self._parts.addWidget(part)
        self._parts.addStretch(1)

    def _paragraphs(self, characteristic: Characteristic) -> list[QWidget]:
        parts: list[QWidget] = [Label(characteristic.definition, wrap=True)]
        if characteristic.scale == "score":
            parts.append(RunIn("0", characteristic.low_anchor))
            parts.append(RunIn("10", characteristic.high_anchor))
        if characteristic.context:
            parts.append(Label(_CONTEXT_NOTE, tone="muted", wrap=True))
        parts.append(Label("Tier of evidence", "strong"))
        in_use = self._context.desk.preferences.edition
        for edition in Edition:
            listing = characteristic.listings[edition]
            parts.append(TierLabel(fill_of(listing.tier), listing.tier.title))
            remarks = [f"{EDITION_WORDS[edition].capitalize()}, {edition.value}"]
            remarks += ["in use"] * (edition is in_use) + [RECALLED] * (not listing.tier_checked)
            remark = Label(", ".join(remarks), tone="muted", wrap=True)
            remark.setContentsMargins(theme.scaled(22) + theme.S8, 0, 0, 0)
            parts.append(remark)
        parts.append(Label("Readings", "strong"))
        readings = self._readings(characteristic)
        for entry in readings:
            value = value_words(self._catalogue, characteristic, entry.value)
            about = f", about {entry.concern}" if entry.concern else ""
            parts.append(RunIn(value, f"{SOURCES[entry.source]}, {day_words(entry.assessed_on)}{about}"))
        if not readings:
            parts.append(Label("None yet.", tone="muted"))
        return parts

    # What the person does

    def _on_row_changed(self) -> None:
        self._show_chosen()

    def _on_table_opened(self, _row: int) -> None:
        self._ask()

    def _on_add_clicked(self) -> None:
        self._ask()

    def _ask(self) -> None:
        characteristic = self._current
        if characteristic is None:
            return
        self._dialog = ReadingDialog(self._catalogue, characteristic, self._context.desk.today(), self)
        self._dialog.agreed.connect(self._on_agreed)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def _on_agreed(self, reading: Reading) -> None:
        dialog, analysis = self._dialog, self._analysis
        if dialog is None or analysis is None:
            return
        try:
            self._context.desk.recording.put_profile(
                analysis.history.client_id,
                dialog.characteristic.id,
                reading.value,
                reading.source,
                concern=reading.concern,
                assessed_on=reading.assessed_on,
            )
        except DeskError as error:
            dialog.show_error(str(error))
            return
        self._context.shell.status.show_saved(self._context.desk.now().time())
        dialog.accept()
