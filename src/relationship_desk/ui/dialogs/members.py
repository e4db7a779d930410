"""Joining and leaving a group, couple or family, and who of its members was at a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.days import short_day_and_month
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.vocabulary import Attendance, ClientKind
from relationship_desk.services.grouping import MemberView
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.events import Event
from relationship_desk.ui.session_words import ATTENDANCE
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField

_WIDTH = 480
_ROWS_SEEN, _ROW = 8, 46


class MemberDialog(QDialog):
    """Title, content, an error in one sentence, Cancel and the one answer; ``kept`` tells whom it was about."""

    kept: Event[ClientId] = Event(object)

    def __init__(self, context: Context, title: str, answer: str) -> None:
        super().__init__(context.shell)
        self.context = context
        self.setWindowTitle(title)
        self.body = QGridLayout()
        self.body.setSpacing(theme.S16)
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.answer, self.cancel = Button(answer, "primary", key="Return"), Button("Cancel")
        self.answer.setDefault(True)
        self.answer.clicked.connect(self._on_answer_clicked)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(title, "panel"))
        column.addLayout(self.body)
        column.addWidget(self.error)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def keep(self) -> ClientId:
        """Keep what was entered and return whom it is about; a :class:`DeskError` is shown and nothing is lost."""
        raise NotImplementedError

    def _on_answer_clicked(self) -> None:
        try:
            about = self.keep()
        except DeskError as error:
            self.error.show_text(str(error))
            self.error.show()
            return
        self.context.shell.status.show_saved(self.context.desk.now().time())
        self.accept()
        self.kept.emit(about)


class AddMemberDialog(MemberDialog):
    """A code that is in use means that client; any other becomes a new client, which is said before it is kept."""

    def __init__(self, context: Context, group: Client) -> None:
        super().__init__(context, f"Add member to {group.code}", "Add member")
        self.group = group
        everybody = [one for one in context.desk.reviewing.everybody() if one.id != group.id]
        self._clients = {one.code.casefold(): one for one in everybody}
        self.code, self.date = QLineEdit(), date_field(context.desk.today())
        self.code.setPlaceholderText("such as K-17")
        single = [one.code for one in everybody if one.kind is ClientKind.INDIVIDUAL]
        completer = QCompleter(single, self.code)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.code.setCompleter(completer)
        self.code_field = Field("Code", self.code, "a client’s, or a new one")
        self.note = Label(tone="muted")
        self.note.hide()
        self.body.addWidget(self.code_field, 0, 0)
        self.body.addWidget(Field("Member since", self.date), 0, 1)
        self.body.addWidget(self.note, 1, 0, 1, 2)
        self.body.setColumnStretch(0, 1)
        self.code.textChanged.connect(self._on_code_changed)
        self.code.setFocus()

    def keep(self) -> ClientId:
        """Let the client join, entering a new one first."""
        desk, code, day = self.context.desk, self.code.text(), day_of(self.date)
        client = self._clients.get(code.strip().casefold())
        if client is None:
            client = desk.recording.add_client(code, opened_on=day)
            self._clients[client.code.casefold()] = client
        desk.grouping.join(self.group.id, client.id, day)
        return client.id

    def _on_code_changed(self, text: str) -> None:
        code = text.strip()
        is_new = bool(code) and code.casefold() not in self._clients
        self.note.show_text(f"{code} is new and is added as a client." if is_new else "")
        self.note.setVisible(is_new)
        self.error.hide()


class LeaveDialog(MemberDialog):
    """The last day on which a member belonged."""

    def __init__(self, context: Context, group: Client, member: MemberView) -> None:
        super().__init__(context, f"{member.member.code} left {group.code}", "Save")
        self.group, self.member = group, member.member
        self.date = date_field(context.desk.today())
        joined = member.joined_on
        self.date.setMinimumDate(QDate(joined.year, joined.month, joined.day))
        self.body.addWidget(Field("Left on", self.date, "the last day as a member"), 0, 0)
        self.body.addWidget(Label("What was recorded until then stays.", tone="muted"), 1, 0)
        self.date.setFocus()

    def keep(self) -> ClientId:
        """Let the member leave."""
        self.context.desk.grouping.leave(self.group.id, self.member.id, day_of(self.date))
        return self.member.id


class AttendanceDialog(MemberDialog):
    """Who was at one session; who has nothing recorded yet is shown as having attended."""

    def __init__(
        self,
        context: Context,
        session: Session,
        members: Sequence[Client],
        recorded: Mapping[ClientId, Attendance],
    ) -> None:
        day = short_day_and_month(session.held_on)
        super().__init__(context, f"Attendance in session {session.number}, {day}", "Save")
        self.session = session
        self.choices: dict[ClientId, Segmented] = {}
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S16)
        grid.setVerticalSpacing(theme.S8)
        segments = [Segment(one.value, words) for one, words in ATTENDANCE.items()]
        for place, member in enumerate(members):
            choice = Segmented(f"Attendance of {member.code}", segments)
            choice.choose(recorded.get(member.id, Attendance.ATTENDED).value)
            self.choices[member.id] = choice
            grid.addWidget(Label(member.code, "strong"), place, 0)
            grid.addWidget(choice, place, 1)
        grid.setColumnStretch(0, 1)
        self.body.addWidget(rows if len(members) <= _ROWS_SEEN else _scrolled(rows), 0, 0)
        self.everybody = Button("All attended", key="Alt+L")
        self.everybody.clicked.connect(self._on_everybody_clicked)
        self.body.addWidget(self.everybody, 1, 0)
        next(iter(self.choices.values())).button(Attendance.ATTENDED.value).setFocus()

    def _on_everybody_clicked(self) -> None:
        for choice in self.choices.values():
            choice.choose(Attendance.ATTENDED.value)

    def keep(self) -> ClientId:
        """Record the attendance of all at once."""
        there = {member: Attendance(choice.choice) for member, choice in self.choices.items()}
        self.context.desk.accompanying.record_attendance(self.session.id, there)
        return self.session.client


def _scrolled(rows: QWidget) -> QScrollArea:
    """A large group must not make the dialog higher than a small screen."""
    frame = QScrollArea()
    frame.setWidgetResizable(True)
    frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    frame.setWidget(rows)
    frame.setMinimumHeight(theme.scaled(_ROW) * _ROWS_SEEN)
    frame.setMinimumWidth(rows.sizeHint().width() + theme.S24)
    return frame


def date_field(today: date) -> DateField:
    """Return a field for a day up to today, with today in it."""
    field = DateField()
    field.setMaximumDate(QDate(today.year, today.month, today.day))
    field.setDate(QDate(today.year, today.month, today.day))
    return field


def day_of(field: DateField) -> date:
    """Return the day in ``field``."""
    day = field.date()
    return date(day.year(), day.month(), day.day())
