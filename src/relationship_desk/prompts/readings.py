"""What rules read from the profile and from the latest sessions of a client."""

from __future__ import annotations

from collections.abc import Callable

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
LATELY = 3
"""What was worked on lately: in so many attended sessions."""


def readings(moment: Moment, characteristic: CharacteristicId) -> tuple[ProfileEntry, ...]:
    """Every reading of a characteristic up to the session, in order of the days."""
    return tuple(
        entry
        for entry in moment.analysis.history.profile
        if entry.characteristic == characteristic and entry.assessed_on <= moment.session.held_on
    )


def established(moment: Moment, characteristic: CharacteristicId, holds: Callable[[float], bool]) -> tuple[Point, ...]:
    """The readings that show a scaled characteristic to be as ``holds`` asks; none when it is not established.

    A measure or the client counts at once, the clinician's own reading when it was so twice running.
    """
    known = readings(moment, characteristic)
    for source, needed in ((Source.MEASURE, 1), (Source.CLIENT, 1), (Source.CLINICIAN, CLINICIAN_READINGS)):
        latest = [entry for entry in known if entry.source is source][-needed:]
        if len(latest) == needed and all(holds(float(entry.value)) for entry in latest):
            return tuple(point(moment, entry, format_value(float(entry.value))) for entry in latest)
    return ()


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
    held = [one for one in moment.analysis.history.attended if one.number <= moment.session.number]
    return tuple(held[-LATELY:])


def latest_focus(moment: Moment) -> tuple[Focus, Point] | None:
    """What was worked on in the latest of these sessions that says so."""
    said = [one for one in lately(moment) if one.focus is not None]
    if not said or said[-1].focus is None:
        return None
    return said[-1].focus, Point("focus", said[-1].number, said[-1].focus.value)
