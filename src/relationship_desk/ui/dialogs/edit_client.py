"""A client's code and name, and whether the work goes on, waits or has ended, and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.name_field import NameField
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.spin_fields import DateField

STATUS_WORDS = {ClientStatus.ACTIVE: "Active", ClientStatus.WAITING: "Waiting", ClientStatus.ENDED: "Ended"}
REASONS = (
    "Goals reached",
    "Ended by agreement",
    "Ended by the client",
    "Did not come any more",
    "Referred to somebody else",
    "Moved away",
)
"""What is offered to choose from; any other words can be typed."""
ENDING = "Ended clients stand under Ended in the list. Nothing is deleted."
_WAITING = "Waiting clients stand under Waiting in the list. Today does not list them as not seen."
_GOING_ON = "The client is listed as active again, with a new course from today."
_WIDTH, _LONGEST_REASON = 480, 500


class EditClientDialog(QDialog):
    """Open it with ``open()``. Saving keeps all of it in one step; what cannot be kept stays in the fields."""

    def __init__(self, context: Context, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.shell)
        self._context, self._client = context, client
        self.setWindowTitle(f"Edit client {client.code}")
        self.code, naming = QLineEdit(client.code), NameField(context, client.name)
        self.name, self.show_name = naming.edit, naming.show_name
        self.status, self.ended_on, self.ended_reason = QComboBox(), DateField(), QComboBox()
        for status, words in STATUS_WORDS.items():
            self.status.addItem(words, status.value)
        self.status.setCurrentIndex(self.status.findData(client.status.value))
        day = client.closed_on or context.desk.today()
        self.ended_on.setDate(QDate(day.year, day.month, day.day))
        reason = QLineEdit(maxLength=_LONGEST_REASON)
        self.ended_reason.setLineEdit(reason)
        self.ended_reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.ended_reason.addItems(REASONS)
        ended = client.status is ClientStatus.ENDED
        self.ended_reason.setEditText(context.desk.filing.details(client.id).ended_reason if ended else "")
        self.code_field = Field("Code", self.code, "shown everywhere")
        self.name_field = Field("Name", naming, "optional, hidden while names are hidden")
        self.reason_field = Field("Why it ended", self.ended_reason, "choose, or your own words")
        self.ended_field = Field("Last day", self.ended_on)
        self.meaning = Label(tone="muted", wrap=True)
        self.error = Label(tone="risk", wrap=True)
        self.save, self.cancel = Button("Save", "primary", key="Return"), Button("Cancel")
        self._build()
        self._show_meaning()
        self.status.currentIndexChanged.connect(self._show_meaning)
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.code.setFocus()

    def _build(self) -> None:
        self.save.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        grid.setSpacing(theme.S16)
        grid.addWidget(Label(self.windowTitle(), "panel"), 0, 0, 1, 2)
        grid.addWidget(self.code_field, 1, 0, 1, 2)
        grid.addWidget(self.name_field, 2, 0, 1, 2)
        grid.addWidget(Field("Status", self.status), 3, 0)
        grid.addWidget(self.ended_field, 3, 1)
        grid.addWidget(self.reason_field, 4, 0, 1, 2)
        grid.addWidget(self.meaning, 5, 0, 1, 2)
        grid.addWidget(self.error, 6, 0, 1, 2)
        grid.addLayout(buttons, 7, 0, 1, 2)
        grid.setRowStretch(6, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.error.hide()
        self.setMinimumWidth(theme.scaled(_WIDTH))

    @property
    def _chosen(self) -> ClientStatus:
        return ClientStatus(self.status.currentData())

    def _show_meaning(self, _place: int = 0) -> None:
        chosen, was = self._chosen, self._client.status
        ended = chosen is ClientStatus.ENDED
        self.ended_field.setVisible(ended)
        self.reason_field.setVisible(ended)
        comes_back = chosen is ClientStatus.ACTIVE and was is ClientStatus.ENDED
        text = ENDING if ended else _WAITING if chosen is ClientStatus.WAITING else _GOING_ON if comes_back else ""
        self.meaning.show_text(text)
        self.meaning.setVisible(bool(text))
        self.status.setAccessibleDescription(text)
        self._show_error(None)

    def _show_error(self, error: DeskError | None) -> None:
        self.error.show_text(str(error or ""))
        self.error.setVisible(error is not None)
        if error is not None:
            self._context.shell.announce(str(error))

    def _on_save_clicked(self) -> None:
        desk, day = self._context.desk, self.ended_on.date()
        self._show_error(None)
        try:
            desk.recording.edit_client(
                self._client.id,
                code=self.code.text(),
                name=self.name.text(),
                status=self._chosen,
                ended_on=date(day.year(), day.month(), day.day()),
                ended_reason=self.ended_reason.currentText(),
            )
        except DeskError as error:
            self._show_error(error)
            return
        self._context.shell.status.show_saved(desk.now().time())
        self.accept()
