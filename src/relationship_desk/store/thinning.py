"""Which backups are kept: dense for the last days, ever sparser further back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from relationship_desk.domain.errors import DeskError
from relationship_desk.store.backup import SUFFIX
from relationship_desk.store.manifest import BROKEN_ZIP, read_manifest

KEEP_ALL = timedelta(days=2)
_STAMP = "%Y%m%d-%H%M%S"
_STAMP_LENGTH = len("20260102-030405")
_KEPT: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda at: at.date(), 12),
    (lambda at: at.isocalendar()[:2], 10),
    (lambda at: (at.year, at.month), 9),
)
"""The newest backup of each of the last 12 days, 10 weeks and 9 months that have one."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file by its name."""

    path: Path
    at: datetime


def backups_in(folder: Path, name: str, practice: str) -> list[Backup]:
    """The backups of one practice in ``folder``, the newest first; other files are passed over.

    ``name`` is what its files are called by and ``practice`` its uid: two practices of one name may share a folder.
    """
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        stem = path.name.removesuffix(SUFFIX)
        try:
            at = datetime.strptime(stem[-_STAMP_LENGTH:], _STAMP)
        except ValueError:
            continue
        if stem == f"{name}-{at:{_STAMP}}" and _practice_of(path) == practice:
            found.append(Backup(path, at))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def _practice_of(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as bundled:
            return read_manifest(bundled).practice
    except (DeskError, OSError, *BROKEN_ZIP):
        return None


def surplus(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """The backups that may go: all of the last two days stay, then 12 daily, 10 weekly and 9 monthly ones."""
    newest_first = sorted(backups, key=lambda backup: backup.at, reverse=True)
    kept = {backup for backup in newest_first if now - backup.at <= KEEP_ALL}
    for period, count in _KEPT:
        newest_of: dict[object, Backup] = {}
        for backup in newest_first:
            newest_of.setdefault(period(backup.at), backup)
        kept.update(islice(newest_of.values(), count))
    return [backup for backup in newest_first if backup not in kept]


def thin(folder: Path, name: str, practice: str, now: datetime) -> list[Path]:
    """Delete the surplus backups of one practice in ``folder`` and return them; see :func:`backups_in`.

    One that cannot be deleted stays, which harms nothing.
    """
    gone = []
    for backup in surplus(backups_in(folder, name, practice), now):
        try:
            backup.path.unlink()
        except OSError:
            continue
        gone.append(backup.path)
    return gone
