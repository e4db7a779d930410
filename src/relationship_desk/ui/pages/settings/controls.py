"""A setting as it is declared becomes a control: title, input, help, bounds, and the way back to the default."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QBoxLayout, QDoubleSpinBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

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
    "threshold.baseline_window": ("session", "sessions"),
    "threshold.baseline_least": ("session", "sessions"),
    "threshold.ceiling_run": ("rating", "ratings"),
    "threshold.cohesion_members": ("member", "members"),
    "threshold.feedback_missed": ("time", "times"),
    "threshold.reactions": ("session", "sessions"),
}
_STEP = 0.5
_BESIDE, _BESIDE_FROM = 172, 460
"""How wide the input in a row is, and how wide the row must be for it to stand beside the words."""


class SettingControl(QWidget):
    """``changed`` tells a value that the person chose; ``show_value`` shows one without telling.

    With ``in_panel`` it is a row of a panel: the words at the left, the input beside them where there is room.
    """

    changed: Event[Value] = Event(object)

    def __init__(self, setting: AnySetting, *, in_panel: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting, self._in_panel = setting, in_panel
        self.input = _input(setting)
        self.input.setAccessibleName(setting.title)
        self.input.setAccessibleDescription(setting.help)
        self.default = Button(f"Use the default, {_said(setting.default)}", "link")
        self.error = Label("", tone="risk", wrap=True)
        self.error.hide()
        if isinstance(self.input, QAbstractSpinBox):
            self.input.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.input.installEventFilter(self)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        if in_panel:
            self._lay_out_row()
        else:
            self._lay_out_column()
        self.default.clicked.connect(self._on_default_clicked)
        self._connect()

    def _lay_out_column(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(6)
        if not isinstance(self.input, ToggleCheck):
            column.addWidget(self._title("strong"))
        line = QHBoxLayout()
        line.setSpacing(theme.S16)
        line.addWidget(self.input)
        line.addWidget(self.default)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.error)
        for words in (self.setting.help, bounds_of(self.setting)):
            if words:
                column.addWidget(Label(words, tone="muted", wrap=True))
        self._halves.addLayout(column)

    def _lay_out_row(self) -> None:
        self._halves.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        self._halves.setSpacing(theme.S24)
        words, chosen = QVBoxLayout(), QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title("body"))
        for said in (self.setting.help, bounds_of(self.setting)):
            words.addWidget(Label(said, tone="muted", wrap=True))
        words.addWidget(self.error)
        words.addStretch(1)
        chosen.setSpacing(theme.S4)
        policy = self.default.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the rows below stay where they are when it comes
        self.default.setSizePolicy(policy)
        self.input.setFixedWidth(theme.scaled(_BESIDE))
        chosen.addWidget(self.input)
        chosen.addWidget(self.default, 0, Qt.AlignmentFlag.AlignLeft)
        chosen.addStretch(1)
        self._halves.addLayout(words, 1)
        self._halves.addLayout(chosen)

    def _title(self, role: theme.Role) -> Label:
        title = Label(self.setting.title, role)
        title.setBuddy(self.input)
        return title

    @override
    def minimumSizeHint(self) -> QSize:
        needed = super().minimumSizeHint()
        # A row that is too narrow for both stands in two lines; it does not widen the form.
        return QSize(theme.scaled(_BESIDE) + 2 * theme.S16, needed.height()) if self._in_panel else needed

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._in_panel:
            beside = self.width() >= theme.scaled(_BESIDE_FROM)
            self._halves.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
            self._halves.setSpacing(theme.S24 if beside else theme.S8)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._in_panel and self.y() > 0:
            painter = QPainter(self)
            painter.setPen(QPen(theme.current().color("grid"), 1))
            painter.drawLine(0, 0, self.width(), 0)
            painter.end()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form over a number that is not being changed."""
        if event.type() == QEvent.Type.Wheel and not self.input.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_value(self, value: Value) -> None:
        """Show ``value``, and for a number the way back when it is not the default."""
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
        self.default.setVisible(value != self.setting.default and isinstance(self.input, QAbstractSpinBox))
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
    source = f" ({setting.source})" if setting.source else ""
    return f"Default {_said(setting.default)}{source}, from {_said(setting.low)} to {_said(setting.high)}."


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
