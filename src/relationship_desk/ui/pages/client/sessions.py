"""The sessions tab: every session of the client, newest first, and the contacts between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.case_file import Contact, ContactId
from relationship_desk.domain.days import short_day
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import Analysis
from relationship_desk.services.reviewing import SessionRow
from relationship_desk.settings.definitions import LATE_DAYS
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.contact import ContactDialog
from relationship_desk.ui.dialogs.move_session import MoveSessionDialog
from relationship_desk.ui.pages.client.contacts import ContactKey, contact_line
from relationship_desk.ui.pages.client.rows_table import Cell, Line, LinesTable
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.words import NO_SESSIONS
from relationship_desk.ui.session_words import attendance_words, late_words
from relationship_desk.ui.shell.page import KeyLine
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.panel import Panel

_HEADINGS = ("No.", "Week", "Date", "Attendance", "Note", "Rated", "Alliance", "Beginning of the note")
_SHARES = (0.05, 0.05, 0.1, 0.16, 0.065, 0.165, 0.165, 0.245)
_NARROW_SHARES = (0.06, 0.0, 0.14, 0.2, 0.1, 0.0, 0.25, 0.25)
_CLOSE_SHARES, _CLOSE = (0.07, 0.0, 0.2, 0.26, 0.13, 0.0, 0.34, 0.0), 700
"""In large text the beginning of the note gives way: opening the session shows it whole."""


class SessionsTab(ClientTab):
    """Return opens the debrief of a session, or a contact. ``contact`` in the place to arrive at chooses that line.

    ``empty.button`` starts the first debrief.
    """

    hint = "Up and down choose a session or contact, Return opens it"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._analysis: Analysis | None = None
        self._contacts: dict[ContactId, Contact] = {}
        self._sessions: dict[SessionId, Session] = {}
        self.dialog: QDialog | None = None
        """The last one asked with."""
        self.table = LinesTable("Sessions and contacts, newest first", _HEADINGS, _SHARES)
        self.table.set_close_shares(_CLOSE_SHARES, _CLOSE)
        self.empty = EmptyState(NO_SESSIONS, "Debrief", icon="plus")
        self.add_contact = Button("Add contact", "chip", icon="plus", key="Alt+C")
        panel = Panel("Sessions", "and contacts between them")
        self.move_session = Button("Move session", "chip", key="Alt+M")
        panel.add_action(self.move_session)
        panel.add_action(self.add_contact)
        panel.body.setContentsMargins(0, 0, 0, theme.S4)
        panel.body.addWidget(self.table)
        panel.body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.table.opened.connect(self._on_table_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_table_current_row_changed)
        self.move_session.clicked.connect(self._on_move_session_clicked)
        self.add_contact.clicked.connect(self._on_add_contact_clicked)

    @override
    def show_client(self, analysis: Analysis) -> None:
        self._analysis, desk, history = analysis, self._context.desk, analysis.history
        contacts = desk.filing.contacts(history.client_id)
        self._contacts = {one.id: one for one in contacts}
        rows, late_after = desk.reviewing.sessions(history.client_id), desk.preferences[LATE_DAYS]
        self._sessions = {row.session.id: row.session for row in rows}
        dated = [(row.session.held_on, _line(row, late_after)) for row in rows]
        dated += [contact_line(one, history, len(_HEADINGS)) for one in reversed(contacts)]
        self.table.show_lines([line for _, line in sorted(dated, key=itemgetter(0), reverse=True)])
        self.table.setVisible(bool(dated))
        self.empty.setVisible(not dated)
        self._offer_move()

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        contact = where.get("contact")
        if isinstance(contact, int):
            self.table.choose(ContactKey(ContactId(contact)))

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.table.set_shares(_NARROW_SHARES if narrow else _SHARES)

    @override
    def first_focus(self) -> QWidget:
        return self.table if self.table.model_of_lines.lines else self.empty.button or self.add_contact

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (KeyLine("Alt+M", "Move the session"), KeyLine("Alt+C", "Add contact"))

    @property
    def _chosen(self) -> Session | None:
        key = self.table.current_key
        return self._sessions.get(SessionId(key)) if isinstance(key, int) else None

    def _offer_move(self) -> None:
        self.move_session.set_blocked("" if self._chosen else "Choose a session in the list first.")

    def _on_table_current_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._offer_move()

    def _on_move_session_clicked(self) -> None:
        if self._chosen is not None:
            self.dialog = MoveSessionDialog(self._context, self._chosen)
            self.dialog.open()

    def _on_table_opened(self, _row: int) -> None:
        key = self.table.current_key
        if isinstance(key, int):
            self._context.shell.go("debrief", session=SessionId(key))
        elif isinstance(key, ContactKey):
            self._ask(self._contacts[key.id])

    def _on_add_contact_clicked(self) -> None:
        self._ask(None)

    def _ask(self, contact: Contact | None) -> None:
        if self._analysis is not None:
            self.dialog = ContactDialog(self._context, self._analysis.history.client, contact)
            self.dialog.open()


def _line(row: SessionRow, late_after: int) -> Line:
    session, held = row.session, row.session.attendance.took_place
    attended = attendance_words(session)
    late = late_words(session, row.note if row.signed else None, late_after)
    signed = "Signed" if row.signed else "Draft"
    rated = tuple((one, str(row.rated[one]) if row.rated[one] else "–") for one in Perspective)
    alliance = tuple((one, "–" if (v := row.alliance[one]) is None else format_value(v)) for one in Perspective)
    return Line(
        session.id,
        (
            Cell(str(session.number)),
            Cell(str(row.week), "muted"),
            Cell(short_day(session.held_on)),
            Cell(attended, "text" if held else "muted", tip="" if held else attended),
            Cell(signed, "muted" if row.signed else "attention", tip=f"{signed}, {late}" if late else ""),
            Cell(marks=rated) if held else Cell(),
            Cell(marks=alliance) if held else Cell(),
            Cell(late, when=row.excerpt, tip=f"{late}. {row.excerpt}") if late else _excerpt(row),
        ),
    )


def _excerpt(row: SessionRow) -> Cell:
    return Cell(row.excerpt or "No note", "muted", tip=row.excerpt)
