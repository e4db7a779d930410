"""The newest rating of every element from each perspective, with the gap between client and clinician.

Not every element is rated in every session: a value that is not of the newest rated session says which one it is of, as
the printed summary does, so that numbers of different sessions are not read as if they stood side by side.
"""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.pages.client.rows_table import Cell, Line
from relationship_desk.ui.terms import term
from relationship_desk.ui.widgets.perspective_mark import WORDS

HEADINGS = ("Element", "Clinician", "Client", "Observer", "Gap")
SHARES = (0.335, 0.168, 0.168, 0.171, 0.158)


def newest_rated(analysis: Analysis, elements: Iterable[Element]) -> int | None:
    """The newest session with a rating of any of ``elements``, from anybody."""
    lasts = [analysis.series_of(element.id, one).last for element in elements for one in Perspective]
    return max((last.session for last in lasts if last is not None and last.value is not None), default=None)


def latest_lines(analysis: Analysis, elements: Iterable[Element]) -> list[Line]:
    """One line an element that was ever rated; what is not of the newest rated session names its session."""
    lines, shown = [], tuple(elements)
    newest = newest_rated(analysis, shown)
    for element in shown:
        cells = [_latest(analysis, element, one, newest) for one in Perspective]
        if any(cell.marks for cell in cells):
            row = (Cell(element.short_title), *cells, _gap(analysis, element, newest))
            lines.append(Line(element.id, row, term=term("entry", element.id)))
    return lines


def _latest(analysis: Analysis, element: Element, perspective: Perspective, newest: int | None) -> Cell:
    point = analysis.series_of(element.id, perspective).last
    if point is None or point.value is None:
        return Cell("–", "muted")
    value = format_value(point.value)
    tip = f"{WORDS[perspective]} {value} in session {point.session}"
    return Cell(marks=((perspective, value),), tip=tip, when=_when(point.session, newest))


def _gap(analysis: Analysis, element: Element, newest: int | None) -> Cell:
    mine = analysis.series_of(element.id, Perspective.CLINICIAN).points
    theirs = analysis.series_of(element.id, Perspective.CLIENT).points
    for one, other in zip(reversed(mine), reversed(theirs), strict=True):
        if one.value is not None and other.value is not None:
            gap = format_value(other.value - one.value)
            tip = f"Client minus clinician in session {one.session}: {gap}"
            return Cell(gap, number=True, tip=tip, when=_when(one.session, newest))
    return Cell("–", "muted", number=True)


def _when(session: int, newest: int | None) -> str:
    return "" if session == newest else f"at {session}"
