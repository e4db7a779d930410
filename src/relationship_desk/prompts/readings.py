"""What rules read from the profile and from the latest sessions of a client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from relationship_desk.domain.ids import CharacteristicId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.records import ProfileEntry, Session
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Focus, Source
from relationship_desk.prompts.rule import Moment

READING = ("profile.characteristic", "profile.value", "profile.source", "profile.assessed_on")
"""What every rule that goes by a reading needs."""
CLINICIAN_READINGS = 2
"""The clinician's own reading counts once it was the same so many times running."""
DISAGREEING = "Of two sources at opposite ends the later one counts, and neither on the same day."
"""How :func:`settled` goes about it, in the words of the rules."""
_SOURCES = (Source.CLINICIAN, Source.CLIENT, Source.MEASURE)
LATELY = 3
"""What was worked on lately: in so many attended sessions."""


def readings(moment: Moment, characteristic: CharacteristicId) -> tuple[ProfileEntry, ...]:
    """Every reading of a characteristic up to the session, in order of the days.

    Of one day the clinician's comes first and that of a measure last, in whatever order they were entered: a record
    that was exported and imported says the same.
    """
    known = (
        entry
        for entry in moment.analysis.history.profile
        if entry.characteristic == characteristic and entry.assessed_on <= moment.session.held_on
    )
    return tuple(sorted(known, key=lambda one: (one.assessed_on, _SOURCES.index(one.source), one.concern)))


class End(Enum):
    """The end of a scale that a reading lies at."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of a characteristic by now."""

    end: End | None
    """None: it lies between."""
    said_on: date
    """The day of its latest reading."""
    points: tuple[Point, ...]


def accounts(moment: Moment, entries: Sequence[ProfileEntry], running: int = CLINICIAN_READINGS) -> tuple[Account, ...]:
    """What each source says in ``entries``, the readings of one scaled characteristic in order of the days.

    A measure or the client counts at once, the clinician once the readings lay at one end ``running`` times.
    """
    found: list[Account] = []
    if not entries:  # of most clients nothing is on file, and this is asked in every session
        return ()
    for source, needed in ((Source.MEASURE, 1), (Source.CLIENT, 1), (Source.CLINICIAN, running)):
        latest = [entry for entry in entries if entry.source is source][-needed:]
        ends = {_end(moment, float(entry.value)) for entry in latest}
        if len(latest) == needed and len(ends) == 1:
            points = tuple(point(moment, entry, format_value(float(entry.value))) for entry in latest)
            found.append(Account(ends.pop(), latest[-1].assessed_on, points))
    return tuple(found)


def settled(among: Iterable[Account], end: End, against: Iterable[Account] = ()) -> tuple[Point, ...]:
    """The points of the accounts that say ``end``, unless another says the opposite in a reading at least as recent.

    Those of ``against`` can only contradict. The same accounts never settle both ends.
    """
    among = tuple(among)
    opposed = [one.said_on for one in (*among, *against) if one.end is not None and one.end is not end]
    return tuple(
        found for one in among if one.end is end and all(one.said_on > day for day in opposed) for found in one.points
    )


def established(moment: Moment, characteristic: CharacteristicId, end: End) -> tuple[Point, ...]:
    """The readings that show a scaled characteristic to lie at ``end``; none when that is not established."""
    return settled(accounts(moment, readings(moment, characteristic)), end)


def _end(moment: Moment, value: float) -> End | None:
    if value >= moment.thresholds.high:
        return End.HIGH
    return End.LOW if value <= moment.thresholds.low else None


def as_words(characteristic: CharacteristicId) -> str:
    """How the points name a characteristic."""
    return characteristic.replace("-", " ")


def point(moment: Moment, entry: ProfileEntry, value: str) -> Point:
    """A reading as a point, at the session that had been held by then."""
    about = f"{as_words(entry.characteristic)}, {entry.concern or entry.source}"
    return Point(about, moment.analysis.history.session_by(entry.assessed_on) or None, value)


def is_adapted(moment: Moment, *characteristics: CharacteristicId) -> bool:
    """Whether an adaptation to one of them is on file by this session."""
    return any(
        one.characteristic in characteristics and one.session <= moment.session.number
        for one in moment.analysis.history.adaptations
    )


def lately(moment: Moment) -> tuple[Session, ...]:
    """The latest attended sessions up to this one."""
    return moment.analysis.history.attended[max(0, moment.attended - LATELY) : moment.attended]


def latest_focus(moment: Moment) -> tuple[Focus, Point] | None:
    """What was worked on in the latest of these sessions that says so."""
    said = [one for one in lately(moment) if one.focus is not None]
    if not said or said[-1].focus is None:
        return None
    return said[-1].focus, Point("focus", said[-1].number, said[-1].focus.value)
