"""What a trend plot shows, as plain data: the caller makes it from series and signals, every plot draws from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import accumulate

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui.plots.measure_track import MeasureTrack

Values = tuple[float | None, ...]
"""One value from 0.0 to 10.0 for each session of the trend, or None where nothing was rated."""


@dataclass(frozen=True, slots=True)
class SessionTick:
    """One attended session: its number within the client, the week of treatment it fell in, its date."""

    number: int
    week: int
    held_on: date
    course: int = 0
    """The number of its course of treatment; 0 where it belongs to none."""


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
    said: str = ""
    """What is read out for it, where the word alone does not say enough."""
    detail: str = ""
    """The sentence that explains it."""

    @property
    def words(self) -> str:
        """What is read out."""
        return self.said or self.word


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of marks below the plot."""

    name: str
    marks: tuple[Mark, ...]


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
    interventions: tuple[Mark, ...] = ()
    measure: MeasureTrack | None = None
    """The questionnaire below the plot, if there is one on file."""

    def __post_init__(self) -> None:
        if any(len(line.values) != len(self.sessions) for line in self.lines):
            raise ValueError("every line of a trend needs one value for each session")

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The session numbers, rising; places on the axis follow their order, not the numbers themselves."""
        return tuple(session.number for session in self.sessions)

    @cached_property
    def weeks(self) -> tuple[float, ...]:
        """How many weeks lie between the first session and each; one dated before its forerunner stands beside it."""
        days = accumulate((session.held_on for session in self.sessions), max)
        return tuple((day - self.sessions[0].held_on).days / 7 for day in days)

    @cached_property
    def course_starts(self) -> tuple[int, ...]:
        """The places at which another course of treatment than before begins, without the first place."""
        courses = [session.course for session in self.sessions]
        return tuple(place for place in range(1, len(courses)) if courses[place] != courses[place - 1])

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The rows of marks; interventions only where some are recorded."""
        done = (Lane("Interventions", self.interventions),) if self.interventions else ()
        return (Lane("Events", self.events), *done, Lane("Prompts", self.prompts))

    def between(self, first: int, last: int) -> Trend:
        """Return the part from place ``first`` to place ``last``; what happened outside it finds no place there."""
        if (first, last) == (0, len(self.sessions) - 1):
            return self
        inside = slice(first, last + 1)
        return replace(
            self,
            sessions=self.sessions[inside],
            lines=tuple(TrendLine(line.perspective, line.values[inside]) for line in self.lines),
            measure=self.measure.between(first, last) if self.measure else None,
        )

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

    def happened_in(self, session: int, *, explained: bool = False) -> tuple[str, ...]:
        """Return the words of all spans and marks of session number ``session``, and of the measure.

        With ``explained`` a mark that has a sentence to explain it says that.
        """
        spans = [span.label for span in self.spans if span.holds(session)]
        marks = (mark.detail if explained and mark.detail else mark.words for mark in self._marks.get(session, ()))
        said = [*spans, *(words for words in marks if not any(span.startswith(words) for span in spans))]
        place = self.place(session)
        if self.measure is not None and place is not None:
            said += self.measure.words_at(place)
        return tuple(dict.fromkeys(said))

    @cached_property
    def _marks(self) -> dict[int, list[Mark]]:
        """The marks of each session, lane by lane."""
        found: dict[int, list[Mark]] = {}
        for lane in self.lanes:
            for mark in lane.marks:
                found.setdefault(mark.session, []).append(mark)
        return found


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
