"""How the groups page says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relationship_desk.domain.records import Client
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Attendance, ClientKind
from relationship_desk.services.grouping import SPLIT_WITHIN, Alliances, MemberSession, MemberView
from relationship_desk.services.reviewing import ClientRow

ATTENDANCE_WORDS = {
    Attendance.ATTENDED: "attended",
    Attendance.LATE: "came late",
    Attendance.CANCELLED: "cancelled",
    Attendance.NO_SHOW: "did not come",
}
NOT_RECORDED = "not recorded"


def who(client: Client, *, hidden: bool) -> str:
    """Return the code, with the name after it where names are shown and there is one."""
    return client.code if hidden or not client.name else f"{client.code}, {client.name}"


def kind_words(row: ClientRow) -> str:
    """Return kind and number of members now: ``Group, 5 members``."""
    members = {0: "no members", 1: "1 member"}.get(row.members, f"{row.members} members")
    return f"{row.client.kind.value.capitalize()}, {members}"


def day_words(day: date, today: date) -> str:
    """Return ``3 Mar``, with the year where it is another than the present one."""
    return f"{day.day} {day:%b}" + ("" if day.year == today.year else f" {day.year}")


def belonging_words(view: MemberView, today: date) -> str:
    """Return since when a member belongs, or when a former one left."""
    if view.left_on is not None:
        return f"Left {day_words(view.left_on, today)}"
    return f"Since {day_words(view.joined_on, today)}"


def belonging_spoken(view: MemberView, today: date) -> str:
    """Return the days of joining and of leaving."""
    joined = f"Joined {day_words(view.joined_on, today)}"
    return joined if view.left_on is None else f"{joined}, left {day_words(view.left_on, today)}"


def attendance_words(held: MemberSession) -> str:
    """Return what one mark stands for: ``session 12: came late``."""
    there = NOT_RECORDED if held.attendance is None else ATTENDANCE_WORDS[held.attendance]
    return f"session {held.session.number}: {there}"


def split_words(alliances: Alliances) -> str:
    """Return how far apart the members stood in the latest sessions that say so."""
    last = alliances.splits[-SPLIT_WITHIN:]
    if not last:
        return "The alliance has not been rated by two members in one session yet."
    points = ", ".join(format_value(split.points) for split in last)
    return f"Highest minus lowest alliance: {points} in {_sessions([split.session for split in last])}."


def _sessions(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"session {numbers[0]}"
    return f"sessions {', '.join(str(number) for number in numbers[:-1])} and {numbers[-1]}"


def no_members_words(kind: ClientKind) -> str:
    """Return what stands where nobody has joined yet."""
    return f"No members yet. Add the people of this {kind.value}."
