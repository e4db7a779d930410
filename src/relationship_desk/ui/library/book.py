"""The whole library: its pages by tab, what explains a term, and its search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.measure import Measure
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.services.desk import Desk
from relationship_desk.ui.library import entries, sources, topics
from relationship_desk.ui.library.blocks import Block, Line
from relationship_desk.ui.models.tiers import unbroken
from relationship_desk.ui.terms import term

ELEMENTS, ADAPTING, METHODS, REFERENCES = "elements", "adapting", "methods", "references"
TITLES: Mapping[str, str] = {
    ELEMENTS: "Elements",
    ADAPTING: "Adapting to the client",
    "not-effective": "What does not work",
    "recommendations": "Recommendations",
    METHODS: "Methods",
    "glossary": "Glossary",
    REFERENCES: "References",
}
_PARTS = {
    "signals": "What the program notices",
    "measures": "Change on measures",
    "agreement": "Agreement and change",
}


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page. ``group`` heads it in the list of its tab; a tab with a single page has no list."""

    tab: str
    key: str
    title: str
    group: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block or line that can be found: where it stands and what it says."""

    page: BookPage
    block: int
    """Its place among the blocks of the page."""
    title: str
    text: str
    term: str = ""

    @property
    def section(self) -> str:
        """Where in the library it stands."""
        tab = TITLES[self.page.tab]
        within = self.page.title if self.page.title not in (tab, self.title) else ""
        return f"{tab}, {within}" if within else tab


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of one term where it is met."""

    term: str
    section: str
    block: Block


class Book:
    """Everything of the library. Made anew where it is asked for: own measures come and go."""

    def __init__(self, catalogue: Catalogue, measures: Iterable[Measure], thresholds: Thresholds) -> None:
        self._catalogue = catalogue
        self.pages = {(page.tab, page.key): page for page in _pages(catalogue, measures, thresholds)}
        self.passages = tuple(one for page in self.pages.values() for one in _passages(page))
        self._by_term = {one.term: one for one in self.passages if one.term}
        for method in catalogue.methods.values():
            for signal in method.signals:
                self._by_term[term("signal", signal)] = self._by_term[term("method", method.id)]

    def of_tab(self, tab: str) -> tuple[BookPage, ...]:
        """Return the pages of ``tab``, in order."""
        return tuple(page for page in self.pages.values() if page.tab == tab)

    def find(self, wanted: str) -> Passage | None:
        """Return the passage that explains the term ``wanted``."""
        return self._by_term.get(wanted)

    def explain(self, wanted: str) -> Explanation | None:
        """Return what is said of the term ``wanted``, with its tier in each edition where it has one."""
        passage = self.find(wanted)
        if passage is None:
            return None
        block = passage.page.blocks[passage.block]
        if block.term != passage.term:
            block = Block(passage.title, (Line(passage.text),), recalled=block.recalled)
        return Explanation(passage.term, passage.section, replace(block, lines=(*block.lines, *self._tiers(wanted))))

    def _tiers(self, wanted: str) -> Iterator[Line]:
        for entry in self._catalogue.entries:
            if term("entry", entry.id) == wanted:
                for edition, listing in entry.listings.items():
                    recalled = "" if listing.tier_checked else "tier recalled, not checked"
                    said = (listing.tier_words, unbroken(listing.figures), recalled)
                    yield Line(", ".join(part for part in said if part), edition.value, muted=True)

    def search(self, words: str) -> tuple[Passage, ...]:
        """Return the passages in which every one of ``words`` begins a word.

        Those found in the title come first, and references after everything else.
        """
        wanted = fold(words).split()
        ranked = [(rank, one) for one in self.passages if (rank := _rank(one, wanted)) is not None] if wanted else []
        return tuple(one for _, one in sorted(ranked, key=lambda pair: pair[0]))


def book_of(desk: Desk) -> Book:
    """Return the library as it now stands, with the measures and thresholds of the practice."""
    return Book(desk.catalogue, desk.measuring.measures(), desk.preferences.thresholds)


def fold(text: str) -> str:
    """Return ``text`` without case and accents, as long as before.

    >>> fold("Flückiger")
    'fluckiger'
    """
    return "".join(unicodedata.normalize("NFKD", one)[0].lower()[0] for one in text)


def starts_of(words: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where in ``text`` a word begins with one of ``words``: start and end, in order and apart."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for word in sorted(set(fold(words).split()), key=len, reverse=True):
        place = folded.find(word)
        while place >= 0:
            end = place + len(word)
            begins = place == 0 or not folded[place - 1].isalnum()
            if begins and all(end <= start or place >= stop for start, stop in found):
                found.append((place, end))
            place = folded.find(word, place + 1)
    return tuple(sorted(found))


def _rank(passage: Passage, wanted: list[str]) -> int | None:
    """Low where the title begins with the words or holds them all, higher where the text does, None where neither."""
    title = fold(passage.title)
    if not all(_begins(word, f"{title} {fold(passage.text)}") for word in wanted):
        return None
    if passage.page.tab == REFERENCES:
        return 3
    if title.startswith(" ".join(wanted)):
        return 0
    return 1 if all(_begins(word, title) for word in wanted) else 2


def _begins(word: str, text: str) -> bool:
    place = text.find(word)
    while place >= 0:
        if place == 0 or not text[place - 1].isalnum():
            return True
        place = text.find(word, place + 1)
    return False


def _pages(catalogue: Catalogue, measures: Iterable[Measure], thresholds: Thresholds) -> Iterator[BookPage]:
    for element in sorted(catalogue.elements.values(), key=lambda one: not one.eleven):
        group = "Of the info sheet" if element.eleven else "From later editions"
        yield BookPage(ELEMENTS, element.id, element.title, group, entries.element_page(catalogue, element))
    yield BookPage(ELEMENTS, "ruptures", "Ruptures and their repair", "In depth", topics.ruptures_page(catalogue))
    for one in catalogue.characteristics.values():
        group = "Recorded as context" if one.context else "To adapt to"
        yield BookPage(ADAPTING, one.id, one.title, group, entries.characteristic_page(catalogue, one))
    yield BookPage(ADAPTING, "stages", "Stages and processes", "In depth", topics.stages_page(catalogue))
    yield BookPage(ADAPTING, "levels", "Levels of assimilation", "In depth", topics.levels_page(catalogue))
    for method in catalogue.methods.values():
        blocks = topics.method_page(catalogue, method, thresholds)
        yield BookPage(METHODS, method.id, method.title, _PARTS[method.part], blocks)
    for measure in measures:
        key = f"measure-{measure.id}"
        yield BookPage(METHODS, key, measure.title, "Questionnaires", topics.measure_page(measure))
    for tab, blocks in (
        ("not-effective", topics.not_effective_page(catalogue)),
        ("recommendations", topics.recommendations_page(catalogue)),
        ("glossary", topics.glossary_page(catalogue)),
        (REFERENCES, sources.references_page(catalogue)),
    ):
        yield BookPage(tab, "", TITLES[tab], "", blocks)


def _passages(page: BookPage) -> Iterator[Passage]:
    for place, block in enumerate(page.blocks):
        own = [line for line in block.lines if not line.term]
        said = [block.note, *(f"{line.lead}: {line.text}" if line.lead else line.text for line in own)]
        text = " · ".join(part for part in said if part)
        if text or block.term:
            yield Passage(page, place, block.title, text, block.term)
        for line in block.lines:
            if line.term:
                yield Passage(page, place, line.lead, line.text, line.term)
