"""What a note in words begins with: the declared first words that say what a rule goes by, own words after them."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.catalogue.table import Table

_BETWEEN = ": "


@dataclass(frozen=True, slots=True)
class Opening:
    """First words of a note on one characteristic, such as a style of attachment."""

    words: str
    """As the record keeps them."""
    title: str
    """As a form offers them."""
    also: tuple[str, ...]
    """What says the same, as notes from elsewhere may begin."""
    adapts: bool
    """Whether it is something to fit the work to."""

    def begins(self, note: str) -> bool:
        """Whether ``note`` begins with these words, or with what says the same; words further on do not count."""
        said = note.strip().casefold()
        return any(said.startswith(one) and not said[len(one) : len(one) + 1].isalnum() for one in self.all_words)

    @property
    def all_words(self) -> tuple[str, ...]:
        """Everything it may be called, in small letters."""
        return tuple(one.casefold() for one in (self.words, *self.also))


def openings(table: Table) -> tuple[Opening, ...]:
    """Read the ``opening`` tables of a characteristic; none of their words may stand for two of them."""
    found: list[Opening] = []
    for one in table.tables("opening"):
        opening = Opening(
            words=one.text("words"),
            title=one.text("title"),
            also=one.texts("also") if one.has("also") else (),
            adapts=one.flag("adapts"),
        )
        one.end()
        taken = next((words for words in opening.all_words if any(other.begins(words) for other in found)), "")
        if taken:
            raise one.fault(f"“{taken}” is there twice", "words")
        found.append(opening)
    return tuple(found)


def joined(opening: Opening | None, words: str) -> str:
    """A note as the record keeps it: ``Anxious: clings before breaks``, the opening alone, or the words alone."""
    return _BETWEEN.join(part for part in (opening.words if opening else "", words.strip()) if part)


def words_after(opening: Opening | None, note: str) -> str:
    """What a note says after its opening; all of it where it opens in words from elsewhere, so that none are lost."""
    own, between, words = note.partition(_BETWEEN)
    if opening is None or own.casefold() != opening.words.casefold():
        return note
    return words if between else ""
