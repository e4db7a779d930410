"""How long a client's record is kept, why it is held, and the way to erase it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QWidget

from relationship_desk.domain.days import short_day
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.services.retention_view import Clock
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.erase_client import EraseClientDialog
from relationship_desk.ui.dialogs.hold import HoldDialog
from relationship_desk.ui.retention_words import rule_words
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel

_FACTS = ("Kept by", "Last contact", "Of age", "Kept until", "Held")


class RetentionPanel(Panel):
    """Small enough for a column of the client page; :attr:`dialog` is the last one asked with."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Retention", padded=True, parent=parent)
        self._context = context
        self._client: ClientId | None = None
        self.dialog: QDialog | None = None
        self.heads = {fact: Label(fact, tone="muted") for fact in _FACTS}
        self.facts = {fact: Label(wrap=True) for fact in _FACTS}
        self.hold, self.erase = Button("Hold …"), Button("Erase this record …", icon="trash")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S16)
        grid.setVerticalSpacing(theme.S8)
        grid.setColumnStretch(1, 1)
        for place, fact in enumerate(_FACTS):
            grid.addWidget(self.heads[fact], place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.facts[fact], place, 1)
        self.body.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.hold)
        buttons.addWidget(self.erase)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        self.hold.clicked.connect(self._on_hold_clicked)
        self.erase.clicked.connect(self._on_erase_clicked)

    def show_client(self, client: ClientId) -> None:
        """Show where the retention of ``client``'s record stands."""
        self._client = client
        clock = self._context.desk.retaining.clock(client)
        self._show("Kept by", f"{clock.rule.title}: {rule_words(clock.rule)}")
        self._show("Last contact", short_day(clock.last_contact))
        self._show("Of age", short_day(clock.of_age_on) if clock.of_age_on else "")
        self._show("Kept until", _until(clock))
        self._show("Held", clock.hold)
        self.hold.setText("Change or release the hold …" if clock.hold else "Hold …")
        self.erase.set_blocked(clock.refused)

    def _show(self, fact: str, words: str) -> None:
        self.facts[fact].show_text(words)
        for label in (self.heads[fact], self.facts[fact]):
            label.setVisible(bool(words))

    def _on_hold_clicked(self) -> None:
        if self._client is not None:
            self.dialog = HoldDialog(self._context, self._client)
            self.dialog.open()

    def _on_erase_clicked(self) -> None:
        if self._client is not None:
            self.dialog = EraseClientDialog(self._context, self._client)
            self.dialog.open()


def _until(clock: Clock) -> str:
    if clock.client.status is not ClientStatus.ENDED:
        return "The clock starts when the work ends."
    if clock.is_due:
        return f"{short_day(clock.due)}. The record may be erased; that is never done by itself."
    return short_day(clock.due)
