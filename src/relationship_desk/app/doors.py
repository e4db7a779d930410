"""What the entrance asks for, done by the services. Heavy imports wait until a door is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from relationship_desk.app.paths import practices_folder

if TYPE_CHECKING:
    from relationship_desk.services.desk import Desk
    from relationship_desk.ui.entrance.doors import CreateForm


@dataclass
class PracticeDoors:
    """The ways into a practice. ``demo_folder`` says which practice, if any, is the demo: its clock stands still."""

    demo_folder: Path | None = None
    made_demos: list[Path] = field(default_factory=list)
    """Temporary demo practices, to be removed when the program ends."""

    def default_folder(self, name: str) -> Path:
        """Where a new practice of this name goes unless another place is chosen."""
        plain = "".join(character for character in name if character.isalnum() or character in " -_.").strip(" .")
        return practices_folder() / f"{plain or 'Practice'}.desk"

    def new_words(self) -> tuple[str, ...]:
        """Draw 24 recovery words; nothing is written."""
        from relationship_desk.sealing.recovery_words import new_words

        return new_words()

    def strength(self, passphrase: str) -> tuple[int, str]:
        """Strength 0 to 4 by zxcvbn, and one short sentence."""
        from relationship_desk.services.passphrases import strength

        return strength(passphrase)

    def write_sheet(self, words: Sequence[str], file: Path) -> None:
        """Write the recovery sheet as a PDF."""
        from relationship_desk.services.passphrases import write_sheet

        write_sheet(words, file)

    def create(self, form: CreateForm, words: Sequence[str]) -> Desk:
        """Make the practice that these words open, and open it."""
        from relationship_desk.domain.records import Practice
        from relationship_desk.services import practices

        practice = Practice(form.name, form.clinician, form.credential, form.report_name)
        desk, _ = practices.create(form.folder, form.passphrase, practice, words)
        return desk

    def open(self, folder: Path, passphrase: str) -> Desk:
        """Unlock a practice."""
        from relationship_desk.sealing.secret import Secret
        from relationship_desk.services import practices
        from relationship_desk.services.demo import demo_day

        day = demo_day() if self.demo_folder == folder else None
        return practices.open_practice(folder, Secret.passphrase(passphrase), day)

    def open_with_words(self, folder: Path, words: Sequence[str], new_passphrase: str) -> Desk:
        """Unlock a practice with its recovery words and set a new passphrase."""
        from relationship_desk.sealing.secret import Secret
        from relationship_desk.services import practices

        desk = practices.open_practice(folder, Secret.recovery(words))
        try:
            desk.keeping.change_passphrase(new_passphrase)
        except BaseException:
            desk.close()  # or the next try would find the practice open elsewhere
            raise
        return desk

    def restore(self, file: Path, folder: Path, passphrase: str) -> Desk:
        """Put a backup into a new folder, and open it."""
        from relationship_desk.sealing.secret import Secret
        from relationship_desk.services import practices

        secret = Secret.passphrase(passphrase)
        practices.restore(file, folder, secret)
        return practices.open_practice(folder, secret)

    def demo(self) -> Desk:
        """Make the demo practice in a temporary folder, and open it."""
        from relationship_desk.services import practices

        folder = practices.temporary_demo_folder()
        self.made_demos.append(folder.parent)
        desk = practices.make_demo(folder)
        self.demo_folder = folder
        return desk
