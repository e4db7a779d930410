"""Restoring a backup into a new practice folder, all or nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

from relationship_desk.domain.errors import DamagedStore, UnusableInput
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.keyfolder import KEYS, write_keys
from relationship_desk.sealing.secret import Secret
from relationship_desk.store.check import Severity, examine_store
from relationship_desk.store.layout import STORE, new_folder
from relationship_desk.store.manifest import BROKEN_ZIP, read_manifest


def restore(backup: Path, folder: Path, secret: Secret) -> None:
    """Make the practice ``folder`` from ``backup``, after checking digests, key, every page and the audit trail.

    ``secret`` is the passphrase or the recovery words of the time the backup was taken.

    Raises:
        UnusableInput: when ``folder`` exists already or cannot be made, or ``backup`` cannot be read.
        WrongSecret, DamagedKeys, DamagedStore, NewerStore: as when a practice is opened; nothing is left behind.
    """
    if not backup.is_file():
        raise UnusableInput(f"There is no backup file {backup}.")
    with new_folder(folder) as staging:
        _unpack(backup, staging)
        keyfile = KeyFile.from_bytes((staging / KEYS).read_bytes())
        data_key = keyfile.unlock(secret)
        write_keys(staging, keyfile)
        findings = examine_store(staging / STORE, data_key, keyfile)
        damage = [finding.sentence for finding in findings if finding.severity is Severity.DAMAGE]
        if damage:
            raise DamagedStore(f"The backup was not restored: {damage[0]}")


def _unpack(backup: Path, staging: Path) -> None:
    try:
        with zipfile.ZipFile(backup) as bundled:
            read_manifest(bundled).copy_out(bundled, staging)
    except BROKEN_ZIP as error:
        raise DamagedStore(
            f"The backup {backup.name} is damaged or incomplete. Nothing has been changed; try an older one."
        ) from error
    for path in staging.iterdir():
        path.chmod(0o600)
