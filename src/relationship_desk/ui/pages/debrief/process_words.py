"""How what accompanies a session is said, and which icon stands for it."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.capitals import small_first
from relationship_desk.domain.counts import counted
from relationship_desk.domain.process import Event, EventKind, Repair

EVENT_WORDS = {
    EventKind.RUPTURE: "Rupture",
    EventKind.SELF_DISCLOSURE: "Self-disclosure",
    EventKind.INTERPRETATION: "Relational interpretation",
    EventKind.FEEDBACK_GIVEN: "Feedback given to client",
    EventKind.COUNTERTRANSFERENCE: "Countertransference reaction",
    EventKind.IMMEDIACY: "Immediacy",
}
EVENT_ICONS = {
    EventKind.RUPTURE: "pulse",
    EventKind.SELF_DISCLOSURE: "bubble",
    EventKind.INTERPRETATION: "branch",
    EventKind.FEEDBACK_GIVEN: "bubble",
    EventKind.COUNTERTRANSFERENCE: "person",
    EventKind.IMMEDIACY: "clock",
}
OPEN_WORD = "still open"
REPAIR_WORDS = {Repair.FULL: "repaired", Repair.PARTIAL: "partly repaired", None: "not repaired"}


def event_words(event: Event) -> str:
    """What happened, as in ``Rupture, withdrawal``."""
    words = EVENT_WORDS[event.event]
    return f"{words}, {event.kind}" if event.kind else words


def marker_words(catalogue: Catalogue, event: Event) -> str:
    """The signs of a rupture: titles of the catalogue, or own words as they are."""
    titles = (catalogue.markers[one].title if one in catalogue.markers else one for one in event.markers)
    return ", ".join(small_first(title) for title in titles)


def event_note(catalogue: Catalogue, event: Event) -> str:
    """What is said beside an event: how a rupture ended, its signs, or the note."""
    parts = [marker_words(catalogue, event) or event.note]
    if event.ended_session is not None:
        parts.insert(0, f"{REPAIR_WORDS[event.repair]} in {event.ended_session}")
    return ", ".join(part for part in parts if part)


def open_words(sessions: int) -> str:
    """How long a rupture has been open, in ``sessions`` since its own."""
    return f"for {counted(sessions, 'session')}"
