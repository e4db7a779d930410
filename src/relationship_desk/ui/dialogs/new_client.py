"""A new client: code, name, kind and the day of the first contact."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.name_field import NameField
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.optional_date import OptionalDate

KIND_WORDS = {
    ClientKind.INDIVIDUAL: "Individual",
    ClientKind.COUPLE: "Couple",
    ClientKind.FAMILY: "Family",
    ClientKind.GROUP: "Group",
}
_WIDTH = 480


class NewClientDialog(QDialog):
    """Open it with ``open()``; ``added`` tells the client once it is kept. What cannot be kept stays in the fields."""

    added: Event[Client] = Event(Client)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.shell)
        self._context = context
        self.setWindowTitle("New client")
        naming = NameField(context)
        self.code, self.name = QLineEdit(), naming.edit
        today = context.desk.today()
        self.first_contact = OptionalDate("known", None, today)
        self.first_contact.field.setMaximumDate(QDate(today.year, today.month, today.day))
        self.code.setPlaceholderText("such as K-17")
        self.kind = QComboBox()
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(words, kind.value)
        self.code_field = Field("Code", self.code, "shown everywhere")
        self.name_field = Field("Name", naming, "optional, can be hidden")
        self.contact_field = Field("First contact", self.first_contact, "optional")
        self.first_contact.name_parts("First contact")
        self.add = Button("Add client", "primary", key="Return")
        self.cancel = Button("Cancel")
        self._build()
        self.add.clicked.connect(self._on_add_clicked)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.code.setFocus()

    def _build(self) -> None:
        self.add.setDefault(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        grid.setSpacing(theme.S16)
        grid.addWidget(Label(self.windowTitle(), "panel"), 0, 0, 1, 2)
        grid.addWidget(self.code_field, 1, 0)
        grid.addWidget(Field("Kind", self.kind), 1, 1)
        grid.addWidget(self.name_field, 2, 0, 1, 2)
        grid.addWidget(self.contact_field, 3, 0, 1, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.add)
        grid.addLayout(buttons, 4, 0, 1, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _on_add_clicked(self) -> None:
        desk = self._context.desk
        try:
            client = desk.recording.add_client(
                self.code.text(),
                name=self.name.text(),
                kind=ClientKind(self.kind.currentData()),
                first_contact=self.first_contact.day,
            )
        except DeskError as error:
            self.code_field.show_error(str(error))
            self.code.setFocus()
            self._context.shell.announce(str(error))
            return
        self._context.shell.status.show_saved(desk.now().time())
        self.accept()
        self.added.emit(client)
