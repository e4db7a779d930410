"""Sealed answers in the practice folder: written by a process without a key, read once the practice is unlocked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.durable import sync_folder, write_durably
from relationship_desk.sealing.sealed_box import NotSealedForThis, seal, unseal
from relationship_desk.sealing.waiting_answers import FOLDER, SUFFIX

_LARGEST = 1_000_000
"""Bytes: nothing that was sealed here comes near."""


def write_answers(practice: Path, public: bytes, name: str, answers: bytes) -> None:
    """Seal ``answers`` and put them in place of those of the same ``name``; on return they are on the disk.

    Raises:
        OSError: when they could not be written; what was there before is as it was.
    """
    folder = practice / FOLDER
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        sync_folder(practice)
    write_durably(folder / f"{name}{SUFFIX}", seal(public, answers, _info(name)))


def read_answers(data_key: DataKey, file: Path, earlier: Iterable[bytes] = ()) -> bytes:
    """Open the answers in ``file``, with one of the ``earlier`` opening keys where the data key was replaced since.

    Raises:
        NotSealedForThis: when they are damaged, renamed, or belong to another practice.
    """
    try:
        with file.open("rb") as sealed:
            data = sealed.read(_LARGEST + 1)
    except OSError as error:
        raise NotSealedForThis(f"The file could not be read ({error.strerror}).") from error
    if len(data) > _LARGEST:
        raise NotSealedForThis("The file is too large for answers.")
    return unseal(data_key, data, _info(file.name.removesuffix(SUFFIX)), earlier)


def remove_answers(file: Path) -> None:
    """Take away answers that are in the record, with what a crash has left of an earlier writing."""
    file.with_name(f"{file.name}.new").unlink(missing_ok=True)
    file.unlink(missing_ok=True)
    sync_folder(file.parent)


def _info(name: str) -> bytes:
    return f"hand-over {name}".encode()
