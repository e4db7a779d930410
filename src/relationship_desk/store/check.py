"""Whether a practice is sound, from its key file to its last audit entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from relationship_desk.domain.counts import counted
from relationship_desk.domain.errors import DamagedStore
from relationship_desk.domain.records import Note, Session
from relationship_desk.domain.vocabulary import NoteKind
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.keyfolder import read_keys
from relationship_desk.sealing.secret import Secret
from relationship_desk.store import audit
from relationship_desk.store.engine import make_engine, page_faults, reading
from relationship_desk.store.exclusive import Exclusive
from relationship_desk.store.layout import STORE, require_practice
from relationship_desk.store.migrate import is_behind, structure_faults
from relationship_desk.store.repositories.clients import ClientRepository
from relationship_desk.store.repositories.sessions import SessionRepository
from relationship_desk.store.succession import finish
from relationship_desk.store.tables import practice


class Severity(StrEnum):
    """Whether something is broken, or merely worth knowing."""

    DAMAGE = "damage"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has found, in one sentence."""

    severity: Severity
    sentence: str


Matches = Callable[[Note, Session], bool]
"""Whether a note still is what was signed."""


def check(folder: Path, secret: Secret, matches: Matches | None = None) -> list[Finding]:
    """Examine the practice in ``folder``; an empty list means that it is sound.

    Nothing is changed, but that a new store that counts already is put in its place after a crash.

    ``matches`` is asked of every note, where given: what a signature seals is not for the store to know.

    Raises:
        UnusableInput: when this is no practice. StoreInUse: when it is open.
        WrongSecret, DamagedKeys, NewerStore: when it cannot be opened, so that nothing can be said about the store.
    """
    require_practice(folder)
    exclusive = Exclusive(folder)
    try:
        finish(folder)
        keys = read_keys(folder)
        unlocked = keys.unlock(secret)
        findings = [Finding(Severity.DAMAGE, sentence) for sentence in keys.findings]
        return findings + examine_store(folder / STORE, unlocked.data_key, unlocked.keyfile, matches)
    finally:
        exclusive.release()


def examine_store(path: Path, data_key: DataKey, keyfile: KeyFile, matches: Matches | None = None) -> list[Finding]:
    """Examine a store that no process has open: pages, structure, references, key generation, audit trail.

    Signed notes are held against their digests where ``matches`` is given and the store is up to date. A backup is
    restored without that, since nobody is to be kept out of a record because a note in it was altered.

    Raises:
        NewerStore: when a newer version of the program has written it.
    """
    engine = make_engine(path, data_key)
    try:
        return list(_findings(engine, data_key, keyfile, matches))
    except DamagedStore as error:
        return [Finding(Severity.DAMAGE, str(error))]
    finally:
        engine.dispose()


def _findings(engine: Engine, data_key: DataKey, keyfile: KeyFile, matches: Matches | None) -> Iterator[Finding]:
    with reading(engine) as connection:
        damaged = page_faults(connection)
        if damaged:
            pages = counted(len(damaged), "page")
            yield Finding(Severity.DAMAGE, f"The store is damaged: {pages} cannot be trusted. Restore a backup.")
            return
        for sentence in structure_faults(connection):
            yield Finding(Severity.DAMAGE, f"The store is damaged: {sentence}")
    behind = is_behind(engine)
    if behind:
        yield Finding(Severity.NOTICE, "An older version wrote this store; opening it brings it up to date.")
    with reading(engine) as connection:
        yield from _key_findings(connection, keyfile)
        for sentence in audit.verify(connection, audit.audit_key(data_key)):
            yield Finding(Severity.DAMAGE, sentence)
        if matches and not behind:
            yield from _note_findings(connection, matches)


def _note_findings(connection: Connection, matches: Matches) -> Iterator[Finding]:
    clients, sessions = ClientRepository(connection), SessionRepository(connection)
    try:
        codes = {client.id: client.code for client in clients.all()}
        for client, code in codes.items():
            held = {session.id: session for session in sessions.of(client)}
            for note in sessions.notes_of(client):
                if not matches(note, held[note.session]):
                    what = "addendum to" if note.kind is NoteKind.ADDENDUM else "note of"
                    about = f" about {codes[note.member]}" if note.member else ""
                    sentence = f"The signed {what} session {held[note.session].number} of {code}{about} was altered."
                    yield Finding(Severity.DAMAGE, sentence)
    except ValueError:
        yield Finding(
            Severity.DAMAGE, "The store is damaged: it holds a word that no version writes. Restore a backup."
        )


def _key_findings(connection: Connection, keyfile: KeyFile) -> Iterator[Finding]:
    row = connection.execute(select(practice.c.uid, practice.c.key_generation)).one_or_none()
    if row is None:
        yield Finding(Severity.DAMAGE, "The store does not say whose practice it is. Restore a backup.")
    elif row.uid != keyfile.practice:
        yield Finding(Severity.DAMAGE, "The key file belongs to another practice than the store.")
    elif row.key_generation > keyfile.generation:
        yield Finding(Severity.DAMAGE, "The key file is older than the store: an old copy was put in its place.")
    elif row.key_generation == keyfile.generation - 1:
        yield Finding(Severity.NOTICE, "A key change was interrupted; opening the practice completes it.")
    elif row.key_generation < keyfile.generation:
        yield Finding(Severity.DAMAGE, "The store is older than the key file: an old copy was put in its place.")
