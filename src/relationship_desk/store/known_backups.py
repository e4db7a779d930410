"""The backups that the program knows of, and which of the secrets and keys in use each of them still has."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from relationship_desk.domain.errors import DeskError
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.keyfile import MAX_BYTES, KeyFile
from relationship_desk.sealing.keyfolder import KEYS
from relationship_desk.sealing.secret import SecretKind
from relationship_desk.store.manifest import BROKEN_ZIP
from relationship_desk.store.thinning import backups_in


@dataclass(frozen=True, slots=True)
class KnownBackup:
    """A backup file and how it stands to the practice as it is now."""

    path: Path
    at: datetime
    other_key: bool
    """Encrypted under a data key that was replaced since; it opens with the secrets of its time."""
    old: frozenset[SecretKind]
    """The kinds of secret of which it opens with an earlier one than the practice does."""


def known_backups(folders: Iterable[Path], name: str, keyfile: KeyFile, data_key: DataKey) -> list[KnownBackup]:
    """The backups in ``folders`` of the practice that ``keyfile`` and ``data_key`` open, the newest first."""
    found = []
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        for backup in backups_in(folder, name, keyfile.practice):
            held = _keyfile_in(backup.path)
            if held is not None:
                known = KnownBackup(backup.path, backup.at, not held.holds(data_key), _old(held, keyfile))
                found.append(known)
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def _old(held: KeyFile, now: KeyFile) -> frozenset[SecretKind]:
    return frozenset(kind for kind in SecretKind if held.slot(kind) and held.slot(kind) != now.slot(kind))


def _keyfile_in(backup: Path) -> KeyFile | None:
    try:
        with zipfile.ZipFile(backup) as bundled, bundled.open(KEYS) as file:
            return KeyFile.from_bytes(file.read(MAX_BYTES + 1))
    except (DeskError, OSError, KeyError, *BROKEN_ZIP):
        return None  # it opens with nothing
