"""What the points of a prompt speak of, read from their words."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import Perspective

GAP = "gap, "
"""So a point about the difference between clinician and client begins; it is one of the alliance."""


def rating_of(point: Point, catalogue: Catalogue) -> tuple[ElementId, Perspective] | None:
    """The element and perspective that ``point`` is a rating of; the client's alliance for a gap."""
    if point.what.startswith(GAP):
        return ALLIANCE, Perspective.CLIENT
    name, _, said = point.what.casefold().rpartition(", ")
    perspective = next((one for one in Perspective if one == said), None)
    if perspective is None:
        return None
    titles = {title.casefold(): one.id for one in catalogue.elements.values() for title in (one.short_title, one.title)}
    if name in titles:
        return titles[name], perspective
    # As in "management of countertransference, clinician".
    return next(((element, perspective) for title, element in titles.items() if name.endswith(f" {title}")), None)
