"""Bringing a store up to the schema that this version of the program works with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from relationship_desk.domain.errors import DamagedStore, DeskError, NewerStore
from relationship_desk.shipped import shipped
from relationship_desk.store.engine import reading, switch_foreign_keys

HEAD = "0007"
"""The newest revision in ``migrations/versions``. Comparing with it spares the start from importing Alembic."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A line of revisions, numbered from ``0001``, and the newest of them."""

    scripts: Path
    head: str


SHIPPED = Schema(shipped("migrations"), HEAD)
"""The schema that this version of the program works with."""


def schema_version(engine: Engine) -> str:
    """Return the revision of a store.

    Raises:
        DamagedStore: when it has none.
    """
    with reading(engine) as connection:
        versions: list[str] = []
        if inspect(connection).has_table("alembic_version"):
            versions = list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    if len(versions) != 1:
        raise DamagedStore("The store is damaged: it does not say which version wrote it. Restore the latest backup.")
    return versions[0]


def is_behind(engine: Engine, schema: Schema = SHIPPED) -> bool:
    """Tell whether the store needs :func:`upgrade` before it can be used.

    Raises:
        NewerStore: when its revision is none that this program knows.
    """
    version = schema_version(engine)
    if version == schema.head:
        return False
    if version in {f"{number:04}" for number in range(1, int(schema.head))}:
        return True
    raise NewerStore("A newer version of the program has written this practice. Install that version; all is safe.")


def upgrade(engine: Engine, schema: Schema = SHIPPED) -> None:
    """Bring the store to the newest revision in one transaction, checked before it is committed.

    A revision that fails, or leaves the store unsound, is undone as a whole: schema, rows and version stay.

    Raises:
        DamagedStore: when the store does not pass its checks after the upgrade.
    """
    with _without_foreign_keys(engine) as connection, connection.begin():
        try:
            _run(connection, schema.scripts)
        except DeskError:
            raise
        except Exception as error:
            raise DeskError("The practice could not be brought up to date. It is unchanged and safe.") from error
        faults = structure_faults(connection)
        if faults:
            raise DamagedStore(f"The practice could not be brought up to date and is unchanged: {faults[0]}")


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """Open a connection on which tables can be rebuilt; SQLite takes this switch only outside a transaction."""
    with engine.connect() as connection:
        switch_foreign_keys(connection, on=False)
        try:
            yield connection
        finally:
            switch_foreign_keys(connection, on=True)


def _run(connection: Connection, scripts: Path) -> None:
    # A third of a second that a start without migration does not pay.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def structure_faults(connection: Connection) -> list[str]:
    """Run SQLite's own checks of structure and references; return what they found."""
    found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    found += [
        f"a row of table {row[0]} refers to a row of {row[2]} that is not there."
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]
    return found
