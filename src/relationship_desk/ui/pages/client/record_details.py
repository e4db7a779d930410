"""Who a client is, as a calm sheet of facts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from relationship_desk.domain.case_file import Details
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.ui import theme
from relationship_desk.ui.pages.client.record_words import facts
from relationship_desk.ui.pages.client.words import RISK_FLAG
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.tag_chip import TagChip

NOTHING = "Nothing is said yet. What you write here helps in an emergency, and to find the client again."
_NAMES = 150
"""Width of the names of the facts, so that their words stand under one another."""


class DetailsPanel(Panel):
    """What is said, then the formulation; what is left open is one muted line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Details", padded=True, parent=parent)
        self.edit = Button("Edit details", "chip", icon="pencil")
        self.add_action(self.edit)
        self._sheet = QWidget()
        self.body.addWidget(self._sheet)

    def show_details(self, details: Details, kind: ClientKind, *, names_hidden: bool) -> None:
        """Show ``details`` of a client of this ``kind``."""
        sheet = self._made(details, kind, covered=names_hidden)
        self.body.replaceWidget(self._sheet, sheet)
        self._sheet.hide()
        self._sheet.deleteLater()
        self._sheet = sheet

    def _made(self, details: Details, kind: ClientKind, *, covered: bool) -> QWidget:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        said, missing = facts(details, kind, covered=covered)
        if details.risk_flag:
            column.addWidget(Badge(RISK_FLAG, "risk"))
        if said or details.tags:
            column.addLayout(_grid(said, details.tags))
        if details.formulation:
            column.addWidget(Label("Formulation", "strong"))
            column.addWidget(Label(details.formulation, wrap=True))
        if not (said or details.tags or details.formulation):
            column.addWidget(Label(NOTHING, tone="muted", wrap=True))
        elif missing:
            column.addWidget(Label(f"Not said: {', '.join(missing)}.", tone="muted", wrap=True))
        return sheet


def _grid(said: Sequence[tuple[str, str]], tags: Sequence[str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.S16)
    grid.setVerticalSpacing(theme.S8)
    grid.setColumnMinimumWidth(0, theme.scaled(_NAMES))
    grid.setColumnStretch(1, 1)
    for row, (name, words) in enumerate(said):
        grid.addWidget(Label(name, tone="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(words, wrap=True), row, 1)
    if tags:
        chips = QWidget()
        flow = FlowLayout(chips)
        for tag in tags:
            flow.addWidget(TagChip(tag))
        grid.addWidget(Label("Tags", tone="muted"), len(said), 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(chips, len(said), 1)
    return grid
