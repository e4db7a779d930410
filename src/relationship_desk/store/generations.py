"""Key file and store held against each other: each key change is a generation that both of them name."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select, update

from relationship_desk.domain.errors import DamagedKeys, DamagedStore
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.store.engine import reading
from relationship_desk.store.tables import practice


def agree(engine: Engine, keyfile: KeyFile) -> None:
    """Refuse a store and a key file that do not belong together, and complete a key change that was cut short.

    The key files are written before the store, so a store one generation behind is a crash in between. Anything
    else is an old copy of one or the other.
    """
    with reading(engine) as connection:
        row = connection.execute(select(practice.c.uid, practice.c.key_generation)).one_or_none()
    if row is None:
        raise DamagedStore("The store does not say whose practice it is. Restore the latest backup into a new folder.")
    if row.uid != keyfile.practice:
        raise DamagedKeys("The key file belongs to another practice. Put back the one that came with this store.")
    behind = keyfile.generation - row.key_generation
    if behind < 0:
        raise DamagedKeys("The key file is older than the store. Put back the newer one, or restore a backup.")
    if behind > 1:
        raise DamagedStore("The store is older than its key file: an old copy was put in its place. Restore a backup.")
    if behind == 1:
        with engine.begin() as connection:
            set_generation(connection, keyfile.generation)


def set_generation(connection: Connection, generation: int) -> None:
    """Let the store name ``generation``."""
    connection.execute(update(practice).values(key_generation=generation))
