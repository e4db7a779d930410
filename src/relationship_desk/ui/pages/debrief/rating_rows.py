"""The rows of the rating table for one session, seen by one rater."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from relationship_desk.catalogue.model import Catalogue, Element
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Rating
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.widgets.rating_table import RatingRow

NOT_HELD = "Session not held"
GROUPS_ONLY = "Groups only"
NOT_RATED_BY = {
    Perspective.CLINICIAN: "Not rated by clinicians",
    Perspective.CLIENT: "Not rated by clients",
    Perspective.OBSERVER: "Not rated by observers",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """Who rates, and about whom: the perspective, an observer's label, a member of a couple, family or group."""

    perspective: Perspective = Perspective.CLINICIAN
    rater: str = ""
    member: ClientId | None = None

    def gave(self, rating: Rating) -> bool:
        """Whether ``rating`` comes from here."""
        return (rating.perspective, rating.rater, rating.member) == (self.perspective, self.rater, self.member)


def rating_rows(catalogue: Catalogue, view: DebriefView, seat: Seat) -> tuple[RatingRow, ...]:
    """One row for each of the eleven elements, those that cannot be rated from here with the reason why."""
    return tuple(_row(element, view, seat) for element in catalogue.eleven)


def count_words(rows: Iterable[RatingRow]) -> str:
    """How many are rated of those that apply: "6 of 8", or "none"."""
    applying = [row for row in rows if row.enabled and row.missing is None]
    scored = sum(row.score is not None for row in applying)
    return f"{scored} of {len(applying)}" if scored else "none"


def _row(element: Element, view: DebriefView, seat: Seat) -> RatingRow:
    own = next((one for one in view.ratings if one.element == element.id and seat.gave(one)), None)
    before = next((one for one in view.previous_ratings if one.element == element.id and seat.gave(one)), None)
    why = _why_disabled(element, view, seat.perspective)
    return RatingRow(
        element=element.id,
        title=element.short_title,
        anchors=(element.anchors.low, element.anchors.middle, element.anchors.high),
        enabled=not why,
        why_disabled=why,
        due=(seat.member is None or seat.perspective is Perspective.CLIENT)
        and element.id in view.occasion.asks(seat.perspective, seat.member),
        score=own.score if own else None,
        missing=own.missing if own else None,
        last=before.score if before else None,
        others=tuple(
            (one.perspective, one.score)
            for one in view.ratings
            if one.element == element.id and one.perspective is not seat.perspective and one.score is not None
            if seat.member is None or one.member == seat.member
        ),
    )


def _why_disabled(element: Element, view: DebriefView, perspective: Perspective) -> str:
    if not view.session.attendance.took_place:
        return NOT_HELD
    if element.groups_only and view.session.format is not ClientKind.GROUP:
        return GROUPS_ONLY
    return "" if perspective in element.raters else NOT_RATED_BY[perspective]
