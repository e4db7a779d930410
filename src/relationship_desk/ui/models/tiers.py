"""How tiers and editions of the catalogue are shown: the fill of the pill, and the edition in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from relationship_desk.catalogue.evidence import Listing, Tier
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

_LETTER = re.compile(r"\b([rdgkN]) (?=[−.>\d])")


def fill_of(tier: Tier) -> Fill:
    """Return how full the pill of ``tier`` is."""
    return _FILLS[tier]


def own_words(listing: Listing) -> str:
    """Return how the edition itself words the tier, where that is not the tier's name; otherwise nothing."""
    said = listing.wording
    if not said or said.casefold() == listing.tier.title.casefold():
        return ""
    return f"Listed as “{said[:1].lower()}{said[1:]}”."


def listing_lines(listing: Listing) -> tuple[str, ...]:
    """Return what stands under the tier: its own wording, the figures, and what was only recalled."""
    if listing.tier is Tier.NOT_LISTED:
        return (RECALLED,) if not listing.tier_checked else ()
    figures = listing.figures
    if not listing.effect and not listing.k and not listing.n:
        figures = "" if listing.figures_checked else "Figures unchecked."
    recalled = "" if listing.tier_checked else f"Tier: {RECALLED[:1].lower()}{RECALLED[1:]}"
    if not figures:
        return tuple(line for line in (f"{own_words(listing)} No figures given.".strip(), recalled) if line)
    return tuple(line for line in (own_words(listing), unbroken(figures), recalled) if line)


def unbroken(figures: str) -> str:
    """Return ``figures`` so that a letter stays on one line with its number.

    >>> len(unbroken("r .29, k 11").split(" "))
    2
    """
    return _LETTER.sub("\\1\N{NO-BREAK SPACE}", figures)
