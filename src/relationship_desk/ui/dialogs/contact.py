"""A contact that is no session: what kind it was, when, with whom, and what it was about."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QDate
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.case_file import Contact, ContactKind
from relationship_desk.domain.records import Client
from relationship_desk.services.filing import LONGEST_LINE
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField

GONE = "It leaves the record for good, and the search with it. A backup made before still has it."
_WIDTH, _TEXT, _LONGEST_SHOWN = 560, 150, 300


class ContactDialog(EntryDialog):
    """Adds a contact of ``client``, or changes ``contact``, which can also be removed from here."""

    def __init__(
        self, context: Context, client: Client, contact: Contact | None = None, parent: QWidget | None = None
    ) -> None:
        title = f"Contact of {client.code}" if contact else f"Add contact of {client.code}"
        super().__init__(context, title, width=_WIDTH, parent=parent)
        self._client, self._contact = client, contact
        self.kind = Segmented(
            "Kind", [Segment(kind.value, kind.value.capitalize()) for kind in ContactKind], stretch=True
        )
        self.date, self.with_whom, self.text = DateField(), QLineEdit(), QPlainTextEdit()
        self.with_whom.setMaxLength(LONGEST_LINE)
        self.with_whom.setPlaceholderText("such as the family doctor")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.scaled(_TEXT))
        today = context.desk.today()
        self.date.setMaximumDate(QDate(today.year, today.month, today.day))
        self.date.show_day(contact.held_on if contact else today)
        self.remove: Button | None = None
        if contact is not None:
            self.kind.choose(contact.kind.value)
            self.with_whom.setText(contact.with_whom)
            self.text.setPlainText(contact.text)
            self.remove = Button("Remove", icon="trash")
            self.remove.setAutoDefault(False)
            self.remove.clicked.connect(self._on_remove_clicked)
            self.buttons.insertWidget(0, self.remove)
        self._build()

    def _build(self) -> None:
        self.body.addWidget(Field("Kind", self.kind), 0, 0, 1, 2)
        self.body.addWidget(Field("Date", self.date), 1, 0)
        self.body.addWidget(Field("With whom", self.with_whom, "if not the client"), 1, 1)
        self.body.addWidget(Field("What it was about", self.text, "Ctrl+Return saves"), 2, 0, 1, 2)
        self.body.setColumnStretch(0, 2)
        self.body.setColumnStretch(1, 3)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.answer.click)
        self.text.setFocus()

    @override
    def keep(self) -> None:
        filing, kind, text = self.context.desk.filing, ContactKind(self.kind.choice), self.text.toPlainText()
        day, with_whom = self.date.day, self.with_whom.text()
        if self._contact is None:
            filing.add_contact(self._client.id, kind, day, text, with_whom=with_whom)
        else:
            filing.save_contact(replace(self._contact, kind=kind, held_on=day, with_whom=with_whom, text=text))

    def _on_remove_clicked(self) -> None:
        if self._contact is not None:
            asks = RemoveContactDialog(self.context, self._contact, parent=self)
            asks.accepted.connect(self.reject)
            asks.open()


class RemoveContactDialog(EntryDialog):
    """Asks before ``contact`` is deleted."""

    def __init__(self, context: Context, contact: Contact, parent: QWidget | None = None) -> None:
        super().__init__(context, "Remove this contact?", "Remove", destroys=True, parent=parent)
        self._contact = contact
        self.body.addWidget(Label(contact.text[:_LONGEST_SHOWN], "strong", wrap=True), 0, 0)
        self.body.addWidget(Label(GONE, tone="muted", wrap=True), 1, 0)
        self.cancel.setFocus()

    @override
    def keep(self) -> None:
        self.context.desk.filing.remove_contact(self._contact.id)
