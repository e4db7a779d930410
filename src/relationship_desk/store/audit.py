"""The audit trail: who did what and when, never what was written. Entries are only added.

Each entry carries an HMAC-SHA256 over itself and the one before, under a key derived from the data key, so that an
entry changed, removed or slipped in by other means than this program shows.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Connection, Text, insert, select, text, type_coerce
from sqlalchemy.dialects import sqlite

from relationship_desk.domain.errors import DamagedStore
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.store.tables import audit

_START = b"relationship-desk audit trail"
_AT_ONCE = 10_000
"""So many entries are held in memory while they are chained anew."""
_AS_STORED = select(
    *(type_coerce(column, Text).label("at") if column is audit.c.at else column for column in audit.c)
).order_by(audit.c.id)


def audit_key(data_key: DataKey) -> bytes:
    """The key that the trail is chained under."""
    return data_key.subkey("audit")


# Written out once, for the driver itself: they run with every change.
_LAST = "SELECT id, chain FROM audit ORDER BY id DESC LIMIT 1"
_ADD = str(insert(audit).compile(dialect=sqlite.dialect()))


def append(
    connection: Connection,
    key: bytes,
    *,
    who: str,
    what: str,
    kind: str,
    subject: int,
    digest: str = "",
    at: datetime | None = None,
) -> int:
    """Add one entry inside the transaction of ``connection`` and return its number.

    Args:
        connection: in the transaction that makes the change itself, so that both are kept or neither is.
        key: from :func:`audit_key`.
        who: the clinician, or the part of the program that acted.
        what: the deed in one word, such as ``signed``.
        kind: what it was done to, such as ``note``.
        subject: the row's id.
        digest: SHA-256 of a content, never the content.
        at: when; now, unless given.
    """
    last = connection.exec_driver_sql(_LAST).first()
    number, before = (last.id + 1, last.chain) if last else (1, _START)
    fields = (number, (at or datetime.now()).isoformat(" ", "microseconds"), who, what, kind, subject, digest)
    connection.exec_driver_sql(_ADD, (*fields, _chained(key, before, fields)))
    return number


def last_entry(connection: Connection) -> int:
    """The number of the newest entry, 0 before the first."""
    return connection.execute(select(audit.c.id).order_by(audit.c.id.desc()).limit(1)).scalar() or 0


def last_deed(connection: Connection) -> str:
    """What the newest entry says was done; empty before the first."""
    return connection.execute(select(audit.c.what).order_by(audit.c.id.desc()).limit(1)).scalar() or ""


def verify(connection: Connection, key: bytes) -> list[str]:
    """Follow the chain and return what is wrong with it, one sentence each; empty when it is whole."""
    return list(_faults(connection, key))


def chain_anew(connection: Connection, key: bytes, new_key: bytes, told: Callable[[float], None]) -> None:
    """Chain the whole trail under ``new_key``, once it is found whole under ``key``; ``told`` hears the share done.

    Raises:
        DamagedStore: when it is not: a new chain would hide that.
    """
    faults = verify(connection, key)
    if faults:
        raise DamagedStore(f"The data key stays as it is, since the audit trail is not whole. {faults[0]}")
    last, end, before = 0, last_entry(connection), _START
    while rows := connection.execute(_AS_STORED.where(audit.c.id > last).limit(_AT_ONCE)).all():
        chains = []
        for row in rows:
            fields = (row.id, row.at, row.who, row.what, row.kind, row.subject, row.digest)
            before = _chained(new_key, before, fields)
            chains.append((before, row.id))
        connection.exec_driver_sql("UPDATE audit SET chain = ? WHERE id = ?", chains)
        last = rows[-1].id
        told(last / end)


def _faults(connection: Connection, key: bytes) -> Iterator[str]:
    expected, before = 1, _START
    for row in connection.execute(_AS_STORED):
        fields = (row.id, row.at, row.who, row.what, row.kind, row.subject, row.digest)
        if row.id != expected:
            yield f"The audit trail has a gap: entry {expected} is missing."
        elif row.chain != _chained(key, before, fields):
            yield f"Entry {row.id} of the audit trail was altered."
        expected, before = row.id + 1, row.chain
    given_out = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")).scalar() or 0
    if given_out >= expected:
        yield f"The end of the audit trail is missing: entries {expected} to {given_out}."


def _chained(key: bytes, before: object, fields: tuple[object, ...]) -> bytes:
    """Chain an entry to the one before. A tampered store may hold any type in any column: nothing fails on it."""
    start = before if isinstance(before, bytes) else b""
    return hmac.digest(key, start + json.dumps(fields, default=repr).encode(), "sha256")
