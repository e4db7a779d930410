"""From series to the numbers that Typst draws: x in mm, y in points of the scale, nothing left to decide but height."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import Any

from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.baseline import Baseline
from relationship_desk.insight.episodes import Episode
from relationship_desk.insight.series import Series
from relationship_desk.reports.findings import focus_text, gap_run, missed, panel_text
from relationship_desk.reports.scale import WeekScale, thin_out, week_labels, week_scale
from relationship_desk.reports.summary import FocusChart, Panel, PromptLine, RuptureLine, View, Views

Drawing = dict[str, Any]
"""What one chart is drawn from, ready for JSON."""

FOCUS_WIDTH = 112.0
"""Of the focus chart's plot, in mm."""
PANEL_WIDTH = 32.6
"""Of a panel's plot, in mm."""
MARKS_ONLY = 12
"""So many points or fewer are not joined."""
HEADROOM = 0.35
"""Points of the scale between the outermost value and the edge of the cut focus chart."""
CLOSE = 0.6
"""Two marks of one session nearer than this in points leave no room for a number between them."""
WIDE_ENOUGH = 9.0
"""In mm: a break that has room for "not rated"."""
CROWDED = 2.6
"""In mm a session, on average: below it marks are drawn smaller."""
SESSION_LABEL, WEEK_LABEL, RUPTURE_LABEL = 3.7, 6.0, 17.0
"""Least distances of labels in mm."""


def focus_drawing(chart: FocusChart, ruptures: Sequence[RuptureLine], prompts: Sequence[PromptLine]) -> Drawing:
    """The alliance, session by session."""
    views = chart.views
    scale = week_scale([views.clinician.series, views.client.series], FOCUS_WIDTH, inset=2.0)
    ranges = _ranges(chart, scale)
    low, high = _cut(views, ranges)
    return {
        "alt": focus_text(chart),
        "width": FOCUS_WIDTH,
        "low": low,
        "high": high,
        "ticks": list(range(ceil(low), floor(high) + 1)),
        "ranges": ranges,
        "dense": _dense(scale),
        "spans": _spans(_bounds(chart.episodes, ruptures), scale),
        "names": _rupture_names(ruptures, scale),
        "uprights": _uprights(chart, scale),
        "lines": _lines(views, scale),
        "breaks": [*_break_labels(views.clinician, scale), *_break_labels(views.client, scale)],
        "values": _values(chart, scale),
        "ends": _ends(views, scale),
        "gap": _gap(chart),
        "sessions": _session_labels(chart, ruptures, scale),
        "prompts": _prompt_labels(prompts, scale),
        "weeks": [{"x": x, "text": str(week)} for week, x in week_labels(scale, WEEK_LABEL)],
    }


def panel_drawings(panels: Sequence[Panel], episodes: Sequence[Episode], ruptures: Sequence[RuptureLine]) -> Drawing:
    """The small multiples, all on one scale."""
    every = [panel.views for panel in panels if not panel.unavailable]
    scale = week_scale([view.series for views in every for view in (views.clinician, views.client)], PANEL_WIDTH)
    values = [value for views in every for value in _all_values(views)]
    low, high = min([2, *(floor(value) for value in values)]), max([9, *(ceil(value) for value in values)])
    spans = _spans(_bounds(episodes, ruptures), scale)
    return {
        "spans": bool(spans),
        "width": PANEL_WIDTH,
        "low": low,
        "high": high,
        "groups": [
            {"title": group, "panels": [_panel(panel, scale, spans) for panel in panels if panel.group == group]}
            for group in dict.fromkeys(panel.group for panel in panels)
        ],
    }


def _panel(panel: Panel, scale: WeekScale, spans: Sequence[Drawing]) -> Drawing:
    views = panel.views
    drawing: Drawing = {"title": views.title, "alt": panel_text(panel), "note": panel.unavailable}
    if panel.unavailable:
        return drawing
    if not _all_values(views):
        return {**drawing, "note": "not rated yet"}
    return {**drawing, "spans": spans, "lines": _lines(views, scale), "ends": _ends(views, scale, observer=False)}


def _lines(views: Views, scale: WeekScale) -> list[Drawing]:
    """In drawing order: the clinician's circle stays visible inside the client's square, the observer's is last."""
    return [_line(view, scale) for view in (views.client, views.clinician, views.observer)]


def _line(view: View, scale: WeekScale) -> Drawing:
    perspective = view.series.perspective
    rated = view.series.rated
    joined = perspective is not Perspective.OBSERVER and len(rated) > MARKS_ONLY
    return {
        "perspective": perspective.value,
        "points": [[scale.x(point.session), point.value] for point in rated],
        "joined": joined,
        "segments": _segments(view, scale) if joined else [],
    }


def _segments(view: View, scale: WeekScale) -> list[list[list[float]]]:
    """Runs of points to join: broken only where a rating was due and missing."""
    gone = missed(view)
    runs: list[list[list[float]]] = []
    before: int | None = None
    for point in view.series.rated:
        assert point.value is not None  # noqa: S101 - rated
        if before is None or any(before < session < point.session for session in gone):
            runs.append([])
        runs[-1].append([scale.x(point.session), point.value])
        before = point.session
    return runs


def _break_labels(view: View, scale: WeekScale) -> list[Drawing]:
    """Where a line is broken wide enough, the words for it stand in the place of the line."""
    rated, gone = view.series.rated, missed(view)
    labels = []
    for before, after in pairwise(rated):
        x0, x1 = scale.x(before.session), scale.x(after.session)
        broken = any(before.session < session < after.session for session in gone)
        if broken and x1 - x0 >= WIDE_ENOUGH:
            last_missed = max(session for session in gone if session < after.session)
            x = (scale.x(min(session for session in gone if session > before.session)) + scale.x(last_missed)) / 2
            labels.append({"x": x, "y": before.value, "perspective": view.series.perspective.value})
    return labels


def _ranges(chart: FocusChart, scale: WeekScale) -> list[Drawing]:
    """The own range that held before each episode, then the present one; each begins where the last one ended."""
    drawn: list[Drawing] = []
    start = 0.0
    for episode in chart.episodes:
        _, end = scale.span(episode.start, episode.end)
        drawn.append(_range(episode.baseline, start, end))
        start = end
    if chart.views.baseline is not None and start < scale.width:
        drawn.append(_range(chart.views.baseline, start, scale.width))
    return drawn


def _range(baseline: Baseline, start: float, end: float) -> Drawing:
    return {"x0": start, "x1": end, "mean": baseline.mean, "floor": baseline.floor}


def _bounds(episodes: Iterable[Episode], ruptures: Iterable[RuptureLine]) -> list[tuple[int, int | None]]:
    """Where ruptures begin and end: those of the table and the episodes found."""
    return [(one.start, one.end) for one in episodes] + [(one.start, one.end) for one in ruptures]


def _spans(bounds: Iterable[tuple[int, int | None]], scale: WeekScale) -> list[Drawing]:
    """Upright spans, overlapping ones drawn as one."""
    found = sorted(scale.span(start, end) for start, end in bounds)
    merged: list[list[float]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return [{"x0": start, "x1": end} for start, end in merged]


def _rupture_names(ruptures: Sequence[RuptureLine], scale: WeekScale) -> list[Drawing]:
    """What kind of rupture a span is, written over it where two names do not touch."""
    places = [(number, sum(scale.span(one.start, one.end)) / 2) for number, one in enumerate(ruptures)]
    return [{"x": x, "text": ruptures[number].kind} for number, x in thin_out(places, (), RUPTURE_LABEL)]


def _cut(views: Views, ranges: Sequence[Drawing]) -> tuple[float, float]:
    values = _all_values(views) + [edge for one in ranges for edge in (one["mean"], one["floor"])]
    if not values:
        return 0.0, 10.0
    low, high = min(values) - HEADROOM, max(values) + HEADROOM
    if high - low < 3.0:
        middle = (high + low) / 2
        low, high = middle - 1.5, middle + 1.5
    return max(-HEADROOM, low), min(10.0 + HEADROOM, high)


def _uprights(chart: FocusChart, scale: WeekScale) -> list[list[float | None]]:
    client = chart.views.client.series
    return [[scale.x(point.session), point.value, client.value_at(point.session)] for point in gap_run(chart)]


def _gap(chart: FocusChart) -> Drawing | None:
    mine, theirs = chart.views.clinician.series.last, chart.views.client.series.last
    if mine is None or theirs is None or mine.session != theirs.session or mine.value is None or theirs.value is None:
        return None
    if abs(round(mine.value - theirs.value, 3)) <= chart.gap:
        return None
    return {"from": mine.value, "to": theirs.value, "text": f"gap {format_value(theirs.value - mine.value)}"}


def _ends(views: Views, scale: WeekScale, *, observer: bool = True) -> list[Drawing]:
    """Each perspective's last value; the session is named where it is not the last one."""
    newest = max(scale.weeks)
    ends = []
    for view in (views.clinician, views.client, views.observer) if observer else (views.clinician, views.client):
        last = view.series.last
        if last is None or last.value is None:
            continue
        when = "" if last.session == newest else f" at {last.session}"
        ends.append(
            {
                "perspective": view.series.perspective.value,
                "x": scale.x(last.session),
                "y": last.value,
                "value": format_value(last.value),
                "text": f"{view.series.perspective.value} {format_value(last.value)}{when}",
            }
        )
    return ends


def _values(chart: FocusChart, scale: WeekScale) -> list[Drawing]:
    """The client's lowest value in each episode and the first one back, written at their points."""
    client = chart.views.client.series
    last = client.last.session if client.last else None
    written = []
    for episode in chart.episodes:
        inside = [point for point in client.rated if episode.contains(point.session)]
        if not inside:
            continue
        lowest = min(inside, key=lambda point: point.value or 0.0)
        if lowest.session != last:
            written.append(_value(chart.views, client, lowest.session, scale, side="left"))
        if episode.end is not None and episode.end != last and not _dense(scale):
            written.append(_value(chart.views, client, episode.end, scale, side="above"))
    return written


def _value(views: Views, client: Series, session: int, scale: WeekScale, *, side: str) -> Drawing:
    value = client.value_at(session) or 0.0
    if side == "above":
        others = [view.series.value_at(session) for view in (views.clinician, views.observer)]
        if any(other is not None and 0 <= other - value < CLOSE for other in others):
            side = "below"
    return {"x": scale.x(session), "y": value, "text": format_value(value), "side": side}


def _dense(scale: WeekScale) -> bool:
    """Whether the marks of two sessions running would touch at their full size."""
    return len(scale.weeks) * CROWDED > scale.width


def _session_labels(chart: FocusChart, ruptures: Sequence[RuptureLine], scale: WeekScale) -> list[Drawing]:
    """Session numbers as far as there is room; those that the text names are bold and come first."""
    run = gap_run(chart)
    named = {min(scale.weeks), max(scale.weeks)} | ({run[0].session} if run else set())
    named |= {session for bounds in _bounds(chart.episodes, ruptures) for session in bounds if session is not None}
    places = [(session, scale.x(session)) for session in sorted(scale.weeks)]
    kept = thin_out(places, named, SESSION_LABEL)
    return [{"x": x, "text": str(session), "bold": session in named} for session, x in kept]


def _prompt_labels(prompts: Sequence[PromptLine], scale: WeekScale) -> list[Drawing]:
    """Prompts under their session, on as many lines as keep them apart."""
    filled: list[float] = []
    labels = []
    for prompt in prompts:
        x = scale.x(prompt.session)
        half = (1.9 * len(prompt.label) + 0.4) / 2
        row = next((row for row, end in enumerate(filled) if x - half >= end), len(filled))
        filled[row : row + 1] = [x + half]
        labels.append({"x": x, "row": row, "text": prompt.label})
    return labels


def _all_values(views: Views) -> list[float]:
    every = (views.clinician, views.client, views.observer)
    return [point.value for view in every for point in view.series.rated if point.value is not None]
