"""The readings of one characteristic in one row: which stands for all, of how many concerns or areas, and its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from relationship_desk.catalogue.model import Catalogue, Characteristic
from relationship_desk.domain.days import short_day
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.ui.pages.client.reading_history import by_concern, nothing_named
from relationship_desk.ui.pages.client.rows_table import Cell
from relationship_desk.ui.pages.client.words import SOURCES, value_words


def latest_cells(
    catalogue: Catalogue, characteristic: Characteristic, readings: Sequence[ProfileEntry]
) -> tuple[Cell, Cell]:
    """The value and the day of the latest of ``readings``, the newest first; the latest of each concern as a tip.

    Where areas of life are read too, the latest reading of all of them together stands for all.
    """
    if not readings:
        return Cell("–", "muted", tip="Not recorded"), Cell("", "muted")
    concerns = by_concern(readings, whole_first=bool(characteristic.areas))
    whole = concerns.get("", [])[-1:] if characteristic.areas else []
    shown = (whole or readings)[0]

    def said(reading: ProfileEntry) -> str:
        return f"{value_words(catalogue, characteristic, reading.value)}, {SOURCES[reading.source]}"

    named = {concern or nothing_named(characteristic): said(ones[-1]) for concern, ones in concerns.items()}
    when = _counted(characteristic, concerns)
    tip = "; ".join(f"{concern}: {words}" for concern, words in named.items()) if when else said(shown)
    value = value_words(catalogue, characteristic, shown.value)
    return Cell(value, tip=tip, when=when), Cell(short_day(shown.assessed_on), "muted")


def _counted(characteristic: Characteristic, concerns: Mapping[str, object]) -> str:
    """How many concerns, or areas of life, the readings are about."""
    if not characteristic.areas:
        return f"{len(concerns)} concerns" if len(concerns) > 1 else ""
    areas = sum(bool(concern) for concern in concerns)
    return f"{areas} area{'s' * (areas > 1)}" if areas else ""
