"""The pages of elements and characteristics: what they are, how they are rated, and what each edition says of them."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue, Characteristic, Element
from relationship_desk.domain.capitals import capital_first, small_first
from relationship_desk.domain.ids import RUPTURE_REPAIR
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.prompts.rules import all_rules
from relationship_desk.ui.library.blocks import Block, Line, Link, lines
from relationship_desk.ui.library.sources import source_links
from relationship_desk.ui.models.tiers import EDITION_WORDS, how_it_moved
from relationship_desk.ui.terms import term

NOT_VALIDATED = "The anchors and the ratings are this program’s own. They are not validated."
CORRELATIONS = (
    "The figures are correlations or differences over many studies. They do not say that raising a rating raises the "
    "outcome."
)
CONTEXT = (
    "One of the six that the info sheet found insufficient. Recorded as context: under the first edition nothing is "
    "suggested from it. Insufficient is not disproved."
)
ADDED = (
    "Not of the info sheet and of no edition. This program adds it to the context as good practice, since how much "
    "others carry bears on how much treatment is needed; nothing is suggested from it alone."
)
_SCALES = {
    "score": "Read from 0.0 to 10.0.",
    "stage": "Recorded as one of five stages.",
    "level": "Recorded as a level from 0 to 7.",
    "words": "Recorded in words.",
}
_RUPTURES = Link("Rupture markers and ways of repair", term("entry", "ruptures"))
_IN_DEPTH = {
    "stage": Link("The stages and their processes", term("entry", "stages")),
    "level": Link("The eight levels", term("entry", "levels")),
}


def element_page(catalogue: Catalogue, element: Element) -> tuple[Block, ...]:
    """Definition, anchors, raters, evidence and the rules that rest on it."""
    raters = ", ".join(one.value for one in Perspective if one in element.raters)
    return (
        Block(
            element.title,
            lines(element.definition, ("Info sheet", element.info_sheet_name)),
            head=True,
            term=term("entry", element.id),
            links=(_RUPTURES,) if element.id == RUPTURE_REPAIR else (),
        ),
        Block(
            "Anchors",
            (
                Line(element.anchors.low, "Low, 0"),
                Line(element.anchors.middle, "Middle, 5"),
                Line(element.anchors.high, "High, 10"),
                Line(NOT_VALIDATED, muted=True),
            ),
        ),
        Block(
            "Who rates it",
            lines(f"{capital_first(raters)}.", "Groups only." if element.groups_only else "", element.note),
        ),
        _evidence(catalogue, element),
        *(_variant(catalogue, element, place) for place in range(len(element.variants))),
        *_rules_block(element.id),
    )


def characteristic_page(catalogue: Catalogue, characteristic: Characteristic) -> tuple[Block, ...]:
    """Definition, ends of the scale, evidence and the rules that rest on it."""
    ends = (("Low", characteristic.low_anchor), ("High", characteristic.high_anchor))
    areas = ", ".join(characteristic.areas)
    begins = (characteristic.asks, ", ".join(one.title for one in characteristic.openings))
    in_depth = _IN_DEPTH.get(characteristic.scale)
    return (
        Block(
            characteristic.title,
            lines(
                characteristic.definition,
                ("Info sheet", characteristic.info_sheet_name),
                (CONTEXT if characteristic.info_sheet_name else ADDED) if characteristic.context else "",
            ),
            head=True,
            term=term("entry", characteristic.id),
            links=(in_depth,) if in_depth else (),
        ),
        Block("How it is recorded", lines(_SCALES[characteristic.scale], *ends, ("Areas of life", areas), begins)),
        _evidence(catalogue, characteristic),
        *_rules_block(characteristic.id),
    )


def rules_resting_on(entry: str) -> tuple[str, ...]:
    """Return the prompt rules that rest on ``entry``, such as "R1, what was hard to say"."""
    resting = (rule for rule in all_rules().values() if rule.evidence == entry)
    return tuple(f"{rule.id}, {small_first(rule.title)}" for rule in resting)


def _evidence(catalogue: Catalogue, entry: Element | Characteristic) -> Block:
    listings = tuple(entry.listings.values())
    said = [
        Line(f"{listing.authors}. {listing.note}".strip(". ").strip() + ".", listing.edition.value, muted=True)
        for listing in listings
        if listing.authors or listing.note
    ]
    keys = [key for listing in listings for key in (listing.tier_source, listing.source)]
    return Block(
        "Evidence in three editions",
        (Line(how_it_moved(entry.listings)), *said, Line(CORRELATIONS, muted=True)),
        listings=listings,
        links=source_links(catalogue, keys),
    )


def _variant(catalogue: Catalogue, element: Element, place: int) -> Block:
    variant = element.variants[place]
    listing = variant.listing
    said = ", ".join(part for part in (listing.tier_words, listing.figures) if part)
    return Block(
        variant.title,
        lines(f"{said}.", listing.authors and f"{listing.authors}.", listing.note),
        f"{listing.edition.value}, {EDITION_WORDS[listing.edition]}",
        recalled=not listing.tier_checked,
        links=source_links(catalogue, (listing.tier_source, listing.source)),
    )


def _rules_block(entry: str) -> tuple[Block, ...]:
    rules = rules_resting_on(entry)
    return (Block("Rules that rest on it", tuple(Line(rule) for rule in rules)),) if rules else ()
