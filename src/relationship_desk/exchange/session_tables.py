"""The tables of the data package that are about a session."""

from __future__ import annotations

from relationship_desk.domain.process import EventKind, InterventionKind, Repair, RuptureKind
from relationship_desk.domain.validity import session_minutes
from relationship_desk.domain.vocabulary import (
    Attendance,
    ClientKind,
    Focus,
    Missing,
    NoteFormat,
    NoteKind,
    Perspective,
    Setting,
)
from relationship_desk.exchange.columns import (
    Refers,
    Table,
    choice,
    clock,
    counted,
    day,
    moment,
    number,
    owner,
    person,
    rater,
    score,
    text,
    uid,
    words,
    yes_no,
)

_CLIENT = owner()
_SESSION = counted("session", "the session’s number within its client", required=True, refers=Refers.SESSION)
_FROM_SESSION = counted(
    "session", "the session’s number within its client", required=True, refers=Refers.SESSION_NUMBER
)
_PERSPECTIVE = choice("perspective", "whose view", Perspective, required=True)
_UID = uid()

SESSIONS = Table(
    "sessions",
    "meetings and missed appointments",
    (
        _CLIENT,
        counted("session", "the session’s number within its client", required=True, held_as="number"),
        _UID,
        counted("course", "the course’s number", refers=Refers.COURSE),
        day("held_on", "day", required=True),
        clock("start", "time of day"),
        number("minutes", "length in minutes", session_minutes),
        choice("format", "with whom", ClientKind),
        choice("setting", "where", Setting, Setting.ROOM),
        choice("attendance", "what became of the appointment", Attendance, Attendance.ATTENDED),
        score("directiveness", "how directive the clinician was, 0-10"),
        choice("focus", "what was worked on", Focus),
        yes_no("notice", "whether a missed appointment was called off in time"),
        moment("entered_at", "when it was entered"),
    ),
    order=("session",),
    key=("session",),
)

ATTENDANCE = Table(
    "attendance",
    "who of a group, couple or family was there",
    (
        _CLIENT,
        _SESSION,
        person("member", "the member’s code", required=True),
        choice("attendance", "whether the member was there", Attendance, Attendance.ATTENDED),
    ),
    order=("session", "member"),
    key=("member", "session"),
)

NOTES = Table(
    "notes",
    "progress notes, addenda and, when asked for, process notes",
    (
        _CLIENT,
        _SESSION,
        _UID,
        choice("kind", "which compartment", NoteKind, NoteKind.PROGRESS),
        person("member", "whom a member’s note is about"),
        choice("format", "headings", NoteFormat, NoteFormat.FREE),
        text("text", "the note", free=True),
        text("author", "who wrote it", free=True),
        moment("written_at", "when"),
        moment("signed_at", "when it was signed"),
        text("reason", "why an addendum was added", free=True),
    ),
    order=("session", "written_at", "kind", "uid"),
    full_only=True,
)

RATINGS = Table(
    "ratings",
    "one element, one session, one perspective, one rater",
    (
        _CLIENT,
        _SESSION,
        _PERSPECTIVE,
        rater("who rated, for an observer"),
        person("member", "whom it is about, in a group, couple or family"),
        text("element", "the element’s id", required=True),
        score("score", "0-10, one decimal"),
        choice("missing", "why there is no score", Missing),
    ),
    order=("session", "perspective", "rater", "member", "element"),
    key=("element", "session", "perspective", "rater", "member"),
)

COMMENTS = Table(
    "comments",
    "what client or observer wrote about a session",
    (
        _CLIENT,
        _SESSION,
        _PERSPECTIVE,
        rater("who wrote, for an observer"),
        person("member", "who wrote, in a group, couple or family"),
        text("text", "the comment", required=True, free=True),
    ),
    order=("session", "perspective", "rater", "member"),
    key=("perspective", "session", "rater", "member"),
)

EVENTS = Table(
    "events",
    "what happened in the relationship",
    (
        _CLIENT,
        _SESSION,
        _UID,
        choice("event", "what happened", EventKind, required=True),
        choice("kind", "how a rupture showed", RuptureKind),
        words("markers", "signs of a rupture"),
        score("severity", "how strong, 0-10"),
        text("tried", "what was tried", free=True),
        counted(
            "ended_session",
            "the session in which it was repaired or closed",
            refers=Refers.SESSION_NUMBER,
        ),
        choice("repair", "how far it was repaired", Repair),
        text("note", "own words", free=True),
    ),
    order=("session", "event"),
)

ADAPTATIONS = Table(
    "adaptations",
    "what was changed to fit the client",
    (
        _CLIENT,
        _FROM_SESSION,
        text("characteristic", "the characteristic’s id", required=True),
        text("change", "what was changed", required=True, free=True),
    ),
    order=("session", "characteristic"),
    key=("characteristic", "session"),
)

INTERVENTIONS = Table(
    "interventions",
    "what was done beside the relationship",
    (
        _CLIENT,
        _SESSION,
        text("intervention", "its name", required=True, own_words=True),
        choice("kind", "what it is", InterventionKind, InterventionKind.SUPPORTED),
        text("adherence", "how closely to plan", free=True),
    ),
    order=("session", "kind", "intervention"),
    key=("intervention", "session", "kind"),
)

HOMEWORK = Table(
    "homework",
    "what was agreed for between the sessions",
    (
        _CLIENT,
        _SESSION,
        _UID,
        text("text", "the homework", required=True, free=True),
        counted("reviewed_session", "the session it was reviewed in", refers=Refers.SESSION_NUMBER),
        yes_no("done", "whether it was done"),
    ),
    order=("session",),
)
