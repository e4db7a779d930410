"""The two copies of the key file in a practice folder: they change together, and one serves for the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from relationship_desk.domain.errors import DamagedKeys, UnusableInput, WrongSecret
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.durable import write_durably
from relationship_desk.sealing.keyfile import MAX_BYTES, KeyFile
from relationship_desk.sealing.secret import Secret

KEYS = "keys.json"
KEYS_COPY = "keys-copy.json"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key file that a secret opened, and the key in it."""

    keyfile: KeyFile
    data_key: DataKey


@dataclass(frozen=True, slots=True)
class KeysRead:
    """What the two copies hold, before any secret is asked for."""

    first: KeyFile | None
    copy: KeyFile | None

    @property
    def candidates(self) -> tuple[KeyFile, ...]:
        """The different intact copies, the highest generation first."""
        intact = dict.fromkeys(keyfile for keyfile in (self.first, self.copy) if keyfile)
        return tuple(sorted(intact, key=lambda keyfile: -keyfile.generation))

    @property
    def findings(self) -> tuple[str, ...]:
        """What is wrong with the two copies, in one sentence each; empty when they are intact and the same."""
        if self.first is None:
            return (f"{KEYS} is damaged or missing; its copy {KEYS_COPY} serves in its place.",)
        if self.copy is None:
            return (f"{KEYS_COPY}, the copy of the key file, is damaged or missing.",)
        if self.first != self.copy:
            return (f"{KEYS} and its copy {KEYS_COPY} differ: a key change was interrupted, or one was altered.",)
        return ()

    def unlock(self, secret: Secret) -> Unlocked:
        """Open the first copy that is sound throughout.

        After a key change that was cut short both the new and the old secret open their own copy; the store knows
        which of them has become valid.

        Raises:
            WrongSecret: when no copy opens with ``secret``.
            DamagedKeys: when a copy opens with it but was altered, and the other one does not serve.
        """
        failures: list[WrongSecret | DamagedKeys] = []
        for keyfile in self.candidates:
            try:
                return Unlocked(keyfile, keyfile.unlock(secret))
            except (WrongSecret, DamagedKeys) as error:
                failures.append(error)
        raise next((failure for failure in failures if isinstance(failure, DamagedKeys)), failures[0])


def read_keys(folder: Path) -> KeysRead:
    """Read both copies.

    Raises:
        DamagedKeys: when neither is intact.
        NewerStore: when a newer version of the program has written them.
    """
    keys = KeysRead(_read(folder / KEYS), _read(folder / KEYS_COPY))
    if not keys.candidates:
        raise DamagedKeys("Both copies of the key file are damaged or missing. Restore the latest backup.")
    return keys


def write_keys(folder: Path, keyfile: KeyFile) -> None:
    """Replace both copies. A crash in between leaves one of each generation, both of them whole.

    Raises:
        UnusableInput: when the folder cannot be written.
    """
    data = keyfile.to_bytes()
    try:
        write_durably(folder / KEYS, data)
        write_durably(folder / KEYS_COPY, data)
    except OSError as error:
        raise UnusableInput(
            f"The key file could not be written ({error.strerror}). Free some space, try again."
        ) from error


def _read(path: Path) -> KeyFile | None:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        return KeyFile.from_bytes(data)
    except (OSError, DamagedKeys):
        return None
