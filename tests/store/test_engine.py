from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.made import Made

from relationship_desk.domain.errors import DamagedStore, UnusableInput
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.store.engine import copy_store, make_engine, page_faults, reading

MARKER = "Anna Musterfrau weeps"


def put(made: Made, key: str, value: str) -> None:
    engine = make_engine(made.store, made.data_key)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO setting VALUES (:key, :value)"), {"key": key, "value": value})
    engine.dispose()


def test_nothing_of_the_content_is_in_any_file(made: Made) -> None:
    engine = make_engine(made.store, made.data_key)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('note', :value)"), {"value": MARKER * 2000})
        connection.execute(text("CREATE TEMP TABLE t AS SELECT value || value AS a FROM setting ORDER BY a"))
    files = [path for path in made.folder.iterdir() if path.is_file()]
    assert made.folder / "practice.db-wal" in files
    for path in files:
        assert MARKER.encode()[:8] not in path.read_bytes()
        assert b"SQLite format 3" not in path.read_bytes()
    engine.dispose()
    with sqlite3.connect(made.store) as plain, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT * FROM setting")
    plain.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("cipher_version", "4.19.0 community"),
    ],
)
def test_the_store_is_run_as_designed(made: Made, pragma: str, value: object) -> None:
    engine = make_engine(made.store, made.data_key)
    with reading(engine) as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
    engine.dispose()


def test_another_key_opens_nothing_and_says_nothing_on_standard_error(
    made: Made, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = make_engine(made.store, DataKey.new())
    with pytest.raises(DamagedStore), reading(engine):
        pass
    assert capfd.readouterr() == ("", "")


def test_a_missing_store_is_not_made_by_opening_it(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "practice.db", DataKey.new())
    with pytest.raises(DamagedStore, match="missing"), reading(engine):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_is_rolled_back_is_undone_schema_and_all(made: Made) -> None:
    engine = make_engine(made.store, made.data_key)
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('a', 'b')"))
        connection.execute(text("CREATE TABLE half_way (a)"))
        connection.rollback()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM setting")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'half_way'")).scalar() == 0
    engine.dispose()


def test_a_reader_sees_one_state_while_another_connection_writes(made: Made) -> None:
    engine = make_engine(made.store, made.data_key)
    with reading(engine) as connection:
        count = text("SELECT count(*) FROM setting")
        assert connection.execute(count).scalar() == 0
        writer = threading.Thread(target=put, args=(made, "a", "b"))
        writer.start()
        writer.join()
        assert connection.execute(count).scalar() == 0
    with reading(engine) as connection:
        assert connection.execute(count).scalar() == 1
    engine.dispose()


def test_a_copy_holds_what_the_reader_saw(made: Made, tmp_path: Path) -> None:
    put(made, "before", "copied")
    engine = make_engine(made.store, made.data_key)
    copy = tmp_path / "copy.db"
    with reading(engine) as connection:
        connection.execute(text("SELECT count(*) FROM setting")).scalar()
        put(made, "after", "not copied")
        copy_store(connection, copy, made.data_key, Progress())
    engine.dispose()
    assert copy.stat().st_mode & 0o777 == 0o600
    copied = make_engine(copy, made.data_key)
    with reading(copied) as connection:
        assert page_faults(connection) == []
        assert connection.execute(text("SELECT key FROM setting")).scalars().all() == ["before"]
    copied.dispose()


def test_a_copy_can_be_cancelled(made: Made, tmp_path: Path) -> None:
    engine = make_engine(made.store, made.data_key)
    with pytest.raises(Cancelled), reading(engine) as connection:
        copy_store(connection, tmp_path / "copy.db", made.data_key, Progress(cancelled=True))
    engine.dispose()


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5])
def test_a_truncated_store_is_damaged(made: Made, share: float) -> None:
    os.truncate(made.store, int(made.store.stat().st_size * share))
    engine = make_engine(made.store, made.data_key)
    with pytest.raises(DamagedStore), reading(engine) as connection:
        connection.execute(text("PRAGMA integrity_check"))
    engine.dispose()


def test_a_full_disk_says_that_what_was_saved_is_safe(made: Made) -> None:
    engine = make_engine(made.store, made.data_key)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
        with pytest.raises(UnusableInput, match="disk is full"):
            connection.execute(text("INSERT INTO setting VALUES ('a', :value)"), {"value": "x" * 1_000_000})
    engine.dispose()
