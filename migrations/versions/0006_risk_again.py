"""Several prompts of one rule over one session: risk that comes up after an answer is a prompt of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.drop_index("ix_prompt_status", "prompt")
    op.execute("ALTER TABLE prompt RENAME TO prompt_before")
    op.create_table(
        "prompt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("intention", sa.Text(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("own_part", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("client_part", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("done", sa.Boolean(), nullable=True),
        sa.Column("done_session", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_prompt_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
        sa.UniqueConstraint("uid", name=op.f("uq_prompt_uid")),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO prompt SELECT id, uid, client_id, rule, session, opened_on, status, edition, tier, because, "
        "intention, until, answered_on, reason, outcome, own_part, client_part, done, done_session, reviewed_on "
        "FROM prompt_before"
    )
    # The audit names prompts by their ids: that of one removed is given to no other.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'prompt'")
    op.execute("UPDATE sqlite_sequence SET name = 'prompt' WHERE name = 'prompt_before'")
    op.execute("DROP TABLE prompt_before")
    op.create_index("ix_prompt_client_id", "prompt", ["client_id"])
    op.create_index("ix_prompt_status", "prompt", ["status"])
