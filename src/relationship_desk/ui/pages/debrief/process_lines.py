"""From what is on file for a client to the lines that the debrief of one session shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.process import (
    Event,
    EventKind,
    Homework,
    Intervention,
)
from relationship_desk.services.accompanying import Process
from relationship_desk.ui.dialogs.event import event_term
from relationship_desk.ui.pages.debrief.process_row import Line
from relationship_desk.ui.pages.debrief.process_words import (
    EVENT_ICONS,
    OPEN_WORD,
    REPAIR_WORDS,
    event_note,
    event_words,
    open_words,
)
from relationship_desk.ui.widgets.label import Tone

POSSIBLE = "possible"
"""The key of the line of a rupture that is not on record."""


@dataclass(frozen=True, slots=True)
class SessionProcess:
    """What accompanied one session, with what earlier ones have left open."""

    process: Process
    numbers: Mapping[SessionId, int]
    """The number of every session of the client."""
    session: SessionId
    possible: int | None = None
    """The earlier session in which a possible rupture began that was not on record when the session was opened."""

    @property
    def number(self) -> int:
        """The number of the session itself."""
        return self.numbers[self.session]

    @property
    def events(self) -> tuple[Event, ...]:
        """The session's own."""
        return tuple(one for one in self.process.events if one.session == self.session)

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """The session's own."""
        return tuple(one for one in self.process.interventions if one.session == self.session)

    @property
    def set_here(self) -> tuple[Homework, ...]:
        """Homework set in the session."""
        return tuple(one for one in self.process.homework if one.session == self.session)

    @property
    def last_homework(self) -> Homework | None:
        """What the newest earlier session with homework has set, unless it was reviewed in between."""
        earlier = [one for one in self.process.homework if self.numbers[one.session] < self.number]
        last = earlier[-1] if earlier else None
        return last if last and last.reviewed_session in (None, self.number) else None

    @property
    def earlier_ruptures(self) -> tuple[Event, ...]:
        """Ruptures of earlier sessions that are open, or ended in this one."""
        return tuple(
            one
            for one in self.process.events
            if one.event is EventKind.RUPTURE
            and self.numbers[one.session] < self.number
            and one.ended_session in (None, self.number)
        )

    @property
    def possible_since(self) -> int | None:
        """The session of a possible rupture to record: as long as none was recorded since."""
        since = (
            self.numbers[one.session] >= (self.possible or 0)
            for one in self.process.events
            if one.event is EventKind.RUPTURE
        )
        return None if any(since) else self.possible

    def event(self, key: object) -> Event:
        """The event with id ``key``."""
        return next(one for one in self.process.events if one.id == key)

    def intervention(self, key: object) -> Intervention:
        """The intervention with id ``key``."""
        return next(one for one in self.process.interventions if one.id == key)


def earlier_lines(shown: SessionProcess) -> list[Line]:
    """A line for each rupture that an earlier session has left open."""
    return [_earlier_line(shown, one) for one in shown.earlier_ruptures]


def possible_lines(shown: SessionProcess) -> list[Line]:
    """A line that asks whether a possible rupture is to be recorded, where there is one."""
    since = shown.possible_since
    if since is None:
        return []
    words = f"Possible rupture, session {since}"
    about = event_term(EventKind.RUPTURE)
    return [Line(POSSIBLE, words, "not recorded", EVENT_ICONS[EventKind.RUPTURE], "attention", "Record", term=about)]


def event_line(catalogue: Catalogue, event: Event, *, removable: bool) -> Line:
    """One event of the session."""
    tone: Tone = "attention" if event.event is EventKind.RUPTURE else "text"
    still_open = event.event is EventKind.RUPTURE and event.ended_session is None
    action = "Close" if still_open and not removable else ""
    note, icon = event_note(catalogue, event), EVENT_ICONS[event.event]
    if still_open and removable:
        note = ", ".join(part for part in (OPEN_WORD, note) if part)
    return Line(event.id, event_words(event), note, icon, tone, action, removable, event_term(event.event))


def intervention_line(one: Intervention, *, removable: bool) -> Line:
    """One intervention of the session."""
    return Line(one.id, one.intervention, one.adherence, removable=removable)


def _earlier_line(shown: SessionProcess, rupture: Event) -> Line:
    number = shown.numbers[rupture.session]
    if rupture.ended_session is None:
        words = f"Rupture open since session {number}"
        return Line(rupture.id, words, open_words(shown.number - number), "pulse", "attention", "Close")
    words = f"Rupture of session {number}, {REPAIR_WORDS[rupture.repair]}"
    if rupture.repair is None:
        return Line(rupture.id, words, icon="pulse")
    return Line(rupture.id, words, icon="link", tone="success")
