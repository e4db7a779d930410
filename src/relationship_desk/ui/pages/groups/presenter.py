"""What the groups page does: list groups, couples and families, open one, keep who belongs and who was there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ALLIANCE, COHESION, ClientId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.services.caseload import ClientRow
from relationship_desk.services.grouping import GroupView
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.members import AddMemberDialog, AttendanceDialog, LeaveDialog, MemberDialog
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.new_session import start_debrief
from relationship_desk.ui.hub import Published
from relationship_desk.ui.models.attention import SPLIT, attention_of
from relationship_desk.ui.models.client_line import seen_words
from relationship_desk.ui.pages.groups.group_table import GroupLine, GroupTableModel
from relationship_desk.ui.pages.groups.member_table import MemberTableModel
from relationship_desk.ui.pages.groups.view import GroupsView
from relationship_desk.ui.pages.groups.words import kind_words, no_members_words, notes_rows, who
from relationship_desk.ui.shell.page import KeyLine, Page
from relationship_desk.ui.split_words import split_words

_HINT = "Up and down choose, Return opens the client page, Ctrl+D starts a debrief"
_SIGNED = "Every session is signed. Start a debrief first."


class GroupsPage(Page):
    """``group`` in the place to arrive at chooses that group's row."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._groups, self._members = GroupTableModel(self), MemberTableModel(self)
        self._shown: GroupView | None = None
        self._draft: Session | None = None
        self.dialog: QDialog | None = None
        self.view = view = GroupsView(self._groups, self._members)
        self.column.addWidget(view)
        view.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        view.table.opened.connect(self._on_table_opened)
        view.debrief.clicked.connect(self._on_debrief_clicked)
        view.new.clicked.connect(self._on_new_clicked)
        if view.empty.button is not None:
            view.empty.button.clicked.connect(self._on_new_clicked)
        chosen = view.chosen
        chosen.members.opened.connect(self._on_member_opened)
        chosen.members.selectionModel().currentRowChanged.connect(self._on_member_changed)
        chosen.notes.opened.connect(self._on_note_opened)
        chosen.open_client.clicked.connect(self._on_open_client_clicked)
        chosen.add_member.clicked.connect(self._on_add_member_clicked)
        chosen.leave.clicked.connect(self._on_leave_clicked)
        chosen.attendance.clicked.connect(self._on_attendance_clicked)
        context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self.hint_changed.emit(_HINT)
        wanted = where.get("group")
        self._refresh(ClientId(wanted) if isinstance(wanted, int) else None)

    @override
    def first_focus(self) -> QWidget:
        return self.view.table if self._groups.lines else self.view.empty.button or self.view.table

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.view.table, self.view.chosen, self.view.head)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Return", "Open the client page of the group or of the member, or a note about the member"),
            KeyLine("Ctrl+D", "Debrief a session of the group"),
            KeyLine("Ctrl+N", "New group, couple or family"),
            KeyLine("Alt+M", "Add a member"),
            KeyLine("Alt+L", "The chosen member left"),
            KeyLine("Alt+A", "Record who was there"),
        )

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if hasattr(self, "view"):
            self.view.set_narrow(narrow)

    # Reading

    def _refresh(self, wanted: ClientId | None = None) -> None:
        desk, table = self._context.desk, self.view.table
        here = table.current.row.client.id if table.current else None
        rows = [row for row in desk.reviewing.clients(ended=False) if row.client.kind is not ClientKind.INDIVIDUAL]
        alliance, cohesion = desk.grouping.latest(ALLIANCE), desk.grouping.latest(COHESION)
        with QSignalBlocker(table.selectionModel()):
            self._groups.show_lines([self._line(row, alliance, cohesion) for row in rows])
            if not (table.choose(wanted) or table.choose(here)) and rows:
                table.setCurrentIndex(self._groups.index(0, 0))
        self.view.head.show_title("Groups", str(len(rows)) if rows else "")
        self.view.show_any(bool(rows))
        self.view.fit_list()
        self._show_chosen()

    def _line(
        self, row: ClientRow, alliance: Mapping[ClientId, float], cohesion: Mapping[ClientId, float]
    ) -> GroupLine:
        desk, client = self._context.desk, row.client
        return GroupLine(
            row=row,
            code=who(client, hidden=self._names_hidden),
            kind=kind_words(row),
            last_seen=seen_words(row.last_seen, desk.today()),
            alliance=alliance.get(client.id),
            cohesion=cohesion.get(client.id),
            attention=attention_of(row.findings[0], desk.catalogue.elements) if row.findings else None,
        )

    @property
    def _names_hidden(self) -> bool:
        return self._context.desk.preferences[NAMES_HIDDEN]

    def _show_chosen(self) -> None:
        line, desk, chosen = self.view.table.current, self._context.desk, self.view.chosen
        if line is None:
            self._shown = None
            return
        group = line.row.client
        member = chosen.members.current
        try:
            self._shown = shown = desk.grouping.whole(group.id)
            sessions = desk.reviewing.sessions(group.id)
        except DeskError as error:
            self._context.shell.show_message(str(error), key="groups")
            return
        self._draft = next((row.session for row in sessions if not row.signed), None)
        chosen.show_title(line.code, line.kind)
        kept = [attention_of(finding, desk.catalogue.elements) for finding in line.row.findings]
        # Findings are kept when a session is signed or left; a split shows at once.
        found = [*([SPLIT] if shown.alliances.is_split else []), *kept]
        findings = list(dict.fromkeys(found))
        chosen.show_now(findings, split_words(shown.alliances) if len(shown.members) > 1 else "")
        chosen.show_members("" if shown.members else no_members_words(group.kind))
        self._members.show_members(shown.members, desk.today(), hidden=self._names_hidden)
        if member is not None:
            chosen.members.choose(member.view.member.id)
        self._show_actions()

    def _show_actions(self) -> None:
        chosen, shown = self.view.chosen, self._shown
        line = chosen.members.current
        chosen.show_notes(line.who if line else "", notes_rows(line.view, self._context.desk.today()) if line else [])
        chosen.leave.set_blocked("" if line is not None and line.view.left_on is None else "Choose a member first.")
        if self._draft is None:
            chosen.attendance.set_blocked(_SIGNED)
        else:
            chosen.attendance.set_blocked("" if self._present() else "Nobody belonged on the day of that session.")
        chosen.add_member.setEnabled(shown is not None)

    def _present(self) -> tuple[Client, ...]:
        """Who belonged on the day of the newest unsigned session."""
        if self._draft is None:
            return ()
        return self._context.desk.grouping.members_on(self._draft.client, self._draft.held_on)

    # What the clinician does

    def _on_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_chosen()

    def _on_member_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_actions()

    def _on_table_opened(self, row: int) -> None:
        self._open(self._groups.lines[row].row.client.id)

    def _on_member_opened(self, row: int) -> None:
        self._open(self._members.lines[row].view.member.id)

    def _on_note_opened(self, session: object) -> None:
        line = self.view.chosen.members.current
        if line is not None and isinstance(session, int):
            self._context.shell.go("debrief", session=session, member=line.view.member.id)

    def _on_open_client_clicked(self) -> None:
        if self._shown is not None:
            self._open(self._shown.group.id)

    def _open(self, client: ClientId) -> None:
        self._context.shell.go("client", client=client)

    def _on_debrief_clicked(self) -> None:
        if self._shown is not None:
            self.dialog = start_debrief(self._context, self._shown.group.id)

    def _on_new_clicked(self) -> None:
        self.dialog = dialog = NewClientDialog(self._context)
        dialog.kind.setCurrentIndex(dialog.kind.findData(ClientKind.GROUP.value))
        dialog.added.connect(self._on_client_added)
        dialog.open()

    def _on_client_added(self, client: Client) -> None:
        self._refresh(client.id)
        self.first_focus().setFocus()

    def _on_add_member_clicked(self) -> None:
        if self._shown is not None:
            self._ask(AddMemberDialog(self._context, self._shown.group))

    def _on_leave_clicked(self) -> None:
        line = self.view.chosen.members.current
        if self._shown is not None and line is not None:
            self._ask(LeaveDialog(self._context, self._shown.group, line.view))

    def _on_attendance_clicked(self) -> None:
        if self._shown is None or self._draft is None:
            return
        recorded = {
            view.member.id: held.attendance
            for view in self._shown.members
            for held in view.sessions
            if held.session.id == self._draft.id and held.attendance is not None
        }
        self._ask(AttendanceDialog(self._context, self._draft, self._present(), recorded))

    def _ask(self, dialog: MemberDialog) -> None:
        self.dialog = dialog
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _on_kept(self, about: ClientId) -> None:
        self._refresh()
        self.view.chosen.members.choose(about)

    def _on_hub_changed(self, _published: Published) -> None:
        if self.isVisible():
            self._refresh()
