"""Events, interventions, homework, comments, attendance of members, preferences and adaptations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("markers", sa.Text(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("ended_session", sa.Integer(), nullable=True),
        sa.Column("repair", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("severity BETWEEN 0 AND 100", name=op.f("ck_event_severity")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_event_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_session_id", "event", ["session_id"])
    op.create_table(
        "intervention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("intervention", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("adherence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_intervention_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
        sa.UniqueConstraint(
            "session_id", "intervention", "kind", name=op.f("uq_intervention_session_id_intervention_kind")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "homework",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reviewed_session", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=True),
        sa.CheckConstraint("done IN (0, 1)", name=op.f("ck_homework_done")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_homework_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homework")),
        sa.UniqueConstraint("uid", name=op.f("uq_homework_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_homework_session_id", "homework", ["session_id"])
    op.create_table(
        "comment",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("perspective", sa.Text(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_comment_session_id")),
        sa.PrimaryKeyConstraint("session_id", "perspective", "rater", name=op.f("pk_comment")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("attendance", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["client.id"], name=op.f("fk_attendance_member_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_attendance_session_id")),
        sa.PrimaryKeyConstraint("session_id", "member_id", name=op.f("pk_attendance")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "preference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("preference", sa.Text(), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=True),
        sa.Column("met", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("strength BETWEEN 0 AND 100", name=op.f("ck_preference_strength")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_preference_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
        sa.UniqueConstraint(
            "client_id", "stated_on", "preference", name=op.f("uq_preference_client_id_stated_on_preference")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "adaptation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("characteristic", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_adaptation_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adaptation")),
        sa.UniqueConstraint(
            "client_id", "session", "characteristic", name=op.f("uq_adaptation_client_id_session_characteristic")
        ),
        sqlite_autoincrement=True,
    )
    for statement in _SEARCH:
        op.execute(statement)


# Full-text search over notes, clients and goals. A row of the index is found by 8 times the row's id plus a number for
# its kind, so that a change touches one row of the index and never scans it.
_SEARCH = (
    """
    CREATE VIRTUAL TABLE search USING fts5(
        text, kind UNINDEXED, client UNINDEXED, session UNINDEXED,
        tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    """
    INSERT INTO search (rowid, text, kind, client, session)
    SELECT note.id * 8 + 1, note.text, note.kind, session.client_id, session.id
    FROM note JOIN session ON session.id = note.session_id
    """,
    """
    INSERT INTO search (rowid, text, kind, client)
    SELECT id * 8 + 2, code || ' ' || name, 'client', id FROM client
    """,
    """
    INSERT INTO search (rowid, text, kind, client)
    SELECT id * 8 + 3, goal || ' ' || client_words, 'goal', client_id FROM goal
    """,
    """
    CREATE TRIGGER search_note_added AFTER INSERT ON note BEGIN
        INSERT INTO search (rowid, text, kind, client, session)
        SELECT new.id * 8 + 1, new.text, new.kind, session.client_id, session.id
        FROM session WHERE session.id = new.session_id;
    END
    """,
    """
    CREATE TRIGGER search_note_changed AFTER UPDATE OF text, session_id ON note BEGIN
        DELETE FROM search WHERE rowid = old.id * 8 + 1;
        INSERT INTO search (rowid, text, kind, client, session)
        SELECT new.id * 8 + 1, new.text, new.kind, session.client_id, session.id
        FROM session WHERE session.id = new.session_id;
    END
    """,
    """
    CREATE TRIGGER search_note_removed AFTER DELETE ON note BEGIN
        DELETE FROM search WHERE rowid = old.id * 8 + 1;
    END
    """,
    """
    CREATE TRIGGER search_client_added AFTER INSERT ON client BEGIN
        INSERT INTO search (rowid, text, kind, client)
        VALUES (new.id * 8 + 2, new.code || ' ' || new.name, 'client', new.id);
    END
    """,
    """
    CREATE TRIGGER search_client_changed AFTER UPDATE OF code, name ON client BEGIN
        DELETE FROM search WHERE rowid = old.id * 8 + 2;
        INSERT INTO search (rowid, text, kind, client)
        VALUES (new.id * 8 + 2, new.code || ' ' || new.name, 'client', new.id);
    END
    """,
    """
    CREATE TRIGGER search_client_removed AFTER DELETE ON client BEGIN
        DELETE FROM search WHERE rowid = old.id * 8 + 2;
    END
    """,
    """
    CREATE TRIGGER search_goal_added AFTER INSERT ON goal BEGIN
        INSERT INTO search (rowid, text, kind, client)
        VALUES (new.id * 8 + 3, new.goal || ' ' || new.client_words, 'goal', new.client_id);
    END
    """,
    """
    CREATE TRIGGER search_goal_changed AFTER UPDATE OF goal, client_words ON goal BEGIN
        DELETE FROM search WHERE rowid = old.id * 8 + 3;
        INSERT INTO search (rowid, text, kind, client)
        VALUES (new.id * 8 + 3, new.goal || ' ' || new.client_words, 'goal', new.client_id);
    END
    """,
    """
    CREATE TRIGGER search_goal_removed AFTER DELETE ON goal BEGIN
        DELETE FROM search WHERE rowid = old.id * 8 + 3;
    END
    """,
)
