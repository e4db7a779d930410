"""The practice folder: the names in it, and how a new one comes into being whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.sealing.durable import sync_file, sync_folder
from relationship_desk.sealing.keyfolder import KEYS, KEYS_COPY

STORE = "practice.db"
SUFFIX = ".desk"


def bare_name(folder: Path) -> str:
    """The name of a practice as its owner gave it: ``Rivers`` of ``Rivers.desk``."""
    return folder.name.removesuffix(SUFFIX)


def default_backup_folder(folder: Path) -> Path:
    """Where backups go unless another folder is chosen: ``Rivers backups`` beside ``Rivers.desk``."""
    return folder.parent / f"{bare_name(folder)} backups"


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a private folder to build in, which becomes ``folder`` when the block ends without an error.

    Raises:
        UnusableInput: when ``folder`` exists already, or the place cannot be written.
    """
    if folder.exists():
        raise UnusableInput(f"{folder} exists already and is left as it is. Choose another name.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-practice-", dir=folder.parent) as place:
            staging = Path(place) / folder.name
            staging.mkdir(mode=0o700)
            yield staging
            for path in staging.iterdir():
                sync_file(path)
            sync_folder(staging)
            staging.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise UnusableInput(f"The practice {folder} could not be written: {error.strerror}.") from error


def require_practice(folder: Path) -> None:
    """Raise :class:`UnusableInput` when ``folder`` is no practice."""
    if not any((folder / name).exists() for name in (STORE, KEYS, KEYS_COPY)):
        raise UnusableInput(f"{folder} is no practice: a practice is a folder that holds {STORE} and {KEYS}.")
