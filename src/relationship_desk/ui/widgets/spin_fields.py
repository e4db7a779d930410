"""Numbers, dates and times, with the same inner margin as text fields, which a style sheet cannot give them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QTimeEdit, QWidget

_MARGIN = 10


class NumberField(QSpinBox):
    """A whole number between two bounds, with its unit behind it."""

    def __init__(self, lowest: int, highest: int, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(lowest, highest)
        self.setSuffix(f" {unit}" if unit else "")
        _indent(self)


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


def _indent(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
