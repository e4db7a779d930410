"""What the members of a couple, family or group say together: how far apart they stand, and where cohesion falls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, COHESION, ClientId, ElementId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.baseline import DROP_SIGNAL, Baselines
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.series import Series, series_of
from relationship_desk.insight.thresholds import Thresholds

SPLIT_WITHIN, SPLIT_TIMES = 3, 2
"""So many of the latest sessions are looked at, and in so many of them the split must hold."""

_Scores = dict[int, dict[ClientId, float]]
"""By session, what each member said."""


@dataclass(frozen=True, slots=True)
class Split:
    """How far apart the members stood in one session: highest minus lowest, 0.0 to 10.0; at least two had rated."""

    session: int
    points: float


def splits(history: History) -> tuple[Split, ...]:
    """How far apart the members' alliances stood in each session that two or more rated."""
    return tuple(
        Split(session, round(max(scores.values()) - min(scores.values()), 1))
        for session, scores in _by_members(history, ALLIANCE).items()
        if len(scores) > 1
    )


def wide_splits(latest: Sequence[Split], thresholds: Thresholds) -> tuple[Split, ...]:
    """Those of the last 3 of ``latest`` that make a split alliance; none where it is not split."""
    last = latest[-SPLIT_WITHIN:]
    wide = tuple(one for one in last if one.points >= thresholds.split)
    return wide if len(last) == SPLIT_WITHIN and len(wide) >= SPLIT_TIMES else ()


def split_alliance(history: History, thresholds: Thresholds) -> Iterator[Finding]:
    """Where the members of a couple or family stood far apart in 2 of the last 3 sessions."""
    if history.client.kind not in (ClientKind.COUPLE, ClientKind.FAMILY):
        return
    found = splits(history)
    if 0 < len(found) < SPLIT_WITHIN:
        yield _split(
            found[-1].session,
            f.NOT_ENOUGH,
            f"Two members or more rated alliance in {len(found)} sessions; a split needs {SPLIT_WITHIN}.",
            (),
        )
    for end in range(SPLIT_WITHIN, len(found) + 1):
        if wide := wide_splits(found[end - SPLIT_WITHIN : end], thresholds):
            points = _listed([format_value(one.points) for one in wide])
            sessions = _listed([str(one.session) for one in wide])
            finding = _split(
                found[end - 1].session,
                f.SIGNAL,
                f"Split alliance: the members stood {points} points apart in sessions {sessions}, "
                f"{format_value(thresholds.split)} or more in {len(wide)} of the last {SPLIT_WITHIN} that two "
                "or more rated.",
                tuple(Point("highest minus lowest alliance", one.session, format_value(one.points)) for one in wide),
            )
            yield replace(finding, current=end == len(found))


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _split(session: int, strength: str, detail: str, points: tuple[Point, ...]) -> Finding:
    return Finding(f.SPLIT_ALLIANCE, ALLIANCE, Perspective.CLIENT, session, strength, detail, points)


def cohesion_fall(history: History, inside: Collection[int], thresholds: Thresholds) -> Iterator[Finding]:
    """Where the mean of the members' cohesion fell below the group's own baseline.

    Only sessions that members enough have rated count, here and in the baseline; ``inside`` are the sessions inside a
    rupture, which form none.
    """
    if history.client.kind is not ClientKind.GROUP:
        return
    members, least = thresholds.cohesion_members, thresholds.baseline_least
    by_members = {
        session: scores for session, scores in _by_members(history, COHESION).items() if len(scores) >= members
    }
    empty = series_of({}, history, COHESION, Perspective.CLIENT)
    points = (
        point._replace(value=fmean(by_members[point.session].values()))
        for point in empty.points
        if point.session in by_members
    )
    together = Series(COHESION, Perspective.CLIENT, tuple(points))
    rated = together.rated
    if 0 < len(rated) <= least:
        detail = f"{members} or more members rated cohesion in {len(rated)} sessions; a fall needs {least + 1}."
        yield _fall(rated[-1].session, f.NOT_ENOUGH, detail, ())
    for found in Baselines(together, thresholds, inside).drops():
        baseline, value = found.baseline, format_value(found.value)
        mean, limit = format_value(baseline.mean), format_value(baseline.limit)
        edge = f"limit {limit}" if found.level == DROP_SIGNAL else f"look level {format_value(baseline.look)}"
        finding = _fall(
            found.session,
            found.level,
            f"Cohesion as the members rate it fell to {value} on average, "
            f"{format_value(baseline.mean - found.value)} below the group’s own baseline of {mean} "
            f"({edge}, {len(baseline.sessions)} sessions, {len(by_members[found.session])} members).",
            (
                Point("Cohesion, mean of the members", found.session, value),
                Point("own baseline", None, f"{mean}, limit {limit}"),
            ),
        )
        yield replace(finding, current=found.session == rated[-1].session)


def _fall(session: int, strength: str, detail: str, points: tuple[Point, ...]) -> Finding:
    return Finding(f.COHESION_FALL, COHESION, Perspective.CLIENT, session, strength, detail, points)


def _by_members(history: History, element: ElementId) -> _Scores:
    """What each member said of ``element`` in each session that took place, in order."""
    said: dict[int, dict[ClientId, list[float]]] = defaultdict(lambda: defaultdict(list))
    numbers = {session.id: session.number for session in history.attended}
    for rating in history.ratings:
        if (
            rating.element == element
            and rating.perspective is Perspective.CLIENT
            and rating.member is not None
            and rating.score is not None
            and rating.session in numbers
        ):
            said[numbers[rating.session]][rating.member].append(rating.score / 10)
    return {
        session: {member: fmean(scores) for member, scores in said[session].items()}
        for session in (one.number for one in history.attended)
        if session in said
    }
