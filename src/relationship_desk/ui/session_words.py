"""What is said of a session in words: whether it took place, and whether its entry came late."""

from __future__ import annotations

from relationship_desk.domain.lateness import entered_late, signed_late
from relationship_desk.domain.records import Note, Session
from relationship_desk.domain.vocabulary import Attendance

ATTENDANCE = {
    Attendance.ATTENDED: "Attended",
    Attendance.LATE: "Came late",
    Attendance.CANCELLED: "Cancelled",
    Attendance.NO_SHOW: "Did not come",
}
_NOTICE = {
    (Attendance.CANCELLED, True): ", in time",
    (Attendance.CANCELLED, False): ", not in time",
    (Attendance.NO_SHOW, True): ", with notice",
    (Attendance.NO_SHOW, False): ", no notice",
}


def attendance_words(session: Session) -> str:
    """Whether the session took place, and if not, whether it was called off in time, where that is known."""
    notice = "" if session.notice is None else _NOTICE.get((session.attendance, session.notice), "")
    return ATTENDANCE[session.attendance] + notice


def late_words(session: Session, signed: Note | None, late_after: int) -> str:
    """That the note was signed late, or while there is no signed one, that the session was; nothing when in time."""
    if signed is not None and signed.signed_at is not None:
        days = signed_late(session, signed, late_after)
        return f"Late entry, {days} days after the session" if days else ""
    days = entered_late(session, late_after)
    return f"Entered {days} days later" if days else ""
