"""One encrypted practice of every released schema opens for ever, with its data intact."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import column, inspect, select, text

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import Perspective, PromptStatus
from relationship_desk.sealing.keyfolder import read_keys
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.demo import PASSPHRASE, demo_day
from relationship_desk.services.desk import Desk
from relationship_desk.store.engine import make_engine, reading
from relationship_desk.store.layout import STORE
from relationship_desk.store.migrate import upgrade

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


def test_no_id_is_given_a_second_time_after_a_migration(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOLDEN / "0005.desk", tmp_path / "Linden.desk"))
    engine = make_engine(folder / STORE, read_keys(folder).unlock(Secret.passphrase(PASSPHRASE)).data_key)

    def last_ids() -> dict[str, int]:
        with reading(engine) as connection:
            return {row.name: row.seq for row in connection.execute(text("SELECT name, seq FROM sqlite_sequence"))}

    before = last_ids()
    upgrade(engine)
    assert last_ids() == before
    assert before["prompt"] == 6, "the newest of five was the sixth, and removed"
    engine.dispose()


def test_what_was_answered_under_0005_stays_answered(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOLDEN / "0005.desk", tmp_path / "Linden.desk"))
    desk = practices.open_practice(folder, Secret.passphrase(PASSPHRASE), demo_day())
    try:
        before = {prompt.uid: prompt for prompt in prompts(desk)}
        assert {one.rule: one.status for one in before.values() if not one.waits} == {
            "AP1": PromptStatus.WITHDRAWN,
            "N3": PromptStatus.ACCEPTED,
            "R1": PromptStatus.DECLINED,
        }
        assert desk.recomputing.due
        desk.recomputing.run(Progress())
        after = {prompt.uid: prompt for prompt in prompts(desk)}
        assert {uid: after.get(uid) for uid, one in before.items() if not one.waits} == {
            uid: one for uid, one in before.items() if not one.waits
        }
        assert {uid for uid, one in before.items() if one.waits} <= {uid for uid, one in after.items() if one.waits}
        assert [one.session for one in after.values() if one.rule == "N3"] == [6, 6], "no answered risk is asked again"
        history = desk.reviewing.history(desk.supervising.client_id("K-17"))
        assert [one.uid for one in history.mutes] == ["mute-1"]
        assert [one.uid for one in history.guided_reviews] == ["review-1"]
    finally:
        desk.close()


def prompts(desk: Desk) -> list[Prompt]:
    return [row.prompt for row in desk.prompting.rows()]
