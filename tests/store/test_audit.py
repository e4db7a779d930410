from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from tests.store.made import Made

from relationship_desk.store.audit import append, audit_key, last_entry, verify
from relationship_desk.store.engine import make_engine, reading


@pytest.fixture
def engine(made: Made) -> Iterator[Engine]:
    engine = make_engine(made.store, made.data_key)
    key = audit_key(made.data_key)
    with engine.begin() as connection:
        for number in range(9):
            append(connection, key, who="Dr Ada Rivers", what="signed", kind="note", subject=number, digest="ab")
    yield engine
    engine.dispose()


def findings(engine: Engine, made: Made, statement: str = "SELECT 1") -> list[str]:
    with engine.begin() as connection:
        connection.execute(text(statement))
    with reading(engine) as connection:
        return verify(connection, audit_key(made.data_key))


def test_an_untouched_trail_is_whole(engine: Engine, made: Made) -> None:
    assert findings(engine, made) == []
    with reading(engine) as connection:
        assert last_entry(connection) == 10


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit SET who = 'Somebody' WHERE id = 5", ["Entry 5 "]),
        ("UPDATE audit SET what = 'read' WHERE id = 5", ["Entry 5 "]),
        ("UPDATE audit SET kind = 'goal' WHERE id = 5", ["Entry 5 "]),
        ("UPDATE audit SET subject = 77 WHERE id = 5", ["Entry 5 "]),
        ("UPDATE audit SET digest = 'ac' WHERE id = 5", ["Entry 5 "]),
        ("UPDATE audit SET at = '2001-01-01 00:00:00.000000' WHERE id = 5", ["Entry 5 "]),
        ("UPDATE audit SET at = 'never' WHERE id = 5", ["Entry 5 "]),
        ("UPDATE audit SET chain = zeroblob(32) WHERE id = 5", ["Entry 5 ", "Entry 6 "]),
        ("UPDATE audit SET chain = 'text' WHERE id = 10", ["Entry 10 "]),
        ("DELETE FROM audit WHERE id = 5", ["gap: entry 5 "]),
        ("DELETE FROM audit WHERE id BETWEEN 1 AND 3", ["gap: entry 1 "]),
        ("DELETE FROM audit WHERE id > 8", ["entries 9 to 10"]),
        ("DELETE FROM audit", ["entries 1 to 10"]),
        (
            "INSERT INTO audit SELECT 11, at, who, what, kind, subject, digest, chain FROM audit WHERE id = 5",
            ["Entry 11 "],
        ),
        ("UPDATE audit SET id = 20 WHERE id = 10", ["gap: entry 10 ", ""]),
    ],
)
def test_tampering_is_found(engine: Engine, made: Made, statement: str, found: list[str]) -> None:
    sentences = findings(engine, made, statement)
    assert sentences
    for part, sentence in zip(found, sentences, strict=False):
        assert part in sentence


def test_exchanged_entries_are_found(engine: Engine, made: Made) -> None:
    with engine.begin() as connection:
        for statement in ("SET id = 100 WHERE id = 4", "SET id = 4 WHERE id = 5", "SET id = 5 WHERE id = 100"):
            connection.execute(text(f"UPDATE audit {statement}"))
    assert findings(engine, made)


def test_another_key_does_not_verify(engine: Engine) -> None:
    with reading(engine) as connection:
        assert len(verify(connection, bytes(32))) == 10


def test_an_entry_goes_with_the_change_it_tells_of(engine: Engine, made: Made) -> None:
    with engine.connect() as connection:
        append(connection, audit_key(made.data_key), who="", what="signed", kind="note", subject=1)
        connection.rollback()
    assert findings(engine, made) == []
    with reading(engine) as connection:
        assert last_entry(connection) == 10


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    who=st.text(), what=st.text(), subject=st.integers(0, 2**62), at=st.datetimes(), digest=st.text("0123456789abcdef")
)
def test_any_entry_can_be_kept_and_verified(
    engine: Engine, made: Made, who: str, what: str, subject: int, at: datetime, digest: str
) -> None:
    with engine.begin() as connection:
        append(
            connection, audit_key(made.data_key), who=who, what=what, kind="note", subject=subject, digest=digest, at=at
        )
    assert findings(engine, made) == []
