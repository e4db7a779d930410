"""The name and the kind of an intervention, with the names already known for this client to choose from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox

from relationship_desk.domain.process import InterventionKind
from relationship_desk.services.plan_rules import LONGEST_LINE
from relationship_desk.services.plan_view import KnownNames
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.segmented import Segment, Segmented


class InterventionName:
    """Two fields: ``name``, planned names first and any other to be typed, and ``kind``, which says which are shown."""

    def __init__(self, label: str, known: Mapping[InterventionKind, KnownNames]) -> None:
        self._known = dict(known)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.kind = Segmented(
            "Kind", [Segment(kind.value, kind.value.capitalize()) for kind in InterventionKind], stretch=True
        )
        line = self.name.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_LINE)
            line.setAccessibleName(label)
        self.name_field, self.kind_field = Field(label, self.name), Field("Kind", self.kind)
        self._suggest()
        self.kind.chosen.connect(self._suggest)

    @property
    def text(self) -> str:
        """The name, or nothing."""
        return self.name.currentText().strip()

    @property
    def chosen_kind(self) -> InterventionKind:
        """The kind."""
        return InterventionKind(self.kind.choice)

    def fill(self, name: str, kind: InterventionKind) -> None:
        """Show what is on file."""
        self.kind.choose(kind.value)
        self._suggest()
        self.name.setEditText(name)

    def _suggest(self, _kind: str = "") -> None:
        typed, known = self.name.currentText(), self._known[self.chosen_kind]
        self.name.clear()
        self.name.addItems(known.planned)
        if known.planned and known.others:
            self.name.insertSeparator(self.name.count())
        self.name.addItems(known.others)
        self.name.setCurrentIndex(-1)  # so that Down goes to the first name
        self.name.setEditText(typed)
        self.name_field.show_hint("planned ones first, or your own words" if known.planned else "or your own words")
