"""Which characters the fonts that travel with Typst can show. Typst itself is asked: it alone knows its fallbacks."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from functools import cache

import typst

from relationship_desk.domain.errors import UnusableInput

_PROBE = b"""
#set document(title: "probe", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: "Libertinus Serif", lang: "en")
= Probe
#for one in json(bytes(sys.inputs.at("data"))) { par(one + strong(one)) }
"""
_ALLOWED_CONTROLS = "\n\t\r"
# Known to be shown, so that Typst is asked only about the rest: ASCII, Latin-1, and the marks of careful writing.
KNOWN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)))) | frozenset("–—‘’“”„•…−≤≥≠")
# The byte order mark, which Typst refuses in some places only, and what silently turns the direction of writing.
_UNSEEN = frozenset("\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@cache
def embedded_fonts() -> typst.Fonts:
    """Only the fonts inside Typst, so that a page is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def check_characters(texts: Iterable[tuple[str, str]]) -> None:
    """Make sure that every text can be printed; ``texts`` are pairs of where a text stands and the text.

    Raises:
        UnusableInput: names the first character that no font can show, and where it stands.
    """
    pairs = [(where, text) for where, text in texts if not KNOWN.issuperset(text)]
    if not any(_forbidden(text) for _, text in pairs) and _shown([text for _, text in pairs]):
        return
    for where, text in pairs:
        character = _forbidden(text) or ("" if _shown([text]) else _culprit(text))
        if character:
            shown = _named(character)
            raise UnusableInput(f"{where}: the character {shown} cannot be printed. Replace it, then export again.")


def _forbidden(text: str) -> str:
    """The first control, private or unassigned character, or one that steers unseen, of ``text``."""
    for character in text:
        if character in _ALLOWED_CONTROLS:
            continue
        if unicodedata.category(character) in ("Cc", "Co", "Cs", "Cn") or character in _UNSEEN:
            return character
    return ""


def _culprit(text: str) -> str:
    return next((one for one in dict.fromkeys(text) if not one.isascii() and not _shown([one])), text[:1])


def _shown(texts: list[str]) -> bool:
    if not texts:
        return True
    try:
        typst.compile(
            _PROBE,
            font_paths=embedded_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(texts)},
            pdf_standards=["ua-1", "a-2a"],
        )
    except typst.TypstError:
        return False
    return True


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    shown = f"“{character}” " if name and not unicodedata.category(character).startswith("C") else ""
    return f"{shown}({code}{', ' + name.lower() if name else ''})"
