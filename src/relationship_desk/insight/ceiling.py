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

CEILING, CEILING_RUN = 9.5, 6
FLAT = 0.1
"""The last so many scores within so little: a flat line."""


def is_at_ceiling(rated: Sequence[float]) -> bool:
    """Whether the last :data:`CEILING_RUN` scores are all :data:`CEILING` or above."""
    last = rated[-CEILING_RUN:]
    return len(last) == CEILING_RUN and min(last) >= CEILING


def is_flat(rated: Sequence[float]) -> bool:
    """Whether the last :data:`CEILING_RUN` scores lie within :data:`FLAT`."""
    last = rated[-CEILING_RUN:]
    return len(last) == CEILING_RUN and round(max(last) - min(last), 6) <= FLAT


def ceiling(alliance: Series) -> Iterator[Finding]:
    """Where the client's alliance has stood at the top, or still, for :data:`CEILING_RUN` rated sessions."""
    scores = [(point.session, point.value) for point in alliance.rated if point.value is not None]
    if 0 < len(scores) < CEILING_RUN:
        yield Finding(
            f.CEILING,
            ALLIANCE,
            Perspective.CLIENT,
            scores[-1][0],
            f.NOT_ENOUGH,
            f"Alliance, client: {len(scores)} rated, ratings that stand still show in {CEILING_RUN}.",
            (),
        )
    for end in range(CEILING_RUN, len(scores) + 1):
        window = scores[end - CEILING_RUN : end]
        values = [value for _, value in window]
        if is_at_ceiling(values):
            said = f"are all {format_value(CEILING)} or above: the scale has no room left to show more"
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
            f"The client's last {CEILING_RUN} ratings of the alliance {said}.",
            tuple(Point("Alliance, client", session, format_value(value)) for session, value in window),
            current=end == len(scores),
        )
