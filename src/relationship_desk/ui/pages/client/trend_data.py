"""From the analysis of a client to what plots, table and file show: all of it from the same series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from relationship_desk.catalogue.model import Catalogue, Element
from relationship_desk.domain.process import Intervention
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.pages.client.trend_marks import event_marks, intervention_marks, prompt_marks
from relationship_desk.ui.plots.measure_track import MeasureTrack
from relationship_desk.ui.plots.small_multiples import SmallPlot
from relationship_desk.ui.plots.trend import BandStep, SessionTick, Span, Trend, TrendLine, last_place
from relationship_desk.ui.widgets.perspective_mark import WORDS


def elements_shown(analysis: Analysis, catalogue: Catalogue) -> tuple[Element, ...]:
    """The eleven, and what later editions added as far as it was rated."""
    rated = {element for element, _ in analysis.series}
    return tuple(one for one in catalogue.elements.values() if one.eleven or one.id in rated)


def focus_trend(
    analysis: Analysis,
    element: Element,
    interventions: Sequence[Intervention] = (),
    measure: MeasureTrack | None = None,
) -> Trend:
    """Everything the plot of ``element`` shows."""
    return Trend(
        title=element.short_title,
        sessions=_ticks(analysis),
        lines=_lines(analysis, element),
        baseline=tuple(_band(analysis, element)),
        spans=_spans(analysis),
        events=event_marks(analysis, element),
        prompts=prompt_marks(analysis.history.prompts),
        interventions=intervention_marks(analysis.history, interventions),
        measure=measure,
    )


def small_plots(analysis: Analysis, elements: Iterable[Element]) -> list[SmallPlot]:
    """One small plot an element; those without a rating keep their row and say why."""
    ticks, spans = _ticks(analysis), _spans(analysis)
    kind = analysis.history.client.kind
    plots = []
    for element in elements:
        lines = _lines(analysis, element)
        rated = any(value is not None for line in lines for value in line.values)
        instead = "" if rated else "Not rated"
        if element.groups_only and kind is not ClientKind.GROUP:
            instead = "Groups only"
        plots.append(SmallPlot(element.id, Trend(element.short_title, ticks, lines, spans=spans), instead))
    return plots


def description(trend: Trend) -> str:
    """The plot in a sentence or two, for those who cannot see it."""
    said = [f"{trend.title} over {len(trend.sessions)} sessions, 0 to 10."]
    for line in trend.lines:
        place = last_place(line.values)
        if place is not None:
            value = format_value(line.values[place] or 0.0)
            said.append(f"{WORDS[line.perspective]} {value} in session {trend.sessions[place].number}.")
    for span in trend.spans:
        until = f"to {span.to_session}" if span.to_session is not None else "on"
        said.append(f"{span.label} from session {span.from_session} {until}.")
    newest = trend.measure.newest if trend.measure else None
    if trend.measure is not None and newest is not None:
        said.append(f"Below it {newest.words}; {trend.measure.better.lower()}.")
    return " ".join(said)


def _ticks(analysis: Analysis) -> tuple[SessionTick, ...]:
    history = analysis.history
    courses = {course.id: course.number for course in history.courses}
    return tuple(
        SessionTick(one.number, history.week(one.held_on), one.held_on, courses.get(one.course, 0) if one.course else 0)
        for one in history.attended
    )


def _lines(analysis: Analysis, element: Element) -> tuple[TrendLine, ...]:
    return tuple(
        TrendLine(one, tuple(point.value for point in analysis.series_of(element.id, one).points))
        for one in Perspective
        if (element.id, one) in analysis.series
    )


def _band(analysis: Analysis, element: Element) -> Iterator[BandStep]:
    own = analysis.baselines.get((element.id, Perspective.CLIENT), {})
    for baseline, judged in groupby(sorted(own), key=own.__getitem__):
        sessions = list(judged)
        yield BandStep(sessions[0], sessions[-1], baseline.mean, baseline.floor, baseline.sessions)


def _spans(analysis: Analysis) -> tuple[Span, ...]:
    recorded = [Span(one.start, one.end, f"Rupture, {one.event.kind}") for one in analysis.recorded]
    possible = (one for one in analysis.episodes if not any(rupture.meets(one) for rupture in analysis.recorded))
    return (*recorded, *(Span(one.start, one.end, "Possible rupture") for one in possible))
