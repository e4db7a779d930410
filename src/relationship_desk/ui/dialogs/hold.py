"""Why a record must not be erased, whatever its age."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.services.retaining import LONGEST_REASON
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

MEANING = "A held record cannot be erased, whatever its age, until the hold is released."
NO_REASON = "A hold needs a reason."


class HoldDialog(EntryDialog):
    """Hold the record of ``client``, change the reason, or release it."""

    def __init__(self, context: Context, client: ClientId, parent: QWidget | None = None) -> None:
        clock = context.desk.retaining.clock(client)
        super().__init__(context, f"Hold the record of {clock.client.code}", parent=parent)
        self._client = client
        self.reason = QLineEdit(clock.hold)
        self.reason.setMaxLength(LONGEST_REASON)
        self.release = Button("Release the hold")
        self.release.setAutoDefault(False)
        self.release.setVisible(bool(clock.hold))
        self.body.addWidget(Label(MEANING, wrap=True), 0, 0)
        self.body.addWidget(Field("Why it is held", self.reason, "such as a complaint"), 1, 0)
        self.buttons.insertWidget(0, self.release)
        self.release.clicked.connect(self._on_release_clicked)
        QWidget.setTabOrder(self.reason, self.release)
        self.reason.setFocus()

    @override
    def keep(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus()
            raise UnusableInput(NO_REASON)
        self._hold(reason)

    def _hold(self, reason: str) -> None:
        self.context.desk.retaining.set_hold(self._client, reason)

    def _on_release_clicked(self) -> None:
        self.close_with(lambda: self._hold(""))
