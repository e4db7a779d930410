"""The catalogue and its entries. Every mapping keeps the order of the files, which is that of the info sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from relationship_desk.catalogue.evidence import EDITION_TIERS, UNCHECKED, Listing, Tier
from relationship_desk.catalogue.methods import Method
from relationship_desk.catalogue.openings import Opening
from relationship_desk.catalogue.questions import ClientQuestion
from relationship_desk.catalogue.retention import Norm
from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.ids import CharacteristicId, ElementId, EntryId
from relationship_desk.domain.vocabulary import Edition, Perspective

__all__ = [
    "EDITION_TIERS",
    "UNCHECKED",
    "Anchors",
    "AssimilationLevel",
    "Audience",
    "Catalogue",
    "Characteristic",
    "Element",
    "Listing",
    "Marker",
    "Method",
    "NotEffective",
    "Opening",
    "Process",
    "ProcessFamily",
    "Recommendation",
    "Reference",
    "Repair",
    "RepairKind",
    "RepairWay",
    "RuptureKind",
    "Scale",
    "Speaking",
    "Stage",
    "Term",
    "Tier",
    "Variant",
]

Scale = Literal["score", "stage", "level", "words"]
"""How a characteristic is recorded: 0.0 to 10.0, a stage's id, an assimilation level from 0 to 7, or words."""

Audience = Literal["practitioners", "researchers"]
ProcessFamily = Literal["experiential", "behavioural"]
RuptureKind = Literal["withdrawal", "confrontation"]
RepairKind = Literal["any", "withdrawal", "confrontation"]
RepairWay = Literal["immediate", "exploratory"]

FIRST_ONLY = "first edition only"


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a rating of 0, 5 and 10 looks like. A design proposal: no validity is claimed."""

    low: str
    middle: str
    high: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A form of an element that an edition lists by itself, such as the alliance with children."""

    title: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the therapeutic relationship that can be rated."""

    id: ElementId
    title: str
    short_title: str
    """For rating rows and small plots."""
    print_title: str
    """For print, worded so that up is good."""
    info_sheet_name: str
    """Its name on the info sheet; empty for what later editions added."""
    definition: str
    anchors: Anchors
    raters: frozenset[Perspective]
    """Who can rate it, also where only with limits; ``note`` names the limits."""
    groups_only: bool
    eleven: bool
    """Whether it is one of the eleven of the info sheet."""
    note: str
    listings: Mapping[Edition, Listing]
    """One listing for every edition, also where it is not listed."""
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One thing about the client that the treatment is adapted to."""

    id: CharacteristicId
    title: str
    info_sheet_name: str
    """Its name on the info sheet; empty for what this program adds, which no edition lists."""
    definition: str
    scale: Scale
    low_anchor: str
    high_anchor: str
    context: bool
    """Whether it is recorded as context: one of the six that the info sheet found insufficient, or an addition."""
    areas: tuple[str, ...]
    """The areas of life that a reading may be about; one without an area is about all of them."""
    asks: str
    """What a form asks for with :attr:`openings`."""
    openings: tuple[Opening, ...]
    """What a note in words may begin with."""
    listings: Mapping[Edition, Listing]

    def area_named(self, words: str) -> str:
        """The area of life that ``words`` name in any case; the words themselves where that is none of them."""
        return next((one for one in self.areas if one.casefold() == words.casefold()), words)

    def opening_of(self, note: str) -> Opening | None:
        """What ``note`` begins with, where that is declared; words further on do not count."""
        return next((one for one in self.openings if one.begins(note)), None)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    title: str
    definition: str
    entry: EntryId | None
    """The element or characteristic it explains, if it explains one."""
    info_sheet: bool
    """Whether it is one of the eighteen of the info sheet's own glossary."""


@dataclass(frozen=True, slots=True)
class Process:
    """One process of change, of the experiential or the behavioural family."""

    id: str
    title: str
    definition: str
    family: ProcessFamily
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of change, with what suits it."""

    id: str
    title: str
    definition: str
    processes: tuple[str, ...]
    """Ids of the processes to lean on."""
    stance: str
    avoid: str
    source: str
    checked: bool
    """Whether processes, stance and what to avoid were seen in the source."""


@dataclass(frozen=True, slots=True)
class AssimilationLevel:
    """One of the eight levels of assimilation of a problematic experience."""

    level: int
    title: str
    sign: str
    help: str
    """What the clinician may do."""
    source: str
    checked: bool
    """Whether that advice was seen in the source; the titles were."""


@dataclass(frozen=True, slots=True)
class Marker:
    """One sign of a rupture that can be seen in the session."""

    id: str
    kind: RuptureKind
    title: str
    definition: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to go about a rupture: settle it now, or explore it."""

    id: str
    way: RepairWay
    kind: RepairKind
    title: str
    definition: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of the info sheet."""

    id: str
    audience: Audience
    info_sheet_name: str
    """The recommendation as the info sheet has it."""
    text: str
    """What it comes to in the daily work with this program."""
    source: str


@dataclass(frozen=True, slots=True)
class NotEffective:
    """One thing that does not help, for the clinician's self-check."""

    id: str
    title: str
    definition: str
    question: str
    """What to ask oneself."""
    sign: str
    """What in the records may point to it; empty where nothing can."""
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """One source, and where it was seen."""

    key: str
    citation: str
    doi: str
    seen_in: str
    """Where abstract, record or copy was read; empty for a source that is only recalled."""
    finding: str
    """What it found, where no listing carries that."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """The listing that speaks for an entry under the chosen edition."""

    listing: Listing
    edition: Edition
    first_only: bool
    """Whether the first edition speaks because no later one lists the entry."""
    label: str
    """Empty when the chosen edition itself speaks; otherwise which one does."""


_SPOKEN_BY = {Edition.E2002: FIRST_ONLY, Edition.E2011: "second edition", Edition.E2018: "third edition"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that the program knows of the literature."""

    elements: Mapping[ElementId, Element]
    characteristics: Mapping[CharacteristicId, Characteristic]
    glossary: Mapping[str, Term]
    """By title."""
    recommendations: Mapping[str, Recommendation]
    not_effective: Mapping[str, NotEffective]
    processes: Mapping[str, Process]
    stages: Mapping[str, Stage]
    assimilation: Mapping[int, AssimilationLevel]
    markers: Mapping[str, Marker]
    repairs: Mapping[str, Repair]
    questions: Mapping[ElementId, ClientQuestion]
    """In the order of the elements, one for each that a client can rate."""
    methods: Mapping[str, Method]
    retention: Mapping[str, Norm]
    references: Mapping[str, Reference]

    @property
    def eleven(self) -> tuple[Element, ...]:
        """The eleven elements of the info sheet, in its order."""
        return tuple(element for element in self.elements.values() if element.eleven)

    @property
    def entries(self) -> tuple[Element | Characteristic, ...]:
        """All that an edition can list: the elements, then the characteristics."""
        return (*self.elements.values(), *self.characteristics.values())

    def entry(self, entry_id: EntryId) -> Element | Characteristic:
        """Return the element or characteristic, or raise :class:`NotFound`."""
        found = self.elements.get(ElementId(entry_id)) or self.characteristics.get(CharacteristicId(entry_id))
        if found is None:
            raise NotFound(f"The catalogue has no entry “{entry_id}”.")
        return found

    def speaking(self, entry_id: EntryId, edition: Edition) -> Speaking | None:
        """Return the listing that speaks for an entry when ``edition`` is chosen.

        The chosen edition speaks; where it does not list the entry, the latest edition that does. None when none
        does, and for the characteristics that the first edition found insufficient: nothing is suggested from those.

        Raises:
            NotFound: when there is no such entry.
        """
        entry = self.entry(entry_id)
        latest_first = sorted(entry.listings.values(), key=lambda one: one.edition, reverse=True)
        listed = [one for one in latest_first if one.tier is not Tier.NOT_LISTED]
        listing = next((one for one in listed if one.edition is edition), listed[0] if listed else None)
        if listing is None or (isinstance(entry, Characteristic) and _first_found_insufficient(listing)):
            return None
        fallen_back = listing.edition is not edition
        return Speaking(
            listing=listing,
            edition=listing.edition,
            first_only=fallen_back and listing.edition is Edition.E2002,
            label=_SPOKEN_BY[listing.edition] if fallen_back else "",
        )


def _first_found_insufficient(listing: Listing) -> bool:
    return listing.edition is Edition.E2002 and listing.tier is Tier.INSUFFICIENT
