"""A practice made for a test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.secret import Secret


@dataclass(frozen=True)
class Made:
    """A closed practice in ``folder`` and everything that opens it."""

    folder: Path
    secret: Secret
    words: tuple[str, ...]
    data_key: DataKey
    keyfile: KeyFile

    @property
    def store(self) -> Path:
        return self.folder / "practice.db"

    @property
    def keys(self) -> Path:
        return self.folder / "keys.json"

    @property
    def keys_copy(self) -> Path:
        return self.folder / "keys-copy.json"
