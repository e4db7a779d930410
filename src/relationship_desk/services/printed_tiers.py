"""Tiers as the columns of printed tables show them: one letter an edition."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue, Tier
from relationship_desk.domain.ids import EntryId
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.prompts.rule import Rule
from relationship_desk.reports.summary import NOT_LISTED, RECALLED


def tiers_of_rule(catalogue: Catalogue, rule: Rule) -> tuple[str, str, str]:
    """The tiers of what a prompt rests on; one outside the editions has none of theirs."""
    if rule.evidence is not None and rule.outside is None:
        return tiers_of_entry(catalogue, rule.evidence)
    outside = rule.outside.letter if rule.outside else NOT_LISTED
    return outside, outside, outside


def tiers_of_entry(catalogue: Catalogue, entry: EntryId) -> tuple[str, str, str]:
    """The tiers of an entry, the first edition first; those that were recalled are marked."""
    listings = catalogue.entry(entry).listings
    letters = []
    for edition in Edition:
        listing = listings.get(edition)
        letter = listing.tier.letter if listing else NOT_LISTED
        recalled = listing is not None and listing.tier is not Tier.NOT_LISTED and not listing.tier_checked
        letters.append(letter + RECALLED if recalled else letter)
    return letters[0], letters[1], letters[2]
