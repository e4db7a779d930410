"""What a trend plot shows, as plain data: the caller makes it from series and signals, every plot draws from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective

Values = tuple[float | None, ...]
"""One value from 0.0 to 10.0 for each session of the trend, or None where nothing was rated."""


@dataclass(frozen=True, slots=True)
class SessionTick:
    """One attended session: its number within the client, the week of treatment it fell in, its date."""

    number: int
    week: int
    held_on: date


@dataclass(frozen=True, slots=True)
class TrendLine:
    """What one perspective said in each session of the trend."""

    perspective: Perspective
    values: Values


@dataclass(frozen=True, slots=True)
class BandStep:
    """The own baseline as it stood for some sessions: its mean and the limit below it, both from 0.0 to 10.0."""

    session_from: int
    session_to: int
    mean: float
    floor: float
    formed_by: tuple[int, ...] = ()
    """Numbers of the sessions that the mean was taken from; marked on the axis while the cursor is in this step."""


@dataclass(frozen=True, slots=True)
class Span:
    """Sessions that belong together, such as a rupture until its repair; open when ``to_session`` is None."""

    from_session: int
    to_session: int | None
    label: str

    def holds(self, session: int) -> bool:
        """Whether session number ``session`` belongs to it."""
        return self.from_session <= session and (self.to_session is None or session <= self.to_session)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened in a session, for a row below the plot: an icon's name and a word."""

    session: int
    icon: str
    word: str
    ink: str = "text"
    """The colour token of the icon."""


@dataclass(frozen=True)
class Trend:
    """Everything the plot of one element shows.

    Raises:
        ValueError: when a line has not exactly one value for each session.
    """

    title: str
    sessions: tuple[SessionTick, ...]
    lines: tuple[TrendLine, ...]
    baseline: tuple[BandStep, ...] = ()
    spans: tuple[Span, ...] = ()
    events: tuple[Mark, ...] = ()
    prompts: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if any(len(line.values) != len(self.sessions) for line in self.lines):
            raise ValueError("every line of a trend needs one value for each session")

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The session numbers, rising; places on the axis follow their order, not the numbers themselves."""
        return tuple(session.number for session in self.sessions)

    def place(self, session: int) -> int | None:
        """Return the place of session number ``session`` on the axis, from 0, if it is there."""
        place = bisect_left(self.numbers, session)
        return place if place < len(self.numbers) and self.numbers[place] == session else None

    def places(self, first: int, last: int | None) -> tuple[int, int] | None:
        """Return first and last place of the sessions numbered ``first`` to ``last``; None when there is none."""
        start = bisect_left(self.numbers, first)
        end = len(self.numbers) if last is None else bisect_right(self.numbers, last)
        return (start, end - 1) if start < end else None

    def step_at(self, session: int) -> BandStep | None:
        """Return the own baseline that session number ``session`` is judged by."""
        return next((step for step in self.baseline if step.session_from <= session <= step.session_to), None)

    def only(self, perspectives: frozenset[Perspective]) -> tuple[TrendLine, ...]:
        """Return the lines of ``perspectives``."""
        return tuple(line for line in self.lines if line.perspective in perspectives)

    def happened_in(self, session: int) -> tuple[str, ...]:
        """Return the words of all spans, events and prompts of session number ``session``."""
        spans = (
            s for s in self.spans if s.from_session <= session and (s.to_session is None or session <= s.to_session)
        )
        marks = (mark for mark in (*self.events, *self.prompts) if mark.session == session)
        return (*(span.label for span in spans), *(mark.word for mark in marks))


def runs(values: Sequence[object | None]) -> list[tuple[int, int]]:
    """Return first and last place of every unbroken run of values, so that a line never crosses a gap.

    >>> runs([6.0, 6.5, None, 7.0])
    [(0, 1), (3, 3)]
    """
    found: list[tuple[int, int]] = []
    start: int | None = None
    for place, value in enumerate([*values, None]):
        if value is None and start is not None:
            found.append((start, place - 1))
            start = None
        elif value is not None and start is None:
            start = place
    return found


def last_place(values: Sequence[float | None]) -> int | None:
    """Return the place of the newest value, if there is one."""
    return next((place for place in range(len(values) - 1, -1, -1) if values[place] is not None), None)


def session_words(trend: Trend, place: int) -> str:
    """Say one session in words: ``Session 9, week 9: clinician 6.2, client not rated. Rupture``."""
    session = trend.sessions[place]
    said = []
    for line in trend.lines:
        value = line.values[place]
        said.append(f"{line.perspective.value} {'not rated' if value is None else format_value(value)}")
    ratings = f"Session {session.number}, week {session.week}: {', '.join(said) if said else 'not rated'}"
    return ". ".join((ratings, *trend.happened_in(session.number)))
