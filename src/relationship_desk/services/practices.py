"""Making, opening, checking and restoring practices."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from relationship_desk.domain.records import Practice
from relationship_desk.sealing.kdf import FLOOR
from relationship_desk.sealing.recovery_words import new_words
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import demo, signatures
from relationship_desk.services.desk import Desk
from relationship_desk.services.preferences import tidy_practice
from relationship_desk.store import check as store_check
from relationship_desk.store import restore as store_restore
from relationship_desk.store import vault
from relationship_desk.store.check import Finding, Severity

__all__ = [
    "Finding",
    "Severity",
    "check",
    "create",
    "make_demo",
    "new_words",
    "open_practice",
    "restore",
    "temporary_demo_folder",
]


def create(
    folder: Path, passphrase: str, practice: Practice, words: Sequence[str] | None = None
) -> tuple[Desk, tuple[str, ...]]:
    """Make a practice in ``folder`` and open it; return it with its recovery words, which are kept nowhere.

    ``words`` are those that were shown and confirmed before, where they were.
    """
    opened, kept = vault.create_practice(folder, passphrase, tidy_practice(practice), words=words)
    return Desk(opened), kept


def open_practice(folder: Path, secret: Secret, day: date | None = None) -> Desk:
    """Open the practice in ``folder``.

    Raises:
        WrongSecret, DamagedKeys, DamagedStore, NewerStore, StoreInUse, UnusableInput: each says what to do.
    """
    return Desk(vault.open_practice(folder, secret), day)


def check(folder: Path, secret: Secret) -> list[Finding]:
    """Examine a practice that is not open, its signed notes too; an empty list means sound."""
    return store_check.check(folder, secret, signatures.matches)


def restore(file: Path, folder: Path, secret: Secret) -> None:
    """Put a backup into ``folder``, which must not exist yet."""
    store_restore.restore(file, folder, secret)


def make_demo(
    folder: Path, seed: int = demo.DEFAULT_SEED, clients: int | None = None, sessions: int | None = None
) -> Desk:
    """Make the demo practice in ``folder`` and open it. Its passphrase is "demo"."""
    name, clinician, credential, report_name = demo.demo_names()
    # The floor is enough: the demo practice holds nothing to protect, and it should open at once.
    opened, _ = vault.create_practice(
        folder, demo.PASSPHRASE, Practice(name, clinician, credential, report_name), kdf=FLOOR
    )
    desk = Desk(opened, demo.demo_day())
    demo.fill(desk, desk.store, seed, clients, sessions)
    return desk


def temporary_demo_folder() -> Path:
    """A new place for a demo practice, in the temporary folder."""
    return Path(tempfile.mkdtemp(prefix="relationship-desk-demo-")) / "Linden Street.desk"
