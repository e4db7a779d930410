"""Many sessions in few pixels: what is drawn of them, so that the highest and the lowest are never lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relationship_desk.ui.plots.geometry import Plane


@dataclass(frozen=True, slots=True)
class Column:
    """What a line covers in one column of pixels."""

    number: int
    """Columns are counted from the left edge of the plot."""
    low: float
    high: float


def columns(values: Sequence[float | None], plane: Plane) -> list[Column]:
    """Return the columns of a line through ``values``, from the left, each from its lowest to its highest value.

    A column reaches back to where its neighbour ended, so that the line stays whole; never across a gap.
    """
    found: list[Column] = []
    before: float | None = None
    number, low, high = -1, 0.0, 0.0
    for value, here in zip(values, _numbers(plane, 1.0), strict=True):
        if value is None:
            before = None
            continue
        if here != number:
            if number >= 0:
                found.append(Column(number, low, high))
            number, low, high = here, value, value
        elif value < low:
            low = value
        elif value > high:
            high = value
        if before is not None and before < low:
            low = before
        elif before is not None and before > high:
            high = before
        before = value
    if number >= 0:
        found.append(Column(number, low, high))
    return found


def extremes(places: Iterable[int], values: Sequence[float | None], plane: Plane, width: float) -> list[int]:
    """Return those of ``places`` whose value is the lowest or the highest within ``width`` pixels, rising."""
    lowest: dict[int, int] = {}
    highest: dict[int, int] = {}
    least, most = 0.0, 0.0
    numbers = _numbers(plane, width)
    for place in places:
        value, column = values[place], numbers[place]
        if value is None:
            continue
        if column not in lowest:
            lowest[column] = highest[column] = place
            least = most = value
        elif value < least:
            lowest[column], least = place, value
        elif value > most:
            highest[column], most = place, value
    return sorted({*lowest.values(), *highest.values()})


def _numbers(plane: Plane, width: float) -> list[int]:
    """The column of each place, in columns of ``width`` pixels from the left edge of the plot."""
    slot = plane.slot / width
    return [int((at + 0.5) * slot) for at in (plane.at or range(plane.sessions))]
