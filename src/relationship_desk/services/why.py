"""Everything a prompt rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from relationship_desk.catalogue.model import Catalogue, Element, Listing
from relationship_desk.domain.prompt import Mute
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.review import REVIEW_AFTER, Comparison, comparisons, sessions_since
from relationship_desk.services.prompt_rows import PromptRow


@dataclass(frozen=True, slots=True)
class EditionView:
    """What one edition says of the entry a prompt rests on."""

    edition: Edition
    listing: Listing | None
    speaks: bool
    """Whether the prompt's tier comes from here."""


@dataclass(frozen=True, slots=True)
class Why:
    """Everything a prompt rests on."""

    row: PromptRow
    analysis: Analysis
    entry_title: str
    """Empty where no entry of the catalogue is about the rule."""
    rule_text: str
    editions: tuple[EditionView, ...]
    label: str
    """Such as "first edition only"; empty when the chosen edition speaks."""
    week: int
    next_session: int
    review_session: int
    """The number of the session after which the prompt is looked back on, or would be when accepted now."""
    since: int
    """How many sessions took place after the answer."""
    followed: tuple[Comparison, ...]
    """Before and after, once there were enough sessions since the answer."""
    mute: Mute | None
    """Set while the rule is silent for this client."""


def why_of(row: PromptRow, analysis: Analysis, catalogue: Catalogue, chosen: Edition, mutes: Iterable[Mute]) -> Why:
    """What the prompt of ``row`` rests on, while the edition ``chosen`` is in use."""
    prompt, rule, history = row.prompt, row.rule, analysis.history
    entry = catalogue.entry(rule.evidence) if rule.evidence else None
    speaking = catalogue.speaking(rule.evidence, chosen) if rule.evidence else None
    listings = entry.listings if entry else {}
    last = history.attended[-1].number if history.attended else 0
    since = len(sessions_since(analysis, prompt))
    return Why(
        row=row,
        analysis=analysis,
        entry_title=entry.short_title if isinstance(entry, Element) else entry.title if entry else "",
        rule_text=rule.states(analysis.thresholds),
        editions=tuple(EditionView(edition, listings.get(edition), edition == prompt.edition) for edition in Edition),
        label=speaking.label if speaking else "",
        week=history.week(prompt.opened_on),
        next_session=last + 1,
        review_session=last + max(0, REVIEW_AFTER - since),
        since=since,
        followed=comparisons(analysis, prompt, catalogue) if since >= REVIEW_AFTER else (),
        mute=next((one for one in mutes if one.rule == prompt.rule and one.ended_on is None), None),
    )
