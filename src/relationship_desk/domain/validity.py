"""Pure rules of what may be entered, each a function that returns the tidy value or says what is wrong."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from relationship_desk.domain.errors import UnusableInput

_CODE = re.compile(r"[^\W_][\w .-]{0,18}[\w.]|[^\W_]")
LONGEST_SESSION = 600
"""Minutes."""
_FIRST_DAY = date(1950, 1, 1)
_LAST_DAY = date(2199, 12, 31)


def client_code(text: str) -> str:
    """A client's code: 1 to 20 letters, digits, spaces, dots or hyphens, starting with a letter or digit."""
    code = unicodedata.normalize("NFC", text.strip())
    if not _CODE.fullmatch(code):
        raise UnusableInput(
            "A code has 1 to 20 letters, digits, dots or hyphens and starts with a letter or digit, such as K-17."
        )
    return code


def session_minutes(minutes: int) -> int:
    """The length of a session in minutes, 1 to 600."""
    if not 1 <= minutes <= LONGEST_SESSION:
        raise UnusableInput(f"A session lasts 1 to {LONGEST_SESSION} minutes; {minutes} is outside.")
    return minutes


def record_date(day: date) -> date:
    """A date that a record can carry: 1950 to 2199."""
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise UnusableInput(f"The date {day.isoformat()} is outside 1950 to 2199.")
    return day


def plain_text(text: str, longest: int = 100_000) -> str:
    """Free text as it is kept: line ends as newlines, no control characters, NFC.

    Raises:
        UnusableInput: when it is longer than ``longest`` characters, or no text at all: bytes that a terminal or a
            file name passed on undecoded.
    """
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise UnusableInput("That holds bytes that are not text. Nothing has been changed.")
    tidy = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    tidy = "".join(character for character in tidy if character in "\n\t" or unicodedata.category(character) != "Cc")
    if len(tidy) > longest:
        raise UnusableInput(f"The text has {len(tidy)} characters; {longest} are the most one entry keeps.")
    return tidy
