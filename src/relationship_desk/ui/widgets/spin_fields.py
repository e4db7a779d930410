"""Numbers, dates and times, with the same inner margin as text fields, which a style sheet cannot give them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QTimeEdit, QWidget
from typing_extensions import override

_MARGIN = 10


class NumberField(QSpinBox):
    """A whole number between two bounds, with its unit behind it, which for others than 1 may be called ``units``."""

    def __init__(
        self, lowest: int, highest: int, unit: str = "", units: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(lowest, highest)
        self._unit, self._units = unit, units or unit
        self._show_unit(self.value())
        self.valueChanged.connect(self._show_unit)
        _indent(self)

    @override
    def setValue(self, val: int) -> None:
        super().setValue(val)
        self._show_unit(self.value())  # also while its signals are blocked

    def _show_unit(self, value: int) -> None:
        unit = self._unit if value == 1 else self._units
        self.setSuffix(f" {unit}" if unit else "")


class TimeField(QTimeEdit):
    """A time of day, hours and minutes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        _indent(self)


class DateField(QDateEdit):
    """A date, written as ``18 Nov 2026``, with a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")

    def show_day(self, day: date) -> None:
        """Show ``day``."""
        self.setDate(QDate(day.year, day.month, day.day))

    @property
    def day(self) -> date:
        """The day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())


def _indent(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
