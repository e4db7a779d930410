"""Numbers and dates, with the same inner margin as text fields, which a style sheet cannot give them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QWidget
from typing_extensions import override

_MARGIN = 10
_SEPARATORS = " .,/-"
_DIGITS, _YEAR = 2, 4
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LARGEST = {QDateEdit.Section.DaySection: 31, QDateEdit.Section.MonthSection: 12}


def type_over_nothing(field: QAbstractSpinBox, event: QKeyEvent) -> None:
    """Let what is typed take the place of the words that stand for no number, wherever the cursor stands in them."""
    nothing = field.specialValueText()
    if nothing and field.text() == nothing and event.text().strip():
        field.selectAll()


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

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        type_over_nothing(self, event)
        super().keyPressEvent(event)

    def _show_unit(self, value: int) -> None:
        unit = self._unit if value == 1 else self._units
        self.setSuffix(f" {unit}" if unit else "")


class DateField(QDateEdit):
    """A date, written as ``18 Nov 2026``, with a calendar.

    It can be typed as it is said or written: ``3 mar 2026``, ``3.3.2026``, ``3/3/2026``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self._typed = ""
        """Of the part the cursor is in, as far as it is typed."""
        self._said: dict[QDateEdit.Section, int] = {}
        """The day and month typed since the focus came: 31 is remembered until the month that has it is typed."""
        self._went_on = False
        """Whether the cursor went on by itself, so that a point or blank after it is no second step."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._typed, self._went_on = "", False
        self._said.clear()
        super().focusInEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return QWidget.focusNextPrevChild(self, next)  # one step of Tab, as with any other field

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = "" if event.modifiers() & _COMMANDS else event.text()
        if text.isalpha() and self.currentSection() == self.Section.DaySection:
            self._go_on()  # 3mar
        elif text.isdecimal() and self._typed.isalpha():
            self._go_on()  # mar2026
        section = self.currentSection()
        if text and text in _SEPARATORS:
            if not self._went_on:
                self._go_on()
            self._went_on = False
        elif text.isdecimal() and section in _LARGEST:
            self._type(section, text)
        elif text.isalpha() and section == self.Section.MonthSection:
            self._name_month(text)
        elif text.isdecimal():
            super().keyPressEvent(event)
            self._typed += text
            if len(self._typed) == _YEAR:
                self._show_said(section)
        else:
            self._typed, self._went_on = "", False
            self._said.pop(section, None)
            super().keyPressEvent(event)

    def _type(self, section: QDateEdit.Section, digit: str) -> None:
        self._went_on = False
        joined = self._typed + digit
        self._typed = joined if len(joined) == _DIGITS and int(joined) <= _LARGEST[section] else digit
        if int(self._typed):
            self._said[section] = int(self._typed)
            self._show_said(section)
        if len(self._typed) == _DIGITS:
            self._go_on()
            self._went_on = True

    def _name_month(self, letter: str) -> None:
        names = [self.locale().standaloneMonthName(month, QLocale.FormatType.LongFormat) for month in range(1, 13)]
        for typed in (self._typed + letter, letter):
            for month, name in enumerate(names, 1):
                if name.casefold().startswith(typed.casefold()):
                    self._typed, self._said[self.Section.MonthSection] = typed, month
                    self._show_said(self.Section.MonthSection)
                    return

    def _go_on(self) -> None:
        """From the day to the month, and from there to the year."""
        self._typed = ""
        following = self.currentSectionIndex() + 1
        if following < self.sectionCount():
            self.setSelectedSection(self.sectionAt(following))

    def _show_said(self, section: QDateEdit.Section) -> None:
        shown = self.date()
        month = self._said.get(self.Section.MonthSection, shown.month())
        day = self._said.get(self.Section.DaySection, shown.day())
        wanted = QDate(shown.year(), month, min(day, QDate(shown.year(), month, 1).daysInMonth()))
        if wanted != shown:
            self.setDate(wanted)
            self.setSelectedSection(section)

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
