"""How an edition lists an entry: the tier, the figures behind it, and whether both were seen in their source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from relationship_desk.domain.vocabulary import Edition

UNCHECKED = "unchecked"
"""What stands beside, or in place of, a figure that was not seen in its source."""

_THREE_DECIMALS = re.compile(r"\.\d{3,}")


class Tier(StrEnum):
    """The tiers of evidence. The last two stand outside the editions."""

    DEMONSTRABLY = "demonstrably"
    PROBABLY = "probably"
    INSUFFICIENT = "insufficient"
    NOT_LISTED = "not_listed"
    SAFETY = "safety"
    PRACTICE = "practice"

    @property
    def title(self) -> str:  # type: ignore[override] # the tier's name on screen; nobody title-cases a tier
        """The tier in words, as on badges."""
        return _TITLES[self]

    @property
    def short_title(self) -> str:
        """The tier in words for where its name finds no room; nothing is called promising without the rest of it."""
        return "Insufficient research" if self is Tier.INSUFFICIENT else self.title

    @property
    def letter(self) -> str:
        """The tier as one sign, as in the columns of printed tables."""
        return _LETTERS[self]


_TITLES = {
    Tier.DEMONSTRABLY: "Demonstrably effective",
    Tier.PROBABLY: "Probably effective",
    Tier.INSUFFICIENT: "Promising, insufficient research",
    Tier.NOT_LISTED: "Not listed",
    Tier.SAFETY: "Safety",
    Tier.PRACTICE: "Good practice",
}
_LETTERS = {
    Tier.DEMONSTRABLY: "D",
    Tier.PROBABLY: "P",
    Tier.INSUFFICIENT: "I",
    Tier.NOT_LISTED: "–",
    Tier.SAFETY: "S",
    Tier.PRACTICE: "G",
}

_LONGEST_TITLE = max(map(len, _TITLES.values()))

EDITION_TIERS = (Tier.DEMONSTRABLY, Tier.PROBABLY, Tier.INSUFFICIENT, Tier.NOT_LISTED)
"""The tiers that an edition can give."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one edition says of one entry. Figures are text, written as they are to be read; empty when not given.

    The figures are correlations or differences over studies. They do not say that raising a rating raises the outcome.
    """

    edition: Edition
    tier: Tier
    wording: str
    """The tier in the edition's own words; empty where the entry is not listed."""
    k: str
    """Number of studies or samples."""
    n: str
    """Number of people."""
    effect: str
    """The effect size with its kind, such as ``r .29``."""
    interval: str
    """Its 95 % confidence interval, such as ``.10 to .47``."""
    authors: str
    note: str
    """What has to be said beside the figures."""
    source: str
    """The reference the figures come from, or the tier where there are none."""
    tier_source: str
    """The reference the tier comes from."""
    tier_checked: bool
    """Whether the tier was seen in its source; otherwise it is recalled."""
    figures_checked: bool
    """Whether the figures were seen in their source; otherwise they are recalled, or left out as too uncertain."""

    @property
    def tier_words(self) -> str:
        """The tier as the edition words it: the first edition calls nothing promising that it found insufficient."""
        return self.wording or self.tier.title

    @property
    def short_tier(self) -> str:
        """The same for a cell of a table, where the edition says it in more words than the name of any tier has."""
        return self.tier_words if len(self.tier_words) <= _LONGEST_TITLE else self.tier.short_title

    @property
    def figures(self) -> str:
        """All figures on one line: ``r .29 (.10 to .47), k 11, N 1,314``, with ``unchecked`` after recalled ones."""
        effect = f"{self.effect} ({self.interval})" if self.interval else self.effect
        return ", ".join(part for part in (effect, self._k, self.n and f"N {self.n}", self._unchecked) if part)

    @property
    def short_figures(self) -> str:
        """The figures for a table column, with two decimals: ``r .29, k 11``, or ``unchecked`` for recalled ones."""
        return self._unchecked or ", ".join(part for part in (_two_decimals(self.effect), self._k) if part)

    @property
    def _k(self) -> str:
        return self.k and f"k {self.k}"

    @property
    def _unchecked(self) -> str:
        return "" if self.figures_checked else UNCHECKED


def _two_decimals(effect: str) -> str:
    def rounded(number: re.Match[str]) -> str:
        return str(Decimal("0" + number.group()).quantize(Decimal("0.01"), ROUND_HALF_UP)).removeprefix("0")

    return _THREE_DECIMALS.sub(rounded, effect)
