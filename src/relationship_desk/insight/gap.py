"""The gap between the two who rate, always client minus clinician: where it turned round, and where it widened."""

from __future__ import annotations

from collections.abc import Container, Iterator
from statistics import fmean

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.baseline import LATEST, baseline_from, limit_of_mean, reaches
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.series import SeriesSet, series_of
from relationship_desk.insight.thresholds import Thresholds

COMMON_SESSIONS = 3
"""Whether the gap is reversed is judged over so many sessions that both rated."""
_GAP = "gap, client minus clinician"

Gaps = list[tuple[int, float]]
"""The sessions that both rated, with the gap."""


def gaps_of(series: SeriesSet, history: History, element: ElementId) -> Gaps:
    """The gap in each session in which clinician and client rated ``element``, in order."""
    clinician = series_of(series, history, element, Perspective.CLINICIAN)
    client = series_of(series, history, element, Perspective.CLIENT)
    return [
        (mine.session, theirs.value - mine.value)
        for mine, theirs in zip(clinician.points, client.points, strict=True)
        if mine.value is not None and theirs.value is not None
    ]


def gap_reversed(common: Gaps, gap: float) -> Iterator[Finding]:
    """The clinician more than ``gap`` above the client on alliance, in 2 of the last 3 common sessions."""
    if 0 < len(common) < COMMON_SESSIONS:
        yield Finding(
            f.GAP_REVERSED,
            ALLIANCE,
            None,
            common[-1][0],
            f.NOT_ENOUGH,
            f"Both rated alliance in {len(common)} sessions; the gap needs {COMMON_SESSIONS}.",
            (),
        )
    for end in range(COMMON_SESSIONS, len(common) + 1):
        window = common[end - COMMON_SESSIONS : end]
        above = [one for one in window if round(-one[1], 3) > gap]
        if len(above) >= 2:
            yield Finding(
                f.GAP_REVERSED,
                ALLIANCE,
                None,
                window[-1][0],
                f.SIGNAL,
                f"The clinician rated alliance more than {format_value(gap)} above the client in "
                f"{len(above)} of the last {COMMON_SESSIONS} sessions that both rated.",
                _points(above),
                current=end == len(common),
            )


def gap_widening(
    element: ElementId, title: str, common: Gaps, inside: Container[int], thresholds: Thresholds
) -> Iterator[Finding]:
    """The mean gap of the last 3 common sessions, away from the earlier ones by the limit and wider than they were.

    The earlier ones are a baseline as in :mod:`~relationship_desk.insight.baseline`, sessions inside a rupture left
    out. A gap that closes is none that widens, however far it moves.
    """
    needed = thresholds.baseline_least + LATEST
    if 0 < len(common) < needed:
        yield Finding(
            f.GAP_WIDENING,
            element,
            None,
            common[-1][0],
            f.NOT_ENOUGH,
            f"Both rated {title.lower()} in {len(common)} sessions; a gap that widens needs {needed}.",
            (),
        )
    earlier: Gaps = []
    for end in range(LATEST, len(common) + 1):
        window, before = common[end - LATEST : end], earlier[-thresholds.baseline_window :]
        if window[0][0] not in inside:
            earlier.append(window[0])
        mean = _mean(window)
        # Most gaps hardly move: a baseline is formed only where the least limit is reached.
        moves = before and reaches(abs(mean - _mean(before)), thresholds.least_drop)
        baseline = baseline_from(before, thresholds) if moves else None
        if baseline is None or reaches(abs(baseline.mean), abs(mean)):
            continue
        limit = limit_of_mean(baseline, LATEST, thresholds)
        if not reaches(abs(mean - baseline.mean), limit):
            continue
        yield Finding(
            f.GAP_WIDENING,
            element,
            None,
            window[-1][0],
            f.SIGNAL,
            f"{title}: the gap, client minus clinician, widened to {format_value(mean)} on average in the last "
            f"{LATEST} sessions that both rated, from {format_value(baseline.mean)} in the {len(baseline.sessions)} "
            f"before (limit {format_value(limit)}).",
            (
                *_points(window),
                Point("gap before", None, f"{format_value(baseline.mean)}, limit {format_value(limit)}"),
            ),
            current=end == len(common),
        )


def _mean(gaps: Gaps) -> float:
    return fmean([gap for _, gap in gaps])


def _points(gaps: Gaps) -> tuple[Point, ...]:
    return tuple(Point(_GAP, session, format_value(gap)) for session, gap in gaps)
