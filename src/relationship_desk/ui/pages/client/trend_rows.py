"""The numbers behind a trend, row by row: the table twin of the plot and the file are made of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.plots.measure_track import Total
from relationship_desk.ui.plots.trend import Lane, Trend

_NUMBERS = ("Session", "Week", "Date", "Clinician", "Client", "Observer", "Own baseline", "Limit")
HEADINGS = (*_NUMBERS, "Total", "What happened")
FILE_HEADINGS = (*_NUMBERS, "Observers", "Measure", "Total", "Events", "Interventions", "Prompts")
"""In a file the single observers stand behind their mean, and each row of marks has a column."""


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One session of one element, or one administration of the measure between two sessions."""

    session: int | None
    """None between two sessions."""
    week: int
    held_on: date
    values: tuple[float | None, ...] = (None,) * len(Perspective)
    """By clinician, client and observer; the mean where several observed."""
    observers: tuple[tuple[str, float], ...] = ()
    """The label and score of each observer, where there were several."""
    mean: float | None = None
    """Of the own baseline that the client's rating is judged by."""
    limit: float | None = None
    totals: tuple[Total, ...] = ()
    """Of the measure below the plot."""
    happened: tuple[tuple[str, str], ...] = ()
    """What is marked, by the name of its lane."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row in the order of :data:`HEADINGS`; empty where there is nothing."""
        happened = "; ".join(words for _, words in self.happened)
        return (*self._numbers, self._total, happened)

    def file_cells(self, measure: str) -> tuple[str, ...]:
        """The row in the order of :data:`FILE_HEADINGS`, with a plain hyphen for minus."""
        numbers = (cell.replace("−", "-") for cell in self._numbers)
        lanes = ("; ".join(words for lane, words in self.happened if lane == name) for name in FILE_HEADINGS[-3:])
        return (*numbers, self.observer_words, measure if self.totals else "", self._total, *lanes)

    @property
    def observer_words(self) -> str:
        """Who of several observers gave what: ``Supervisor 6.0; Recording 7.0``."""
        return "; ".join(f"{label} {format_value(score)}" for label, score in self.observers)

    @property
    def _numbers(self) -> tuple[str, ...]:
        numbers = ("" if number is None else format_value(number) for number in (*self.values, self.mean, self.limit))
        return ("" if self.session is None else str(self.session), str(self.week), self.held_on.isoformat(), *numbers)

    @property
    def _total(self) -> str:
        return "; ".join("" if one.value is None else f"{one.value:g}" for one in self.totals)


def rows(analysis: Analysis, element: Element, trend: Trend) -> tuple[TrendRow, ...]:
    """The numbers of ``trend``, which is that of ``element``: a row for each attended session, oldest first.

    An administration that belongs to no session has a row of its own, by its day.
    """
    own = analysis.baselines.get((element.id, Perspective.CLIENT), {})
    points = zip(*(analysis.series_of(element.id, one).points for one in Perspective), strict=True)
    observers, happened = _observers(analysis, element), _happened(trend.lanes)
    totals = trend.measure.totals if trend.measure else ()
    made: list[tuple[float, TrendRow]] = [
        (one.place, TrendRow(None, analysis.history.week(one.day), one.day, totals=(one,)))
        for one in totals
        if one.place % 1
    ]
    in_sessions: dict[float, list[Total]] = {}
    for one in totals:
        in_sessions.setdefault(one.place, []).append(one)
    for place, in_session in enumerate(points):
        first = in_session[0]
        baseline = own.get(first.session)
        row = TrendRow(
            first.session,
            first.week,
            first.held_on,
            tuple(point.value for point in in_session),
            tuple(observers.get(first.session_id, ())),
            baseline.mean if baseline else None,
            baseline.limit if baseline else None,
            tuple(in_sessions.get(place, ())),
            tuple(happened.get(first.session, ())),
        )
        made.append((place, row))
    return tuple(row for _, row in sorted(made, key=lambda pair: pair[0]))


def csv_text(shown: Iterable[TrendRow], measure: str = "") -> str:
    """The rows as CSV, headings first; ``measure`` is the one that the totals are of."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(FILE_HEADINGS)
    writer.writerows(row.file_cells(measure) for row in shown)
    return text.getvalue()


def _happened(lanes: Iterable[Lane]) -> dict[int, list[tuple[str, str]]]:
    """What is marked in each session, each with the name of its lane."""
    found: dict[int, list[tuple[str, str]]] = {}
    for lane in lanes:
        for mark in lane.marks:
            found.setdefault(mark.session, []).append((lane.name, mark.words))
    return found


def _observers(analysis: Analysis, element: Element) -> dict[SessionId, list[tuple[str, float]]]:
    """Each observer's own score by session; in the plot they are one mark, their mean."""
    found: dict[SessionId, list[tuple[str, float]]] = {}
    if (element.id, Perspective.OBSERVER) in analysis.series:
        for one in analysis.history.ratings:
            if one.perspective is Perspective.OBSERVER and one.element == element.id and one.score is not None:
                found.setdefault(one.session, []).append((one.rater, one.score / 10))
    return {session: sorted(ones) for session, ones in found.items() if len(ones) > 1}
