"""The tables of the data package and how each column is written and read. Names never change; new ones may come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.process import EventKind, InterventionKind, Met, Repair, RuptureKind
from relationship_desk.domain.prompt import points_from_text, points_to_text
from relationship_desk.domain.score import format_score, parse_score
from relationship_desk.domain.validity import client_code, plain_text, record_date, session_minutes
from relationship_desk.domain.vocabulary import (
    AgreedBy,
    Attendance,
    ClientKind,
    ClientStatus,
    Edition,
    Focus,
    GoalStatus,
    Missing,
    NoteFormat,
    NoteKind,
    Perspective,
    PromptStatus,
    Setting,
    Source,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how its text is read, whether it must be filled in, and what it means."""

    name: str
    meaning: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    type: str = "string"
    required: bool = False
    default: Any = None
    """What an empty cell, or a column that is not there, stands for."""
    choices: tuple[str, ...] = ()
    free_text: bool = False
    """Words that may identify a person: left out of reduced identity unless asked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"


def _text(name: str, meaning: str, *, required: bool = False, free: bool = False) -> Column:
    return Column(name, meaning, plain_text, str, required=required, default="", free_text=free)


def _code(name: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, meaning, client_code, str, required=required)


def _date(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, meaning, _read_date, date.isoformat, "date", required)


def _choice(
    name: str, meaning: str, kind: type[StrEnum], default: StrEnum | None = None, *, required: bool = False
) -> Column:
    choices = tuple(str(member) for member in kind)
    return Column(name, meaning, lambda text: _read_choice(text, kind), str, "string", required, default, choices)


def _number(name: str, meaning: str, read: Callable[[int], Any] = lambda n: n, *, required: bool = False) -> Column:
    return Column(name, meaning, lambda text: read(_read_int(text)), str, "integer", required)


def _score(name: str, meaning: str) -> Column:
    return Column(name, meaning, parse_score, format_score, "number")


def _moment(name: str, meaning: str) -> Column:
    return Column(name, meaning, _read_moment, lambda at: at.isoformat(timespec="seconds"), "datetime")


def _read_date(text: str) -> date:
    try:
        if len(text) != 10:
            raise ValueError
        return record_date(date.fromisoformat(text))
    except ValueError:
        raise UnusableInput(f"“{text[:30]}” is no date: write it as 2026-03-31.") from None


def _read_time(text: str) -> time:
    try:
        if len(text) != 5:
            raise ValueError
        return time.fromisoformat(text)
    except ValueError:
        raise UnusableInput(f"“{text[:30]}” is no time of day: write it as 09:30.") from None


def _read_moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo or len(text) != 19:
            raise ValueError
    except ValueError:
        raise UnusableInput(f"“{text[:30]}” is no date and time: write it as 2026-03-31T09:30:00.") from None
    record_date(moment.date())
    return moment


def _read_int(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise UnusableInput(f"“{text[:20]}” is no whole number.")
    return int(text)


def _positive(number: int) -> int:
    if number < 1:
        raise UnusableInput("Numbers are counted from 1.")
    return number


def _read_choice(text: str, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(text)
    except ValueError:
        raise UnusableInput(f"“{text[:30]}” is none of {', '.join(kind)}.") from None


def _read_points(text: str) -> Any:
    try:
        return points_from_text(text)
    except ValueError:
        raise UnusableInput("The points are not a JSON list of what, session and value.") from None


def _read_list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in plain_text(text).split(";") if part.strip())


def _read_yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise UnusableInput(f"“{text[:20]}” is neither yes nor no.")
    return text == "yes"


_SESSION = _number("session", "the session's number within its client", _positive, required=True)
_CLIENT = _code("client", "the client's code")
_PERSPECTIVE = _choice("perspective", "whose view", Perspective, required=True)
_UID = _text("uid", "the row's own id; empty on import: one is given out")

TABLES: tuple[Table, ...] = (
    Table(
        "clients",
        "who is in care",
        (
            _CLIENT,
            _text("name", "optional name", free=True),
            _choice("kind", "who is in care under the code", ClientKind, ClientKind.INDIVIDUAL),
            _date("opened_on", "first day", required=True),
            _date("closed_on", "last day"),
            _choice("status", "where the work stands", ClientStatus, ClientStatus.ACTIVE),
        ),
    ),
    Table(
        "members",
        "who belongs to a group, couple or family",
        (
            _code("group", "the group's code"),
            _code("client", "the member's code"),
            _date("joined_on", "first day", required=True),
            _date("left_on", "last day"),
        ),
    ),
    Table(
        "courses",
        "courses of treatment",
        (
            _CLIENT,
            _number("course", "number within the client", _positive, required=True),
            _date("opened_on", "first day", required=True),
            _date("closed_on", "last day"),
            _text("focus", "what the course is about", free=True),
            _text("main_measure", "id of the main measure"),
        ),
    ),
    Table(
        "sessions",
        "meetings and missed appointments",
        (
            _CLIENT,
            _SESSION,
            _UID,
            _number("course", "the course's number", _positive),
            _date("held_on", "day", required=True),
            Column("start", "time of day", _read_time, lambda at: at.isoformat("minutes"), "time"),
            _number("minutes", "length in minutes", session_minutes),
            _choice("format", "with whom", ClientKind),
            _choice("setting", "where", Setting, Setting.ROOM),
            _choice("attendance", "what became of the appointment", Attendance, Attendance.ATTENDED),
            _score("directiveness", "how directive the clinician was, 0-10"),
            _choice("focus", "what was worked on", Focus),
        ),
    ),
    Table(
        "attendance",
        "who of a group, couple or family was there",
        (
            _CLIENT,
            _SESSION,
            _code("member", "the member's code"),
            _choice("attendance", "whether the member was there", Attendance, Attendance.ATTENDED),
        ),
    ),
    Table(
        "notes",
        "progress notes, addenda and, when asked for, process notes",
        (
            _CLIENT,
            _SESSION,
            _UID,
            _choice("kind", "which compartment", NoteKind, NoteKind.PROGRESS),
            _code("member", "whom a member's note is about", required=False),
            _choice("format", "headings", NoteFormat, NoteFormat.FREE),
            _text("text", "the note", free=True),
            _text("author", "who wrote it", free=True),
            _moment("written_at", "when"),
            _moment("signed_at", "when it was signed"),
            _text("reason", "why an addendum was added", free=True),
        ),
    ),
    Table(
        "ratings",
        "one element, one session, one perspective, one rater",
        (
            _CLIENT,
            _SESSION,
            _PERSPECTIVE,
            _text("rater", "who rated, for an observer"),
            _code("member", "whom it is about, in a group, couple or family", required=False),
            _text("element", "the element's id", required=True),
            _score("score", "0-10, one decimal"),
            _choice("missing", "why there is no score", Missing),
        ),
    ),
    Table(
        "comments",
        "what client or observer wrote about a session",
        (
            _CLIENT,
            _SESSION,
            _PERSPECTIVE,
            _text("rater", "who wrote, for an observer"),
            _text("text", "the comment", required=True, free=True),
        ),
    ),
    Table(
        "events",
        "what happened in the relationship",
        (
            _CLIENT,
            _SESSION,
            _UID,
            _choice("event", "what happened", EventKind, required=True),
            _choice("kind", "how a rupture showed", RuptureKind),
            Column("markers", "signs of a rupture, joined by ;", _read_list, ";".join, default=(), free_text=True),
            _score("severity", "how strong, 0-10"),
            _text("tried", "what was tried", free=True),
            _number("ended_session", "the session in which it was repaired or closed", _positive),
            _choice("repair", "how far it was repaired", Repair),
            _text("note", "own words", free=True),
        ),
    ),
    Table(
        "profile",
        "readings of characteristics",
        (
            _CLIENT,
            _date("assessed_on", "day", required=True),
            _text("characteristic", "the characteristic's id", required=True),
            _text("concern", "the concern or problem it is about", free=True),
            _text("value", "score, stage, level or words", required=True),
            _choice("source", "where the reading comes from", Source, Source.CLINICIAN),
        ),
    ),
    Table(
        "preferences",
        "what the client prefers",
        (
            _CLIENT,
            _date("stated_on", "day", required=True),
            _text("preference", "what is preferred", required=True, free=True),
            _score("strength", "how strongly, 0-10"),
            _choice("met", "whether it was met", Met),
            _text("reason", "why or why not", free=True),
        ),
    ),
    Table(
        "adaptations",
        "what was changed to fit the client",
        (
            _CLIENT,
            _SESSION,
            _text("characteristic", "the characteristic's id", required=True),
            _text("change", "what was changed", required=True, free=True),
        ),
    ),
    Table(
        "interventions",
        "what was done beside the relationship",
        (
            _CLIENT,
            _SESSION,
            _text("intervention", "its name", required=True),
            _choice("kind", "what it is", InterventionKind, InterventionKind.SUPPORTED),
            _text("adherence", "how closely to plan", free=True),
        ),
    ),
    Table(
        "homework",
        "what was agreed for between the sessions",
        (
            _CLIENT,
            _SESSION,
            _UID,
            _text("text", "the homework", required=True, free=True),
            _number("reviewed_session", "the session it was reviewed in", _positive),
            Column(
                "done", "whether it was done", _read_yes_no, lambda done: "yes" if done else "no", choices=("yes", "no")
            ),
        ),
    ),
    Table(
        "goals",
        "what the work is for",
        (
            _CLIENT,
            _UID,
            _text("goal", "the goal", required=True, free=True),
            _text("client_words", "the goal in the client's words", free=True),
            _date("set_on", "day", required=True),
            _choice("agreed_by", "who agreed", AgreedBy, AgreedBy.CLINICIAN),
            _choice("status", "whether it is worked on", GoalStatus, GoalStatus.OPEN),
            _date("reviewed_on", "last review"),
        ),
    ),
    Table(
        "prompts",
        "suggestions, and what was decided",
        (
            _CLIENT,
            _UID,
            _text("rule", "the rule's id", required=True),
            _SESSION,
            _date("opened_on", "day", required=True),
            _choice("status", "where its life stands", PromptStatus, PromptStatus.OPEN),
            _choice("edition", "the edition its tier comes from", Edition),
            _text("tier", "the tier of evidence"),
            Column("because", "the points it rests on, as JSON", _read_points, points_to_text, default=()),
            _text("intention", "what the clinician meant to change", free=True),
            _number("until", "deferred until this session", _positive),
            _date("answered_on", "day of the answer"),
            _text("reason", "why it was declined", free=True),
            _text("outcome", "what came of it", free=True),
        ),
    ),
)

BY_NAME = {table.name: table for table in TABLES}
