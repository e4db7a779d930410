"""The one series type: it feeds plot, table, signals, prompts and PDF, so that they cannot disagree."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from statistics import fmean
from typing import NamedTuple

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId, ElementId, SessionId
from relationship_desk.domain.records import Rating
from relationship_desk.domain.vocabulary import Missing, Perspective


class SeriesPoint(NamedTuple):
    """What one perspective said of one element in one attended session.

    A tuple, since a long course has tens of thousands and a frozen dataclass takes three times as long to make.
    """

    session: int
    session_id: SessionId
    held_on: date
    week: int
    value: float | None
    """The score from 0.0 to 10.0; the mean where several raters or members rated."""
    missing: Missing | None
    """Why there is no score; None with no value means that nothing was entered."""
    raters: int
    """How many scores the value is the mean of."""


_number = attrgetter("session")


@dataclass(frozen=True)
class Series:
    """One element from one perspective over all attended sessions, in order, unrated ones included."""

    element: ElementId
    perspective: Perspective
    points: tuple[SeriesPoint, ...]

    @cached_property
    def rated(self) -> tuple[SeriesPoint, ...]:
        """The points that carry a score."""
        return tuple(point for point in self.points if point.value is not None)

    def rated_until(self, session: int) -> tuple[SeriesPoint, ...]:
        """The points that carry a score, up to session number ``session``."""
        return self.rated[: bisect_right(self.rated, session, key=_number)]

    @property
    def last(self) -> SeriesPoint | None:
        """The newest point with a score."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    def at(self, session: int) -> SeriesPoint | None:
        """The point of session number ``session``, if that session took place."""
        return self._by_number.get(session)

    @cached_property
    def _by_number(self) -> dict[int, SeriesPoint]:
        return {point.session: point for point in self.points}

    def value_at(self, session: int) -> float | None:
        """The score in session number ``session``, if there is one."""
        point = self.at(session)
        return point.value if point else None


SeriesSet = Mapping[tuple[ElementId, Perspective], Series]
"""Every series of one client that has at least one rating; ask with :func:`series_of` for an empty one."""


def series_set(history: History, member: ClientId | None = None) -> dict[tuple[ElementId, Perspective], Series]:
    """Build every series of ``history`` that has at least one rating.

    In a group, couple or family the series of the whole (``member`` None) is the mean of what the members rated
    where no rating for the whole was entered; with ``member`` only that member's ratings count.
    """
    by_key: dict[tuple[ElementId, Perspective], dict[SessionId, list[Rating]]] = defaultdict(lambda: defaultdict(list))
    for rating in history.ratings:
        if member is None or rating.member == member:
            by_key[rating.element, rating.perspective][rating.session].append(rating)
    unrated = _unrated(history)
    return {key: _series(unrated, *key, by_session) for key, by_session in by_key.items()}


def series_of(series: SeriesSet, history: History, element: ElementId, perspective: Perspective) -> Series:
    """The series asked for, empty-handed (every point without a value) when nothing was rated."""
    return series.get((element, perspective)) or Series(element, perspective, _unrated(history))


def _unrated(history: History) -> tuple[SeriesPoint, ...]:
    """The attended sessions of ``history`` before anybody has rated."""
    return tuple(
        SeriesPoint(session.number, session.id, session.held_on, week, None, None, 0) for session, week in history.weeks
    )


def _series(
    unrated: tuple[SeriesPoint, ...],
    element: ElementId,
    perspective: Perspective,
    by_session: Mapping[SessionId, list[Rating]],
) -> Series:
    points = (_rated(one, by_session[one.session_id]) if one.session_id in by_session else one for one in unrated)
    return Series(element, perspective, tuple(points))


def _rated(bare: SeriesPoint, ratings: list[Rating]) -> SeriesPoint:
    """``bare`` with what was rated there, mostly once."""
    if len(ratings) == 1 and (score := ratings[0].score) is not None:
        return SeriesPoint(bare.session, bare.session_id, bare.held_on, bare.week, score / 10, None, 1)
    if len(ratings) > 1 and any(rating.member is None and rating.score is not None for rating in ratings):
        ratings = [rating for rating in ratings if rating.member is None]
    scores = [rating.score for rating in ratings if rating.score is not None]
    return bare._replace(
        value=fmean(scores) / 10 if scores else None,
        missing=next((rating.missing for rating in ratings if rating.missing), None) if not scores else None,
        raters=len(scores),
    )
