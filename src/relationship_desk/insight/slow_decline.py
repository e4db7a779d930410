"""A slow decline: the client's alliance sinks over three sessions, none of which is a drop by itself."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from statistics import fmean

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.baseline import DROP_SIGNAL, LATEST, Baseline, drop, limit_of_mean, reaches
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.series import Series
from relationship_desk.insight.thresholds import Thresholds


def slow_decline(
    alliance: Series, own: Mapping[int, Baseline], inside: Container[int], thresholds: Thresholds
) -> Iterator[Finding]:
    """The mean of the last 3 rated sessions against the own baseline from before them.

    Says nothing where one of the three is a drop at signal level or lies inside a rupture: that is told already. A drop
    that is only worth a look is no reason: the look level of one session lies about where the limit of three does. A
    constant series never declines; sessions without a rating are passed over.
    """
    rated = alliance.rated
    needed = thresholds.baseline_least + LATEST
    if 0 < len(rated) < needed:
        yield Finding(
            f.SLOW_DECLINE,
            ALLIANCE,
            Perspective.CLIENT,
            rated[-1].session,
            f.NOT_ENOUGH,
            f"Alliance, client: {len(rated)} rated, a slow decline needs {needed}.",
            (),
        )
    for end in range(LATEST, len(rated) + 1):
        scores = {point.session: point.value for point in rated[end - LATEST : end] if point.value is not None}
        baseline = own.get(min(scores))
        if baseline is None or any(
            one in inside or drop(own[one], score) == DROP_SIGNAL for one, score in scores.items()
        ):
            continue
        mean, limit = fmean(scores.values()), limit_of_mean(baseline, LATEST, thresholds)
        if reaches(baseline.mean - mean, limit):
            before, edge = format_value(baseline.mean), format_value(limit)
            yield Finding(
                f.SLOW_DECLINE,
                ALLIANCE,
                Perspective.CLIENT,
                max(scores),
                f.SIGNAL,
                f"The client’s alliance sank slowly: {format_value(mean)} on average in the last {LATEST} rated "
                f"sessions, {format_value(baseline.mean - mean)} below the own baseline of {before} "
                f"(limit {edge}, {len(baseline.sessions)} sessions), none of them a drop by itself.",
                (
                    *(Point("Alliance, client", session, format_value(score)) for session, score in scores.items()),
                    Point("own baseline", None, f"{before}, limit {edge}"),
                ),
                current=end == len(rated),
            )
