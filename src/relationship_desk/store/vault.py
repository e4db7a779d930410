"""The vault: a practice from unlocking to closing, and the keys that open it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select

from relationship_desk.domain.errors import DeskError, WrongSecret
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.records import Practice
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.kdf import KdfParameters, calibrate
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.keyfolder import read_keys, write_keys
from relationship_desk.sealing.recovery_words import new_words
from relationship_desk.sealing.secret import Secret, SecretKind
from relationship_desk.store import audit
from relationship_desk.store.backup import BackupWritten, back_up, changed_since_backup
from relationship_desk.store.engine import create_store, empty_log, make_engine, reading, require_sound
from relationship_desk.store.exclusive import Exclusive
from relationship_desk.store.generations import agree, set_generation
from relationship_desk.store.layout import STORE, default_backup_folder, new_folder, require_practice
from relationship_desk.store.migrate import SHIPPED, Schema, is_behind, upgrade
from relationship_desk.store.rekey import REPLACED, build, earlier_answer_keys
from relationship_desk.store.succession import NewStore, finish
from relationship_desk.store.tables import practice as practice_table

KEY_REPLACED = "The data key is replaced. Backups made before hold the earlier one: make a new backup."


class Vault:
    """An open practice. It belongs to this process alone until :meth:`close`."""

    def __init__(self, folder: Path, engine: Engine, data_key: DataKey, keyfile: KeyFile, exclusive: Exclusive) -> None:
        self.folder = folder
        self.engine = engine
        self.data_key = data_key
        self.keyfile = keyfile
        self.notices: tuple[str, ...] = ()
        """What opening has found and put right, one sentence each, for the person to read."""
        self._exclusive = exclusive
        self._replaced_by: NewStore | None = None

    def opens(self, secret: Secret) -> bool:
        """Whether ``secret`` opens the practice as it stands. Takes as long as unlocking."""
        try:
            self.keyfile.unlock(secret)
        except WrongSecret:
            return False
        return True

    def change_passphrase(self, passphrase: str, kdf: KdfParameters | None = None) -> None:
        """Open with ``passphrase`` from now on, and with the old one no more. No page of the store is touched for it.

        Backups taken before still open with the old passphrase.
        """
        self._change_keys(self.keyfile.with_slot(self.data_key, Secret.passphrase(passphrase), kdf), "passphrase")

    def replace_recovery_words(self, kdf: KdfParameters | None = None) -> tuple[str, ...]:
        """Return new recovery words, to be shown once; the old ones open nothing but older backups."""
        words = new_words()
        self._change_keys(self.keyfile.with_slot(self.data_key, Secret.recovery(words), kdf), "recovery words")
        return words

    @property
    def has_recovery_words(self) -> bool:
        """Whether there are recovery words that open the practice."""
        return self.keyfile.slot(SecretKind.RECOVERY) is not None

    def take_recovery_words_away(self) -> None:
        """Let nothing but the passphrase open the practice; the words open nothing but older backups."""
        keyfile = self.keyfile.without_slot(self.data_key, SecretKind.RECOVERY)
        self._change_keys(keyfile, "recovery words")

    def build_new_store(self, opened_by: tuple[Secret, ...], progress: Progress) -> NewStore:
        """Encrypt the store anew under another data key, which ``opened_by`` alone open; see :mod:`.rekey`.

        It counts only with :meth:`replace_data_key`.
        """
        new_key = DataKey.new()
        keyfile = self.keyfile.for_key(new_key, opened_by)
        return build(self.folder, self.engine, (self.data_key, new_key), keyfile, progress)

    def replace_data_key(self, new: NewStore) -> None:
        """Let ``new`` count from now on. Nothing can be recorded any more; :meth:`close` puts it in its place.

        Raises:
            UnusableInput: when something was recorded since ``new`` was built; everything is as it was then.
        """
        new.put_in_force()
        self._replaced_by = new

    def earlier_answer_keys(self) -> tuple[bytes, ...]:
        """What opens answers that were sealed before the data key was replaced."""
        return earlier_answer_keys(self.engine)

    def back_up(self, to: Path, progress: Progress | None = None) -> BackupWritten:
        """Write a verified backup into the folder ``to``; see :func:`relationship_desk.store.backup.back_up`."""
        return back_up(self.folder, self.engine, self.data_key, self.keyfile, to, progress)

    @property
    def changed_since_backup(self) -> bool:
        """Whether anything has been recorded since the last verified backup."""
        return changed_since_backup(self.engine)

    def close(self) -> None:
        """Write everything into the one file of the store and let the next process in. A second call does nothing.

        After :meth:`replace_data_key` the new store takes the place of the old one here.
        """
        if not self._exclusive.held:
            return
        try:
            if self._replaced_by is None:
                empty_log(self.engine)
            else:
                self._replaced_by.release()
        finally:
            self.engine.dispose()
            if self._replaced_by is not None:
                with suppress(DeskError):  # it counts, and the next opening puts it in its place
                    finish(self.folder)
            self._exclusive.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _change_keys(self, keyfile: KeyFile, what: str) -> None:
        # The files first: were the store ahead of them after a crash, no key file would be young enough to open it.
        write_keys(self.folder, keyfile)
        self.keyfile = keyfile
        with self.engine.begin() as connection:
            set_generation(connection, keyfile.generation)
            self._record(connection, f"changed {what}")

    def _record(self, connection: Connection, what: str) -> None:
        who = connection.execute(select(practice_table.c.clinician)).scalar_one()
        key = audit.audit_key(self.data_key)
        audit.append(connection, key, who=who, what=what, kind="practice", subject=1)


def create_practice(
    folder: Path,
    passphrase: str,
    practice: Practice,
    kdf: KdfParameters | None = None,
    words: Sequence[str] | None = None,
) -> tuple[Vault, tuple[str, ...]]:
    """Make a new practice in ``folder`` and return it open, with its recovery words, which are kept nowhere.

    ``words`` are those that were shown before; new ones are drawn when it is left out.

    Raises:
        UnusableInput: when ``folder`` exists already or cannot be written; nothing is left behind.
    """
    words = tuple(words or new_words())
    opened_by = (Secret.passphrase(passphrase), Secret.recovery(words))
    data_key, uid = DataKey.new(), secrets.token_hex(16)
    with new_folder(folder) as staging:
        keyfile = KeyFile.create(uid, data_key, opened_by, kdf or calibrate())
        write_keys(staging, keyfile)
        create_store(staging / STORE)
        _fill(staging / STORE, data_key, keyfile, practice)
    exclusive = Exclusive(folder)
    return Vault(folder, make_engine(folder / STORE, data_key), data_key, keyfile, exclusive), words


def open_practice(folder: Path, secret: Secret, backups: Path | None = None, schema: Schema = SHIPPED) -> Vault:
    """Unlock the practice in ``folder``, bring it up to date and finish what a crash has left half done.

    Args:
        folder: the practice folder.
        secret: the passphrase or the recovery words.
        backups: where the backup before a migration goes; a folder beside the practice, unless given.
        schema: what to bring the store up to.

    Raises:
        UnusableInput: when this is no practice, or its folder is read-only.
        StoreInUse: when another process has it open.
        WrongSecret, DamagedKeys, DamagedStore, NewerStore: each with its own sentence.
    """
    require_practice(folder)
    exclusive = Exclusive(folder)
    engine: Engine | None = None
    try:
        finish(folder)
        keys = read_keys(folder)
        unlocked = keys.unlock(secret)
        engine = make_engine(folder / STORE, unlocked.data_key)
        require_sound(engine)
        vault = Vault(folder, engine, unlocked.data_key, unlocked.keyfile, exclusive)
        if is_behind(engine, schema):
            vault.back_up(backups or default_backup_folder(folder))
            upgrade(engine, schema)
        agree(engine, unlocked.keyfile)
        if keys.findings:
            write_keys(folder, unlocked.keyfile)
            vault.notices = keys.findings
        _tell_of_new_key(vault)
    except BaseException:
        if engine:
            engine.dispose()
        exclusive.release()
        raise
    return vault


def _fill(path: Path, data_key: DataKey, keyfile: KeyFile, practice: Practice) -> None:
    engine = make_engine(path, data_key)
    try:
        upgrade(engine)
        with engine.begin() as connection:
            connection.execute(
                insert(practice_table).values(
                    id=1,
                    uid=keyfile.practice,
                    name=practice.name,
                    clinician=practice.clinician,
                    credential=practice.credential,
                    report_name=practice.report_name,
                    key_generation=keyfile.generation,
                )
            )
            key = audit.audit_key(data_key)
            audit.append(connection, key, who=practice.clinician, what="created", kind="practice", subject=1)
    finally:
        engine.dispose()


def _tell_of_new_key(vault: Vault) -> None:
    """Say that the data key was replaced, until there is a backup under it or something else was recorded."""
    with reading(vault.engine) as connection:
        deed = audit.last_deed(connection)
    if deed == REPLACED and vault.changed_since_backup:
        vault.notices += (KEY_REPLACED,)
