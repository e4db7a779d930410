"""How the frame of a session is said in words."""

from __future__ import annotations

from datetime import date, datetime

from relationship_desk.domain.client_voice import FilledForm
from relationship_desk.domain.days import day_and_month, short_day, short_day_and_month
from relationship_desk.domain.measure import How
from relationship_desk.domain.vocabulary import NoteFormat, Setting
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.session_words import attendance_words

SETTINGS = {
    Setting.ROOM: "in person",
    Setting.PHONE: "by phone",
    Setting.VIDEO: "by video",
    Setting.HOME: "at home",
}
FORMATS = {one: "Free" if one is NoteFormat.FREE else str(one) for one in NoteFormat if one is not NoteFormat.OWN}
"""The formats that are shipped."""
_HOW = {How.PAPER: "on paper", How.HAND_OVER: "handed over", How.TYPED: "typed in"}


def stamp(at: datetime) -> str:
    """A moment as in ``18 Nov, 11:02``."""
    return f"{short_day_and_month(at)}, {at:%H:%M}"


def form_words(form: FilledForm, held_on: date) -> str:
    """How a form came in, and when, the year where it is not that of the session: ``on paper, 3 March``."""
    day = day_and_month(form.filled_on)
    year = "" if form.filled_on.year == held_on.year else f" {form.filled_on.year}"
    return f"{_HOW[form.how]}, {day}{year}"


def frame_words(view: DebriefView, *, short: bool) -> str:
    """The frame of a session in one line; ``short`` leaves out what a narrow window has no room for."""
    session = view.session
    attended = attendance_words(session).lower()
    minutes = f"{session.minutes} min" if session.minutes else ""
    start = f"{session.start:%H:%M}" if session.start else ""
    if short:
        parts = [f"Week {view.week}", minutes, attended]
    else:
        time = ", ".join(part for part in (start, minutes) if part)
        parts = [
            f"Week {view.week}",
            short_day(session.held_on),
            time,
            str(session.format),
            SETTINGS[session.setting],
            attended,
        ]
    return " · ".join(part for part in parts if part)
