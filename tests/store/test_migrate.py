from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from tests.store.made import Made

from relationship_desk.domain.errors import DamagedStore, DeskError, NewerStore
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.store.engine import create_store, make_engine, reading
from relationship_desk.store.migrate import HEAD, SHIPPED, Schema, is_behind, schema_version, upgrade
from relationship_desk.store.tables import metadata
from relationship_desk.store.vault import open_practice

REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"


def upgrade() -> None:
    {body}
"""


@pytest.fixture
def engine(made: Made) -> Iterator[Engine]:
    engine = make_engine(made.store, made.data_key)
    yield engine
    engine.dispose()


@pytest.fixture
def next_schema(tmp_path: Path) -> Schema:
    scripts = tmp_path / "100% scripts"
    shutil.copytree(SHIPPED.scripts, scripts)
    return Schema(scripts, f"{int(HEAD) + 1:04}")


def write_revision(schema: Schema, body: str) -> None:
    source = REVISION.format(number=schema.head, before=HEAD, body=body)
    (schema.scripts / "versions" / f"{schema.head}_next.py").write_text(source)


def definitions(connection: Connection) -> dict[str, list[str]]:
    """Each object of the schema by name, its definition in lines that do not depend on their order."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {
        name: sorted(filter(None, (re.sub(r"\s+", " ", line).strip(" ,()") for line in _lines(sql))))
        for name, sql in rows
        if name not in ("alembic_version", "sqlite_sequence") and not _of_search(name)
    }


def _lines(sql: str) -> list[str]:
    """One a column or constraint: SQLite writes an added column behind the last line, without a break."""
    return re.split(r"\n|, (?=\w+ (?:BOOLEAN|DATE|DATETIME|INTEGER|TEXT)\b)", sql)


def _of_search(name: str | None) -> bool:
    """The search index is made by the migrations alone: SQLAlchemy does not know virtual tables."""
    return name is not None and name.startswith("search")


def test_the_migrations_make_the_tables_that_the_store_works_with(engine: Engine, tmp_path: Path) -> None:
    key = DataKey.new()
    create_store(tmp_path / "direct.db")
    direct = make_engine(tmp_path / "direct.db", key)
    with direct.begin() as connection:
        metadata.create_all(connection)
    with reading(engine) as migrated, reading(direct) as made_directly:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, _kind, _parents: not _of_search(name),
        }
        context = MigrationContext.configure(migrated, opts=options)
        assert compare_metadata(context, metadata) == []
        assert definitions(migrated) == definitions(made_directly)
    direct.dispose()


def test_the_details_that_matter_are_there(engine: Engine) -> None:
    with reading(engine) as connection:
        schema = definitions(connection)
    assert any("WITHOUT ROWID" in line for line in schema["rating"])
    assert any("AUTOINCREMENT" in line for line in schema["audit"])
    assert any("only_one" in line for line in schema["practice"])


def test_head_is_the_newest_revision() -> None:
    scripts = ScriptDirectory(str(SHIPPED.scripts))
    assert scripts.get_heads() == [HEAD]
    assert [script.revision for script in scripts.walk_revisions()] == [
        f"{number:04}" for number in range(int(HEAD), 0, -1)
    ]


def test_migrations_know_nothing_of_the_program() -> None:
    for path in SHIPPED.scripts.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.startswith("relationship_desk")], path


def test_a_store_of_this_version_is_not_behind(engine: Engine) -> None:
    assert schema_version(engine) == HEAD
    assert not is_behind(engine)


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    with reading(engine) as connection:
        before = definitions(connection)
    upgrade(engine)
    with reading(engine) as connection:
        assert definitions(connection) == before


@pytest.mark.parametrize("version", ["0000", "0999", "9999", "abcd", "1", "", "٠٠٠١"])
def test_an_unknown_version_is_a_newer_store(engine: Engine, version: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    with pytest.raises(NewerStore):
        is_behind(engine)


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_a_store_without_version_is_damaged(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))
    with pytest.raises(DamagedStore):
        is_behind(engine)


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        ("op.add_column('client', sa.Column('more', sa.Text())); op.add_column('no_table', sa.Column('a'))", DeskError),
        (
            "op.add_column('client', sa.Column('more', sa.Text())); op.execute('UPDATE practice SET uid = 1/0')",
            DeskError,
        ),
        ("op.execute(\"INSERT INTO course VALUES (1, 99, 1, '2026-01-01', NULL, '', '')\")", DamagedStore),
        ("op.add_column('client', sa.Column('more', sa.Text())); raise ZeroDivisionError", DeskError),
    ],
)
def test_a_failing_revision_leaves_everything_as_it_was(
    engine: Engine, next_schema: Schema, body: str, failure: type[DeskError]
) -> None:
    with reading(engine) as connection:
        before = definitions(connection)
    write_revision(next_schema, body)
    with pytest.raises(failure, match="unchanged"):
        upgrade(engine, next_schema)
    assert schema_version(engine) == HEAD
    with reading(engine) as connection:
        assert definitions(connection) == before
        assert connection.execute(text("SELECT count(*) FROM course")).scalar() == 0
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_table_that_others_refer_to_can_be_rebuilt(engine: Engine, next_schema: Schema) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO client VALUES (1, 'A1', '', 'individual', '2026-01-01', NULL, 'active')"))
        connection.execute(text("INSERT INTO course VALUES (1, 1, 1, '2026-01-01', NULL, '', '')"))
    write_revision(
        next_schema,
        "with op.batch_alter_table('client') as batch:\n"
        "        batch.alter_column('name', nullable=True)\n"
        "        batch.add_column(sa.Column('more', sa.Text()))",
    )
    upgrade(engine, next_schema)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT code, more FROM client")).all() == [("A1", None)]
        assert connection.execute(text("SELECT count(*) FROM course")).scalar() == 1


def test_opening_a_store_that_is_behind_backs_it_up_and_brings_it_up_to_date(
    made: Made, next_schema: Schema, tmp_path: Path
) -> None:
    write_revision(next_schema, "op.add_column('client', sa.Column('more', sa.Text()))")
    with open_practice(made.folder, made.secret, schema=next_schema) as vault:
        assert schema_version(vault.engine) == next_schema.head
    assert len(list((tmp_path / "Rivers backups").glob("Rivers-*.deskbackup"))) == 1
    with pytest.raises(NewerStore):
        open_practice(made.folder, made.secret)


def test_opening_after_a_migration_that_failed_works_as_before(made: Made, next_schema: Schema) -> None:
    write_revision(next_schema, "raise ZeroDivisionError")
    with pytest.raises(DeskError, match="unchanged"):
        open_practice(made.folder, made.secret, schema=next_schema)
    open_practice(made.folder, made.secret).close()
