"""The references, each with what rests on it, and the way to them from wherever they are cited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from textwrap import shorten

from relationship_desk.catalogue.model import Catalogue, Reference
from relationship_desk.domain.capitals import small_first
from relationship_desk.ui.library.blocks import Block, Link, lines
from relationship_desk.ui.terms import term

_SHORT = re.compile(r"[^()“]*\(\d{4}\)|[^,.;:“”]*")
"""A citation up to its year, or its first words where it has none there."""
_LONGEST = 52


def source_links(catalogue: Catalogue, keys: Iterable[str]) -> tuple[Link, ...]:
    """Return the way to the references ``keys``, each once."""
    return tuple(Link(_short(catalogue.references[key]), term("source", key)) for key in dict.fromkeys(keys))


def references_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The sources, with where each was seen and what it is cited for."""
    cited: dict[str, list[str]] = defaultdict(list)
    for key, title in _citations(catalogue):
        if title not in cited[key]:
            cited[key].append(title)
    return tuple(_reference(one, cited[one.key]) for one in catalogue.references.values())


def _reference(reference: Reference, cited: list[str]) -> Block:
    return Block(
        reference.citation,
        lines(
            ("DOI", reference.doi),
            ("Seen in", reference.seen_in),
            ("Found", reference.finding),
            ("Cited for", ", ".join(cited)),
        ),
        recalled=not reference.seen_in,
        term=term("source", reference.key),
    )


def _citations(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every key with the title of an entry that cites it, in the order of the library."""
    for entry in catalogue.entries:
        for listing in entry.listings.values():
            yield listing.tier_source, entry.title
            yield listing.source, entry.title
    for element in catalogue.elements.values():
        for variant in element.variants:
            yield variant.listing.source, variant.title
    yield from ((one.source, "rupture markers") for one in catalogue.markers.values())
    yield from ((one.source, "ways of repair") for one in catalogue.repairs.values())
    yield from ((one.source, "stages of change") for one in catalogue.stages.values())
    yield from ((one.source, "levels of assimilation") for one in catalogue.assimilation.values())
    yield from ((one.source, "what does not work") for one in catalogue.not_effective.values())
    yield from ((one.source, "recommendations") for one in catalogue.recommendations.values())
    for method in catalogue.methods.values():
        yield from ((key, small_first(method.title)) for key in method.sources)
    yield from ((one.source, f"retention: {one.title}") for one in catalogue.retention.values())


def _short(reference: Reference) -> str:
    """Return how the reference is called where it is cited, short enough for a narrow window at large text."""
    found = _SHORT.match(reference.citation.lstrip("“"))
    return shorten((found.group() if found else "") or reference.citation, _LONGEST, placeholder=" …")
