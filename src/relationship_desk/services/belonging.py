"""Who belongs to a group, couple or family on a day, and who of them was at a session."""

from __future__ import annotations

from datetime import date

from relationship_desk.domain.days import long_day
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Membership, Session
from relationship_desk.store.unit_of_work import Records


def memberships(records: Records, group: ClientId, client: ClientId | None = None) -> list[Membership]:
    """The times of belonging to ``group``: of everybody, or of ``client`` alone."""
    return [
        one
        for one in records.clients.memberships(group)
        if one.group == group and (client is None or one.client == client)
    ]


def covers(membership: Membership, day: date) -> bool:
    """Whether ``day`` lies within; the days of joining and leaving do."""
    return membership.joined_on <= day and (membership.left_on is None or day <= membership.left_on)


def absent(records: Records, session: Session) -> set[ClientId]:
    """The members of whom it is recorded that they were not at ``session``."""
    there = records.process.attendance_of(session.client)
    return {one.member for one in there if one.session == session.id and not one.attendance.took_place}


def check(records: Records, session: Session, member: ClientId) -> None:
    """Ask whether ``member`` belonged on the day of ``session``.

    Raises:
        UnusableInput: when not.
    """
    if not any(covers(one, session.held_on) for one in memberships(records, session.client, member)):
        raise UnusableInput("That client did not belong on the day of this session. Nothing has been changed.")


def check_all(records: Records, session: Session) -> None:
    """Ask whether everybody whom an entry of ``session`` is about belonged on its day.

    Raises:
        UnusableInput: when somebody did not.
    """
    belonged = {one.client for one in memberships(records, session.client) if covers(one, session.held_on)}
    for member in sorted(records.moving.members_in(session.id) - belonged):
        found, day = [records.clients.get(one) for one in (member, session.client)], session.held_on
        who, whole = (client.code for client in found if client)
        raise UnusableInput(
            f"The session holds entries about {who}, who did not belong to {whole} on {long_day(day)}. "
            "Nothing has been changed. Take those entries out first if they are wrong."
        )


def check_there(records: Records, session: Session, member: ClientId) -> None:
    """Ask whether ``member`` can be rated in ``session``: belonged on that day and is not recorded as absent.

    Raises:
        UnusableInput: when not.
    """
    check(records, session, member)
    if member in absent(records, session):
        raise UnusableInput("That member was not at this session. Change the attendance first.")
