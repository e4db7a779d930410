"""Backups of the open practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from relationship_desk.domain.progress import Progress
from relationship_desk.sealing.secret import Secret
from relationship_desk.services.preferences import Preferences
from relationship_desk.settings.definitions import BACKUP_FOLDER
from relationship_desk.store.backup import last_backup
from relationship_desk.store.layout import bare_name, default_backup_folder
from relationship_desk.store.thinning import Backup, backups_in, thin
from relationship_desk.store.unit_of_work import Store


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The newest backup that was opened and checked after writing."""

    at: datetime
    file: Path
    changed_since: bool


class Keeping:
    """Writing verified backups, and knowing when one is due."""

    def __init__(self, store: Store, preferences: Preferences) -> None:
        self._store = store
        self._preferences = preferences

    @property
    def folder(self) -> Path:
        """Where backups go: the chosen folder, or one beside the practice."""
        chosen = self._preferences[BACKUP_FOLDER]
        return Path(chosen) if chosen else default_backup_folder(self._store.vault.folder)

    def last(self) -> LastBackup | None:
        """The newest verified backup, None before the first."""
        vault = self._store.vault
        written = last_backup(vault.engine)
        return LastBackup(written.at, written.path, vault.changed_since_backup) if written else None

    def back_up(self, to: Path | None = None, progress: Progress | None = None) -> Path:
        """Write a backup, open it again and check it; return the file.

        Raises:
            UnusableInput: when the folder cannot be written; the records are safe.
        """
        folder = to or self.folder
        vault = self._store.vault
        written = vault.back_up(folder, progress)
        thin(folder, bare_name(vault.folder), vault.keyfile.practice, written.at)
        return written.path

    @property
    def due(self) -> bool:
        """Whether anything has been recorded since the last verified backup."""
        return self._store.vault.changed_since_backup

    def backups(self) -> tuple[Backup, ...]:
        """The backups of this practice in :attr:`folder`, the newest first."""
        vault = self._store.vault
        return tuple(backups_in(self.folder, bare_name(vault.folder), vault.keyfile.practice))

    def opens(self, passphrase: str) -> bool:
        """Whether ``passphrase`` is the one in use. Takes as long as unlocking."""
        return self._store.vault.opens(Secret.passphrase(passphrase))

    def change_passphrase(self, passphrase: str) -> None:
        """Open with ``passphrase`` from now on. Older backups still open with the old one."""
        self._store.vault.change_passphrase(passphrase)

    @property
    def has_recovery_words(self) -> bool:
        """Whether there are recovery words that open the practice."""
        return self._store.vault.has_recovery_words

    def take_recovery_words_away(self) -> None:
        """Let nothing but the passphrase open the practice; the words open nothing but older backups."""
        self._store.vault.take_recovery_words_away()

    def replace_recovery_words(self) -> tuple[str, ...]:
        """New recovery words, shown once; the old ones open nothing but older backups."""
        return self._store.vault.replace_recovery_words()
