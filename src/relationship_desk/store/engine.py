"""The connection to the encrypted store, and what its failures mean to a person."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlcipher3 import dbapi2

from relationship_desk.domain.errors import DamagedStore, DeskError, UnusableInput
from relationship_desk.domain.progress import Progress
from relationship_desk.sealing.data_key import DataKey

DAMAGED = "The store is damaged; nothing has been changed. Restore the latest backup into a new folder."
_NOT_THIS_KEY = (
    "The store is damaged, or another key file belongs to it; nothing has been changed. "
    "Restore the latest backup into a new folder."
)
_READING = "reading"
_PAGES_A_STEP = 4096
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


def make_engine(path: Path, data_key: DataKey) -> Engine:
    """Return the engine for the existing store at ``path``.

    A transaction is ``BEGIN IMMEDIATE``, so that it never fails half-way for want of the write lock; inside
    :func:`reading` it is a plain ``BEGIN`` that keeps nobody from writing. One connection is kept, more are made
    when threads or nested readers need them.

    Errors of the connection that a person can do something about are raised as :class:`DeskError`:
    :class:`DamagedStore` for pages that fail their check, :class:`UnusableInput` for a full or read-only disk.
    """

    def connect() -> sqlite3.Connection:
        try:
            return _connect(path, data_key)
        except dbapi2.Error as error:
            raise (_meaning(error) or error) from error

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, pool_size=1)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _explain)
    return engine


def require_sound(engine: Engine) -> None:
    """Check the seal of every page, about two seconds for a gigabyte; raise :class:`DamagedStore` when one fails.

    Done once after opening: a damaged page met later may be read as zeros before SQLCipher reports it.
    """
    with reading(engine) as connection:
        if page_faults(connection):
            raise DamagedStore(DAMAGED)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection whose transaction only reads, one unchanging state of the store throughout."""
    with engine.connect() as connection:
        yield connection.execution_options(**{_READING: True})


def create_store(path: Path) -> None:
    """Make the empty file of a new store, readable by its owner only."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def copy_store(
    connection: Connection, target: Path, data_key: DataKey, progress: Progress, doing: str = "Copying the store"
) -> None:
    """Copy the store page by page into the new file ``target``, encrypted under ``data_key``, the same or another one.

    Called inside :func:`reading`, it copies the very state that ``connection`` sees, whatever is written meanwhile.
    """

    def step(_status: int, remaining: int, total: int) -> None:
        progress.step(doing, 1 - remaining / max(total, 1))

    create_store(target)
    source, copy = _driver(connection), _open(target, data_key)
    try:
        source.backup(copy, pages=_PAGES_A_STEP, progress=step)
        _raise_hidden_damage(source)
    except dbapi2.Error as error:
        raise (_meaning(error) or error) from error
    finally:
        copy.close()


def _raise_hidden_damage(source: sqlite3.Connection) -> None:
    """Raise the error of any page that failed its seal while ``source`` was read.

    SQLCipher hands out such a page as zeros and refuses only the next page it has to read from the file: a copy of
    damaged pages would be sealed anew and look sound. Letting go of the cache makes sure that there is a next page.
    """
    source.execute("PRAGMA shrink_memory")
    for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 1").fetchall():
        quoted = name.replace('"', '""')
        source.execute(f'SELECT 1 FROM "{quoted}" LIMIT 1').fetchall()  # noqa: S608 - a name of the store's own


def page_faults(connection: Connection) -> list[str]:
    """Check the seal of every page in the store's file; return what SQLCipher says about those that fail."""
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]


def empty_log(engine: Engine) -> None:
    """Write what stands in the write-ahead log into the store's one file, and leave the log empty."""
    with engine.connect() as connection:
        _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Unchanged:
    """Watches a store from construction until :meth:`release`: has anything been written to it since?"""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        self._version = self._read()

    def hold(self) -> bool:
        """Whether nothing was written; if so, nothing can be from now on."""
        self._execute("BEGIN IMMEDIATE")
        if self._read() == self._version:
            return True
        self._execute("ROLLBACK")
        return False

    def release(self) -> None:
        """Watch no more and let others write again."""
        if _driver(self._connection).in_transaction:
            self._execute("ROLLBACK")
        self._connection.close()

    def _read(self) -> object:
        # This number changes with what other connections commit, and this one writes nothing.
        return self._execute("PRAGMA data_version").fetchone()

    def _execute(self, statement: str) -> sqlite3.Cursor:
        try:
            return _driver(self._connection).execute(statement)
        except dbapi2.Error as error:
            raise (_meaning(error) or error) from error


def switch_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch the enforcement of references on ``connection``, which must not be in a transaction."""
    _driver(connection).execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _open(path: Path, data_key: DataKey) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection: sqlite3.Connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log=off")  # it would write to standard error
    connection.execute(f"PRAGMA key = \"x'{data_key.raw.hex()}'\"")
    return connection


def _connect(path: Path, data_key: DataKey) -> sqlite3.Connection:
    connection = _open(path, data_key)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _explain(context: ExceptionContext) -> None:
    meaning = _meaning(context.original_exception)
    if meaning is not None:
        raise meaning from context.original_exception


def _meaning(error: BaseException) -> DeskError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_CORRUPT:
        return DamagedStore(DAMAGED)
    if code == sqlite3.SQLITE_NOTADB:  # the first page does not open with this key
        return DamagedStore(_NOT_THIS_KEY)
    if code == sqlite3.SQLITE_BUSY:
        return DeskError("The store is being written to by something else. What was saved before is safe; try again.")
    if code == sqlite3.SQLITE_CANTOPEN:
        return DamagedStore("The store, practice.db, cannot be opened: it is missing or not readable.")
    if code == sqlite3.SQLITE_FULL:
        return UnusableInput("The disk is full. What was saved before is safe; free some space and try again.")
    if code == sqlite3.SQLITE_READONLY:
        return UnusableInput("The practice folder is read-only. Copy it to a place where it can be written.")
    if code == sqlite3.SQLITE_IOERR:
        return DeskError("The disk did not read or write as asked. What was saved before is safe; check the disk.")
    return None
