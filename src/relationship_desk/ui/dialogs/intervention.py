"""What was done in a session beside the relationship, and how closely to plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.domain import adherence
from relationship_desk.domain.adherence import Adherence
from relationship_desk.domain.process import Intervention, InterventionKind
from relationship_desk.services.plan_view import KnownNames
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.intervention_name import InterventionName
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented

_WIDTH, _LONGEST = 520, 400
"""Pixels, and characters: the word before own words counts too."""


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
        known: Mapping[InterventionKind, KnownNames],
        intervention: Intervention | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``known`` are the names to choose from, by kind; any other can be typed."""
        super().__init__(parent)
        self.setWindowTitle("Edit intervention" if intervention else "Add intervention")
        self.named = InterventionName("What was done", known)
        self.adherence = Segmented("How it went", [Segment(one, one.capitalize()) for one in Adherence], stretch=True)
        self.own = QLineEdit()
        self.own.setMaxLength(_LONGEST)
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.save = Button("Save", "primary", key="Return")
        if intervention is not None:
            self._fill(intervention)
        self._build()

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))

    def _fill(self, intervention: Intervention) -> None:
        self.named.fill(intervention.intervention, intervention.kind)
        word, own = adherence.read(intervention.adherence)
        if word is not None:
            self.adherence.choose(word)
        self.own.setText(own)

    def _build(self) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(self.named.name_field)
        column.addWidget(self.named.kind_field)
        column.addWidget(Field("How it went", self.adherence))
        column.addWidget(Field("In your own words", self.own, "optional"))
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.named.name.setFocus()
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _on_save_clicked(self) -> None:
        name = self.named.text
        self.named.name_field.show_error("" if name else "An intervention needs its name.")
        if not name:
            self.named.name.setFocus()
            return
        said = adherence.written(Adherence(self.adherence.choice), self.own.text())
        self.agreed.emit(InterventionEntry(name, self.named.chosen_kind, said))
