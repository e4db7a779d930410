"""Replacing the data key, and what the backups of before still open with."""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.domain.errors import WrongSecret
from relationship_desk.domain.progress import Progress
from relationship_desk.sealing.secret import Secret
from relationship_desk.services.keeping import Keeping
from relationship_desk.store.known_backups import KnownBackup, known_backups
from relationship_desk.store.layout import bare_name, default_backup_folder
from relationship_desk.store.succession import NewStore
from relationship_desk.store.unit_of_work import Store

__all__ = ["KnownBackup", "NewStore", "Rekeying"]


class Rekeying:
    """In two steps: :meth:`prepare`, which takes long and can be stopped, and :meth:`replace`, which does neither."""

    def __init__(self, store: Store, keeping: Keeping) -> None:
        self._vault, self._keeping = store.vault, keeping

    def known_backups(self) -> list[KnownBackup]:
        """The backups in the folder in use, in the one beside the practice and where the last one went."""
        vault, last = self._vault, self._keeping.last()
        folders = [self._keeping.folder, default_backup_folder(vault.folder), *([last.file.parent] if last else [])]
        return known_backups(folders, bare_name(vault.folder), vault.keyfile, vault.data_key)

    def prepare(self, passphrase: str, words: Sequence[str], progress: Progress | None = None) -> NewStore:
        """Write a verified backup, then encrypt the store anew under a new data key and check that.

        Only ``passphrase``, which has to be the one in use, and ``words`` open it; without ``words`` it has none.

        Raises:
            WrongSecret: when the passphrase is another.
            Cancelled: when the person asked to stop.
            UnusableInput, DamagedStore: as when a backup is written, and when the audit trail is not whole. Whatever
                was raised, everything is as it was; the backup may have been written.
        """
        progress = progress or Progress()
        progress.step("Checking the passphrase", 0.0)
        secret = Secret.passphrase(passphrase)
        if not self._vault.opens(secret):
            raise WrongSecret("This is not the current passphrase. Nothing has been changed.")
        self._keeping.back_up(progress=progress)
        progress.step("Deriving the new keys", 0.0)
        recovery = (Secret.recovery(words),) if words else ()
        return self._vault.build_new_store((secret, *recovery), progress)

    def replace(self, new: NewStore) -> None:
        """Let ``new`` count. From now on nothing can be recorded: close the practice at once.

        Raises:
            UnusableInput: when something was recorded since it was prepared; everything is as it was.
        """
        self._vault.replace_data_key(new)
