"""The case file: details, consents, contacts, attachments, plans, own note templates, corrections, erasures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("session", sa.Column("notice", sa.Boolean(), nullable=True))
    op.add_column("session", sa.Column("entered_at", sa.DateTime(), nullable=True))
    op.add_column("goal", sa.Column("review_on", sa.Date(), nullable=True))
    op.add_column("preference", sa.Column("kind", sa.Text(), nullable=True))
    op.create_table(
        "details",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("age_band", sa.Text(), nullable=False),
        sa.Column("pronouns", sa.Text(), nullable=False),
        sa.Column("first_contact", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("risk_flag", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("formulation", sa.Text(), nullable=False),
        sa.Column("emergency_contact", sa.Text(), nullable=False),
        sa.Column("other_treaters", sa.Text(), nullable=False),
        sa.Column("of_age_on", sa.Date(), nullable=True),
        sa.Column("hold", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_details_client_id")),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_details")),
    )
    _of_client(
        "consent",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
    )
    _of_client(
        "contact",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
    )
    _of_client(
        "attachment",
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_attachment_session_id")),
    )
    op.create_table(
        "attachment_content",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name=op.f("fk_attachment_content_attachment_id")),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_content")),
    )
    _of_client(
        "correction",
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_correction_session_id")),
    )
    _of_client(
        "concern",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("concern", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_concern_course_id")),
    )
    _of_client(
        "planned",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("intervention", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_planned_course_id")),
    )
    op.create_table(
        "note_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_template")),
        sa.UniqueConstraint("name", name=op.f("uq_note_template_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.DateTime(), nullable=False),
        sa.Column("erased_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("uid", name=op.f("uq_erasure_uid")),
        sqlite_autoincrement=True,
    )
    for statement in _SEARCH:
        op.execute(statement)


def _of_client(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Create a table of rows that have an id, a uid and a client."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f(f"fk_{name}_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{name}_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_client_id", name, ["client_id"])


# Contacts are found by their words (8 times the row's id plus 4), and what moves to another client is found there.
_SEARCH = (
    """
    CREATE TRIGGER search_contact_added AFTER INSERT ON contact BEGIN
        INSERT INTO search (rowid, text, kind, client)
        VALUES (new.id * 8 + 4, new.with_whom || ' ' || new.text, 'contact', new.client_id);
    END
    """,
    """
    CREATE TRIGGER search_contact_changed AFTER UPDATE OF text, with_whom, client_id ON contact BEGIN
        DELETE FROM search WHERE rowid = old.id * 8 + 4;
        INSERT INTO search (rowid, text, kind, client)
        VALUES (new.id * 8 + 4, new.with_whom || ' ' || new.text, 'contact', new.client_id);
    END
    """,
    """
    CREATE TRIGGER search_contact_removed AFTER DELETE ON contact BEGIN
        DELETE FROM search WHERE rowid = old.id * 8 + 4;
    END
    """,
    """
    CREATE TRIGGER search_session_moved AFTER UPDATE OF client_id ON session
    WHEN old.client_id <> new.client_id BEGIN
        UPDATE search SET client = new.client_id
        WHERE rowid IN (SELECT id * 8 + 1 FROM note WHERE session_id = new.id);
    END
    """,
    """
    CREATE TRIGGER search_goal_moved AFTER UPDATE OF client_id ON goal
    WHEN old.client_id <> new.client_id BEGIN
        UPDATE search SET client = new.client_id WHERE rowid = new.id * 8 + 3;
    END
    """,
)
