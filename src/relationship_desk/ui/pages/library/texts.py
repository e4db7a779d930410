"""What the catalogue says, as pages to read."""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.catalogue.model import Catalogue, Characteristic, Element, Reference
from relationship_desk.domain.ids import RUPTURE_REPAIR
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.prompts.rules import all_rules
from relationship_desk.ui.models.tiers import EDITION_WORDS
from relationship_desk.ui.pages.library.blocks import Block, Line

NOT_VALIDATED = "The anchors and the ratings are this program's own. They are not validated."
_SCALES = {
    "score": "Read from 0.0 to 10.0.",
    "stage": "Recorded as one of five stages.",
    "level": "Recorded as a level from 0 to 7.",
    "words": "Recorded in words.",
}
_WAYS = {"immediate": "to settle it now", "exploratory": "to explore it"}
_KINDS = {"any": "", "withdrawal": " After a withdrawal.", "confrontation": " After a confrontation."}


def element_page(catalogue: Catalogue, element: Element) -> tuple[Block, ...]:
    """Definition, anchors, raters, evidence and, for ruptures, markers and ways to repair."""
    raters = ", ".join(one.value for one in Perspective if one in element.raters)
    blocks = [
        Block(element.title, _lines(element.definition, ("Info sheet", element.info_sheet_name)), head=True),
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
            _lines(f"{raters[:1].upper()}{raters[1:]}.", "Groups only." if element.groups_only else "", element.note),
        ),
        _evidence(element),
        *(_variant(element, place) for place in range(len(element.variants))),
        *_rules_block(element.id),
    ]
    if element.id == RUPTURE_REPAIR:
        blocks += _rupture_blocks(catalogue)
    return tuple(blocks)


def characteristic_page(catalogue: Catalogue, characteristic: Characteristic) -> tuple[Block, ...]:
    """Definition, ends of the scale, evidence and, where there are any, stages or levels."""
    ends = (("Low", characteristic.low_anchor), ("High", characteristic.high_anchor))
    context = "One of the six that the info sheet found insufficient. Recorded as context."
    blocks = [
        Block(
            characteristic.title,
            _lines(
                characteristic.definition,
                ("Info sheet", characteristic.info_sheet_name),
                context if characteristic.context else "",
            ),
            head=True,
        ),
        Block("How it is recorded", _lines(_SCALES[characteristic.scale], *ends)),
        _evidence(characteristic),
        *_rules_block(characteristic.id),
    ]
    if characteristic.scale == "stage":
        blocks += _stage_blocks(catalogue)
    if characteristic.scale == "level":
        blocks += _level_blocks(catalogue)
    return tuple(blocks)


def not_effective_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """What does not help, each with the question to ask oneself."""
    return tuple(
        Block(
            one.title,
            _lines(one.definition, ("Ask yourself", one.question), ("In the record", one.sign)),
            recalled=not one.checked,
        )
        for one in catalogue.not_effective.values()
    )


def recommendations_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The info sheet's recommendations, to practitioners first."""
    blocks: list[Block] = []
    for audience in ("practitioners", "researchers"):
        blocks.append(Block(f"To {audience}", head=True))
        blocks += [
            Block(one.info_sheet_name, (Line(one.text),))
            for one in catalogue.recommendations.values()
            if one.audience == audience
        ]
    return tuple(blocks)


def glossary_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The info sheet's own terms, then those of later editions and of this program."""
    terms = catalogue.glossary.values()
    own = [Block(one.title, (Line(one.definition),)) for one in terms if one.info_sheet]
    later = [Block(one.title, (Line(one.definition),)) for one in terms if not one.info_sheet]
    return (
        Block("From the info sheet", head=True),
        *own,
        Block("From later editions and this program", head=True),
        *later,
    )


def references_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The sources, with where each was seen."""
    return tuple(_reference(one) for one in catalogue.references.values())


def rules_resting_on(entry: str) -> tuple[str, ...]:
    """Return the prompt rules that rest on ``entry``, such as "R1, what was hard to say"."""
    resting = (rule for rule in all_rules().values() if rule.evidence == entry)
    return tuple(f"{rule.id}, {rule.title[:1].lower()}{rule.title[1:]}" for rule in resting)


def _reference(reference: Reference) -> Block:
    seen = ("Seen in", reference.seen_in)
    return Block(
        reference.citation,
        _lines(("DOI", reference.doi), seen, ("Found", reference.finding)),
        recalled=not reference.seen_in,
    )


def _evidence(entry: Element | Characteristic) -> Block:
    lines = [
        Line(f"{listing.authors}. {listing.note}".strip(". ").strip() + ".", edition.value, muted=True)
        for edition, listing in entry.listings.items()
        if listing.authors or listing.note
    ]
    return Block("Evidence in three editions", tuple(lines), listings=tuple(entry.listings.values()))


def _variant(element: Element, place: int) -> Block:
    variant = element.variants[place]
    listing = variant.listing
    said = ", ".join(part for part in (listing.tier.title, listing.figures) if part)
    note = f"{listing.edition.value}, {EDITION_WORDS[listing.edition]}"
    return Block(variant.title, _lines(f"{said}.", listing.note), note, recalled=not listing.tier_checked)


def _rules_block(entry: str) -> tuple[Block, ...]:
    rules = rules_resting_on(entry)
    return (Block("Rules that rest on it", tuple(Line(rule) for rule in rules)),) if rules else ()


def _rupture_blocks(catalogue: Catalogue) -> list[Block]:
    blocks: list[Block] = []
    for kind, title in (("withdrawal", "Markers of withdrawal"), ("confrontation", "Markers of confrontation")):
        markers = [one for one in catalogue.markers.values() if one.kind == kind]
        lines = tuple(Line(one.definition, one.title) for one in markers)
        blocks.append(Block(title, lines, recalled=any(not one.checked for one in markers)))
    for way, words in _WAYS.items():
        repairs = [one for one in catalogue.repairs.values() if one.way == way]
        lines = tuple(Line(f"{one.definition}{_KINDS[one.kind]}", one.title) for one in repairs)
        blocks.append(Block(f"Ways {words}", lines, recalled=any(not one.checked for one in repairs)))
    return blocks


def _stage_blocks(catalogue: Catalogue) -> list[Block]:
    blocks = []
    for stage in catalogue.stages.values():
        processes = ", ".join(catalogue.processes[key].title.lower() for key in stage.processes)
        lines = _lines(stage.definition, ("Processes", processes), ("Stance", stage.stance), ("Avoid", stage.avoid))
        blocks.append(Block(stage.title, lines, recalled=not stage.checked))
    processes_seen = catalogue.processes.values()
    lines = tuple(Line(one.definition, one.title) for one in processes_seen)
    return [*blocks, Block("Processes of change", lines, recalled=any(not one.checked for one in processes_seen))]


def _level_blocks(catalogue: Catalogue) -> list[Block]:
    return [
        Block(
            f"Level {one.level}: {one.title}", _lines(("Sign", one.sign), ("Help", one.help)), recalled=not one.checked
        )
        for one in catalogue.assimilation.values()
    ]


def _lines(*said: str | tuple[str, str]) -> tuple[Line, ...]:
    """Return lines for what is not empty; a pair is a lead and its text."""
    pairs: Iterable[tuple[str, str]] = (("", one) if isinstance(one, str) else one for one in said)
    return tuple(Line(text, lead) for lead, text in pairs if text)
