"""The total of a measure with its subscales, and what was answered to the items that ask about risk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.measure import Administration, Items, Measure
from relationship_desk.insight import scoring
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.spin_fields import type_over_nothing

_WIDTH, _ROWS = 250, 3
RISK_TOO = "A total does not tell what was answered about risk. Left empty here, the risk record opens to ask."


class TotalField(QDoubleSpinBox):
    """A number between two bounds, with nothing in it until it is given."""

    def __init__(self, lowest: float, highest: float, decimals: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setRange(lowest - 1, highest)
        self.setSpecialValueText("not set")
        self.setValue(lowest - 1)
        self.lineEdit().setTextMargins(10, 0, 0, 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        type_over_nothing(self, event)
        super().keyPressEvent(event)

    @property
    def total(self) -> float | None:
        """The number, or None while there is none."""
        return None if self.value() == self.minimum() else round(self.value(), scoring.DECIMALS)

    @override
    def textFromValue(self, val: float) -> str:
        return f"{val:.2f}".rstrip("0").rstrip(".")


class TotalFields(QWidget):
    """The fields for one measure. ``changed`` tells every number given or taken back."""

    changed: Event[object] = Event(object)

    def __init__(self, measure: Measure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measure = measure
        self.total = TotalField(measure.total_min, measure.total_max)
        lowest = min(0.0, measure.total_min)
        self.subscales = {scale.id: TotalField(lowest, measure.total_max) for scale in measure.subscales}
        self.risk = {number: TotalField(measure.item_min, measure.item_max, 0) for number in sorted(measure.risk_items)}
        self._lay_out()
        for stop in self.stops:
            stop.valueChanged.connect(self._on_value_changed)

    @property
    def stops(self) -> Sequence[TotalField]:
        """What takes the focus, in reading order."""
        return (self.total, *self.subscales.values(), *self.risk.values())

    @property
    def given(self) -> dict[str, float]:
        """The subscales that are given."""
        return {name: value for name, field in self.subscales.items() if (value := field.total) is not None}

    @property
    def items(self) -> Items:
        """The answers to the items about risk, all others open; nothing for a measure that does not ask about it."""
        if not self.risk:
            return ()
        given = {number: field.total for number, field in self.risk.items()}
        places = range(1, self._measure.items + 1)
        return tuple(None if (value := given.get(number)) is None else int(value) for number in places)

    def show_held(self, held: Administration) -> None:
        """Show what is on file."""
        _show(self.total, held.total)
        for name, value in held.subscales.items():
            _show(self.subscales[name], value)
        for number, field in self.risk.items():
            _show(field, held.items[number - 1] if held.items else None)

    def _lay_out(self) -> None:
        measure = self._measure
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.S24)
        totals = [Field("Total", self.total, f"{measure.total_min:g} to {measure.total_max:g}")]
        totals += [
            Field(name.replace("-", " ").capitalize(), field, "optional") for name, field in self.subscales.items()
        ]
        answers = f"{measure.item_min} to {measure.item_max}"
        asked = [Field(f"Item {number}", field, answers) for number, field in self.risk.items()]
        for fields in (totals, asked[:_ROWS], asked[_ROWS : 2 * _ROWS], asked[2 * _ROWS :]):
            if fields:
                columns.addLayout(_column(fields))
        columns.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addLayout(columns)
        if self.risk:
            texts = [f"{number}. {measure.texts[number]}" for number in self.risk if number in measure.texts]
            column.addWidget(Label("\n".join([*texts, RISK_TOO]), wrap=True))
        column.addStretch(1)

    def _on_value_changed(self, _value: float) -> None:
        self.changed.emit(None)


def _show(field: TotalField, value: float | None) -> None:
    field.setValue(field.minimum() if value is None else value)


def _column(fields: Sequence[Field]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.S12)
    for one in fields:
        one.setFixedWidth(theme.scaled(_WIDTH))
        column.addWidget(one)
    column.addStretch(1)
    return column
