"""An own measure: by form, judged with every change by the parser's own sentences, or from a TOML file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from relationship_desk.catalogue.measure_toml import Value, measure_toml
from relationship_desk.catalogue.measures import parse_measure
from relationship_desk.catalogue.table import CatalogueError
from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.measure import Direction, Measure, MissingRule, ReliabilityKind
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.file_dialog import file_dialog
from relationship_desk.ui.widgets.label import Label

_WIDTH, _ACROSS, _LONGEST = 760, 2, 200
FORM = "the form"
SOUND = "Complete. It can be added."
NOTE = (
    "Answers keep the version they were given to: a changed measure needs a new version. Enter the words of items only "
    "where their owner allows it."
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One field: its key in the schema, label, hint, and how its text is read."""

    key: str
    label: str
    hint: str = ""
    kind: str = "text"
    """``text``, ``whole``, ``number`` or ``numbers``."""


_ENTRIES = (
    _Entry("id", "Id", "such as sleep-diary; never changed"),
    _Entry("version", "Version"),
    _Entry("title", "Title"),
    _Entry("items", "Items", "0: only totals are entered", "whole"),
    _Entry("item_min", "Lowest answer", "0 when empty", "whole"),
    _Entry("item_max", "Highest answer", "", "whole"),
    _Entry("total_min", "Lowest total", "optional", "number"),
    _Entry("total_max", "Highest total", "", "number"),
    _Entry("reverse", "Reversed items", "such as 2, 5", "numbers"),
    _Entry("risk_items", "Items about risk", "such as 9", "numbers"),
    _Entry("missing_max", "Missing items at most", "0 when empty", "whole"),
    _Entry("sd", "SD", "optional", "number"),
    _Entry("reliability", "Reliability", "optional", "number"),
    _Entry("reliable_change", "Published change value", "optional", "number"),
    _Entry("confidence", "Confidence of that value", "0.95 when empty", "number"),
    _Entry("cutoff", "Published cut-off", "optional", "number"),
    _Entry("clinical_mean", "Clinical mean", "optional", "number"),
    _Entry("clinical_sd", "Clinical SD", "optional", "number"),
    _Entry("functional_mean", "Functional mean", "optional", "number"),
    _Entry("functional_sd", "Functional SD", "optional", "number"),
    _Entry("source", "Source", "optional"),
    _Entry("licence", "Licence", "optional"),
)
_CHOICES = {
    "direction": ("Better is", {Direction.LOWER.value: "Lower", Direction.HIGHER.value: "Higher"}),
    "missing_rule": (
        "With missing items",
        {"": "No total", MissingRule.PRORATE.value: "Prorate the total"},
    ),
    "reliability_kind": (
        "Kind of reliability",
        {"": "Not given", ReliabilityKind.RETEST.value: "Retest", ReliabilityKind.ALPHA.value: "Alpha"},
    ),
}
_AFTER = {"title": "direction", "missing_max": "missing_rule", "reliability": "reliability_kind"}
"""Where the choices stand among the fields."""
_LINES = {
    "subscale": ("Subscales", "one a line, such as task: 1, 2, 10"),
    "choices": ("Words of the answers", "optional, one a line, from the lowest"),
    "item": ("Words of the items", "optional, one a line, in order"),
}


class OwnMeasureDialog(EntryDialog):
    """:attr:`added` tells the measure once it is kept."""

    added: Event[Measure] = Event(Measure)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Own measure", "Add", width=_WIDTH, parent=parent)
        self.edits = {entry.key: QLineEdit() for entry in _ENTRIES}
        self.choices = {key: QComboBox() for key in _CHOICES}
        self.lines = {key: QPlainTextEdit() for key in _LINES}
        self.fields: dict[str, Field] = {}
        self.verdict = Label(tone="muted", wrap=True)
        self.file = Button("From a file …", icon="folder")
        self.file.setAutoDefault(False)
        self._build()
        self._connect()
        self._judge()
        self.edits["id"].setFocus()

    def _build(self) -> None:
        page = QWidget()
        page.setProperty("plain", True)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S16)
        grid.setVerticalSpacing(theme.S12)
        shown: list[Field] = []
        for entry in _ENTRIES:
            self.edits[entry.key].setMaxLength(2000 if entry.kind == "text" else _LONGEST)
            shown.append(self._field(entry.key, entry.label, self.edits[entry.key], entry.hint))
            if entry.key in _AFTER:
                key = _AFTER[entry.key]
                label, words = _CHOICES[key]
                for value, said in words.items():
                    self.choices[key].addItem(said, value)
                shown.append(self._field(key, label, self.choices[key]))
        for place, field in enumerate(shown):
            grid.addWidget(field, place // _ACROSS, place % _ACROSS)
        row = -(-len(shown) // _ACROSS)
        for place, (key, (label, hint)) in enumerate(_LINES.items()):
            box = self.lines[key]
            box.setTabChangesFocus(True)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setFixedHeight(theme.scaled(96))
            grid.addWidget(self._field(key, label, box, hint), row + place, 0, 1, _ACROSS)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)
        for before, after in pairwise(field.control for field in self.fields.values()):
            QWidget.setTabOrder(before, after)
        self.body.addWidget(Label(NOTE, tone="muted", wrap=True), 0, 0)
        self.body.addWidget(page, 1, 0)
        self.buttons.setStretch(0, 0)
        self.buttons.insertWidget(0, self.verdict, 1)  # in sight wherever the fields are scrolled to
        self.buttons.insertWidget(0, self.file)

    def _field(self, key: str, label: str, control: QWidget, hint: str = "") -> Field:
        field = self.fields[key] = Field(label, control, hint)
        return field

    def _connect(self) -> None:
        for edit in self.edits.values():
            edit.textChanged.connect(self._on_entered)
        for choice in self.choices.values():
            choice.currentIndexChanged.connect(self._on_entered)
        for box in self.lines.values():
            box.textChanged.connect(self._on_entered)
        self.file.clicked.connect(self._on_file_clicked)

    # What is entered

    @property
    def toml(self) -> str:
        """The form as TOML. What is no number goes in as the text it is, for the parser to refuse."""
        values: dict[str, Value] = {}
        for entry in _ENTRIES:
            text = self.edits[entry.key].text().strip()
            if text:
                values[entry.key] = _read(text, entry.kind)
            if entry.key in _AFTER and (chosen := self.choices[_AFTER[entry.key]].currentData()):
                values[_AFTER[entry.key]] = chosen
        if answers := self._lines("choices"):
            values["choices"] = answers
        subscales: dict[str, list[int]] = {}
        for line in self._lines("subscale"):
            name, _, items = line.partition(":")
            numbers = _read(items.strip(), "numbers")
            subscales[name.strip()] = numbers if isinstance(numbers, list) else []
        return measure_toml(values, subscales, self._lines("item"))

    def _lines(self, key: str) -> list[str]:
        return [line.strip() for line in self.lines[key].toPlainText().split("\n") if line.strip()]

    def _judge(self) -> str:
        """Say what is wrong first, in the parser's own words, or that nothing is; return the fault."""
        fault = ""
        try:
            parse_measure(self.toml, FORM)
        except CatalogueError as error:
            fault = f"{capital_first(error.wrong)}."
        self.verdict.show_text(_in_labels(fault) or SOUND)
        self.verdict.set_tone("attention" if fault else "success")
        self.answer.set_blocked(_in_labels(fault))
        return fault

    def _on_entered(self) -> None:
        self.show_error("")
        self._judge()

    @override
    def keep(self) -> None:
        self._tell(self.context.desk.measuring.add_own(self.toml, FORM))

    def _on_file_clicked(self) -> None:
        dialog = file_dialog(self, "Own measure from a file")
        dialog.setNameFilter("Measures (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        self.add_file(Path(path))

    def add_file(self, path: Path) -> None:
        """Add the measure in a file; a fault is said with file and line, and the form stays as it is."""
        try:
            measure = self.context.desk.measuring.add_own_file(path)
        except DeskError as error:
            self.show_error(str(error))
            return
        self._tell(measure)
        self.accept()

    def _tell(self, measure: Measure) -> None:
        self.added.emit(measure)
        self.context.shell.show_message(f"{measure.title} can be answered from now on.", "success", key="own-measure")


def _read(text: str, kind: str) -> Value:
    try:
        if kind == "whole":
            return int(text)
        if kind == "number":
            return float(text.replace(",", "."))
        if kind == "numbers":
            return [int(part) for part in text.replace(";", ",").split(",") if part.strip()]
    except ValueError:
        return text
    return text


def _in_labels(fault: str) -> str:
    """``fault`` with the names of the form in place of the keys of the schema."""
    labels = {entry.key: entry.label for entry in _ENTRIES}
    labels |= {key: label for key, (label, _) in (*_CHOICES.items(), *_LINES.items())}
    for key, label in labels.items():
        fault = fault.replace(f"“{key}”", f"“{label}”")
    return fault
