"""What became of a prompt: done or not, looked back on, muted; the guided review; whose comment it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("own_part", "client_part"):
        op.add_column("prompt", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("prompt", sa.Column("done", sa.Boolean(), nullable=True))
    op.add_column("prompt", sa.Column("done_session", sa.Integer(), nullable=True))
    op.add_column("prompt", sa.Column("reviewed_on", sa.Date(), nullable=True))
    _of_client(
        "mute",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("muted_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
    )
    _of_client(
        "guided_review",
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("alliance", sa.Text(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("life_events", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
    )
    _say_whose_comments()
    # Sessions without a signed note are looked for at every unlocking, and notes are long.
    op.create_index(
        "ix_note_signed",
        "note",
        ["session_id"],
        sqlite_where=sa.text("kind = 'progress' AND member_id IS NULL AND signed_at IS NOT NULL"),
    )


def _say_whose_comments() -> None:
    """Until now a member's comment stood under the member's code as the rater."""
    op.execute("ALTER TABLE comment RENAME TO comment_before")
    op.create_table(
        "comment",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("perspective", sa.Text(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_comment_session_id")),
        sa.PrimaryKeyConstraint("session_id", "perspective", "rater", "member_id", name=op.f("pk_comment")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO comment (session_id, perspective, rater, member_id, text) "
        "SELECT was.session_id, was.perspective, CASE WHEN about.id IS NULL THEN was.rater ELSE '' END, "
        "coalesce(about.id, 0), was.text FROM comment_before AS was "
        "JOIN session ON session.id = was.session_id "
        "LEFT JOIN client AS about ON was.perspective = 'client' AND about.code = was.rater AND EXISTS "
        "(SELECT 1 FROM membership WHERE membership.group_id = session.client_id AND membership.client_id = about.id)"
    )
    op.execute("DROP TABLE comment_before")


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
