from __future__ import annotations

import pytest

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.reports.characters import check_characters

REFUSED = {
    "control": ("\x07", "U+0007"),
    "c1": ("\x92", "U+0092"),
    "nul": ("\x00", "U+0000"),
    "pasted bullet": ("\uf0b7", "U+F0B7"),
    "emoji": ("😀", "U+1F600, grinning face"),
    "chinese": ("漢", "U+6F22"),
    "thai": ("ไ", "U+0E44"),
    "byte order mark": ("\ufeff", "U+FEFF"),
    "override": ("\u202e", "U+202E, right-to-left override"),
    "half a pair": ("\ud83d", "U+D83D"),
    "unassigned": ("\u0378", "U+0378"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_font_shows_is_named_with_its_place(name: str) -> None:
    character, said = REFUSED[name]
    texts = [("Goal 1", "fine – “as it is”"), ("Goal 2", f"before{character}after")]
    with pytest.raises(UnusableInput, match=r"Goal 2: the character .*cannot be printed") as caught:
        check_characters(texts)
    assert said in str(caught.value)
    assert "before" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "Ångström, Łódź, ệ",
        "Ελληνικά",
        "Привет",
        "שלום",
        "مرحبا",
        "नमस्ते",
        "− ≥ ± × → ✓ €",
        "two\nlines\tand a tab",
        "e\u0301",
        "",
    ],
)
def test_what_the_fonts_show_passes(text: str) -> None:
    check_characters([("Goal 1", text)])


def test_the_first_place_is_named() -> None:
    with pytest.raises(UnusableInput, match=r"^Question"):
        check_characters([("Question", "a漢"), ("Goal 1", "😀")])


def test_what_is_taken_as_known_is_shown() -> None:
    from relationship_desk.reports import characters

    assert characters._shown(["".join(sorted(characters.KNOWN))])
