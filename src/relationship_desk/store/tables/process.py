"""What happened in a session."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint

from relationship_desk.store.tables.columns import metadata, session_id

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    session_id(),
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
    session_id(),
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
    session_id(),
    Column("text", Text, nullable=False),
    Column("reviewed_session", Integer),
    Column("done", Integer),
    CheckConstraint("done IN (0, 1)", name="done"),
    Index("ix_homework_session_id", "session_id"),
    sqlite_autoincrement=True,
)
