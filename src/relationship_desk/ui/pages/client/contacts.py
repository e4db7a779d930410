"""Contacts that are no session, as lines among the sessions of a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.case_file import Contact, ContactId
from relationship_desk.domain.days import short_day
from relationship_desk.domain.history import History
from relationship_desk.ui.pages.client.rows_table import Cell, Line

_NOTE = 4
"""The words of a contact begin where the note of a session is named, and have the rest of the row."""


@dataclass(frozen=True, slots=True)
class ContactKey:
    """Finds the line of a contact; the key of a session's line is its id."""

    id: ContactId


def contact_line(contact: Contact, history: History, columns: int) -> tuple[date, Line]:
    """Return the day of ``contact`` and its line in a table of ``columns``."""
    words = " ".join(contact.text.split())
    said = f"{contact.with_whom}: {words}" if contact.with_whom else words
    begun = bool(history.sessions) and contact.held_on >= history.first_day
    cells = (
        Cell(),
        Cell(str(history.week(contact.held_on)) if begun else "", "muted"),
        Cell(short_day(contact.held_on)),
        Cell(contact.kind.value.capitalize()),
        Cell(said, "muted", tip=said),
    )
    rest = (Cell(),) * (columns - len(cells))
    return contact.held_on, Line(ContactKey(contact.id), (*cells, *rest), wide=_NOTE)
