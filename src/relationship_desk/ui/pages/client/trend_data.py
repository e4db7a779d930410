"""From the analysis of a client to what plots, table and file show: all of it from the same series."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from relationship_desk.catalogue.model import Catalogue, Element
from relationship_desk.domain.ids import ALLIANCE, SessionId
from relationship_desk.domain.process import EventKind, Repair
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import ClientKind, Perspective, PromptStatus
from relationship_desk.insight import findings as f
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.pages.client.words import PROMPT_ICONS, PROMPT_WORDS
from relationship_desk.ui.pages.debrief.process_words import EVENT_ICONS
from relationship_desk.ui.plots.small_multiples import SmallPlot
from relationship_desk.ui.plots.trend import BandStep, Mark, SessionTick, Span, Trend, TrendLine, last_place
from relationship_desk.ui.widgets.perspective_mark import WORDS

_EVENT_WORDS = {
    EventKind.RUPTURE: "Rupture",
    EventKind.SELF_DISCLOSURE: "Self-disclosure",
    EventKind.INTERPRETATION: "Interpretation",
    EventKind.FEEDBACK_GIVEN: "Feedback",
    EventKind.COUNTERTRANSFERENCE: "Countertransference",
    EventKind.IMMEDIACY: "Immediacy",
}
_REPAIR_WORDS = {Repair.FULL: "Repaired", Repair.PARTIAL: "Partly repaired"}
FILE_HEADING = "Observers"
"""In a file the single observers stand behind their mean."""
HEADINGS = ("Session", "Week", "Date", "Clinician", "Client", "Observer", "Own baseline", "Limit")


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One session of one element: the numbers behind the plot."""

    session: int
    week: int
    held_on: date
    values: tuple[float | None, ...]
    """By clinician, client and observer; the mean where several observed."""
    observers: tuple[tuple[str, float], ...]
    """The label and score of each observer, where there were several."""
    mean: float | None
    """Of the own baseline that the client's rating is judged by."""
    limit: float | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The row in the order of :data:`HEADINGS`; empty where there is no number."""
        numbers = ("" if number is None else format_value(number) for number in (*self.values, self.mean, self.limit))
        return (str(self.session), str(self.week), self.held_on.isoformat(), *numbers)

    @property
    def observer_words(self) -> str:
        """Who of several observers gave what: ``Supervisor 6.0; Recording 7.0``."""
        return "; ".join(f"{label} {format_value(score)}" for label, score in self.observers)


def elements_shown(analysis: Analysis, catalogue: Catalogue) -> tuple[Element, ...]:
    """The eleven, and what later editions added as far as it was rated."""
    rated = {element for element, _ in analysis.series}
    return tuple(one for one in catalogue.elements.values() if one.eleven or one.id in rated)


def focus_trend(analysis: Analysis, element: Element) -> Trend:
    """Everything the plot of ``element`` shows."""
    return Trend(
        title=element.short_title,
        sessions=_ticks(analysis),
        lines=_lines(analysis, element),
        baseline=tuple(_band(analysis, element)),
        spans=_spans(analysis),
        events=tuple(sorted((*_recorded(analysis), *_found(analysis, element)), key=lambda mark: mark.session)),
        prompts=tuple(_prompt_mark(prompt) for prompt in analysis.history.prompts),
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
    return " ".join(said)


def rows(analysis: Analysis, element: Element) -> tuple[TrendRow, ...]:
    """The numbers of ``element``, a row for each attended session, oldest first."""
    own = analysis.baselines.get((element.id, Perspective.CLIENT), {})
    points = zip(*(analysis.series_of(element.id, one).points for one in Perspective), strict=True)
    observers = _observers(analysis, element)
    made = []
    for in_session in points:
        first = in_session[0]
        baseline = own.get(first.session)
        made.append(
            TrendRow(
                first.session,
                first.week,
                first.held_on,
                tuple(point.value for point in in_session),
                tuple(observers.get(first.session_id, ())),
                baseline.mean if baseline else None,
                baseline.limit if baseline else None,
            )
        )
    return tuple(made)


def csv_text(shown: Iterable[TrendRow]) -> str:
    """The rows as CSV, headings first, with a plain hyphen for minus."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*HEADINGS, FILE_HEADING))
    writer.writerows((*(cell.replace("−", "-") for cell in row.cells), row.observer_words) for row in shown)
    return text.getvalue()


def _observers(analysis: Analysis, element: Element) -> dict[SessionId, list[tuple[str, float]]]:
    """Each observer's own score by session; in the plot they are one mark, their mean."""
    found: dict[SessionId, list[tuple[str, float]]] = {}
    if (element.id, Perspective.OBSERVER) in analysis.series:
        for one in analysis.history.ratings:
            if one.perspective is Perspective.OBSERVER and one.element == element.id and one.score is not None:
                found.setdefault(one.session, []).append((one.rater, one.score / 10))
    return {session: sorted(ones) for session, ones in found.items() if len(ones) > 1}


def _ticks(analysis: Analysis) -> tuple[SessionTick, ...]:
    history = analysis.history
    return tuple(SessionTick(one.number, history.week(one.held_on), one.held_on) for one in history.attended)


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


def _recorded(analysis: Analysis) -> Iterator[Mark]:
    """What the clinician recorded, ruptures first: where a session has room for one mark only, the first one stays."""
    history = analysis.history
    for event in sorted(history.events, key=lambda event: event.event is not EventKind.RUPTURE):
        ink = "attention" if event.event is EventKind.RUPTURE else "text"
        yield Mark(history.number_of[event.session], EVENT_ICONS[event.event], _EVENT_WORDS[event.event], ink)
        if event.repair is not None and event.ended_session is not None:
            yield Mark(event.ended_session, "link", _REPAIR_WORDS[event.repair], "success")


def _found(analysis: Analysis, element: Element) -> Iterator[Mark]:
    """What the ratings show."""
    for episode in analysis.episodes:
        yield Mark(episode.start, "pulse", "Left range", "attention")
        if episode.end is not None:
            yield Mark(episode.end, "link", "Back", "success")
    gap_before = 0
    for finding in analysis.findings:
        if finding.strength == f.NOT_ENOUGH:
            continue
        if finding.signal == f.GAP_REVERSED and element.id == ALLIANCE:
            if finding.session != gap_before + 1:
                yield Mark(finding.session, "gap", "Gap reversed", "attention")
            gap_before = finding.session
        own_drop = finding.signal in (f.BASELINE_DROP, f.COHESION_FALL) and finding.subject == element.id
        inside = any(one.contains(finding.session) for one in analysis.episodes)
        if own_drop and finding.strength == f.SIGNAL and not inside:
            who = WORDS[finding.perspective].lower() if finding.perspective else ""
            yield Mark(finding.session, "arrow-down", f"Drop, {who}", "attention")


def _prompt_mark(prompt: Prompt) -> Mark:
    word = PROMPT_WORDS[prompt.status]
    if prompt.status is PromptStatus.DEFERRED and prompt.until is not None:
        word = f"Until {prompt.until}"
    return Mark(prompt.session, PROMPT_ICONS[prompt.status], word)
