"""How tiers and editions of the catalogue are shown: the fill of the pill, and the edition in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from relationship_desk.catalogue.evidence import Listing, Tier
from relationship_desk.domain.capitals import capital_first, small_first
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.ui.widgets.tier_badge import Fill

EDITION_WORDS: Mapping[Edition, str] = {
    Edition.E2002: "first edition",
    Edition.E2011: "second edition",
    Edition.E2018: "third edition",
}
RECALLED = "Recalled, not checked."
"""Stands beside a tier that was not seen in its source."""

_FILLS: Mapping[Tier, Fill] = {
    Tier.DEMONSTRABLY: "full",
    Tier.PROBABLY: "half",
    Tier.INSUFFICIENT: "outline",
    Tier.NOT_LISTED: "dash",
    Tier.SAFETY: "dash",
    Tier.PRACTICE: "dash",
}

_RANKS: Mapping[Tier, int] = {Tier.INSUFFICIENT: 1, Tier.PROBABLY: 2, Tier.DEMONSTRABLY: 3}
_LETTER = re.compile(r"\b([rdgkN]) (?=[−.>\d])")


def fill_of(tier: Tier) -> Fill:
    """Return how full the pill of ``tier`` is."""
    return _FILLS[tier]


def own_words(listing: Listing) -> str:
    """Return how the edition itself words the tier, where that is not the tier's name; otherwise nothing."""
    said = listing.wording
    if not said or said.casefold() == listing.tier.title.casefold():
        return ""
    return f"Listed as “{small_first(said)}”."


def how_it_moved(listings: Mapping[Edition, Listing]) -> str:
    """Return how the tier moved from edition to edition: ``Lower in 2011, higher in 2018 (recalled).`` and the like.

    Steps go from one edition that lists the entry to the next one that does.
    """
    by_edition = [listings[edition] for edition in Edition]
    listed = [one for one in by_edition if one.tier is not Tier.NOT_LISTED]
    if not listed:
        return "No edition lists it."
    first = before = listed[0]
    if listed == by_edition[:1]:
        return "First edition only, as insufficient." if first.tier is Tier.INSUFFICIENT else "First edition only."
    steps = [] if first is by_edition[0] else [f"first listed in {_dated(first)}"]
    for one in by_edition[by_edition.index(first) + 1 :]:
        rise = _RANKS.get(one.tier, 0) - _RANKS[before.tier]
        if one.tier is Tier.NOT_LISTED:
            steps.append(f"not listed in {_dated(one)}")
        elif rise:
            steps.append(f"{'higher' if rise > 0 else 'lower'} in {_dated(one)}")
        before = before if one.tier is Tier.NOT_LISTED else one
    recalled = "".join(f" ({one.edition} recalled)" for one in listed if not one.tier_checked)
    said = ", ".join(steps) or f"the same tier in every edition{recalled}"
    return f"{capital_first(said)}."


def _dated(listing: Listing) -> str:
    return f"{listing.edition}{'' if listing.tier_checked else ' (recalled)'}"


def listing_lines(listing: Listing) -> tuple[str, ...]:
    """Return what stands under the tier: the figures, and what was only recalled."""
    if listing.tier is Tier.NOT_LISTED:
        return (RECALLED,) if not listing.tier_checked else ()
    figures = listing.figures
    if not listing.effect and not listing.k and not listing.n:
        figures = "" if listing.figures_checked else "Figures unchecked."
    recalled = "" if listing.tier_checked else f"Tier: {small_first(RECALLED)}"
    if not figures:
        return tuple(line for line in ("No figures given.", recalled) if line)
    return tuple(line for line in (unbroken(figures), recalled) if line)


def unbroken(figures: str) -> str:
    """Return ``figures`` so that a letter stays on one line with its number.

    >>> len(unbroken("r .29, k 11").split(" "))
    2
    """
    return _LETTER.sub("\\1\N{NO-BREAK SPACE}", figures)
