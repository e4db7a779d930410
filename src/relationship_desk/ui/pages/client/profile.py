"""The profile tab: what the treatment is adapted to, what is kept as context, and every reading of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.catalogue.model import Characteristic
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import CharacteristicId, ClientId, EntryId
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.profile_entry import Reading, ReadingDialog
from relationship_desk.ui.events import Event
from relationship_desk.ui.models.tiers import fill_of
from relationship_desk.ui.pages.client.characteristic import ADDED, RECALLED, CharacteristicPanel
from relationship_desk.ui.pages.client.latest_reading import latest_cells
from relationship_desk.ui.pages.client.rows_table import Cell, Line, LinesTable
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.shell.page import KeyLine
from relationship_desk.ui.terms import set_term, term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.panel import Panel

_HEADINGS = ("Characteristic", "Latest", "Date", "Tier")
_SHARES = (0.236, 0.149, 0.135, 0.48)
_NARROW_SHARES = (0.345, 0.135, 0.0, 0.52)
_CLOSE_SHARES, _CLOSE = (0.68, 0.32, 0.0, 0.0), 400
"""In large text the tier gives way: the chosen characteristic says it in every edition."""
_CHOSEN, _LEAST_CHOSEN = 320, 240
_REMOVED = "profile"
"""The strip that offers to put back a reading."""


class ProfileTab(ClientTab):
    """A table of the characteristics; the chosen one with its anchors, tiers and readings beside it."""

    hint = "Up and down choose a characteristic, Return adds a reading"
    plan_asked: Event[object] = Event(object)
    """The person wants to see the rating plan."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._catalogue = context.desk.catalogue
        self._analysis: Analysis | None = None
        self._dialog: ReadingDialog | None = None
        self.table = LinesTable("Characteristics", _HEADINGS, _SHARES, row_height=36)
        self.table.set_close_shares(_CLOSE_SHARES, _CLOSE)
        self.chosen = CharacteristicPanel(context)
        self.add = self.chosen.add
        self._build()
        self.table.opened.connect(self._on_table_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.add.clicked.connect(self._on_add_clicked)
        self.chosen.opened.connect(self._on_reading_opened)

    def _build(self) -> None:
        left = Panel("What the work is fitted to")
        self.rating_plan = Button("Rating plan", "link")
        self.rating_plan.clicked.connect(self._on_rating_plan_clicked)
        left.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        left.body.addWidget(self.table)
        below = QHBoxLayout()
        below.setContentsMargins(theme.S16, theme.S4, theme.S16, theme.S4)
        below.addWidget(self.rating_plan)
        below.addStretch(1)
        left.body.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        row.addWidget(left, 1)
        row.addWidget(self.chosen, 1)
        self.set_narrow(False)

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.chosen.setMinimumWidth(theme.scaled(_LEAST_CHOSEN))
        self.chosen.setMaximumWidth(theme.scaled(_CHOSEN))
        self.table.set_shares(_NARROW_SHARES if narrow else _SHARES)

    @override
    def first_focus(self) -> QWidget:
        return self.table

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.add, self.chosen.scroller)

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
        value, day = latest_cells(self._catalogue, characteristic, self._readings(characteristic))
        return Line(
            characteristic.id,
            (Cell(characteristic.title), value, day, self._tier(characteristic)),
            term=term("entry", characteristic.id),
        )

    def _tier(self, characteristic: Characteristic) -> Cell:
        """The tier of the edition that speaks; an entry it dropped says so, and so does a tier that is recalled."""
        edition = self._context.desk.preferences.edition
        speaking = self._catalogue.speaking(EntryId(characteristic.id), edition)
        listing = speaking.listing if speaking else characteristic.listings[edition]
        remarks = [speaking.label] if speaking and speaking.label else []
        remarks += [RECALLED] * (not listing.tier_checked) if characteristic.info_sheet_name else [ADDED]
        return Cell(
            listing.short_tier,
            "muted" if listing.tier is Tier.NOT_LISTED else "text",
            fill=fill_of(listing.tier),
            tip=", ".join([listing.tier_words, *remarks]),
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
        set_term(self.chosen, "entry", characteristic.id)
        self.chosen.show_characteristic(characteristic, self._readings(characteristic))

    # What the person does

    def _on_row_changed(self) -> None:
        self._show_chosen()

    def _on_table_opened(self, _row: int) -> None:
        self._ask()

    def _on_rating_plan_clicked(self) -> None:
        self.plan_asked.emit(None)

    def _on_add_clicked(self) -> None:
        self._ask()

    def _on_reading_opened(self, reading: object) -> None:
        if isinstance(reading, ProfileEntry):
            self._ask(reading)

    def _ask(self, entry: ProfileEntry | None = None) -> None:
        characteristic, analysis = self._current, self._analysis
        if characteristic is None or analysis is None:
            return
        desk = self._context.desk
        concerns = desk.readings.concerns(analysis.history.client_id)
        self._dialog = ReadingDialog(self._catalogue, characteristic, desk.today(), concerns, entry, self)
        self._dialog.agreed.connect(self._on_agreed)
        self._dialog.removed.connect(self._on_removed)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def _on_agreed(self, reading: Reading) -> None:
        dialog, analysis = self._dialog, self._analysis
        if dialog is None or analysis is None:
            return
        desk, client = self._context.desk, analysis.history.client_id
        try:
            if dialog.entry is None:
                desk.readings.put(
                    client,
                    dialog.characteristic.id,
                    reading.value,
                    reading.source,
                    concern=reading.concern,
                    assessed_on=reading.assessed_on,
                )
            else:
                desk.readings.change(
                    replace(
                        dialog.entry,
                        value=reading.value,
                        source=reading.source,
                        concern=reading.concern,
                        assessed_on=reading.assessed_on,
                    )
                )
        except DeskError as error:
            dialog.show_error(str(error))
            return
        self._kept(client)
        dialog.accept()
        self.table.setFocus()

    def _on_removed(self, _nothing: object) -> None:
        dialog = self._dialog
        if dialog is None or dialog.entry is None:
            return
        removed = self._context.desk.readings.remove(dialog.entry.id)
        self._kept(removed.client)
        dialog.accept()
        self._context.shell.show_message(
            "The reading is removed.",
            "notice",
            key=_REMOVED,
            action="Put back",
            on_action=partial(self._put_back, removed),
        )
        self.table.setFocus()

    def _put_back(self, reading: ProfileEntry) -> None:
        self._context.shell.clear_message(_REMOVED)
        self._context.desk.readings.put(
            reading.client,
            reading.characteristic,
            reading.value,
            reading.source,
            concern=reading.concern,
            assessed_on=reading.assessed_on,
        )
        self._kept(reading.client)

    def _kept(self, client: ClientId) -> None:
        """Say so, and work out what the reading means."""
        self._context.desk.prompting.evaluate(client)
        self._context.shell.status.show_saved(self._context.desk.now().time())
