"""How a store under another data key takes the place of the old one, so that either the old pair opens or the new.

The new store and its key file are built in a folder inside the practice. Giving that folder its other name is the
moment from which they count. Before it the folder is swept away at the next opening; after it its files are put in
their places, by this process or by whichever opens the practice next.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.sealing.durable import sync_folder
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.keyfolder import KEYS, write_keys
from relationship_desk.store.engine import Unchanged
from relationship_desk.store.layout import STORE

BUILDING, READY = "new-key.part", "new-key"


class NewStore:
    """A store under another data key that waits to take the place of the one in use."""

    def __init__(self, folder: Path, watch: Unchanged) -> None:
        self._folder, self._watch = folder, watch

    def put_in_force(self) -> None:
        """Let it count from now on; nothing more can be written to the old store, which is only to be closed.

        Raises:
            UnusableInput: when something was recorded since it was built, or the folder cannot be written; nothing
                has changed then.
        """
        try:
            if not self._watch.hold():
                raise UnusableInput(
                    "Something was recorded while the store was encrypted anew. Nothing has changed; try again."
                )
            (self._folder / BUILDING).rename(self._folder / READY)
        except BaseException as error:
            self.discard()
            if isinstance(error, OSError):
                raise unwritable(self._folder, error) from error
            raise
        with suppress(OSError):  # it has its name, and what is done with it next is made sure of anew
            sync_folder(self._folder)

    def discard(self) -> None:
        """Leave everything as it was before."""
        self.release()
        shutil.rmtree(self._folder / BUILDING, ignore_errors=True)

    def release(self) -> None:
        """Let go of the old store."""
        self._watch.release()


def finish(folder: Path) -> None:
    """Put a new store that counts already in its place, and sweep away one that does not. The practice must be closed.

    Raises:
        UnusableInput: when the folder cannot be written; the next call goes on.
        DamagedKeys: when the new key file is damaged.
    """
    shutil.rmtree(folder / BUILDING, ignore_errors=True)
    ready = folder / READY
    if not ready.is_dir():
        return
    try:
        # What a crash has left in the log of the old store must never be taken for that of the new one.
        for leftover in ("-wal", "-shm"):
            (folder / f"{STORE}{leftover}").unlink(missing_ok=True)
        sync_folder(folder)
        if (ready / STORE).exists():
            (ready / STORE).replace(folder / STORE)
            sync_folder(folder)
        if (ready / KEYS).exists():
            write_keys(folder, KeyFile.from_bytes((ready / KEYS).read_bytes()))
        shutil.rmtree(ready)
        sync_folder(folder)
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: OSError) -> UnusableInput:
    """What to say when something in the practice folder could not be written."""
    return UnusableInput(
        f"The practice folder {folder.name} could not be written ({error.strerror}). Your records are safe. "
        "Free some space or mend that, and try again."
    )
