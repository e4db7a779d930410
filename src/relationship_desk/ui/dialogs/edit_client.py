"""A client's code and name, and whether the work goes on, waits or has ended."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.spin_fields import DateField

STATUS_WORDS = {ClientStatus.ACTIVE: "Active", ClientStatus.WAITING: "Waiting", ClientStatus.ENDED: "Ended"}
ENDING = "Ended clients leave the open list. Nothing is deleted."
_WAITING = "Waiting clients stay in the open list. Today does not list them as not seen."
_GOING_ON = "The client comes back to the open list, with a new course from today."
_WIDTH, _LONGEST_NAME = 480, 200


class EditClientDialog(QDialog):
    """Open it with ``open()``. Saving keeps all of it in one step; what cannot be kept stays in the fields."""

    def __init__(self, context: Context, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.shell)
        self._context, self._client = context, client
        self.setWindowTitle(f"Edit client {client.code}")
        self.code, self.name = QLineEdit(client.code), QLineEdit(client.name)
        self.name.setMaxLength(_LONGEST_NAME)
        self.show_name = Button("Show the name", "icon", icon="eye")
        self.status, self.ended_on = QComboBox(), DateField()
        for status, words in STATUS_WORDS.items():
            self.status.addItem(words, status.value)
        self.status.setCurrentIndex(self.status.findData(client.status.value))
        day = client.closed_on or context.desk.today()
        self.ended_on.setDate(QDate(day.year, day.month, day.day))
        self.code_field = Field("Code", self.code, "shown everywhere")
        self.name_field = Field("Name", self._name_row(), "optional, hidden while names are hidden")
        self.ended_field = Field("Last day", self.ended_on)
        self.meaning = Label(tone="muted", wrap=True)
        self.error = Label(tone="risk", wrap=True)
        self.save, self.cancel = Button("Save", "primary", key="Return"), Button("Cancel")
        self._build()
        self._hide_name()
        self._show_meaning()
        self.status.currentIndexChanged.connect(self._show_meaning)
        self.show_name.clicked.connect(self._on_show_name_clicked)
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
        grid.addWidget(self.meaning, 4, 0, 1, 2)
        grid.addWidget(self.error, 5, 0, 1, 2)
        grid.addLayout(buttons, 6, 0, 1, 2)
        grid.setRowStretch(5, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.error.hide()
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _name_row(self) -> QWidget:
        row = QWidget()
        row.setFocusProxy(self.name)
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.S8)
        across.addWidget(self.name, 1)
        across.addWidget(self.show_name)
        return row

    @property
    def _chosen(self) -> ClientStatus:
        return ClientStatus(self.status.currentData())

    def _hide_name(self) -> None:
        """Keep a name covered here too while names are hidden, until it is asked for."""
        covered = bool(self._client.name) and self._context.desk.preferences[NAMES_HIDDEN]
        self.show_name.setVisible(covered)
        if covered:
            self.name.setEchoMode(QLineEdit.EchoMode.Password)

    def _on_show_name_clicked(self) -> None:
        self.name.setEchoMode(QLineEdit.EchoMode.Normal)
        self.name.setFocus()
        self.show_name.hide()

    def _show_meaning(self, _place: int = 0) -> None:
        chosen, was = self._chosen, self._client.status
        ended = chosen is ClientStatus.ENDED
        self.ended_field.setVisible(ended)
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
            )
        except DeskError as error:
            self._show_error(error)
            return
        self._context.shell.status.show_saved(desk.now().time())
        self.accept()
