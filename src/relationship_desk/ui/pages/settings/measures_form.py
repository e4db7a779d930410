"""The practice's own measures: which there are, adding one, and offering one no more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from relationship_desk.domain.client_voice import OwnMeasure
from relationship_desk.domain.days import short_day
from relationship_desk.ui import theme
from relationship_desk.ui.pages.settings.form import Form
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList

NONE_YET = "No own measures yet."
RETIRE, OFFER = "Retire", "Offer again"
_NONE_CHOSEN = "Choose an own measure in the list first."


class MeasuresForm(Form):
    """One row a version; the newest of an id is what is offered."""

    def __init__(self) -> None:
        super().__init__("measures")
        self.list, self.none = RowList("Own measures", selects=True, fits=True), Label(NONE_YET, tone="muted")
        self.add, self.retire = Button("Add own measure …", icon="plus"), Button(RETIRE)
        self._panel = Panel()
        self._panel.body.addWidget(self.list)
        self.column.addWidget(self._panel)
        self.column.addWidget(self.none)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.add)
        buttons.addWidget(self.retire)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def show_own(self, own: Sequence[tuple[OwnMeasure, str]]) -> None:
        """List the own measures, each with its title."""
        self.list.show_rows([_row(one, title) for one, title in own])
        self._panel.setVisible(bool(own))
        self.none.setVisible(not own)
        self.retire.setVisible(bool(own))

    def show_state(self, chosen: OwnMeasure | None) -> None:
        """Say what can be done about the chosen one."""
        self.retire.setText(OFFER if chosen and chosen.retired_on else RETIRE)
        self.retire.set_blocked("" if chosen else _NONE_CHOSEN)


def _row(one: OwnMeasure, title: str) -> Row:
    retired = f"retired {short_day(one.retired_on)}" if one.retired_on else ""
    return Row(
        one.id,
        title,
        right=", ".join(part for part in (f"version {one.version}", retired) if part),
        quiet=one.retired_on is not None,
    )
