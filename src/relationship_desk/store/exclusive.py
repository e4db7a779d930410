"""One process at a time: a lock that the operating system lifts by itself when the program ends, crashed or not."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from relationship_desk.domain.errors import StoreInUse, UnusableInput

LOCK = "practice.lock"


class Exclusive:
    """Holds a practice folder for this process from construction until :meth:`release`.

    Raises:
        StoreInUse: when another process, or another part of this one, holds it.
        UnusableInput: when the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._handle: int | None = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise UnusableInput(
                f"The practice folder {folder.name} cannot be written: {error.strerror}. "
                "Copy it to a place where it can be, and open it there."
            ) from error
        try:
            _lock(self._handle)
        except OSError as error:
            self.release()
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                raise UnusableInput(
                    f"The practice folder {folder.name} is on a drive without file locks. Move it to a local disk."
                ) from error
            raise StoreInUse(
                f"The practice {folder.name} is open in another window. Close it there, then try again."
            ) from error

    @property
    def held(self) -> bool:
        """Whether :meth:`release` has not been called yet."""
        return self._handle is not None

    def release(self) -> None:
        """Let the next process in. A second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
