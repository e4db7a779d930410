"""One encrypted practice of every released schema opens for ever, with its data intact."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import column, inspect, select, text

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.sealing.keyfolder import read_keys
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.demo import PASSPHRASE, demo_day
from relationship_desk.store.engine import make_engine, reading
from relationship_desk.store.layout import STORE

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.desk")), ids=lambda folder: folder.stem)
def test_a_released_schema_opens_with_its_data(golden: Path, tmp_path: Path) -> None:
    folder = tmp_path / golden.name
    shutil.copytree(golden, folder)
    desk = practices.open_practice(folder, Secret.passphrase(PASSPHRASE), demo_day())
    try:
        assert [client.code for client in desk.reviewing.everybody()] == ["K-17", "M-08", "R-21"]
        client = desk.supervising.client_id("K-17")
        rows = desk.reviewing.sessions(client)
        assert len(rows) == 6
        assert rows[-1].signed
        assert rows[-1].excerpt
        series = desk.reviewing.analysis(client).series_of(ALLIANCE, Perspective.CLIENT)
        assert [point.value for point in series.rated] == FIRST_RATINGS
    finally:
        desk.close()
    assert practices.check(folder, Secret.passphrase(PASSPHRASE)) == []


FIRST_RATINGS = [6.7, 6.4, 6.7, 7.0, 7.3]
"""What the client of the golden practice rated; it was written down when the first one was made."""


Rows = dict[str, tuple[tuple[str, ...], set[tuple[object, ...]]]]
"""By table the columns and what stands in them."""


def rows(folder: Path, read: Rows | None = None) -> Rows:
    """Every row of every table, or of those that were ``read`` before in the columns that they had then."""
    engine = make_engine(folder / STORE, read_keys(folder).unlock(Secret.passphrase(PASSPHRASE)).data_key)
    try:
        with reading(engine) as connection:
            found = inspect(connection)
            columns = {
                table: tuple(one["name"] for one in found.get_columns(table))
                for table in found.get_table_names()
                if not table.startswith(("search", "alembic"))
            }
            if read is not None:
                columns = {table: names for table, (names, _) in read.items()}
            return {
                table: (
                    names,
                    set(map(tuple, connection.execute(select(*map(column, names)).select_from(text(table))))),
                )
                for table, names in columns.items()
            }
    finally:
        engine.dispose()


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.desk")), ids=lambda folder: folder.stem)
def test_a_migration_leaves_every_row_as_it_was(golden: Path, tmp_path: Path) -> None:
    folder = tmp_path / golden.name
    shutil.copytree(golden, folder)
    before = rows(folder)
    assert len(before["rating"][1]) == 322
    practices.open_practice(folder, Secret.passphrase(PASSPHRASE), demo_day()).close()
    after = rows(folder, before)
    # Closing notes among the settings that the practice was backed up.
    assert {table for table in before if before[table] != after[table]} <= {"setting"}
