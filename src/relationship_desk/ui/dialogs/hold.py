"""Why a record must not be erased, whatever its age."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId
from relationship_desk.services.retaining import LONGEST_REASON
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

MEANING = "A held record cannot be erased, whatever its age, until the hold is released."
NO_REASON = "A hold needs a reason."
_WIDTH = 520


class HoldDialog(QDialog):
    """Open it with ``open()``. What cannot be kept stays in the field."""

    def __init__(self, context: Context, client: ClientId, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.shell)
        self._context, self._client = context, client
        clock = context.desk.retaining.clock(client)
        self.setWindowTitle(f"Hold the record of {clock.client.code}")
        self.reason = QLineEdit(clock.hold)
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason_field = Field("Why it is held", self.reason, "such as a complaint")
        self.error = Label(tone="risk", wrap=True)
        self.save, self.release, self.cancel = (
            Button("Save", "primary", key="Return"),
            Button("Release the hold"),
            Button("Cancel"),
        )
        self._build()
        self.release.setVisible(bool(clock.hold))
        self.error.hide()
        self.save.clicked.connect(self._on_save_clicked)
        self.release.clicked.connect(self._on_release_clicked)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.reason.setFocus()

    def _build(self) -> None:
        self.save.setDefault(True)
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(Label(MEANING, wrap=True))
        column.addWidget(self.reason_field)
        column.addWidget(self.error)
        column.addStretch(1)
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.release)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _on_save_clicked(self) -> None:
        reason = self.reason.text().strip()
        self.reason_field.show_error("" if reason else NO_REASON)
        if reason:
            self._keep(reason)
        else:
            self.reason.setFocus()

    def _on_release_clicked(self) -> None:
        self._keep("")

    def _keep(self, reason: str) -> None:
        desk = self._context.desk
        try:
            desk.retaining.set_hold(self._client, reason)
        except DeskError as error:
            self.error.show_text(str(error))
            self.error.show()
            return
        self._context.shell.status.show_saved(desk.now().time())
        self.accept()
