"""What a prompt rests on, made ready to be shown: the plot, the last three values, or the points as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.series import Series
from relationship_desk.prompts.points import GAP, rating_of
from relationship_desk.prompts.rule import Urgency
from relationship_desk.services.why import Why
from relationship_desk.ui.plots.because_plot import Threshold, TriggerPoint
from relationship_desk.ui.plots.trend import BandStep, SessionTick, Trend, TrendLine

SHOWN_SESSIONS = 24
"""The plot goes back so many sessions at most."""
LAST = 3
"""The table holds so many sessions."""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One row of the small table; ``perspective`` is None for the gap."""

    title: str
    perspective: Perspective | None
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatingsSeen:
    """Why a prompt about ratings came up: the course of one element until the session that opened it."""

    element: str
    trend: Trend
    threshold: Threshold | None
    triggers: tuple[TriggerPoint, ...]
    sessions: tuple[int, ...]
    rows: tuple[ValueRow, ...]
    name: str
    """How a point names the ratings, such as ``Alliance, client``."""
    others: tuple[Point, ...]
    """What the prompt rests on besides."""

    @property
    def described(self) -> str:
        """The table in a sentence, for those who cannot see the plot."""
        said = [f"{row.title} {', '.join(row.values)}" for row in self.rows]
        return f"{self.element} in sessions {', '.join(map(str, self.sessions))}: {'; '.join(said)}."


def ratings_seen(why: Why, catalogue: Catalogue) -> RatingsSeen | None:
    """Return what to plot, or None for a prompt that does not rest on rated sessions."""
    prompt, analysis = why.row.prompt, why.analysis
    rated_points = {point: found for point in prompt.because for found in [rating_of(point, catalogue)] if found}
    element = next((found[0] for found in rated_points.values()), None)
    if element is None or why.row.rule.urgency is Urgency.SAFETY:
        return None
    title = catalogue.elements[element].title
    lines = {one: _until(analysis.series_of(element, one), prompt.session) for one in Perspective}
    ticks = tuple(SessionTick(point.session, point.week, point.held_on) for point in lines[Perspective.CLIENT].points)
    if not ticks:
        return None
    rated = {one: series for one, series in lines.items() if series.rated}
    triggers = _triggers(rated_points, element)
    band = _band(why, element, triggers)
    trend = Trend(
        title,
        ticks,
        tuple(TrendLine(one, tuple(point.value for point in series.points)) for one, series in rated.items()),
        baseline=(band,) if band else (),
    )
    shown = ticks[-LAST:]
    return RatingsSeen(
        element=title,
        trend=trend,
        threshold=Threshold(band.session_from, band.floor, "Limit below own baseline") if band else None,
        triggers=triggers,
        sessions=tuple(tick.number for tick in shown),
        rows=_rows(lines, tuple(tick.number for tick in shown)),
        name=f"{title}, {next(found[1] for found in rated_points.values())}",
        others=tuple(one for one in prompt.because if _stands_apart(one, rated_points, element)),
    )


def _stands_apart(point: Point, rated: Mapping[Point, tuple[ElementId, Perspective]], element: ElementId) -> bool:
    """Whether a point is neither a rating of ``element`` nor the baseline, which the plot shows."""
    return point.what not in ("own baseline", "gap before") and rated.get(point, ("", None))[0] != element


def _until(series: Series, session: int) -> Series:
    points = tuple(point for point in series.points if point.session <= session)
    return Series(series.element, series.perspective, points[-SHOWN_SESSIONS:])


def _band(why: Why, element: ElementId, triggers: tuple[TriggerPoint, ...]) -> BandStep | None:
    """Return the own baseline that the prompt was judged by, from its first session to the one judged."""
    if not triggers or not any(point.what == "own baseline" for point in why.row.prompt.because):
        return None
    trigger = triggers[0]
    baseline = why.analysis.baselines.get((element, trigger.perspective), {}).get(trigger.session)
    if baseline is None:
        return None
    return BandStep(baseline.sessions[0], trigger.session, baseline.mean, baseline.floor, baseline.sessions)


def _triggers(rated: Mapping[Point, tuple[ElementId, Perspective]], element: ElementId) -> tuple[TriggerPoint, ...]:
    found = []
    for point, (of, perspective) in rated.items():
        if point.session is None or of != element:
            continue
        views = (Perspective.CLIENT, Perspective.CLINICIAN) if point.what.startswith(GAP) else (perspective,)
        found += [TriggerPoint(point.session, one) for one in views]
    return tuple(found)


def _rows(lines: dict[Perspective, Series], sessions: tuple[int, ...]) -> tuple[ValueRow, ...]:
    order = (Perspective.CLIENT, Perspective.CLINICIAN, Perspective.OBSERVER)
    rows = [
        ValueRow(one.value.capitalize(), one, tuple(_said(lines[one].value_at(number)) for number in sessions))
        for one in order
        if one is not Perspective.OBSERVER or any(lines[one].value_at(number) is not None for number in sessions)
    ]
    gaps = tuple(_gap(lines, number) for number in sessions)
    return (*rows, ValueRow("Gap, client − clinician", None, gaps))


def _gap(lines: dict[Perspective, Series], session: int) -> str:
    client, clinician = (lines[one].value_at(session) for one in (Perspective.CLIENT, Perspective.CLINICIAN))
    return _said(None if client is None or clinician is None else client - clinician)


def _said(value: float | None) -> str:
    return "–" if value is None else format_value(value)
