"""Where a session stands on paper: weeks to scale, so that missed weeks stay visible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from relationship_desk.insight.series import Series, SeriesPoint


@dataclass(frozen=True)
class WeekScale:
    """Places sessions and weeks on ``width`` mm, the first and the last session ``inset`` mm from the ends."""

    weeks: dict[int, float]
    """The week of each session; several in one week are spread evenly over it, in their order."""
    width: float
    inset: float

    def x(self, session: int) -> float:
        """The place of ``session`` in mm; of the nearest session on file when it did not take place."""
        week = self.weeks.get(session)
        if week is None:
            week = self.weeks[min(self.weeks, key=lambda other: abs(other - session))]
        return self.x_of_week(week)

    def x_of_week(self, week: float) -> float:
        """The place of ``week`` in mm; a single week stands at the right, beside its values."""
        first, last = min(self.weeks.values()), max(self.weeks.values())
        share = (week - first) / (last - first) if last > first else 1.0
        return round(self.inset + share * (self.width - 2 * self.inset), 2)

    def span(self, start: int, end: int | None) -> tuple[float, float]:
        """From ``start`` to ``end``, or on to the right edge while it is open, a little wider than the two marks."""
        left = max(0.0, self.x(start) - 1.0)
        right = self.width if end is None else min(self.width, self.x(end) + 1.0)
        return left, right


def week_scale(series: Iterable[Series], width: float, inset: float = 0.0) -> WeekScale:
    """The scale on which all ``series`` can be drawn."""
    points: dict[int, SeriesPoint] = {point.session: point for one in series for point in one.points}
    in_week: dict[int, list[int]] = defaultdict(list)
    for session in sorted(points):
        in_week[points[session].week].append(session)
    weeks = {
        session: week + place / len(sessions)
        for week, sessions in in_week.items()
        for place, session in enumerate(sessions)
    }
    return WeekScale(weeks or {1: 1.0}, width, inset)


def thin_out(places: Sequence[tuple[int, float]], always: Collection[int], apart: float) -> list[tuple[int, float]]:
    """Keep those labels that stand ``apart`` mm or more from each other, those in ``always`` before the rest."""
    kept: list[tuple[int, float]] = []
    for wanted in (True, False):
        for number, x in reversed(places):
            if (number in always) is wanted and all(abs(x - other) >= apart for _, other in kept):
                kept.append((number, x))
    return sorted(kept)


def week_labels(scale: WeekScale, apart: float) -> list[tuple[int, float]]:
    """The first week, the last and the round ones between that have room."""
    first, last = int(min(scale.weeks.values())), int(max(scale.weeks.values()))
    step = next((step for step in (1, 5, 10, 20, 50) if (last - first) / step <= 10), 100)
    weeks = sorted({first, last, *(week for week in range(first, last) if week % step == 0)})
    return thin_out([(week, scale.x_of_week(week)) for week in weeks], (first, last), apart)
