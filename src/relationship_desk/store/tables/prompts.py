"""Signals, prompts, and what was decided about them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text, text

from relationship_desk.store.tables.columns import client_id, metadata, record_of_client

signal = Table(
    "signal",
    metadata,
    Column("id", Integer, primary_key=True),
    client_id(),
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

prompt = Table(
    "prompt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    client_id(),
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

mute = record_of_client(
    "mute",
    Column("rule", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("muted_on", Date, nullable=False),
    Column("ended_on", Date),
)

guided_review = record_of_client(
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
