"""What the entrance needs done. Whoever puts the program together hands it in, so that nothing heavy loads here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CreateForm:
    """A new practice as it was filled in; its text form hides the passphrase."""

    name: str
    clinician: str
    credential: str
    report_name: str
    folder: Path
    passphrase: str = field(repr=False)


class Doors(Protocol):
    """The ways into a practice.

    Each may raise :class:`relationship_desk.domain.errors.DeskError`, whose words are then shown at the place. All but
    ``default_folder`` and ``new_words`` are called on a job thread. What the opening ones return is handed on as it is.
    """

    def default_folder(self, name: str) -> Path:
        """Where a new practice of this name goes unless another place is chosen."""

    def new_words(self) -> tuple[str, ...]:
        """Draw 24 recovery words; nothing is written."""

    def strength(self, passphrase: str) -> tuple[int, str]:
        """How hard a passphrase is to guess, 0 to 4, and one short sentence."""

    def write_sheet(self, words: Sequence[str], file: Path) -> None:
        """Write the recovery sheet as a PDF."""

    def create(self, form: CreateForm, words: Sequence[str]) -> object:
        """Make the practice that these words open, and open it."""

    def open(self, folder: Path, passphrase: str) -> object:
        """Unlock a practice."""

    def open_with_words(self, folder: Path, words: Sequence[str], new_passphrase: str) -> object:
        """Unlock a practice with its recovery words, and let ``new_passphrase`` open it from now on."""

    def restore(self, file: Path, folder: Path, passphrase: str) -> object:
        """Put a backup into a new folder, and open it."""

    def demo(self) -> object:
        """Make the demo practice, and open it."""
