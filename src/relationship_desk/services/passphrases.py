"""How hard a passphrase is to guess, and the recovery words on paper. Heavy imports wait until they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from relationship_desk.domain.errors import UnusableInput

_JUDGED = 72
"""So many characters are judged: enough, and the time for it grows quickly."""
_ADVICE = {
    0: "Guessed at once",
    1: "Guessed within hours",
    2: "Holds off a curious person, not a thief with the file",
    3: "Hard to guess, with the file in hand it takes years",
    4: "Hard to guess, even with the file in hand",
}


def strength(passphrase: str) -> tuple[int, str]:
    """Strength 0 to 4 by zxcvbn, and one short sentence."""
    from zxcvbn import zxcvbn

    score = int(zxcvbn(passphrase[:_JUDGED])["score"]) if passphrase else 0
    return score, _ADVICE[score]


def write_sheet(words: Sequence[str], file: Path) -> None:
    """Write the recovery sheet as a PDF.

    Raises:
        UnusableInput: when the file cannot be written.
    """
    from relationship_desk.reports.document import recovery_sheet
    from relationship_desk.sealing.durable import write_durably

    try:
        write_durably(file, recovery_sheet(words))
    except OSError as fault:
        raise UnusableInput(f"{file} cannot be written ({fault.strerror}). Choose another place.") from fault
