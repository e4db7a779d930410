"""A session on the wrong day or in the wrong record is put right, signed or not, with the reason why."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.records import Session
from relationship_desk.services.correcting import LONGEST_REASON
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.dialogs.session_frame import start_time
from relationship_desk.ui.events import Event
from relationship_desk.ui.hub import Published
from relationship_desk.ui.widgets.client_picker import ClientPicker
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField

DAY, CLIENT = "day", "client"
_MEANS = {
    DAY: "The sessions are numbered by time. What is signed stays signed, and the record shows the change.",
    CLIENT: "Notes, ratings and signatures go with it. Both records show the change, and neither names the other.",
}
_WIDTH = 560


class MoveSessionDialog(EntryDialog):
    """Open it with ``open()``; :attr:`moved` tells that the session is where it belongs now."""

    moved: Event[object] = Event(object)

    def __init__(self, context: Context, session: Session, parent: QWidget | None = None) -> None:
        code = context.desk.reviewing.client(session.client).code
        title = f"Move session {session.number} of {code}"
        super().__init__(context, title, "Move session", width=_WIDTH, parent=parent)
        self._session = session
        today, others = context.desk.today(), context.desk.reviewing.everybody()
        self.to = Segmented("Where to", [Segment(DAY, "To another day"), Segment(CLIENT, "To another client")])
        self.date, self.start = DateField(), QLineEdit(f"{session.start:%H:%M}" if session.start else "")
        self.date.show_day(session.held_on)
        self.date.setMaximumDate(QDate(today.year, today.month, today.day))
        self.start.setPlaceholderText("such as 10:00")
        self.start_field = Field("Start", self.start, "optional")
        self.client = ClientPicker(
            [one for one in others if one.id != session.client], named=not context.desk.preferences[NAMES_HIDDEN]
        )
        self.client_field = Field("Client", self.client)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason_field = Field("Reason", self.reason, "stays in the record")
        self.meaning = Label(tone="muted", wrap=True)
        self.when = QWidget()
        row = QHBoxLayout(self.when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        row.addWidget(Field("Date", self.date), 1)
        row.addWidget(self.start_field, 1)
        self.when.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for place, part in enumerate((self.to, self.when, self.client_field, self.meaning, self.reason_field)):
            self.body.addWidget(part, place, 0)
        self.to.chosen.connect(self._on_to_chosen)
        context.hub.changed.connect(self._on_hub_changed)
        self._on_to_chosen(DAY)
        self.to.button(DAY).setFocus()

    def _on_hub_changed(self, published: Published) -> None:
        if published.changes.settings:
            self.client.show_names(not self.context.desk.preferences[NAMES_HIDDEN])

    @override
    def keep(self) -> None:
        correcting, reason = self.context.desk.correcting, self.reason.text()
        if self.to.choice == DAY:
            correcting.move_date(self._session.id, self.date.day, start_time(self.start.text()), reason)
            concerned = {self._session.client}
        else:
            client = self.client.choice
            if client is None:
                raise UnusableInput("Choose the client whose session it is.")
            correcting.move_to_client(self._session.id, client, reason)
            concerned = {self._session.client, client}
        for one in concerned:
            self.context.desk.prompting.evaluate(one)
        self.moved.emit(None)

    def _on_to_chosen(self, where: str) -> None:
        self.when.setVisible(where == DAY)
        self.client_field.setVisible(where == CLIENT)
        self.meaning.show_text(_MEANS[where])
        self.show_error("")
        self.resize(self.width(), self.minimumHeight())
