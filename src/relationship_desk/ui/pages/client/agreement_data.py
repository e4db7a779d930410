"""From two perspectives compared to what plots, table and file show: all of it from the same sessions."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.days import short_day
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.insight import findings as f
from relationship_desk.insight.dyad import Dyad, Pair, common_sessions
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.pages.client.agreement_words import Names, Number
from relationship_desk.ui.pages.client.rows_table import Cell, Line
from relationship_desk.ui.plots.gaps import Gaps
from relationship_desk.ui.plots.trend import Mark
from relationship_desk.ui.widgets.row_delegate import Row

_FOUND = {f.GAP_REVERSED: "reversed", f.GAP_WIDENING: "widened"}


def gaps_of(analysis: Analysis, dyad: Dyad, title: str, names: Names) -> Gaps:
    """What the plots show; mean and limits only where there are sessions enough."""
    found = dyad.agreement
    return Gaps(
        title,
        dyad.pair.first,
        dyad.pair.second,
        (names[dyad.pair.first], names[dyad.pair.second]),
        tuple(session.number for session in analysis.history.attended),
        dyad.common,
        found.difference.value if found else None,
        found.limits if found else None,
        tuple(_marks(dyad)),
    )


def description(gaps: Gaps) -> str:
    """The plots in a sentence or two, for those who cannot see them."""
    first, second = gaps.names
    if not gaps.points:
        return f"No session that {first} and {second} both rated."
    higher = sum(round(point.gap, 3) > 0 for point in gaps.points)
    lower = sum(round(point.gap, 3) < 0 for point in gaps.points)
    said = [
        f"{second} minus {first} in {len(gaps.points)} of {len(gaps.numbers)} sessions:",
        f"{second} higher in {higher}, {first} higher in {lower}.",
    ]
    if gaps.mean is not None and gaps.limits is not None:
        low, high = (format_value(one) for one in gaps.limits)
        said.append(f"Mean {format_value(gaps.mean)}, limits {low} to {high}.")
    said += [f"{mark.word} in session {mark.session}." for mark in gaps.marks]
    return capital_first(" ".join(said))


def element_rows(analysis: Analysis, elements: Iterable[Element], pair: Pair) -> list[Row]:
    """The elements with how many sessions both of ``pair`` rated; cohesion in groups only."""
    rows, group = [], analysis.history.client.kind is ClientKind.GROUP
    for element in elements:
        if group or not element.groups_only:
            common = len(common_sessions(analysis, element.id, pair))
            said = f"{element.short_title}, {common} sessions in common"
            rows.append(Row(element.id, element.short_title, right=str(common or "–"), quiet=not common, said=said))
    return rows


def number_lines(numbers: Iterable[Number]) -> list[Line]:
    """The table of the numbers."""
    return [
        Line(
            one.what,
            (
                Cell(one.what),
                Cell(one.value, right=True),
                Cell(one.interval, "muted", right=True),
                Cell(one.meaning, "muted", tip=one.meaning),
            ),
        )
        for one in numbers
    ]


def headings(dyad: Dyad, names: Names) -> tuple[str, ...]:
    """What heads the columns of the table and of the file."""
    first, second = names[dyad.pair.first].capitalize(), names[dyad.pair.second].capitalize()
    return ("Session", "Date", first, second, "Gap", "Level", "Found")


def lines(dyad: Dyad) -> list[Line]:
    """The table that says what the plots draw, oldest first."""
    found = _found_in(dyad)
    return [
        Line(
            one.session,
            (
                Cell(str(one.session)),
                Cell(short_day(one.held_on), "muted"),
                *(Cell(format_value(value), right=True) for value in (one.first, one.second, one.gap, one.mean)),
                Cell(found.get(one.session, ""), "muted"),
            ),
        )
        for one in dyad.common
    ]


def csv_text(dyad: Dyad, names: Names) -> str:
    """The common sessions as CSV, headings first, with days as ISO dates and a plain hyphen for minus."""
    found = _found_in(dyad)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings(dyad, names))
    for one in dyad.common:
        values = (f"{value:.2f}" for value in (one.first, one.second, one.gap, one.mean))
        writer.writerow((one.session, one.held_on.isoformat(), *values, found.get(one.session, "")))
    return text.getvalue()


def _found_in(dyad: Dyad) -> dict[int, str]:
    """The words of the marks by session."""
    return {mark.session: mark.word for mark in _marks(dyad)}


def _marks(dyad: Dyad) -> Iterator[Mark]:
    """What was found in the gap, where it began: findings in neighbouring common sessions are one."""
    order = {one.session: place for place, one in enumerate(dyad.common)}
    begun: dict[int, set[str]] = defaultdict(set)
    last: dict[str, int] = {}
    for finding in dyad.findings:
        place = order[finding.session]
        if last.get(finding.signal) != place - 1:
            begun[finding.session].add(finding.signal)
        last[finding.signal] = place
    for session, signals in sorted(begun.items()):
        word = " and ".join(words for signal, words in _FOUND.items() if signal in signals)
        yield Mark(session, "gap", f"Gap {word}", "attention" if f.GAP_REVERSED in signals else "notice")
