"""The question for supervision is kept with the client's details: it was lost when the practice locked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("details", sa.Column("supervision", sa.Text(), nullable=False, server_default=sa.text("''")))
