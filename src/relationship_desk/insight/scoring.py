"""Scoring a measure: reversed items, subscales, missing items, and what needs asking at once.

Prorating replaces each missing item by the mean of the answered ones, which is the same as stretching their sum by the
number of items over the number answered. A risk item is never prorated away: unanswered, it is named, and no sum that
it belongs to is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.measure import Items, Measure, MissingRule

DECIMALS = 2
"""Totals are kept to so many decimals: prorated and stretched ones need not be whole."""


@dataclass(frozen=True, slots=True)
class Score:
    """What the answers to one measure come to."""

    total: float | None
    """None when too many items are missing."""
    subscales: Mapping[str, float]
    """Those that can be given."""
    missing: tuple[int, ...]
    """The numbers of the items not answered."""
    risk: tuple[int, ...]
    """The numbers of the risk items above their lowest answer."""
    ask: tuple[int, ...]
    """The numbers of the risk items not answered."""


def score(measure: Measure, items: Items) -> Score:
    """Score ``items``, one answer an item.

    Raises:
        UnusableInput: when their number is not the measure's, or an answer is out of its range.
    """
    check_items(measure, items)
    answers = {number: answer for number, answer in enumerate(items, start=1) if answer is not None}
    keyed = {number: _keyed(measure, number, answer) for number, answer in answers.items()}
    numbers = range(1, measure.items + 1)
    missing = tuple(number for number in numbers if number not in answers)
    total = _sum(measure, keyed, numbers)
    subscales = {scale.id: _sum(measure, keyed, scale.items) for scale in measure.subscales}
    return Score(
        total=None if total is None else _stretched(measure, total),
        subscales={name: round(value, DECIMALS) for name, value in subscales.items() if value is not None},
        missing=missing,
        risk=tuple(sorted(n for n in measure.risk_items.intersection(answers) if answers[n] > measure.item_min)),
        ask=tuple(sorted(measure.risk_items.intersection(missing))),
    )


def is_total_alone(measure: Measure, items: Items, total: float | None) -> bool:
    """Whether ``total`` was entered by itself, with no answers or only those to the risk items beside it."""
    answered = {number for number, answer in enumerate(items, start=1) if answer is not None}
    return total is not None and answered <= measure.risk_items and len(answered) < measure.items


def check_items(measure: Measure, items: Items) -> None:
    """Refuse answers that ``measure`` cannot have.

    Raises:
        UnusableInput: naming the item.
    """
    if len(items) != measure.items:
        raise UnusableInput(f"{measure.title} has {measure.items} items; {len(items)} were given.")
    for number, answer in enumerate(items, start=1):
        if answer is not None and not measure.item_min <= answer <= measure.item_max:
            raise UnusableInput(
                f"Item {number} of {measure.title} runs from {measure.item_min} to {measure.item_max}; "
                f"{answer} is outside."
            )


def check_total(measure: Measure, total: float) -> float:
    """A total as it is kept.

    Raises:
        UnusableInput: when it is outside the range of ``measure``.
    """
    if not measure.total_min <= total <= measure.total_max:
        raise UnusableInput(
            f"The total of {measure.title} runs from {measure.total_min:g} to {measure.total_max:g}; "
            f"{total:g} is outside."
        )
    return round(total, DECIMALS)


def _keyed(measure: Measure, number: int, answer: int) -> int:
    return measure.item_min + measure.item_max - answer if number in measure.reverse else answer


def _sum(measure: Measure, keyed: Mapping[int, int], numbers: Iterable[int]) -> float | None:
    """The sum over ``numbers``, prorated where that is allowed; the missing ones are counted over the whole measure."""
    wanted = tuple(numbers)
    there = [keyed[number] for number in wanted if number in keyed]
    if len(there) == len(wanted):
        return sum(there)
    few = measure.items - len(keyed) <= measure.missing_max
    unasked = any(number in measure.risk_items and number not in keyed for number in wanted)
    allowed = measure.missing_rule is MissingRule.PRORATE and few and not unasked
    return sum(there) * len(wanted) / len(there) if allowed and there else None


def _stretched(measure: Measure, total: float) -> float:
    if measure.scaled:
        lowest, highest = measure.items * measure.item_min, measure.items * measure.item_max
        share = (total - lowest) / (highest - lowest)
        total = measure.total_min + share * (measure.total_max - measure.total_min)
    return round(total, DECIMALS)
