"""Ratings that stand still: at the top of the scale, or all the same. They may no longer tell sessions apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.series import Series
from relationship_desk.insight.thresholds import Thresholds

FLAT = 0.1
"""Scores that lie within so little are all the same: a tenth more or less is how a line is met."""


def is_at_ceiling(scores: Sequence[float], thresholds: Thresholds) -> bool:
    """Whether all of ``scores`` stand at the top of the scale."""
    return min(scores) >= thresholds.ceiling


def is_flat(scores: Sequence[float]) -> bool:
    """Whether all of ``scores`` lie within :data:`FLAT`."""
    return round(max(scores) - min(scores), 6) <= FLAT


def ceiling(alliance: Series, thresholds: Thresholds) -> Iterator[Finding]:
    """Where the client's alliance has stood at the top, or still, for as many rated sessions as are asked for."""
    run = thresholds.ceiling_run
    scores = [(point.session, point.value) for point in alliance.rated if point.value is not None]
    if 0 < len(scores) < run:
        yield Finding(
            f.CEILING,
            ALLIANCE,
            Perspective.CLIENT,
            scores[-1][0],
            f.NOT_ENOUGH,
            f"Alliance, client: {len(scores)} rated, ratings that stand still show in {run}.",
            (),
        )
    for end in range(run, len(scores) + 1):
        window = scores[end - run : end]
        values = [value for _, value in window]
        if is_at_ceiling(values, thresholds):
            said = f"are all {format_value(thresholds.ceiling)} or above: the scale has no room left to show more"
        elif is_flat(values):
            said = f"lie within {format_value(FLAT)}: they may no longer tell sessions apart"
        else:
            continue
        yield Finding(
            f.CEILING,
            ALLIANCE,
            Perspective.CLIENT,
            window[-1][0],
            f.SIGNAL,
            f"The client’s last {run} ratings of the alliance {said}.",
            tuple(Point("Alliance, client", session, format_value(value)) for session, value in window),
            current=end == len(scores),
        )
