"""The newest rating of every element from each perspective, with the gap between client and clinician."""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.pages.client.rows_table import Cell, Line
from relationship_desk.ui.widgets.perspective_mark import WORDS

HEADINGS = ("Element", "Clinician", "Client", "Observer", "Gap")
SHARES = (0.385, 0.17, 0.14, 0.18, 0.125)
NARROW_SHARES = (0.345, 0.18, 0.145, 0.195, 0.135)
GAP_COLUMN = 4


def latest_lines(analysis: Analysis, elements: Iterable[Element]) -> list[Line]:
    """One line an element that was ever rated; a value from before the latest session says so when pointed at."""
    lines = []
    for element in elements:
        cells = [_latest(analysis, element, one) for one in Perspective]
        if any(cell.marks and cell.marks[0][1] != "–" for cell in cells):
            lines.append(Line(element.id, (Cell(element.short_title), *cells, _gap(analysis, element))))
    return lines


def _latest(analysis: Analysis, element: Element, perspective: Perspective) -> Cell:
    point = analysis.series_of(element.id, perspective).last
    if point is None or point.value is None:
        return Cell("–", "muted")
    value = format_value(point.value)
    tip = f"{WORDS[perspective]} {value} in session {point.session}"
    return Cell(marks=((perspective, value),), tip=tip)


def _gap(analysis: Analysis, element: Element) -> Cell:
    mine = analysis.series_of(element.id, Perspective.CLINICIAN).points
    theirs = analysis.series_of(element.id, Perspective.CLIENT).points
    for one, other in zip(reversed(mine), reversed(theirs), strict=True):
        if one.value is not None and other.value is not None:
            gap = format_value(other.value - one.value)
            return Cell(gap, right=True, tip=f"Client minus clinician in session {one.session}: {gap}")
    return Cell("–", "muted", right=True)
