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
    left, before = plane.rect.left(), None
    number, low, high = -1, 0.0, 0.0
    equal = None if plane.at else plane.slot
    for place, value in enumerate(values):
        if value is None:
            before = None
            continue
        here = int((place + 0.5) * equal) if equal is not None else int(plane.x(place) - left)
        if here == number:
            low, high = min(low, value), max(high, value)
        else:
            if number >= 0:
                found.append(Column(number, low, high))
            number, low, high = here, value, value
        if before is not None:
            low, high = min(low, before), max(high, before)
        before = value
    if number >= 0:
        found.append(Column(number, low, high))
    return found


def extremes(places: Iterable[int], values: Sequence[float | None], plane: Plane, width: float) -> list[int]:
    """Return those of ``places`` whose value is the lowest or the highest within ``width`` pixels, rising."""
    lowest: dict[int, int] = {}
    highest: dict[int, int] = {}
    least, most = 0.0, 0.0
    for place in places:
        value = values[place]
        if value is None:
            continue
        column = int((plane.x(place) - plane.rect.left()) / width)
        if column not in lowest:
            lowest[column] = highest[column] = place
            least = most = value
        elif value < least:
            lowest[column], least = place, value
        elif value > most:
            highest[column], most = place, value
    return sorted({*lowest.values(), *highest.values()})
