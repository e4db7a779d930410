"""How each kind of entry is read from its table. Every function raises CatalogueError for what is wrong in it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import get_args

from relationship_desk.catalogue.evidence import EDITION_TIERS, Listing, Tier
from relationship_desk.catalogue.model import (
    Anchors,
    AssimilationLevel,
    Audience,
    Characteristic,
    Element,
    Marker,
    NotEffective,
    Process,
    ProcessFamily,
    Recommendation,
    Reference,
    Repair,
    RepairKind,
    RepairWay,
    RuptureKind,
    Scale,
    Stage,
    Term,
    Variant,
)
from relationship_desk.catalogue.openings import openings
from relationship_desk.catalogue.table import Table
from relationship_desk.domain.ids import CharacteristicId, ElementId, EntryId
from relationship_desk.domain.vocabulary import Edition, Perspective

_EDITIONS = tuple(Edition)
_PERSPECTIVES = tuple(Perspective)
_SCALES: tuple[Scale, ...] = get_args(Scale)
_AUDIENCES: tuple[Audience, ...] = get_args(Audience)
_FAMILIES: tuple[ProcessFamily, ...] = get_args(ProcessFamily)
_RUPTURE_KINDS: tuple[RuptureKind, ...] = get_args(RuptureKind)
_REPAIR_KINDS: tuple[RepairKind, ...] = get_args(RepairKind)
_REPAIR_WAYS: tuple[RepairWay, ...] = get_args(RepairWay)
_FIGURES = ("k", "n", "effect", "interval")


def reference(table: Table) -> Reference:
    """Read one source."""
    return Reference(
        key=table.text("key"),
        citation=table.text("citation"),
        doi=table.text_or_none("doi"),
        seen_in=table.text_or_none("seen_in"),
        finding=table.text_or_none("finding"),
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """Reads the kinds of entry that name a source, each of which has to be one of ``sources``."""

    sources: Container[str]

    def element(self, table: Table) -> Element:
        """Read one element with its listings."""
        title = table.text("title")
        short_title = table.text("short_title") if table.has("short_title") else title
        return Element(
            id=ElementId(table.id()),
            title=title,
            short_title=short_title,
            print_title=table.text("print_title") if table.has("print_title") else short_title,
            info_sheet_name=table.text_or_none("info_sheet_name"),
            definition=table.text("definition"),
            anchors=Anchors(table.text("low"), table.text("middle"), table.text("high")),
            raters=table.some_of("raters", _PERSPECTIVES),
            groups_only=table.has("groups_only") and table.flag("groups_only"),
            eleven=table.has("info_sheet_name"),
            note=table.text_or_none("note"),
            listings=self._listings(table),
            variants=tuple(self._variant(one) for one in table.tables("variant")),
        )

    def characteristic(self, table: Table) -> Characteristic:
        """Read one characteristic with its listings."""
        scale = table.one_of("scale", _SCALES)
        has_ends = scale in ("score", "level")
        begins = openings(table)
        if begins and scale != "words":
            raise table.fault("an opening is given for what is not recorded in words")
        return Characteristic(
            id=CharacteristicId(table.id()),
            title=table.text("title"),
            info_sheet_name=table.text_or_none("info_sheet_name"),
            definition=table.text("definition"),
            scale=scale,
            low_anchor=table.text("low") if has_ends else "",
            high_anchor=table.text("high") if has_ends else "",
            context=table.has("context") and table.flag("context"),
            areas=table.texts("areas") if table.has("areas") else (),
            asks=table.text("asks") if begins else "",
            openings=begins,
            listings=self._listings(table),
        )

    def process(self, table: Table) -> Process:
        """Read one process of change."""
        return Process(
            id=table.id(),
            title=table.text("title"),
            definition=table.text("definition"),
            family=table.one_of("family", _FAMILIES),
            source=self._source(table),
            checked=table.flag("checked"),
        )

    def stage(self, table: Table, processes: Container[str]) -> Stage:
        """Read one stage of change; the processes it names have to be among ``processes``."""
        named = table.texts("processes")
        for process in named:
            if process not in processes:
                raise table.fault(f"there is no process “{process}”", "processes")
        return Stage(
            id=table.id(),
            title=table.text("title"),
            definition=table.text("definition"),
            processes=named,
            stance=table.text("stance"),
            avoid=table.text("avoid"),
            source=self._source(table),
            checked=table.flag("checked"),
        )

    def level(self, table: Table) -> AssimilationLevel:
        """Read one level of assimilation."""
        return AssimilationLevel(
            level=table.number("level"),
            title=table.text("title"),
            sign=table.text("sign"),
            help=table.text("help"),
            source=self._source(table),
            checked=table.flag("checked"),
        )

    def marker(self, table: Table) -> Marker:
        """Read one sign of a rupture."""
        return Marker(
            id=table.id(),
            kind=table.one_of("kind", _RUPTURE_KINDS),
            title=table.text("title"),
            definition=table.text("definition"),
            source=self._source(table),
            checked=table.flag("checked"),
        )

    def repair(self, table: Table) -> Repair:
        """Read one way to go about a rupture."""
        return Repair(
            id=table.id(),
            way=table.one_of("way", _REPAIR_WAYS),
            kind=table.one_of("kind", _REPAIR_KINDS),
            title=table.text("title"),
            definition=table.text("definition"),
            source=self._source(table),
            checked=table.flag("checked"),
        )

    def recommendation(self, table: Table) -> Recommendation:
        """Read one recommendation of the info sheet."""
        return Recommendation(
            id=table.id(),
            audience=table.one_of("audience", _AUDIENCES),
            info_sheet_name=table.text("info_sheet_name"),
            text=table.text("text"),
            source=self._source(table),
        )

    def not_effective(self, table: Table) -> NotEffective:
        """Read one thing that does not help."""
        return NotEffective(
            id=table.id(),
            title=table.text("title"),
            definition=table.text("definition"),
            question=table.text("question"),
            sign=table.text_or_none("sign"),
            source=self._source(table),
            checked=table.flag("checked"),
        )

    def _source(self, table: Table, key: str = "source") -> str:
        source = table.text(key)
        if source not in self.sources:
            raise table.fault(f"there is no reference “{source}”", key)
        return source

    def _listings(self, table: Table) -> Mapping[Edition, Listing]:
        listings: dict[Edition, Listing] = {}
        for one in table.tables("listing"):
            listing = self._listing(one)
            one.end()
            if listing.edition in listings:
                raise one.fault(f"edition {listing.edition} is there twice", "edition")
            listings[listing.edition] = listing
        for edition in _EDITIONS:
            if edition not in listings:
                raise table.fault(f"edition {edition} is missing: give it a listing, “not_listed” if it has none")
        return listings

    def _variant(self, table: Table) -> Variant:
        variant = Variant(table.text("title"), self._listing(table))
        table.end()
        return variant

    def _listing(self, table: Table) -> Listing:
        tier = table.one_of("tier", EDITION_TIERS)
        listed = tier is not Tier.NOT_LISTED
        given = [key for key in _FIGURES if table.has(key)]
        if given and not listed:
            raise table.fault(f"“{given[0]}” is given for an entry that is not listed", given[0])
        if table.has("interval") and not table.has("effect"):
            raise table.fault("“interval” is given without an “effect”", "interval")
        tier_source = self._source(table, "tier_source")
        wording = table.text("wording") if table.has("wording") else tier.title
        return Listing(
            edition=table.one_of("edition", _EDITIONS),
            tier=tier,
            wording=wording if listed else "",
            k=table.text_or_none("k"),
            n=table.text_or_none("n"),
            effect=table.text_or_none("effect"),
            interval=table.text_or_none("interval"),
            authors=table.text_or_none("authors"),
            note=table.text_or_none("note"),
            source=self._source(table) if table.has("source") else tier_source,
            tier_source=tier_source,
            tier_checked=table.flag("tier_checked"),
            figures_checked=table.flag("figures_checked") if given or table.has("figures_checked") else True,
        )


def term(table: Table, entries: Container[EntryId]) -> Term:
    """Read one entry of the glossary; the entry it explains has to be among ``entries``."""
    entry = EntryId(table.text("entry")) if table.has("entry") else None
    if entry is not None and entry not in entries:
        raise table.fault(f"there is no entry “{entry}”", "entry")
    return Term(
        title=table.text("title"),
        definition=table.text("definition"),
        entry=entry,
        info_sheet=table.flag("info_sheet"),
    )
