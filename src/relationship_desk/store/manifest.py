"""The manifest of a backup: what belongs to it, and the digests that tell a whole copy from a damaged one."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from relationship_desk.domain.errors import DamagedStore, NewerStore, UnusableInput
from relationship_desk.sealing.keyfolder import KEYS
from relationship_desk.store.layout import STORE

MANIFEST = "manifest.json"
FORMAT = 1
_MAX_BYTES = 16_384
_CHUNK = 1 << 20
BROKEN_ZIP = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)
"""What reading a damaged backup may raise besides a :class:`DeskError`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup: its length in bytes and its SHA-256 in hexadecimal."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup consists of."""

    practice: str
    generation: int
    schema: str
    taken_at: str
    files: Mapping[str, Entry]

    @classmethod
    def of(cls, files: Mapping[str, Path], practice: str, generation: int, schema: str, at: datetime) -> Manifest:
        """Describe ``files`` as they are on the disk."""
        entries = {}
        for name, path in files.items():
            with path.open("rb") as file:
                entries[name] = Entry(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
        return cls(practice, generation, schema, at.isoformat(), entries)

    def to_bytes(self) -> bytes:
        """Write it as canonical JSON."""
        content = {
            "format": FORMAT,
            "practice": self.practice,
            "generation": self.generation,
            "schema": self.schema,
            "taken_at": self.taken_at,
            "files": {name: asdict(entry) for name, entry in self.files.items()},
        }
        return json.dumps(content, indent=1, ensure_ascii=True).encode("ascii") + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """Read what :meth:`to_bytes` wrote.

        Raises:
            NewerStore: for a later format.
            ValueError, TypeError, KeyError: for anything else.
        """
        content = json.loads(data.decode("ascii"))
        if content["format"] > FORMAT:
            raise NewerStore("A newer version of the program has written this backup. Install that version.")
        files = {name: Entry(**entry) for name, entry in content["files"].items()}
        manifest = cls(content["practice"], content["generation"], content["schema"], content["taken_at"], files)
        if manifest.to_bytes() != data or set(files) != {KEYS, STORE}:
            raise ValueError("not written by this program")
        return manifest

    def copy_out(self, bundled: zipfile.ZipFile, folder: Path | None) -> None:
        """Read every file of an opened backup, into ``folder`` or, with None, only to see that it is whole.

        Raises:
            DamagedStore: when a file is missing, one too many, or not what it was.
        """
        if sorted(bundled.namelist()) != sorted((MANIFEST, *self.files)):
            raise DamagedStore(_damaged(bundled))
        for name, entry in self.files.items():
            with bundled.open(name) as source:
                if _drain(source, folder / name if folder else None) != entry:
                    raise DamagedStore(_damaged(bundled))


def read_manifest(bundled: zipfile.ZipFile) -> Manifest:
    """Take the manifest out of an opened backup.

    Raises:
        DamagedStore: when it is damaged.
        UnusableInput: when this is no backup at all.
        NewerStore: when a newer version of the program has written it.
    """
    if MANIFEST not in bundled.namelist():
        raise UnusableInput("This file is no backup of a practice.")
    try:
        with bundled.open(MANIFEST) as file:
            return Manifest.from_bytes(file.read(_MAX_BYTES))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedStore(_damaged(bundled)) from error


def _damaged(bundled: zipfile.ZipFile) -> str:
    name = Path(bundled.filename or "").name
    return f"The backup {name} is damaged or incomplete. Nothing has been changed; try an older one."


def _drain(source: IO[bytes], target: Path | None) -> Entry:
    digest, length = hashlib.sha256(), 0
    out = target.open("xb") if target else None
    try:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            length += len(chunk)
            if out:
                out.write(chunk)
    finally:
        if out:
            out.close()
    return Entry(length, digest.hexdigest())
