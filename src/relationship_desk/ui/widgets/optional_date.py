"""A date that may be left open."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.spin_fields import DateField
from relationship_desk.ui.widgets.toggle_check import ToggleCheck


class OptionalDate(QWidget):
    """A box that says whether there is a date, called ``text``, and the date; ``proposed`` is where that starts."""

    def __init__(self, text: str, day: date | None, proposed: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box, self.field = ToggleCheck(text), DateField()
        self.field.show_day(day or proposed)
        self.box.setChecked(day is not None)
        self.field.setEnabled(day is not None)
        self.box.toggled.connect(self.field.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        row.addWidget(self.box)
        row.addWidget(self.field, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.box)

    def name_parts(self, name: str) -> None:
        """Say what the date is for, to screen readers."""
        self.box.setAccessibleName(f"{name}: {self.box.text()}")
        self.field.setAccessibleName(name)

    @property
    def day(self) -> date | None:
        """The date, or None while the box is empty."""
        return self.field.day if self.box.isChecked() else None
