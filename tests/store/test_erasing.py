"""An erased client is in no table any more, in whatever table the store may come to have."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, Table, Time, func, select
from sqlcipher3 import dbapi2

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.services.desk import Desk
from relationship_desk.store import column_types
from relationship_desk.store import tables as t
from relationship_desk.store.engine import reading
from relationship_desk.store.repositories.retention import names_client
from relationship_desk.ui.retention_words import UNNAMED, WORDS

GONE, STAYS = "zebrafinch", "quokkabear"
OF_EVERYBODY = {"practice", "setting", "audit", "note_template", "own_measure", "erasure"}
"""Tables that hold nothing of any one client."""


def refers(table: Table, to: Table) -> list[Column[Any]]:
    return [
        column
        for column in table.c
        if any(key.column.table is to for key in column.foreign_keys) or column.info.get(t.REFERS) == to.name
    ]


def fill(desk: Desk, client: ClientId, marker: str) -> dict[str, int]:
    """Give ``client`` one row in every table that can hold one, every text of it with ``marker``; return their ids."""
    ids = {"client": int(client)}
    with desk.store.vault.engine.begin() as connection:
        for table in t.metadata.sorted_tables:
            if table.name in OF_EVERYBODY | {"client"}:
                continue
            values = {column.key: value(column, ids, marker) for column in table.c if not is_serial(column)}
            if table is t.rating:
                values["score"] = None
            key = connection.execute(table.insert().values(values)).inserted_primary_key
            ids[table.name] = int(key[0]) if key and isinstance(key[0], int) else 0
    return ids


def is_serial(column: Column[Any]) -> bool:
    return column.primary_key and column.name == "id"


def value(column: Column[Any], ids: dict[str, int], marker: str) -> Any:
    referred = [key.column.table.name for key in column.foreign_keys] or column.info.get(t.REFERS, "").split()
    if referred:
        return ids[referred[0]]
    kinds: dict[type, Any] = {
        Boolean: True,
        Date: date(2015, 3, 3),
        DateTime: datetime(2015, 3, 3, 10),
        Time: time(10),
        LargeBinary: f"{marker} in a file".encode(),
        Integer: 7 if column.name == "number" else 1,
        Float: 1.0,
        column_types.Words: (marker,),
        column_types.Json: (1,),
    }
    if isinstance(column.type, column_types.Word):
        return next(iter(column.type.kind))
    made = next((one for kind, one in kinds.items() if isinstance(column.type, kind)), None)
    if made is not None:
        return made
    return f"{marker} {column.table.name} {column.name}"


def new_client(desk: Desk, code: str, marker: str) -> ClientId:
    client = desk.recording.add_client(code, name=marker, opened_on=date(2014, 1, 1)).id
    day = date(2015, 3, 3)
    desk.recording.edit_client(client, code=code, name=marker, status=ClientStatus.ENDED, ended_on=day)
    return client


def where_found(desk: Desk, marker: str) -> set[str]:
    """The tables, hidden ones of the search index too, in which a raw connection finds ``marker``."""
    desk.store.vault.engine.dispose()
    found = set()
    connection = dbapi2.connect(str(desk.folder / "practice.db"))
    connection.execute(f"PRAGMA key = \"x'{desk.store.vault.data_key.raw.hex()}'\"")
    try:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{name}"').fetchall():  # noqa: S608 - a name of the store's own
                if any(marker.encode() in one for one in map(as_bytes, row)):
                    found.add(name)
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'row')")
        if connection.execute("SELECT 1 FROM temp.words WHERE term LIKE ?", (f"%{marker}%",)).fetchone():
            found.add("words of search")
    finally:
        connection.close()
    return found


def as_bytes(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else str(cell).lower().encode()


def rows_of(desk: Desk, client: ClientId, sessions: set[int]) -> dict[str, int]:
    """How many rows of each table name ``client`` or one of its ``sessions``."""
    counted = {}
    with reading(desk.store.vault.engine) as connection:
        for table in t.metadata.sorted_tables:
            for column in [*refers(table, t.client), *refers(table, t.session)]:
                keys = {int(client)} if column in refers(table, t.client) else sessions
                count = connection.execute(select(func.count()).select_from(table).where(column.in_(keys))).scalar_one()
                if count:
                    counted[f"{table.name}.{column.name}"] = count
    return counted


def session_ids(desk: Desk, client: ClientId) -> set[int]:
    with reading(desk.store.vault.engine) as connection:
        return set(connection.execute(select(t.session.c.id).where(t.session.c.client_id == client)).scalars())


@pytest.fixture
def filled(desk: Desk) -> tuple[Desk, ClientId, ClientId]:
    gone, stays = new_client(desk, "E-01", GONE), new_client(desk, "S-01", STAYS)
    fill(desk, gone, GONE)
    fill(desk, stays, STAYS)
    desk.retaining.set_hold(gone, "")
    return desk, gone, stays


def test_every_reference_is_declared() -> None:
    for table in t.metadata.sorted_tables:
        for column in table.c:
            if column.name.endswith("_id"):
                assert column.foreign_keys or column.info.get(t.REFERS), f"{table.name}.{column.name} refers to nothing"
            assert names_client(column) == (column in refers(table, t.client))


def test_every_table_belongs_to_a_client_or_to_everybody_and_has_its_words() -> None:
    for table in t.metadata.sorted_tables:
        belongs = table is t.client or any(column.foreign_keys for column in table.c)
        assert belongs != (table.name in OF_EVERYBODY), f"say of {table.name} whether erasing a client concerns it"
        assert not belongs or (table.name in WORDS) != (table.name in UNNAMED), f"{table.name} has no words"


def test_no_table_and_no_index_holds_an_erased_client(filled: tuple[Desk, ClientId, ClientId]) -> None:
    desk, gone, stays = filled
    sessions = session_ids(desk, gone)
    assert len(sessions) == 1
    before = where_found(desk, GONE)
    assert {"note", "rating", "attachment_content", "search_content", "search_data", "words of search"} <= before
    kept, counts = (
        where_found(desk, STAYS),
        rows_of(desk, stays, session_ids(desk, stays)),
    )
    desk.retaining.erase(gone, "E-01")
    assert where_found(desk, GONE) == set()
    assert rows_of(desk, gone, sessions) == {}
    assert where_found(desk, STAYS) == kept
    assert rows_of(desk, stays, session_ids(desk, stays)) == counts


def test_a_row_of_somebody_else_that_points_at_it_points_nowhere_then(filled: tuple[Desk, ClientId, ClientId]) -> None:
    desk, gone, stays = filled
    (session,) = session_ids(desk, gone)
    with desk.store.vault.engine.begin() as connection:
        connection.execute(t.correction.update().where(t.correction.c.client == stays).values(session=session))
    desk.retaining.erase(gone, "E-01")
    with desk.store.read() as records:
        (correction,) = records.file.corrections.of(stays)
    assert correction.session is None
    assert STAYS in correction.reason


def test_the_log_in_front_of_the_store_is_empty_afterwards(filled: tuple[Desk, ClientId, ClientId]) -> None:
    desk, gone, _ = filled
    log: Path = desk.folder / "practice.db-wal"
    assert log.stat().st_size > 0
    desk.retaining.erase(gone, "E-01")
    assert log.stat().st_size == 0


def test_the_preview_counts_what_goes(filled: tuple[Desk, ClientId, ClientId]) -> None:
    desk, gone, _ = filled
    preview = desk.retaining.preview(gone)
    belonging = {table.name for table in t.metadata.sorted_tables} - OF_EVERYBODY
    assert {*preview.own, *preview.as_member} == belonging
    desk.retaining.erase(gone, "E-01")
    with desk.store.read() as records:
        assert records.retention.counts(gone) == {}
