"""Backups: a snapshot of the encrypted store and its key file in one file, verified before it gets its name."""

from __future__ import annotations

import json
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, table
from sqlalchemy.dialects.sqlite import insert

from relationship_desk.domain.errors import DamagedStore, UnusableInput
from relationship_desk.domain.progress import Progress
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.durable import sync_file, sync_folder
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.keyfolder import KEYS
from relationship_desk.store.audit import last_entry
from relationship_desk.store.engine import copy_store, make_engine, page_faults, reading
from relationship_desk.store.layout import STORE, bare_name
from relationship_desk.store.manifest import MANIFEST, Manifest
from relationship_desk.store.migrate import schema_version
from relationship_desk.store.tables import setting

SUFFIX = ".deskbackup"
_LAST = "backup.last"


@dataclass(frozen=True, slots=True)
class BackupWritten:
    """A verified backup: the file, when it was taken, and the newest audit entry in it."""

    path: Path
    at: datetime
    audit: int


def back_up(
    folder: Path, engine: Engine, data_key: DataKey, keyfile: KeyFile, to: Path, progress: Progress | None = None
) -> BackupWritten:
    """Write and verify a backup of the open practice in ``folder`` into the folder ``to``.

    The snapshot is opened with the data key, every page's seal and the number of rows of every table are checked,
    and what stands in the finished file is read back, before the backup gets its name.

    Raises:
        UnusableInput: when ``to`` cannot be written.
        DamagedStore: when the snapshot does not pass.
        Cancelled: when the person asked to stop; nothing is left behind.
    """
    progress = progress or Progress()
    try:
        to.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=to) as staging:
            written = _write(Path(staging), folder, engine, data_key, keyfile, to, progress)
        sync_folder(to)
    except OSError as error:
        raise UnusableInput(
            f"The backup could not be written to {to} ({error.strerror}). Your records are safe. Choose another folder."
        ) from error
    _remember(engine, written)
    return written


def last_backup(engine: Engine) -> BackupWritten | None:
    """The last verified backup of this practice, or None. Its file may since have been moved."""
    with reading(engine) as connection:
        value = connection.execute(select(setting.c.value).where(setting.c.key == _LAST)).scalar()
    if value is None:
        return None
    fields = json.loads(value)
    return BackupWritten(Path(fields["file"]), datetime.fromisoformat(fields["at"]), fields["audit"])


def changed_since_backup(engine: Engine) -> bool:
    """Whether the audit trail has grown since the last verified backup, or there is none."""
    last = last_backup(engine)
    with reading(engine) as connection:
        return last is None or last_entry(connection) != last.audit


def _write(
    staging: Path, folder: Path, engine: Engine, data_key: DataKey, keyfile: KeyFile, to: Path, progress: Progress
) -> BackupWritten:
    snapshot = staging / STORE
    with reading(engine) as connection:
        rows, audit = row_counts(connection), last_entry(connection)
        copy_store(connection, snapshot, data_key, progress)
    progress.step("Checking the copy", 0.0)
    _verify(snapshot, data_key, rows)
    (staging / KEYS).write_bytes(keyfile.to_bytes())
    path, at = _free_name(to, bare_name(folder))
    manifest = Manifest.of(
        {STORE: snapshot, KEYS: staging / KEYS}, keyfile.practice, keyfile.generation, schema_version(engine), at
    )
    progress.step("Writing the backup", 0.0)
    bundle = staging / path.name
    with zipfile.ZipFile(bundle, "x", zipfile.ZIP_STORED) as bundled:
        bundled.writestr(MANIFEST, manifest.to_bytes())
        for name in (KEYS, STORE):
            bundled.write(staging / name, name)
    sync_file(bundle)
    progress.step("Reading the backup back", 0.0)
    with zipfile.ZipFile(bundle) as bundled:
        manifest.copy_out(bundled, None)
    bundle.rename(path)
    return BackupWritten(path, at, audit)


def _verify(snapshot: Path, data_key: DataKey, rows: dict[str, int]) -> None:
    engine = make_engine(snapshot, data_key)
    try:
        with reading(engine) as connection:
            if page_faults(connection) or row_counts(connection) != rows:
                raise DamagedStore("The backup did not pass its check and was not kept. Run a check of the practice.")
    finally:
        engine.dispose()


def row_counts(connection: Connection) -> dict[str, int]:
    """The number of rows of every table."""
    names = inspect(connection).get_table_names()
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}


def _free_name(to: Path, name: str) -> tuple[Path, datetime]:
    at = datetime.now().replace(microsecond=0)
    while (path := to / f"{name}-{at:%Y%m%d-%H%M%S}{SUFFIX}").exists():
        at += timedelta(seconds=1)
    return path, at


def _remember(engine: Engine, written: BackupWritten) -> None:
    value = json.dumps({"at": written.at.isoformat(), "file": str(written.path.absolute()), "audit": written.audit})
    statement = insert(setting).values(key=_LAST, value=value)
    with engine.begin() as connection:
        connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
