"""A setting as it is declared becomes a control: title, input, help, bounds, and the way back to the default."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from relationship_desk.domain.score import format_value
from relationship_desk.settings.definitions import Setting
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import NumberField
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

Value = bool | int | float | str
AnySetting = Setting[bool] | Setting[int] | Setting[float] | Setting[str]
_UNITS = {
    "lock.minutes": ("minute", "minutes"),
    "note.late_days": ("day", "days"),
    "retention.years": ("year", "years"),
    "retention.minor_years": ("year", "years"),
    "threshold.review_after": ("session", "sessions"),
    "threshold.repair_within": ("session", "sessions"),
    "threshold.not_seen_days": ("day", "days"),
    "threshold.homework_missed": ("time", "times"),
}
_STEP = 0.5


class SettingControl(QWidget):
    """``changed`` tells a value that the person chose; ``show_value`` shows one without telling."""

    changed: Event[Value] = Event(object)

    def __init__(self, setting: AnySetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.input = _input(setting)
        self.input.setAccessibleName(setting.title)
        self.input.setAccessibleDescription(setting.help)
        self.default = Button(f"Use the default, {_said(setting.default)}", "link")
        self.error = Label("", tone="risk", wrap=True)
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if not isinstance(self.input, ToggleCheck):
            title = Label(setting.title, "strong")
            title.setBuddy(self.input)
            column.addWidget(title)
        line = QHBoxLayout()
        line.setSpacing(theme.S16)
        line.addWidget(self.input)
        line.addWidget(self.default)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.error)
        column.addWidget(Label(setting.help, tone="muted", wrap=True))
        if bounds := bounds_of(setting):
            column.addWidget(Label(bounds, tone="muted", wrap=True))
        self.default.clicked.connect(self._on_default_clicked)
        self._connect()

    def show_value(self, value: Value) -> None:
        """Show ``value``, and the way back when it is not the default."""
        self.input.blockSignals(True)
        if isinstance(self.input, ToggleCheck):
            self.input.setChecked(bool(value))
        elif isinstance(self.input, Segmented):
            self.input.choose(str(value))
        elif isinstance(self.input, QDoubleSpinBox):
            self.input.setValue(float(value))
        else:
            self.input.setValue(int(value))
        self.input.blockSignals(False)
        self.default.setVisible(value != self.setting.default and not isinstance(self.input, ToggleCheck))
        self.show_error("")

    def show_error(self, error: str) -> None:
        """Show why a value was refused, or that none was, with an empty ``error``."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))

    def _connect(self) -> None:
        if isinstance(self.input, ToggleCheck):
            self.input.toggled.connect(self._on_value)
        elif isinstance(self.input, Segmented):
            self.input.chosen.connect(self._on_value)
        else:
            self.input.valueChanged.connect(self._on_value)

    def _on_value(self, value: Value) -> None:
        self.changed.emit(round(value, 1) if isinstance(value, float) else value)

    def _on_default_clicked(self) -> None:
        self.changed.emit(self.setting.default)
        self.input.setFocus()


def bounds_of(setting: AnySetting) -> str:
    """Return default, bounds and source in a line, for numbers; nothing for the rest."""
    if setting.low is None or setting.high is None:
        return ""
    source = f" Source of the default: {setting.source}." if setting.source else ""
    return f"Default {_said(setting.default)}, from {_said(setting.low)} to {_said(setting.high)}.{source}"


def _said(value: Value) -> str:
    return format_value(value) if isinstance(value, float) else str(value)


def _input(setting: AnySetting) -> ToggleCheck | Segmented | QDoubleSpinBox | QSpinBox:
    if isinstance(setting.default, bool):
        return ToggleCheck(setting.title)
    if setting.choices:
        return Segmented(setting.title, [Segment(str(choice), str(choice)) for choice in setting.choices])
    low, high = setting.low, setting.high
    if isinstance(setting.default, float):
        field = QDoubleSpinBox()
        field.setLocale(QLocale.c())
        field.setDecimals(1)
        field.setSingleStep(_STEP)
        field.setRange(float(low or 0), float(high or 0))
        field.setKeyboardTracking(False)
        field.lineEdit().setTextMargins(10, 0, 0, 0)
        field.setMinimumWidth(theme.scaled(110))
        return field
    number = NumberField(int(low or 0), int(high or 0), *_UNITS.get(setting.key, ()))
    number.setKeyboardTracking(False)
    number.setMinimumWidth(theme.scaled(140))
    return number
