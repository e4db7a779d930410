"""The case file around the sessions."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Integer, LargeBinary, Table, Text, text

from relationship_desk.domain.case_file import ConsentKind, ContactKind, CorrectionKind
from relationship_desk.domain.process import InterventionKind
from relationship_desk.store.column_types import Word, Words
from relationship_desk.store.tables.columns import in_course, in_session, metadata, record_of_client

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
    Column("supervision", Text, nullable=False, server_default=text("''")),
)

consent = record_of_client(
    "consent",
    Column("kind", Word(ConsentKind), nullable=False),
    Column("given_on", Date, nullable=False),
    Column("scope", Text, nullable=False),
    Column("withdrawn_on", Date),
)

contact = record_of_client(
    "contact",
    Column("held_on", Date, nullable=False),
    Column("kind", Word(ContactKind), nullable=False),
    Column("with_whom", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("written_at", DateTime, nullable=False),
)

attachment = record_of_client(
    "attachment",
    in_session(),
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

correction = record_of_client(
    "correction",
    in_session(),
    Column("kind", Word(CorrectionKind), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", Text, nullable=False),
)

concern = record_of_client(
    "concern",
    in_course(),
    Column("concern", Text, nullable=False),
    Column("noted_on", Date, nullable=False),
    Column("resolved_on", Date),
)

planned = record_of_client(
    "planned",
    in_course(),
    Column("intervention", Text, nullable=False),
    Column("kind", Word(InterventionKind), nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("dropped_on", Date),
    Column("why", Text, nullable=False),
)
