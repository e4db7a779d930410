"""Comments of before revision 0005 are all there after it, each with whose it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from relationship_desk.sealing.data_key import DataKey
from relationship_desk.store.engine import create_store, make_engine, reading
from relationship_desk.store.migrate import SHIPPED, Schema, upgrade

BEFORE = (
    (1, "client", "", "All of us"),
    (1, "client", "M-02", "A member"),
    (1, "client", "M-03", "Of nobody in this group"),
    (1, "observer", "M-02", "An observer who is called so"),
    (1, "observer", "Ann", "An observer"),
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A store of revision 0004."""
    scripts = tmp_path / "scripts"
    shutil.copytree(SHIPPED.scripts, scripts)
    for one in (scripts / "versions").glob("*.py"):
        if one.name >= "0005":
            one.unlink()
    create_store(tmp_path / "before.db")
    engine = make_engine(tmp_path / "before.db", DataKey.new())
    upgrade(engine, Schema(scripts, "0004"))
    yield engine
    engine.dispose()


def test_a_members_comment_becomes_the_members_and_nothing_is_lost(engine: Engine) -> None:
    with engine.begin() as connection:
        for number, code in enumerate(("G-01", "M-02", "M-03"), start=1):
            connection.execute(
                text(
                    "INSERT INTO client (id, code, name, kind, opened_on, status) "
                    "VALUES (:id, :code, '', 'group', '2026-01-05', 'active')"
                ),
                {"id": number, "code": code},
            )
        connection.execute(text("INSERT INTO membership (group_id, client_id, joined_on) VALUES (1, 2, '2026-01-05')"))
        connection.execute(
            text(
                "INSERT INTO session (id, uid, client_id, number, held_on, minutes, format, setting, attendance) "
                "VALUES (1, 's', 1, 1, '2026-01-05', 90, 'group', 'room', 'attended')"
            )
        )
        for session, perspective, rater, said in BEFORE:
            connection.execute(
                text("INSERT INTO comment (session_id, perspective, rater, text) VALUES (:s, :p, :r, :t)"),
                {"s": session, "p": perspective, "r": rater, "t": said},
            )
    upgrade(engine, SHIPPED)
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT perspective, rater, member_id, text FROM comment ORDER BY text")).all()
    assert [tuple(row) for row in rows] == [
        ("client", "", 2, "A member"),
        ("client", "", 0, "All of us"),
        ("observer", "Ann", 0, "An observer"),
        ("observer", "M-02", 0, "An observer who is called so"),
        ("client", "M-03", 0, "Of nobody in this group"),
    ]
