"""Late entries: what was written or entered so long after the session that the record says so."""

from __future__ import annotations

from relationship_desk.domain.records import Note, Session

LATE_AFTER = 2
"""Days after the day of the session from which on a signature or an entry counts as late, unless set otherwise."""


def signed_late(session: Session, note: Note | None, late_after: int) -> int | None:
    """How many days after ``session`` its ``note`` was signed, when more than ``late_after``; None when in time."""
    if note is None or note.signed_at is None:
        return None
    return _late((note.signed_at.date() - session.held_on).days, late_after)


def entered_late(session: Session, late_after: int) -> int | None:
    """How many days after its day ``session`` was entered, when more than ``late_after``; None when in time."""
    if session.entered_at is None:
        return None
    return _late((session.entered_at.date() - session.held_on).days, late_after)


def _late(days: int, late_after: int) -> int | None:
    return days if days > late_after else None
