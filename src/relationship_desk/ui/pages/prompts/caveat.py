"""What the evidence behind a prompt does not say, in a line beside it."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue, Element
from relationship_desk.domain.ids import RUPTURE_REPAIR
from relationship_desk.services.why import Why

ABOUT_GROUPS = "A finding about groups. It does not say what will help this client."
CORRELATION = "A correlation. It does not say that {what} will raise the outcome."


def caveat_of(why: Why, catalogue: Catalogue) -> str:
    """Return the caveat: only what was found as a correlation is called one.

    Feedback that is collected rests on comparisons, self-disclosure and immediacy on a qualitative synthesis.
    """
    about = why.row.rule.evidence
    entry = catalogue.entry(about) if about else None
    if not isinstance(entry, Element) or not any(one.effect.startswith("r ") for one in entry.listings.values()):
        return ABOUT_GROUPS
    return CORRELATION.format(what="repair" if entry.id == RUPTURE_REPAIR else "raising a rating")
