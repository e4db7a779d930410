"""Another data key: the store encrypted anew beside the old one, with everything that hangs on the key."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.sqlite import insert

from relationship_desk.domain.errors import DamagedStore
from relationship_desk.domain.progress import Progress
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.durable import sync_file, sync_folder, write_durably
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.keyfolder import KEYS
from relationship_desk.sealing.sealed_box import opening_key
from relationship_desk.store import audit
from relationship_desk.store.backup import row_counts
from relationship_desk.store.check import Severity, examine_store
from relationship_desk.store.engine import Unchanged, copy_store, empty_log, make_engine, reading
from relationship_desk.store.generations import set_generation
from relationship_desk.store.layout import STORE
from relationship_desk.store.succession import BUILDING, NewStore, unwritable
from relationship_desk.store.tables import practice, setting

REPLACED = "replaced data key"
"""The deed as the audit trail names it."""
_TRAIL = "Carrying the audit trail over"
_ANSWER_KEYS = "answers.earlier_keys"


def build(
    folder: Path,
    engine: Engine,
    keys: tuple[DataKey, DataKey],
    keyfile: KeyFile,
    progress: Progress,
) -> NewStore:
    """Encrypt the open store in ``folder`` anew, check every page and row of what came out, and write it to the disk.

    Args:
        folder: the practice folder.
        engine: of the store as it is.
        keys: the data key in use and the one that is to replace it.
        keyfile: of the new data key.
        progress: told of each step.

    Raises:
        DamagedStore: when the audit trail is not whole, or what came out does not pass.
        UnusableInput: when the disk is full or cannot be written.
        Cancelled: when the person asked to stop. Nothing is left behind, whatever was raised.
    """
    place = folder / BUILDING
    watch = Unchanged(engine)
    built = NewStore(folder, watch)
    try:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        _fill(place / STORE, engine, keys, keyfile, progress)
        write_durably(place / KEYS, keyfile.to_bytes())
        progress.step("Checking every page of the new store", 0.0)
        findings = examine_store(place / STORE, keys[1], keyfile)
        damage = [finding.sentence for finding in findings if finding.severity is Severity.DAMAGE]
        if damage:
            raise DamagedStore(f"The data key was not replaced, and everything is as it was: {damage[0]}")
        sync_file(place / STORE)
        sync_folder(place)
        progress.step("Checked", 1.0)
    except BaseException as error:
        built.discard()
        if isinstance(error, OSError):
            raise unwritable(folder, error) from error
        raise
    return built


def earlier_answer_keys(engine: Engine) -> tuple[bytes, ...]:
    """What opens answers that were sealed before the data key was replaced, the newest first."""
    with reading(engine) as connection:
        return _answer_keys(connection)


def _fill(
    path: Path,
    engine: Engine,
    keys: tuple[DataKey, DataKey],
    keyfile: KeyFile,
    progress: Progress,
) -> None:
    old, new = keys
    with reading(engine) as connection:
        rows = row_counts(connection)
        copy_store(connection, path, new, progress, "Encrypting the store anew")
    progress.step(_TRAIL, 0.0)
    target = make_engine(path, new)
    try:
        with target.begin() as connection:
            if row_counts(connection) != rows:
                raise DamagedStore("The data key was not replaced: the new store lacks rows. Run a check.")
            audit.chain_anew(connection, audit.audit_key(old), audit.audit_key(new), partial(progress.step, _TRAIL))
            _keep_answer_key(connection, opening_key(old))
            set_generation(connection, keyfile.generation)
            who = connection.execute(select(practice.c.clinician)).scalar_one()
            key = audit.audit_key(new)
            audit.append(connection, key, who=who, what=REPLACED, kind="practice", subject=1)
        empty_log(target)
    finally:
        target.dispose()


def _keep_answer_key(connection: Connection, key: bytes) -> None:
    """A form may be with a client now: what comes back is sealed to the key in use when it went out."""
    value = json.dumps([held.hex() for held in (key, *_answer_keys(connection))])
    statement = insert(setting).values(key=_ANSWER_KEYS, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def _answer_keys(connection: Connection) -> tuple[bytes, ...]:
    value = connection.execute(select(setting.c.value).where(setting.c.key == _ANSWER_KEYS)).scalar()
    return tuple(bytes.fromhex(held) for held in json.loads(value or "[]"))
