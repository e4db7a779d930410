"""What may go wrong in a person's hands, said in one sentence each.

Anything that is not a :class:`DeskError` is a fault of the program and goes to the error boundary.
"""

from __future__ import annotations


class DeskError(Exception):
    """A failure that a person can do something about.

    The message says what happened, what is safe and what to do, without clinical content.
    """

    exit_code = 1
    title = "That did not work"


class UnusableInput(DeskError):
    """What was given cannot be used: nothing has been changed. Exit code 2 on the command line."""

    exit_code = 2
    title = "That cannot be used"


class NotFound(UnusableInput):
    """A code, a session or an entry that the practice does not hold."""

    title = "Not found"


class WrongSecret(UnusableInput):
    """The passphrase or the recovery words open none of the key slots."""

    title = "Wrong passphrase"


class DamagedKeys(UnusableInput):
    """Both copies of the key file are damaged, altered or out of date."""

    title = "The key file is damaged"


class DamagedStore(DeskError):
    """The store fails its page checks, although the key is right."""

    exit_code = 2
    title = "The store is damaged"


class NewerStore(UnusableInput):
    """A newer version of the program has written this store."""

    title = "The store is newer than this program"


class StoreInUse(UnusableInput):
    """Another process has the practice open."""

    title = "The practice is open elsewhere"
