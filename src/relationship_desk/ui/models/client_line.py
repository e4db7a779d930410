"""One client of the list in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.counts import counted
from relationship_desk.domain.days import recent_day
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.vocabulary import ClientKind, ClientStatus, Perspective
from relationship_desk.services.caseload import ClientRow
from relationship_desk.ui.models.attention import Attention, badges_of

ENOUGH = 4
"""With fewer rated sessions there is no course to draw."""
_TWO_YEARS = 104
"""In weeks; a longer time is said in years."""


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One row, in words."""

    row: ClientRow
    kind: str
    last_seen: str
    badges: tuple[Attention, ...]
    """The risk flag and everything that holds now, the most urgent first."""
    enough: bool
    seen: str = ""
    """The weeks since the client was seen."""
    feedback: str = ""
    """The weeks since the client last answered anything."""

    @property
    def tags(self) -> str:
        """The client's tags in one line."""
        return ", ".join(self.row.details.tags)

    @property
    def state(self) -> str:
        """That the work waits or has ended; nothing about an active client."""
        status = self.row.client.status
        return "" if status is ClientStatus.ACTIVE else status.value.capitalize()

    @property
    def standing(self) -> tuple[str, ...]:
        """The words of the badges, and the state."""
        return (*(badge.text for badge in self.badges), *((self.state,) if self.state else ()))

    def last_value(self, perspective: Perspective) -> float | None:
        """The newest alliance rating among the sessions drawn."""
        return next((value for value in reversed(self.row.sparks[perspective]) if value is not None), None)


def line_of(row: ClientRow, elements: Mapping[ElementId, Element], today: date) -> ClientLine:
    """Put ``row`` into words, as of ``today``."""
    kind = row.client.kind.value.capitalize()
    if row.members and row.client.kind is not ClientKind.COUPLE:
        kind = f"{kind} of {row.members}"
    rated = sum(any(values) for values in zip(*[_rated(row, one) for one in Perspective], strict=True))
    return ClientLine(
        row,
        kind,
        seen_words(row.last_seen, today),
        badges_of(row, elements),
        rated >= ENOUGH,
        weeks_words(row.last_seen, today),
        weeks_words(row.last_feedback, today),
    )


def seen_words(day: date | None, today: date) -> str:
    """Return when a client was last seen: ``Today``, ``Yesterday``, ``14 Nov``; with the year where it is another."""
    if day is None:
        return "Not yet"
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return recent_day(day, today)


def weeks_words(day: date | None, today: date) -> str:
    """Return how long ago a day was: ``This week`` up to six days, ``5 weeks ago``, and in years from two on."""
    if day is None:
        return "Not yet"
    weeks = (today - day).days // 7
    if weeks >= _TWO_YEARS:
        return f"{weeks // 52} years ago"
    if weeks < 1:
        return "This week"
    return f"{counted(weeks, 'week')} ago"


def _rated(row: ClientRow, perspective: Perspective) -> list[bool]:
    return [value is not None for value in row.sparks[perspective]]
