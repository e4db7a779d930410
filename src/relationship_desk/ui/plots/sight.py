"""What of a trend is in view, and on which session the cursor stands. No painting."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from relationship_desk.ui.plots.extent import Axis, Extent, between
from relationship_desk.ui.plots.trend import Trend


@dataclass(frozen=True)
class Sight:
    """A trend as it is looked at. Places are those of the whole trend; every change is a new one."""

    trend: Trend = field(default_factory=lambda: Trend("", (), ()))
    cursor: int | None = None
    axis: Axis = Axis.SESSION
    part: Extent | None = None
    """The part that was zoomed into; None for all there is."""

    @cached_property
    def bounds(self) -> Extent:
        """What can be in view: every session, or with the axis of a course those of the cursor's course."""
        newest = len(self.trend.sessions) - 1
        if self.axis is not Axis.COURSE or self.cursor is None:
            return Extent(0, newest)
        starts = (0, *self.trend.course_starts, newest + 1)
        number = next(number for number, start in enumerate(starts[1:]) if self.cursor < start)
        return Extent(starts[number], starts[number + 1] - 1)

    @property
    def extent(self) -> Extent:
        """What is in view."""
        return self.part or self.bounds

    @cached_property
    def drawn(self) -> Trend:
        """The part of the trend in view."""
        return self.trend.between(self.extent.first, self.extent.last)

    @property
    def cursor_drawn(self) -> int | None:
        """The place of the cursor in :attr:`drawn`; None where it is out of view."""
        if self.cursor is None or not self.extent.holds(self.cursor):
            return None
        return self.cursor - self.extent.first

    @property
    def is_whole(self) -> bool:
        """Whether nothing more could be in view."""
        return self.extent == self.bounds

    @property
    def is_closest(self) -> bool:
        """Whether there is no zooming in any more."""
        return self._zoomed(True, self.extent.first) == self.extent

    def words(self) -> str:
        """Say what is in view: ``Sessions 5 to 12 of 14``, or ``All 14 sessions``."""
        count, drawn = len(self.trend.sessions), self.drawn.numbers
        if not drawn:
            return ""
        if len(drawn) == count:
            return f"All {count} sessions" if count > 1 else "One session"
        return f"Sessions {drawn[0]} to {drawn[-1]} of {self.trend.numbers[-1]}"

    def of(self, trend: Trend) -> Sight:
        """Look at another trend: the cursor stays on its session if that is there, and so does the part in view."""
        session = None if self.cursor is None else self.trend.numbers[self.cursor]
        kept = None if session is None else trend.place(session)
        newest = len(trend.sessions) - 1 if trend.sessions else None
        part = self.part if trend.numbers == self.trend.numbers else None
        return replace(self, trend=trend, cursor=newest if kept is None else kept, part=part)

    def at(self, place: int) -> Sight:
        """Put the cursor on ``place``; the view follows it, into another course if need be."""
        moved = replace(self, cursor=place)
        if moved.part is None or moved.part.holds(place):
            return moved
        if moved.bounds != self.bounds:
            return replace(moved, part=None)
        return replace(moved, part=moved.part.holding(place, moved.bounds))

    def by(self, axis: Axis) -> Sight:
        """Let the sessions run in another way, all of them in view."""
        return replace(self, axis=axis, part=None)

    def zoomed(self, closer: bool, about: int | None = None) -> Sight:
        """Bring half as many sessions into view, or twice as many, around ``about`` or the cursor."""
        cursor = self.cursor if self.cursor_drawn is not None else None
        middle = (self.extent.first + self.extent.last) // 2
        place = next((place for place in (about, cursor) if place is not None), middle)
        return self._seeing(self._zoomed(closer, place)) if self.trend.sessions else self

    def seeing(self, one: int, other: int) -> Sight:
        """Bring the sessions from one place to another into view."""
        return self._seeing(between(one, other, self.bounds))

    def moved(self, by: int) -> Sight:
        """Move the view ``by`` sessions; the cursor stays where it is."""
        return self._seeing(self.extent.moved(by, self.bounds)) if self.part else self

    def whole(self) -> Sight:
        """Bring everything into view."""
        return replace(self, part=None)

    def _zoomed(self, closer: bool, about: int) -> Extent:
        return self.extent.zoomed(closer, about, self.bounds)

    def _seeing(self, extent: Extent) -> Sight:
        return replace(self, part=None if extent == self.bounds else extent)
