"""Clients, who belongs to whom, and what holds of them from session to session."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, Table, Text, UniqueConstraint

from relationship_desk.store.tables.columns import client_id, metadata

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
    client_id("group_id", primary_key=True),
    client_id("client_id", primary_key=True),
    Column("joined_on", Date, primary_key=True),
    Column("left_on", Date),
    Index("ix_membership_client_id", "client_id"),
)

course = Table(
    "course",
    metadata,
    Column("id", Integer, primary_key=True),
    client_id(),
    Column("number", Integer, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("focus", Text, nullable=False),
    Column("main_measure", Text, nullable=False),
    UniqueConstraint("client_id", "number"),
    sqlite_autoincrement=True,
)

profile = Table(
    "profile",
    metadata,
    Column("id", Integer, primary_key=True),
    client_id(),
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
    client_id(),
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

preference = Table(
    "preference",
    metadata,
    Column("id", Integer, primary_key=True),
    client_id(),
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
    client_id(),
    Column("session", Integer, nullable=False),
    Column("characteristic", Text, nullable=False),
    Column("change", Text, nullable=False),
    UniqueConstraint("client_id", "session", "characteristic"),
    sqlite_autoincrement=True,
)
