"""The pages of a form, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from relationship_desk.domain.hand_over import AskedElement, AskedMeasure, Form

MOST_A_PAGE = 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who sees the answers, and how it goes."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines to mark."""

    elements: tuple[AskedElement, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """Some items of one measure, by number."""

    measure: AskedMeasure
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FreeWords:
    """Room for a comment."""


Step = Welcome | Lines | Items | FreeWords


def steps(form: Form, lines: int, items: int) -> tuple[Step, ...]:
    """The pages of ``form`` with at most so many lines, or items, on one."""
    if form.one_at_a_time:
        lines = items = 1
    found: list[Step] = [Welcome()]
    found += [Lines(some) for some in _parts(form.elements, lines)]
    for measure in form.measures:
        found += [Items(measure, some) for some in _parts(range(1, len(measure.items) + 1), items)]
    if form.comment:
        found.append(FreeWords())
    return tuple(found)


def place_words(form_steps: Sequence[Step], place: int) -> str:
    """Where one is, the welcome not counted: ``Page 2 of 3``."""
    return f"Page {place} of {len(form_steps) - 1}" if place and len(form_steps) > 2 else ""


def same_place(old: Step, fresh: Sequence[Step]) -> int:
    """Where in ``fresh`` the first question of ``old`` stands."""
    return next(place for place, step in enumerate(fresh) if _holds(step, old))


def _holds(step: Step, old: Step) -> bool:
    if isinstance(step, Lines) and isinstance(old, Lines):
        return old.elements[0] in step.elements
    if isinstance(step, Items) and isinstance(old, Items):
        return step.measure == old.measure and old.numbers[0] in step.numbers
    return type(step) is type(old)


def _parts(whole: Sequence[T], most: int) -> Iterator[tuple[T, ...]]:
    """``whole`` in as few parts as may be, none of them much shorter than the others."""
    count = -(-len(whole) // max(1, min(most, MOST_A_PAGE)))
    for part in range(count):
        yield tuple(whole[part * len(whole) // count : (part + 1) * len(whole) // count])
