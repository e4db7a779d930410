"""Where things go on a plot: places and values to pixels, labels pushed apart, ticks thinned. No painting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True, slots=True)
class Plane:
    """A rectangle in which sessions run from left to right and values from bottom to top."""

    rect: QRectF
    sessions: int
    low: float = 0.0
    high: float = 10.0
    at: tuple[float, ...] = ()
    """Where each session stands, in slots from the first one; empty where all are equally far apart."""

    @property
    def slot(self) -> float:
        """The width of one session in pixels, or of one unit of :attr:`at`."""
        return self.rect.width() / (self.at[-1] + 1 if self.at else max(1, self.sessions))

    @property
    def room(self) -> float:
        """The pixels that there are for each session."""
        return self.rect.width() / max(1, self.sessions)

    @property
    def crowded(self) -> bool:
        """Whether there are more sessions than pixels."""
        return self.room < 1

    def x(self, place: float) -> float:
        """Return the middle of the session at ``place``; halves give the edges between sessions."""
        return self.rect.left() + (self._slots(place) + 0.5) * self.slot

    def _slots(self, place: float) -> float:
        """How many slots lie between the first session and ``place``."""
        if not self.at:
            return place
        before = min(max(floor(place), 0), len(self.at) - 1)
        after = min(before + 1, len(self.at) - 1)
        apart = self.at[after] - self.at[before] if 0 <= place <= after else 1.0
        return self.at[before] + (place - before) * apart

    def y(self, value: float) -> float:
        """Return the height of ``value``; what lies outside the scale is put on its edge."""
        share = (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)
        return self.rect.bottom() - share * self.rect.height()

    def point(self, place: int, value: float) -> QPointF:
        """Return where ``value`` of the session at ``place`` stands."""
        return QPointF(self.x(place), self.y(value))

    def place_at(self, x: float) -> int | None:
        """Return the session nearest to ``x``, None when there are no sessions."""
        if self.sessions == 0:
            return None
        if not self.at:
            return min(self.sessions - 1, max(0, int((x - self.rect.left()) / self.slot)))
        wanted = (x - self.rect.left()) / self.slot - 0.5
        after = min(bisect_left(self.at, wanted), self.sessions - 1)
        return after - 1 if after and wanted - self.at[after - 1] < self.at[after] - wanted else after


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles for labels of ``heights``, each near the one ``wanted``, that neither overlap nor leave the span.

    Labels keep their order. Neighbours that would overlap form a block, which stands where its labels are least
    displaced together. When the span is too short for all of them they start at ``low`` and run over.

    >>> spread([50, 52], [20, 20], 0, 100)
    [41.0, 61.0]
    """
    order = sorted(range(len(wanted)), key=lambda label: wanted[label])
    blocks: list[tuple[list[int], float, float]] = []  # labels, top, height
    for label in order:
        block = ([label], _within(wanted[label] - heights[label] / 2, heights[label], low, high), heights[label])
        while blocks and blocks[-1][1] + blocks[-1][2] > block[1]:
            labels = blocks.pop()[0] + block[0]
            block = (labels, *_settled(labels, wanted, heights, low, high))
        blocks.append(block)
    middles = [0.0] * len(wanted)
    for labels, block_top, _ in blocks:
        edge = block_top
        for label in labels:
            middles[label] = edge + heights[label] / 2
            edge += heights[label]
    return middles


def _settled(
    labels: Sequence[int], wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> tuple[float, float]:
    """Return top and height of a block whose labels stand as near as possible to where each would stand alone."""
    height, tops = 0.0, 0.0
    for label in labels:
        tops += wanted[label] - heights[label] / 2 - height
        height += heights[label]
    return _within(tops / len(labels), height, low, high), height


def _within(top: float, height: float, low: float, high: float) -> float:
    return max(low, min(top, high - height))


def ticks(numbers: Sequence[int], slot: float, label_width: float, keep: int | None = None) -> list[int]:
    """Return the places whose session numbers are written: all that fit, thinned to round numbers.

    The place ``keep`` (the cursor's) is always among them and pushes out neighbours that it would touch.
    """
    if not numbers:
        return []
    step = next(step for step in _STEPS if step * slot >= label_width)
    chosen = [place for place, number in enumerate(numbers) if number % step == 0 or (place == 0 and step > 1)]
    apart = int(-(-label_width // slot))
    if step > 1 and len(chosen) > 1 and chosen[1] - chosen[0] < apart:
        del chosen[1]
    if keep is not None:
        chosen = sorted([keep, *(place for place in chosen if abs(place - keep) >= apart)])
    return chosen


def ticks_apart(xs: Sequence[float], label_width: float, keep: int | None = None) -> list[int]:
    """Return the places whose labels are written where sessions at rising ``xs`` are not equally far apart.

    The first that fit from the left; ``keep`` is always among them, as in :func:`ticks`.
    """
    chosen: list[int] = []
    for place, x in enumerate(xs):
        clear = keep is None or place == keep or abs(x - xs[keep]) >= label_width
        if place == keep or (clear and (not chosen or x - xs[chosen[-1]] >= label_width)):
            chosen.append(place)
    return chosen


_STEPS = tuple(base * 10**power for power in range(12) for base in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark of a lane in its place: whether it, and its word, found room."""

    index: int
    left: float
    word: bool


def placed_marks(
    centres: Sequence[float], words: Sequence[str], icon: float, width_of: Callable[[str], float], right: float
) -> list[Placed]:
    """Place marks of one lane, given rising ``centres`` of their icons, so that nothing overlaps.

    An icon that would touch the one before it is left out; a word is dropped when the next icon, or the end of the
    lane at ``right``, leaves no room for it.
    """
    gap = 5.0
    kept: list[int] = []
    for index, centre in enumerate(centres):
        if not kept or centre - centres[kept[-1]] >= icon + 2:
            kept.append(index)
    placed = []
    for position, index in enumerate(kept):
        limit = centres[kept[position + 1]] - icon / 2 - gap if position + 1 < len(kept) else right
        start = centres[index] + icon / 2 + gap
        placed.append(Placed(index, centres[index] - icon / 2, start + width_of(words[index]) <= limit))
    return placed
