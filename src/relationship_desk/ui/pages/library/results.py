"""What the search of the library finds, as rows with the words around what was found."""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.ui.library.book import Passage, starts_of
from relationship_desk.ui.shell.search_rows import Pieces, SearchRow
from relationship_desk.ui.widgets.row_delegate import Row, section

MOST = 80
"""So many are listed at the most."""
_BEFORE, _SHOWN = 60, 240


def result_rows(passages: Sequence[Passage], words: str) -> list[Row]:
    """Return a row for each of ``passages``, under how many there are."""
    if not passages:
        return []
    head = f"The closest {MOST}" if len(passages) > MOST else f"{len(passages)} found"
    return [section(f"{head} in the whole library"), *(_row(one, words) for one in passages[:MOST])]


def _row(passage: Passage, words: str) -> SearchRow:
    around = pieces(passage.text, words)
    return SearchRow(
        passage,
        passage.title,
        "".join(text for text, _ in around),
        right=passage.section,
        said=f"{passage.title}, {passage.section}",
        words=around,
    )


def pieces(text: str, words: str) -> Pieces:
    """Return the part of ``text`` around the first place found, each piece with whether it was found."""
    found = starts_of(words, text)
    start = max(0, found[0][0] - _BEFORE) if found else 0
    if start:
        start = text.find(" ", start, found[0][0]) + 1 or found[0][0]
    shown: list[tuple[str, bool]] = []
    place, end = start, min(len(text), start + _SHOWN)
    for first, last in found:
        if last <= end:
            shown += [(text[place:first], False), (text[first:last], True)]
            place = last
    lead = "…" if start else ""
    whole = ((lead, False), *shown, (text[place:end], False))
    return tuple((one, is_found) for one, is_found in whole if one)
