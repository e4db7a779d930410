"""Questionnaires and forms that clients answer, and the risk records that come of them."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Float, ForeignKey, Index, Integer, Table, Text

from relationship_desk.domain.measure import How
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.store.column_types import Json, Word
from relationship_desk.store.tables.columns import about_member, in_session, metadata, record_of_client

administration = record_of_client(
    "administration",
    in_session(),
    about_member(),
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

risk = record_of_client(
    "risk",
    in_session(),
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
    about_member(),
    Column("filled_on", Date, nullable=False),
    Column("how", Word(How), nullable=False),
    Index("ix_form_session_id", "session"),
    sqlite_autoincrement=True,
)

hand_over = record_of_client(
    "hand_over",
    Column("session_id", Integer, ForeignKey("session.id"), key="session", nullable=False),
    about_member(),
    Column("token", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("received_at", DateTime),
)
