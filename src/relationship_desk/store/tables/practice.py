"""The practice, its settings and words of its own, and what is kept of what was done."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, DateTime, Integer, LargeBinary, Table, Text, UniqueConstraint

from relationship_desk.domain.case_file import ErasureBasis
from relationship_desk.store.column_types import Word, Words
from relationship_desk.store.tables.columns import client_id, metadata

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

note_template = Table(
    "note_template",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("headings", Words, nullable=False),
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

export_code = Table(
    "export_code",
    metadata,
    Column("code", Text, primary_key=True),
    client_id(),
    Column("exported_at", DateTime, nullable=False),
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
