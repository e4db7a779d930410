"""How the groups page says what it shows."""

from __future__ import annotations

from datetime import date

from relationship_desk.domain.days import recent_day
from relationship_desk.domain.note_text import split
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import Attendance, ClientKind
from relationship_desk.services.caseload import ClientRow
from relationship_desk.services.grouping import MemberSession, MemberView
from relationship_desk.ui.widgets.row_delegate import Row

ATTENDANCE_WORDS = {
    Attendance.ATTENDED: "attended",
    Attendance.LATE: "came late",
    Attendance.CANCELLED: "cancelled",
    Attendance.NO_SHOW: "did not come",
}
NOT_RECORDED = "not recorded"
_EXCERPT = 120
"""Characters."""


def who(client: Client, *, hidden: bool) -> str:
    """Return the code, with the name after it where names are shown and there is one."""
    return client.code if hidden or not client.name else f"{client.code}, {client.name}"


def kind_words(row: ClientRow) -> str:
    """Return kind and number of members now: ``Group, 5 members``."""
    members = {0: "no members", 1: "1 member"}.get(row.members, f"{row.members} members")
    return f"{row.client.kind.value.capitalize()}, {members}"


def belonging_words(view: MemberView, today: date) -> str:
    """Return since when a member belongs, or when a former one left."""
    if view.left_on is not None:
        return f"Left {recent_day(view.left_on, today)}"
    return f"Since {recent_day(view.joined_on, today)}"


def belonging_spoken(view: MemberView, today: date) -> str:
    """Return the days of joining and of leaving."""
    joined = f"Joined {recent_day(view.joined_on, today)}"
    return joined if view.left_on is None else f"{joined}, left {recent_day(view.left_on, today)}"


def attendance_words(held: MemberSession) -> str:
    """Return what one mark stands for: ``session 12: came late``."""
    there = NOT_RECORDED if held.attendance is None else ATTENDANCE_WORDS[held.attendance]
    return f"session {held.session.number}: {there}"


def notes_rows(view: MemberView, today: date) -> list[Row]:
    """Return the notes about one member as rows; the key of each is the session's id."""
    sessions = {held.session.id: held.session for held in view.sessions}
    rows = []
    for note in view.notes:
        session = sessions[note.session]
        lines = (line for section in split(note.text, note.format) for line in section.text.splitlines())
        words = " ".join(line for line in lines if line.strip())[:_EXCERPT]
        state = "" if note.signed_at else "not signed"
        rows.append(
            Row(session.id, words, code=f"Session {session.number}", right=state or recent_day(session.held_on, today))
        )
    return rows


def no_members_words(kind: ClientKind) -> str:
    """Return what stands where nobody has joined yet."""
    return f"No members yet. Add the people of this {kind.value}."
