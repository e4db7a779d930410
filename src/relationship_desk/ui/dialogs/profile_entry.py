"""One reading of a characteristic: its value by its scale, where it comes from, of what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from relationship_desk.catalogue.model import Catalogue, Characteristic, Opening
from relationship_desk.catalogue.openings import joined, words_after
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Source
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.terms import TERM_ROLE, set_term, term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.run_in import RunIn
from relationship_desk.ui.widgets.spin_fields import DateField, type_over_nothing

_SOURCES = {Source.CLINICIAN: "Clinician", Source.CLIENT: "Client", Source.MEASURE: "Measure"}
_ABOUT = {"stage": "Concern it is the stage of", "level": "Problem it is the level of"}
_AREA, _ALL_AREAS = "Area of life", "all of them together"
_NOT_SAID = "Not said"
_UNSET = -0.1
_WIDTH, _LONGEST = 520, 200


@dataclass(frozen=True, slots=True)
class Reading:
    """What the dialog was left with; ``value`` is written as the record keeps it."""

    value: str
    source: Source
    concern: str
    assessed_on: date


class ScoreField(QDoubleSpinBox):
    """0.0 to 10.0 in tenths, with nothing in it until a number is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale.c())
        self.setDecimals(1)
        self.setSingleStep(0.1)
        self.setRange(_UNSET, 10.0)
        self.setSpecialValueText("not set")
        self.setValue(_UNSET)
        self.lineEdit().setTextMargins(10, 0, 0, 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        type_over_nothing(self, event)
        super().keyPressEvent(event)

    @property
    def text_value(self) -> str:
        """The score as the record keeps it, or nothing."""
        return "" if self.value() < 0 else f"{self.value():.1f}"


class ReadingDialog(QDialog):
    """Open it with ``open()``; :attr:`agreed` is told on Save, and the dialog stays until it is told to close."""

    agreed: Event[Reading] = Event(Reading)
    removed: Event[object] = Event(object)

    def __init__(
        self,
        catalogue: Catalogue,
        characteristic: Characteristic,
        today: date,
        concerns: Sequence[str] = (),
        entry: ProfileEntry | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``concerns`` are offered as what it is about, unless the catalogue has areas of life for it.

        With ``entry`` that reading is changed, or removed.
        """
        super().__init__(parent)
        self.setWindowTitle(f"{'Change' if entry else 'Add'} reading: {characteristic.title}")
        self.characteristic, self.entry = characteristic, entry
        set_term(self, "entry", characteristic.id)
        self.score, self.choice, self.words = ScoreField(), QComboBox(), QLineEdit()
        self.value = self._control(catalogue)
        self.source, self.concern, self.date = QComboBox(), QComboBox(), DateField()
        for source, words in _SOURCES.items():
            self.source.addItem(words, source.value)
        self.concern.setEditable(True)
        self.concern.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.concern.addItems(["", *(characteristic.areas or concerns)])
        line = QLineEdit()
        line.setMaxLength(_LONGEST)
        line.setPlaceholderText(_ALL_AREAS if characteristic.areas else "none")
        self.concern.setLineEdit(line)
        self.date.setMaximumDate(QDate(today.year, today.month, today.day))
        self.date.setDate(QDate(today.year, today.month, today.day))
        self.value_field = Field(characteristic.asks or "Reading", self.value)
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.save, self.remove = Button("Save", "primary", key="Return"), Button("Remove", icon="trash")
        self._build()
        if entry is not None:
            self._fill(entry)

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))

    def _fill(self, entry: ProfileEntry) -> None:
        if self.characteristic.scale == "score":
            self.score.setValue(float(entry.value))
        elif self.characteristic.scale == "words":
            opening = self.characteristic.opening_of(entry.value)
            self.choice.setCurrentIndex(self.characteristic.openings.index(opening) + 1 if opening else 0)
            self.words.setText(words_after(opening, entry.value))
        else:
            self.choice.setCurrentIndex(max(0, self.choice.findData(entry.value)))
        self.source.setCurrentIndex(self.source.findData(entry.source.value))
        self.concern.setEditText(entry.concern)
        self.date.show_day(entry.assessed_on)

    def _control(self, catalogue: Catalogue) -> QWidget:
        """The control that the scale asks for; the others stay unused, save for words after an opening."""
        scale, openings = self.characteristic.scale, self.characteristic.openings
        self.choice.addItem(_NOT_SAID if openings else "Choose ...", "")
        for opening in openings:
            self.choice.addItem(opening.title, opening.words)
        if scale == "stage":
            for stage in catalogue.stages.values():
                self.choice.addItem(stage.title, stage.id)
                self.choice.setItemData(self.choice.count() - 1, term("stage", stage.id), TERM_ROLE)
        elif scale == "level":
            for level in catalogue.assimilation.values():
                self.choice.addItem(f"{level.level} {level.title}", str(level.level))
                self.choice.setItemData(self.choice.count() - 1, term("level", level.level), TERM_ROLE)
        chosen: dict[str, QWidget] = {"score": self.score, "words": self.choice if openings else self.words}
        control = chosen.get(scale, self.choice)
        for unused in (self.score, self.choice, self.words):
            if unused is not control:
                unused.setParent(self)
                unused.hide()
        return control

    def _build(self) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save_clicked)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        grid.setSpacing(theme.S16)
        grid.addWidget(Label(self.characteristic.title, "panel"), 0, 0, 1, 2)
        grid.addWidget(Label(self.characteristic.definition, tone="muted", wrap=True), 1, 0, 1, 2)
        grid.addWidget(self.value_field, 2, 0, 1, 2)
        if self.characteristic.scale == "score":
            ends = QVBoxLayout()
            ends.setSpacing(theme.S4)
            ends.addWidget(RunIn("0", self.characteristic.low_anchor))
            ends.addWidget(RunIn("10", self.characteristic.high_anchor))
            grid.addLayout(ends, 3, 0, 1, 2)
        if self.characteristic.openings:
            self.words.show()
            grid.addWidget(Field("In words", self.words, "optional after a choice above"), 3, 0, 1, 2)
        grid.addWidget(Field("Source", self.source), 4, 0)
        grid.addWidget(Field("Date", self.date), 4, 1)
        about = _AREA if self.characteristic.areas else _ABOUT.get(self.characteristic.scale, "Concern it is about")
        grid.addWidget(Field(about, self.concern, "optional"), 5, 0, 1, 2)
        grid.addWidget(self.error, 6, 0, 1, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.remove)
        self.remove.setVisible(self.entry is not None)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._on_remove_clicked)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        grid.addLayout(buttons, 7, 0, 1, 2)
        grid.setRowStretch(6, 1)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    @property
    def _opening(self) -> Opening | None:
        openings = self.characteristic.openings
        return openings[self.choice.currentIndex() - 1] if openings and self.choice.currentIndex() > 0 else None

    def _on_remove_clicked(self) -> None:
        self.removed.emit(None)

    def _on_save_clicked(self) -> None:
        texts = {"score": self.score.text_value, "words": joined(self._opening, self.words.text())}
        value = texts.get(self.characteristic.scale, str(self.choice.currentData() or ""))
        self.value_field.show_error("" if value else "Give a reading, or cancel.")
        if not value:
            self.value.setFocus()
            return
        day = self.date.date()
        self.agreed.emit(
            Reading(
                value,
                Source(self.source.currentData()),
                self.characteristic.area_named(self.concern.currentText().strip()),
                date(day.year(), day.month(), day.day()),
            )
        )
