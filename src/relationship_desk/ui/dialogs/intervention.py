"""What was done in a session beside the relationship, and how closely to plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.domain.process import Intervention, InterventionKind
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented

ADHERENCE = ("as planned", "changed", "not done")
_WIDTH, _LONGEST = 520, 500


@dataclass(frozen=True, slots=True)
class InterventionEntry:
    """What the dialog was left with."""

    intervention: str
    kind: InterventionKind
    adherence: str


class InterventionDialog(QDialog):
    """Open it with ``open()``; :attr:`agreed` is told on Save, and the dialog stays until it is told to close."""

    agreed: Event[InterventionEntry] = Event(InterventionEntry)

    def __init__(
        self,
        known: Mapping[InterventionKind, Iterable[str]],
        intervention: Intervention | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``known`` are the names to choose from, by kind; any other can be typed."""
        super().__init__(parent)
        self.setWindowTitle("Edit intervention" if intervention else "Add intervention")
        self._known = {kind: tuple(names) for kind, names in known.items()}
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.name.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST)
            line.setAccessibleName("What was done")
        self.kind = Segmented(
            "Kind", [Segment(kind.value, kind.value.capitalize()) for kind in InterventionKind], stretch=True
        )
        self.adherence = Segmented("How it went", [Segment(one, one.capitalize()) for one in ADHERENCE], stretch=True)
        self.name_field = Field("What was done", self.name, "choose, or your own words")
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.save = Button("Save", "primary")
        self._suggest()
        if intervention is not None:
            self._fill(intervention)
        self.kind.chosen.connect(self._suggest)
        self._build()

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))

    def _fill(self, intervention: Intervention) -> None:
        self.kind.choose(intervention.kind.value)
        self._suggest()
        self.name.setEditText(intervention.intervention)
        if intervention.adherence in ADHERENCE:
            self.adherence.choose(intervention.adherence)

    def _suggest(self, _kind: str = "") -> None:
        typed = self.name.currentText()
        self.name.clear()
        self.name.addItems(self._known[InterventionKind(self.kind.choice)])
        self.name.setEditText(typed)

    def _build(self) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(self.name_field)
        column.addWidget(Field("Kind", self.kind))
        column.addWidget(Field("How it went", self.adherence))
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.name.setFocus()
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _on_save_clicked(self) -> None:
        name = self.name.currentText().strip()
        self.name_field.show_error("" if name else "An intervention needs its name.")
        if not name:
            self.name.setFocus()
            return
        self.agreed.emit(InterventionEntry(name, InterventionKind(self.kind.choice), self.adherence.choice))
