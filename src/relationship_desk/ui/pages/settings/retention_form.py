"""The rule by which records are kept, what may be erased by it, what is held, and what was erased."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from relationship_desk.domain.case_file import Erasure, ErasureBasis
from relationship_desk.domain.days import short_day
from relationship_desk.services.retention_view import Due
from relationship_desk.settings.definitions import RETENTION_MINOR_YEARS, RETENTION_RULE, RETENTION_YEARS
from relationship_desk.ui import theme
from relationship_desk.ui.pages.settings.form import Form
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList

NONE_DUE, NONE_HELD, NONE_ERASED = "Nothing is due.", "No record is held.", "No record has been erased."
_BASES = {ErasureBasis.RETENTION: "after its period", ErasureBasis.OVERRIDE: "before its day"}


class RetentionForm(Form):
    """The own years show only under the own rule."""

    def __init__(self) -> None:
        super().__init__("retention")
        self.rule = QComboBox()
        self.meaning = Label(tone="muted", wrap=True)
        self.own_years = (self.controls[RETENTION_YEARS.key], self.controls[RETENTION_MINOR_YEARS.key])
        self.due, self.held = RowList("Records that may be erased", fits=True), RowList("Held records", fits=True)
        self.none_due, self.none_held = Label(NONE_DUE, tone="muted"), Label(NONE_HELD, tone="muted")
        self.log = Label(wrap=True)
        for place, widget in enumerate((Field(RETENTION_RULE.title, self.rule), self.meaning)):
            self.column.insertWidget(2 + place, widget)
        self._due, self._held = Panel(), Panel()
        self._due.body.addWidget(self.due)
        self._held.body.addWidget(self.held)
        self.column.addWidget(_Part("May be erased", self._due, self.none_due))
        self.column.addWidget(_Part("Held", self._held, self.none_held))
        self.column.addWidget(_Part("Erased", self.log))
        self.column.addStretch(1)

    def show_due(self, due: Due) -> None:
        """List what may be erased and what is held; a row leads to the client."""
        self.due.show_rows(
            [
                Row(
                    clock.client.id,
                    f"last contact {short_day(clock.last_contact)}",
                    code=clock.client.code,
                    right=f"due since {short_day(clock.due)}",
                )
                for clock in due.due
            ]
        )
        self.held.show_rows([Row(clock.client.id, clock.hold, code=clock.client.code) for clock in due.held])
        for rows, nothing, any_there in ((self._due, self.none_due, due.due), (self._held, self.none_held, due.held)):
            rows.setVisible(bool(any_there))
            nothing.setVisible(not any_there)

    def show_log(self, erasures: Sequence[Erasure]) -> None:
        """List what was erased, the newest first."""
        self.log.show_text("\n".join(map(_logged, erasures)) or NONE_ERASED)
        self.log.set_tone("text" if erasures else "muted")


class _Part(QWidget):
    """A heading and what stands under it."""

    def __init__(self, heading: str, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.S8, 0, 0)
        column.setSpacing(theme.S4)
        column.addWidget(Label(heading, "strong"))
        for widget in widgets:
            column.addWidget(widget)


def _logged(erasure: Erasure) -> str:
    ended = f" to {short_day(erasure.closed_on)}" if erasure.closed_on else ""
    by = f" by {erasure.erased_by}" if erasure.erased_by else ""
    reason = f": {erasure.reason}" if erasure.reason else ""
    return (
        f"{erasure.code}, {short_day(erasure.opened_on)}{ended}. Erased {short_day(erasure.erased_at)}{by}, "
        f"{_BASES[erasure.basis]}{reason}."
    )
