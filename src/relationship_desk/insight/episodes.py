"""Rupture episodes: where the client's alliance left its own range, and where it came back.

A possible rupture starts with a drop at signal level, or at look level when something supports it (a marker, an
observer's drop or a client's comment in the same session). It lasts until the client's alliance has been back within
half the limit of the frozen baseline for two rated sessions running; its last session is the first of these two. Only
the clinician records a repair.
A rupture that the clinician recorded confirms the episode it falls into, and its sessions form no baseline either.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from relationship_desk.domain.history import History
from relationship_desk.domain.process import Event, EventKind
from relationship_desk.insight.baseline import DROP_SIGNAL, Baseline, baseline_from, drop, is_back
from relationship_desk.insight.series import Series
from relationship_desk.insight.thresholds import Thresholds

BACK_FOR = 2
"""So many rated sessions running within half the limit mean: back in own range."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One possible rupture, by session numbers."""

    start: int
    end: int | None
    """The first of the two sessions back in own range; None while the episode is open."""
    seen_back: int | None
    """The second of them: from this session on it is known that the episode ended."""
    baseline: Baseline
    """The baseline from before, frozen."""

    def contains(self, session: int) -> bool:
        """Whether ``session`` lies inside the episode."""
        return self.start <= session and (self.end is None or session <= self.end)

    def open_at(self, session: int) -> bool:
        """Whether the episode stood open once ``session`` had been held."""
        return self.start <= session and (self.seen_back is None or session < self.seen_back)


@dataclass(frozen=True, slots=True)
class RecordedRupture:
    """A rupture as the clinician recorded it, by session numbers."""

    start: int
    end: int | None
    """The session in which it was repaired or closed; None while it is open."""
    event: Event

    def contains(self, session: int) -> bool:
        """Whether ``session`` lies inside the rupture."""
        return self.start <= session and (self.end is None or session <= self.end)

    def meets(self, episode: Episode) -> bool:
        """Whether rupture and episode share a session."""
        return episode.contains(self.start) or self.contains(episode.start)


def recorded_ruptures(history: History) -> tuple[RecordedRupture, ...]:
    """The ruptures on record, in order of their sessions."""
    return tuple(
        RecordedRupture(history.number_of[event.session], event.ended_session, event)
        for event in history.events
        if event.event is EventKind.RUPTURE
    )


def find_episodes(
    alliance: Series, thresholds: Thresholds, supported: Collection[int] = (), apart: Collection[int] = ()
) -> tuple[Episode, ...]:
    """Find the episodes in a client's alliance series, in order.

    ``supported`` holds the sessions in which a drop at look level is enough, ``apart`` those inside a recorded rupture,
    which form no baseline.
    """
    episodes: list[Episode] = []
    outside: list[tuple[int, float]] = []
    inside: list[tuple[int, float]] = []
    frozen: Baseline | None = None
    back: list[int] = []
    for point in alliance.points:
        if point.value is None:
            continue
        if frozen is None:
            before = baseline_from(outside, thresholds)
            level = drop(before, point.value) if before else None
            if before and (level == DROP_SIGNAL or (level and point.session in supported)):
                frozen, inside, back = before, [(point.session, point.value)], []
            elif point.session not in apart:
                outside.append((point.session, point.value))
            continue
        inside.append((point.session, point.value))
        back = [*back, point.session] if is_back(frozen, point.value) else []
        if len(back) == BACK_FOR:
            episodes.append(Episode(inside[0][0], back[0], back[-1], frozen))
            # The session that confirmed the return lies outside the episode and may form the next baseline.
            outside.append(inside[-1])
            frozen = None
    if frozen is not None:
        episodes.append(Episode(inside[0][0], None, None, frozen))
    return tuple(episodes)
