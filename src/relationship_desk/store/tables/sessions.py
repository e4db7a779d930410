"""Sessions, and what was written, rated and said of them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from relationship_desk.store.tables.columns import REFERS, client_id, metadata

session = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    client_id(),
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
    client_id("member_id", nullable=True),
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
    client_id("member_id", primary_key=True),
    Column("attendance", Text, nullable=False),
    sqlite_with_rowid=False,
)
