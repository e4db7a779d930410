"""The tables of the store, private to this room. The migrations make them; a test holds both against each other."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from relationship_desk.domain.case_file import ConsentKind, ContactKind, CorrectionKind, ErasureBasis
from relationship_desk.domain.measure import How
from relationship_desk.domain.process import InterventionKind
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.store.column_types import Json, Word, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

REFERS = "refers"
"""Under this key the ``info`` of a column names the table it refers to where no foreign key can say so."""


def _client(name: str = "client_id", *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey("client.id"), nullable=nullable, primary_key=primary_key)


practice = Table(
    "practice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("clinician", Text, nullable=False),
    Column("credential", Text, nullable=False),
    Column("report_name", Text, nullable=False),
    Column("key_generation", Integer, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

client = Table(
    "client",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("status", Text, nullable=False),
    sqlite_autoincrement=True,
)

membership = Table(
    "membership",
    metadata,
    _client("group_id", primary_key=True),
    _client("client_id", primary_key=True),
    Column("joined_on", Date, primary_key=True),
    Column("left_on", Date),
    Index("ix_membership_client_id", "client_id"),
)

course = Table(
    "course",
    metadata,
    Column("id", Integer, primary_key=True),
    _client(),
    Column("number", Integer, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("focus", Text, nullable=False),
    Column("main_measure", Text, nullable=False),
    UniqueConstraint("client_id", "number"),
    sqlite_autoincrement=True,
)

session = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _client(),
    Column("course_id", Integer, ForeignKey("course.id")),
    Column("number", Integer, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("start", Time),
    Column("minutes", Integer),
    Column("format", Text, nullable=False),
    Column("setting", Text, nullable=False),
    Column("attendance", Text, nullable=False),
    Column("directiveness", Integer),
    Column("focus", Text),
    Column("notice", Boolean),
    Column("entered_at", DateTime),
    UniqueConstraint("client_id", "number"),
    CheckConstraint("directiveness BETWEEN 0 AND 100", name="directiveness"),
    Index("ix_session_held_on", "held_on"),
    sqlite_autoincrement=True,
)

SIGNED_NOTE = "kind = 'progress' AND member_id IS NULL AND signed_at IS NOT NULL"
"""The signed note of a session as a whole."""

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("session_id", Integer, ForeignKey("session.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    _client("member_id", nullable=True),
    Column("format", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("written_at", DateTime, nullable=False),
    Column("signed_at", DateTime),
    Column("reason", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index(
        "ix_note_signed",
        "session_id",
        sqlite_where=text(SIGNED_NOTE),
    ),
    sqlite_autoincrement=True,
)

rating = Table(
    "rating",
    metadata,
    Column("session_id", Integer, ForeignKey("session.id"), primary_key=True),
    Column("element", Text, primary_key=True),
    Column("perspective", Text, primary_key=True),
    Column("rater", Text, primary_key=True),
    # 0 stands for the client as a whole: a primary key of SQLite would let NULL in twice.
    Column("member_id", Integer, primary_key=True, info={REFERS: "client"}),
    Column("score", Integer),
    Column("missing", Text),
    CheckConstraint("(score IS NULL) <> (missing IS NULL)", name="score_or_reason"),
    CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    sqlite_with_rowid=False,
)

profile = Table(
    "profile",
    metadata,
    Column("id", Integer, primary_key=True),
    _client(),
    Column("assessed_on", Date, nullable=False),
    Column("characteristic", Text, nullable=False),
    Column("concern", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("client_id", "assessed_on", "characteristic", "concern", "source"),
    sqlite_autoincrement=True,
)

goal = Table(
    "goal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _client(),
    Column("goal", Text, nullable=False),
    Column("client_words", Text, nullable=False),
    Column("set_on", Date, nullable=False),
    Column("agreed_by", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reviewed_on", Date),
    Column("review_on", Date),
    Index("ix_goal_client_id", "client_id"),
    sqlite_autoincrement=True,
)

prompt = Table(
    "prompt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _client(),
    Column("rule", Text, nullable=False),
    Column("session", Integer, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("status", Text, nullable=False),
    Column("edition", Text),
    Column("tier", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("intention", Text, nullable=False),
    Column("until", Integer),
    Column("answered_on", Date),
    Column("reason", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("own_part", Text, nullable=False, server_default=text("''")),
    Column("client_part", Text, nullable=False, server_default=text("''")),
    Column("done", Boolean),
    Column("done_session", Integer),
    Column("reviewed_on", Date),
    Index("ix_prompt_client_id", "client_id"),
    Index("ix_prompt_status", "status"),
    sqlite_autoincrement=True,
)

signal = Table(
    "signal",
    metadata,
    Column("id", Integer, primary_key=True),
    _client(),
    Column("signal", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("perspective", Text, nullable=False),
    Column("session", Integer, nullable=False),
    Column("strength", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("points", Text, nullable=False),
    Column("current", Integer, nullable=False),
    Index("ix_signal_client_id", "client_id"),
)

export_code = Table(
    "export_code",
    metadata,
    Column("code", Text, primary_key=True),
    _client(),
    Column("exported_at", DateTime, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)


def _session() -> Column[int]:
    return Column("session_id", Integer, ForeignKey("session.id"), nullable=False)


event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _session(),
    Column("event", Text, nullable=False),
    Column("kind", Text),
    Column("markers", Text, nullable=False),
    Column("severity", Integer),
    Column("tried", Text, nullable=False),
    Column("ended_session", Integer),
    Column("repair", Text),
    Column("note", Text, nullable=False),
    CheckConstraint("severity BETWEEN 0 AND 100", name="severity"),
    Index("ix_event_session_id", "session_id"),
    sqlite_autoincrement=True,
)

intervention = Table(
    "intervention",
    metadata,
    Column("id", Integer, primary_key=True),
    _session(),
    Column("intervention", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("adherence", Text, nullable=False),
    UniqueConstraint("session_id", "intervention", "kind"),
    sqlite_autoincrement=True,
)

homework = Table(
    "homework",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _session(),
    Column("text", Text, nullable=False),
    Column("reviewed_session", Integer),
    Column("done", Integer),
    CheckConstraint("done IN (0, 1)", name="done"),
    Index("ix_homework_session_id", "session_id"),
    sqlite_autoincrement=True,
)

comment = Table(
    "comment",
    metadata,
    Column("session_id", Integer, ForeignKey("session.id"), primary_key=True),
    Column("perspective", Text, primary_key=True),
    Column("rater", Text, primary_key=True),
    Column("member_id", Integer, primary_key=True, info={REFERS: "client"}),  # 0 as in a rating
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

attendance = Table(
    "attendance",
    metadata,
    Column("session_id", Integer, ForeignKey("session.id"), primary_key=True),
    _client("member_id", primary_key=True),
    Column("attendance", Text, nullable=False),
    sqlite_with_rowid=False,
)

preference = Table(
    "preference",
    metadata,
    Column("id", Integer, primary_key=True),
    _client(),
    Column("stated_on", Date, nullable=False),
    Column("preference", Text, nullable=False),
    Column("strength", Integer),
    Column("met", Text),
    Column("reason", Text, nullable=False),
    Column("kind", Text),
    CheckConstraint("strength BETWEEN 0 AND 100", name="strength"),
    UniqueConstraint("client_id", "stated_on", "preference"),
    sqlite_autoincrement=True,
)

adaptation = Table(
    "adaptation",
    metadata,
    Column("id", Integer, primary_key=True),
    _client(),
    Column("session", Integer, nullable=False),
    Column("characteristic", Text, nullable=False),
    Column("change", Text, nullable=False),
    UniqueConstraint("client_id", "session", "characteristic"),
    sqlite_autoincrement=True,
)


# The tables below are read and written as whole rows (repositories/rows.py): a column's key is the attribute's name.


def _of_client(name: str, *columns: Column[Any]) -> Table:
    """A table of rows that have an id, a uid and a client."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("uid", Text, nullable=False, unique=True),
        Column("client_id", Integer, ForeignKey("client.id"), key="client", nullable=False),
        *columns,
        Index(f"ix_{name}_client_id", "client"),
        sqlite_autoincrement=True,
    )


def _in_session() -> Column[int]:
    return Column("session_id", Integer, ForeignKey("session.id"), key="session")


def _in_course() -> Column[int]:
    return Column("course_id", Integer, ForeignKey("course.id"), key="course", nullable=False)


details = Table(
    "details",
    metadata,
    Column("client_id", Integer, ForeignKey("client.id"), key="client", primary_key=True, autoincrement=False),
    Column("age_band", Text, nullable=False),
    Column("pronouns", Text, nullable=False),
    Column("first_contact", Date),
    Column("ended_reason", Text, nullable=False),
    Column("risk_flag", Boolean, nullable=False),
    Column("tags", Words, nullable=False),
    Column("formulation", Text, nullable=False),
    Column("emergency_contact", Text, nullable=False),
    Column("other_treaters", Text, nullable=False),
    Column("of_age_on", Date),
    Column("hold", Text, nullable=False),
)

consent = _of_client(
    "consent",
    Column("kind", Word(ConsentKind), nullable=False),
    Column("given_on", Date, nullable=False),
    Column("scope", Text, nullable=False),
    Column("withdrawn_on", Date),
)

contact = _of_client(
    "contact",
    Column("held_on", Date, nullable=False),
    Column("kind", Word(ContactKind), nullable=False),
    Column("with_whom", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("written_at", DateTime, nullable=False),
)

attachment = _of_client(
    "attachment",
    _in_session(),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("added_at", DateTime, nullable=False),
)

attachment_content = Table(
    "attachment_content",
    metadata,
    Column("attachment_id", Integer, ForeignKey("attachment.id"), primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

correction = _of_client(
    "correction",
    _in_session(),
    Column("kind", Word(CorrectionKind), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", Text, nullable=False),
)

concern = _of_client(
    "concern",
    _in_course(),
    Column("concern", Text, nullable=False),
    Column("noted_on", Date, nullable=False),
    Column("resolved_on", Date),
)

planned = _of_client(
    "planned",
    _in_course(),
    Column("intervention", Text, nullable=False),
    Column("kind", Word(InterventionKind), nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("dropped_on", Date),
    Column("why", Text, nullable=False),
)

note_template = Table(
    "note_template",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("headings", Words, nullable=False),
    sqlite_autoincrement=True,
)

erasure = Table(
    "erasure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("code", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("basis", Word(ErasureBasis), nullable=False),
    Column("reason", Text, nullable=False),
    Column("erased_at", DateTime, nullable=False),
    Column("erased_by", Text, nullable=False),
    sqlite_autoincrement=True,
)

own_measure = Table(
    "own_measure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("measure", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("toml", Text, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Column("retired_on", Date),
    UniqueConstraint("measure", "version"),
    sqlite_autoincrement=True,
)


def _about_member() -> Column[int]:
    return Column("member_id", Integer, ForeignKey("client.id"), key="member")


administration = _of_client(
    "administration",
    _in_session(),
    _about_member(),
    Column("administered_on", Date, nullable=False),
    Column("measure", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("perspective", Word(Perspective), nullable=False),
    Column("items", Json, nullable=False),
    Column("declined", Json, nullable=False),
    Column("total", Float),
    Column("subscales", Json, nullable=False),
    Column("how", Word(How), nullable=False),
)

risk = _of_client(
    "risk",
    _in_session(),
    Column("assessed_on", Date, nullable=False),
    Column("ideation", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("intent", Text, nullable=False),
    Column("protective", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("informed", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("closed_on", Date),
)

rating_plan = Table(
    "rating_plan",
    metadata,
    Column("client_id", Integer, ForeignKey("client.id"), key="client", primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("perspective", Word(Perspective), primary_key=True),
    Column("every", Integer, nullable=False),
)

form = Table(
    "form",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("session.id"), key="session", nullable=False),
    Column("perspective", Word(Perspective), nullable=False),
    Column("rater", Text, nullable=False),
    _about_member(),
    Column("filled_on", Date, nullable=False),
    Column("how", Word(How), nullable=False),
    Index("ix_form_session_id", "session"),
    sqlite_autoincrement=True,
)

hand_over = _of_client(
    "hand_over",
    Column("session_id", Integer, ForeignKey("session.id"), key="session", nullable=False),
    _about_member(),
    Column("token", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("received_at", DateTime),
)

mute = _of_client(
    "mute",
    Column("rule", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("muted_on", Date, nullable=False),
    Column("ended_on", Date),
)

guided_review = _of_client(
    "guided_review",
    Column("session", Integer, nullable=False),
    Column("reviewed_on", Date, nullable=False),
    Column("alliance", Text, nullable=False),
    Column("motivation", Text, nullable=False),
    Column("support", Text, nullable=False),
    Column("life_events", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("decided", Text, nullable=False),
)
