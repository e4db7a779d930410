"""A new session: for whom, when, how long, where, and whether it took place. Adding it opens its debrief.

Where the client has an unsigned session on the chosen day, going on with that one is what the dialog offers first: the
same hour must not be kept twice by a quick Ctrl+D and Return.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit

from relationship_desk.domain.days import short_day_and_month
from relationship_desk.domain.errors import DeskError, UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.validity import LONGEST_SESSION
from relationship_desk.domain.vocabulary import Attendance, ClientStatus, Setting
from relationship_desk.services.recording import USUAL_MINUTES
from relationship_desk.services.reviewing import SessionRow
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.session_frame import SETTINGS, NoticeField, start_time
from relationship_desk.ui.hub import Published
from relationship_desk.ui.session_words import ATTENDANCE
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.spin_fields import DateField, NumberField

_WIDTH = 560


class NewSessionDialog(QDialog):
    """Open it with ``open()``, or use :func:`start_debrief`. Without ``client`` it lets one choose among ``clients``.

    Length, setting and time of day are those of the client's last session until they are changed.
    """

    def __init__(self, context: Context, clients: Sequence[Client], client: ClientId | None = None) -> None:
        super().__init__(context.shell)
        self._context = context
        self._rows: tuple[SessionRow, ...] = ()
        self.client, self.setting, self.attendance = QComboBox(), QComboBox(), QComboBox()
        self._clients = tuple(clients)
        for one in clients:
            self.client.addItem(one.code, one.id)
        self._show_names()
        self.date, self.start = DateField(), QLineEdit()
        self.start.setPlaceholderText("such as 10:00")
        self.minutes = NumberField(0, LONGEST_SESSION)
        self.minutes.setSpecialValueText("not said")
        for setting, words in SETTINGS.items():
            self.setting.addItem(words, setting.value)
        for attendance, words in ATTENDANCE.items():
            self.attendance.addItem(words, attendance.value)
        self.client_field = Field("Client", self.client, "type a code")
        self.start_field = Field("Start", self.start, "optional")
        self.notice_field = NoticeField()
        self.title = Label("", "panel")
        self.draft_note = Label(tone="muted")
        self.error = Label(tone="risk", wrap=True)
        self.go_on, self.other, self.cancel = Button("", "primary", key="Return"), Button("", "link"), Button("Cancel")
        self._build()
        # Among several nobody is chosen beforehand: Return must not add a session to the wrong client.
        self.client.setPlaceholderText("Choose a client")
        self.client.setCurrentIndex(0 if len(clients) == 1 else -1)
        if client is not None:
            self.client.setCurrentIndex(self.client.findData(client))
        self.client_field.setVisible(client is None)
        self._fill()
        self._connect()
        (self.date if client is not None else self.client).setFocus()

    def _build(self) -> None:
        self.error.hide()
        self.go_on.setDefault(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        grid.setSpacing(theme.S16)
        grid.addWidget(self.title, 0, 0, 1, 3)
        grid.addWidget(self.client_field, 1, 0, 1, 3)
        grid.addWidget(Field("Date", self.date), 2, 0)
        grid.addWidget(self.start_field, 2, 1)
        grid.addWidget(Field("Minutes", self.minutes), 2, 2)
        grid.addWidget(Field("Setting", self.setting), 3, 0)
        grid.addWidget(Field("Attendance", self.attendance), 3, 1, 1, 2)
        grid.addWidget(self.notice_field, 4, 0, 1, 3)
        draft = QHBoxLayout()
        draft.setSpacing(theme.S8)
        draft.addWidget(self.draft_note)
        draft.addWidget(self.other)
        draft.addStretch(1)
        grid.addLayout(draft, 5, 0, 1, 3)
        grid.addWidget(self.error, 6, 0, 1, 3)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go_on)
        grid.addLayout(buttons, 7, 0, 1, 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _connect(self) -> None:
        self.client.currentIndexChanged.connect(self._on_client_chosen)
        self.date.dateChanged.connect(self._on_date_changed)
        self.attendance.currentIndexChanged.connect(self._on_attendance_chosen)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.other.clicked.connect(self._on_other_clicked)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._context.hub.changed.connect(self._on_hub_changed)

    def _show_names(self) -> None:
        hidden = self._context.desk.preferences[NAMES_HIDDEN]
        for place, one in enumerate(self._clients):
            self.client.setItemText(place, one.code if hidden or not one.name else f"{one.code}, {one.name}")

    def _on_hub_changed(self, published: Published) -> None:
        if published.changes.settings:
            self._show_names()

    @property
    def chosen(self) -> ClientId | None:
        """The client the session is for; None until one is chosen."""
        data = self.client.currentData()
        return None if data is None else ClientId(data)

    def _fill(self) -> None:
        """Put in what is most likely: today, and otherwise as last time."""
        client = self.chosen
        rows: tuple[SessionRow, ...] = self._context.desk.reviewing.sessions(client) if client is not None else ()
        self._rows = rows
        last = rows[0] if rows else None
        today = self._context.desk.today()
        self.date.setDate(QDate(today.year, today.month, today.day))
        before = last.session if last else None
        self.start.setText(f"{before.start:%H:%M}" if before and before.start else "")
        self.minutes.setValue((before.minutes if before else None) or USUAL_MINUTES)
        self.setting.setCurrentIndex(self.setting.findData((before.setting if before else Setting.ROOM).value))
        self._offer()

    @property
    def draft(self) -> Session | None:
        """The unsigned session of the chosen day, else the latest session if that is not signed."""
        unsigned = [row.session for row in self._rows if not row.signed and row.session.attendance.took_place]
        today = next((one for one in unsigned if one.held_on == self._day), None)
        return today or next((one for one in unsigned if one is self._rows[0].session), None)

    @property
    def _goes_on(self) -> bool:
        """Whether the draft is of the chosen day, so that it is the one to go on with."""
        return self.draft is not None and self.draft.held_on == self._day

    @property
    def _day(self) -> date:
        day = self.date.date()
        return date(day.year(), day.month(), day.day())

    def _offer(self) -> None:
        """Say what the buttons do: the draft of the day comes first, otherwise the new session."""
        attendance = Attendance(self.attendance.currentData())
        took_place = attendance.took_place
        self.notice_field.show_for(attendance)
        add = "Add and debrief" if took_place else "Add session"
        code, draft = self.client.currentText().partition(",")[0], self.draft
        title = "New session" if not code else code if self._goes_on else f"{code}, session {self._number}"
        self.title.show_text(title)
        self.setWindowTitle(title)
        if draft is not None:
            self.draft_note.show_text(
                f"Session {draft.number}, {short_day_and_month(draft.held_on)}, is not signed yet."
            )
        self.draft_note.setVisible(draft is not None)
        self.other.setVisible(draft is not None)
        self.go_on.setText("Open draft" if self._goes_on else add)
        self.other.setText("Add another session" if self._goes_on else "Open draft")

    @property
    def _number(self) -> int:
        """The number the session gets on the chosen day."""
        later = [row.session.number for row in self._rows if row.session.held_on > self._day]
        return min(later) if later else self._rows[0].session.number + 1 if self._rows else 1

    def _frame(self) -> tuple[date, time | None, int | None, Setting, Attendance]:
        return (
            self._day,
            start_time(self.start.text()),
            self.minutes.value() or None,
            Setting(self.setting.currentData()),
            Attendance(self.attendance.currentData()),
        )

    def _on_client_chosen(self, _place: int) -> None:
        self.client_field.show_error("")
        self._fill()

    def _on_date_changed(self, _day: QDate) -> None:
        self._offer()

    def _on_attendance_chosen(self, _place: int) -> None:
        self._offer()

    def _on_go_on_clicked(self) -> None:
        if self._goes_on:
            self._open_draft()
        else:
            self._add()

    def _on_other_clicked(self) -> None:
        if self._goes_on:
            self._add()
        else:
            self._open_draft()

    def _open_draft(self) -> None:
        draft = self.draft
        self.reject()
        if draft is not None:
            self._context.shell.go("debrief", session=draft.id)

    def _add(self) -> None:
        desk, client = self._context.desk, self.chosen
        if client is None:
            self.client_field.show_error("Choose the client whose session it is.")
            self.client.setFocus()
            return
        try:
            held_on, start, minutes, setting, attendance = self._frame()
        except UnusableInput as error:
            self.start_field.show_error(str(error))
            self.start.setFocus()
            return
        try:
            session = desk.recording.add_session(
                client,
                held_on=held_on,
                start=start,
                minutes=minutes,
                setting=setting,
                attendance=attendance,
                notice=self.notice_field.notice,
            )
        except DeskError as error:
            self.error.show_text(str(error))
            self.error.show()
            return
        self._context.shell.status.show_saved(desk.now().time())
        self.accept()
        self._context.shell.go("debrief", session=session.id)


class _FirstClient(NewClientDialog):
    """Asks for a client where there is none yet, then for the session."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.session: NewSessionDialog | None = None
        self.added.connect(self._on_added)

    def _on_added(self, client: Client) -> None:
        self.session = NewSessionDialog(self._context, (client,), client.id)
        self.session.open()


def start_debrief(context: Context, client: ClientId | None = None) -> QDialog:
    """Ask for a new session of ``client``, or of one to be chosen, and open its debrief; return the open dialog.

    In a practice without open clients it asks for the client first.
    """
    everybody = context.desk.reviewing.everybody()
    clients = [one for one in everybody if one.id == client or (client is None and one.status != ClientStatus.ENDED)]
    dialog = NewSessionDialog(context, clients, client) if clients else _FirstClient(context)
    dialog.open()
    return dialog
