"""Measures from TOML: the shipped ones, and those that a practice adds in the same schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from relationship_desk.catalogue.table import Table, parse, read_file
from relationship_desk.domain.measure import (
    Definitions,
    Direction,
    Measure,
    MeasureId,
    MissingRule,
    Norm,
    ReliabilityKind,
    Subscale,
)
from relationship_desk.shipped import shipped

MOST_ITEMS = 200
_FIGURES = (
    "sd", "reliability", "reliable_change", "cutoff", "clinical_mean", "clinical_sd", "functional_mean", "functional_sd"
)  # fmt: skip


@cache
def shipped_versions() -> Definitions:
    """The measures that come with the program, in every version that ever came with it; the newest of each last.

    Raises:
        CatalogueError: for the first thing that is wrong, with its file and line.
    """
    return read_versions(shipped("resources") / "measures")


@cache
def shipped_measures() -> Mapping[MeasureId, Measure]:
    """The newest version of each measure that comes with the program, by id."""
    return {measure.id: measure for measure in shipped_versions().values()}


def read_versions(folder: Path) -> Definitions:
    """The measures in the files of a folder, the newest version of each last.

    Raises:
        CatalogueError: for the first thing that is wrong, with its file and line.
    """
    found = [measure_from(read_file(path)) for path in sorted(folder.glob("*.toml"))]
    # Own measures may be versioned in words; those of the program are counted.
    found.sort(key=lambda measure: (measure.id, int(measure.version)))
    return {(measure.id, measure.version): measure for measure in found}


def parse_measure(text: str, file: str) -> Measure:
    """Read a measure from its text; ``file`` is what a fault names.

    Raises:
        CatalogueError: for the first thing that is wrong, with its file and line.
    """
    return measure_from(parse(text, file))


def measure_from(table: Table) -> Measure:
    """The measure that ``table``, a whole file, describes."""
    items = _within(table, "items", table.number("items"), 0, MOST_ITEMS)
    item_min, item_max = _item_range(table, items)
    total_min, total_max = _total_range(table, items, item_min)
    measure = Measure(
        id=MeasureId(table.id()),
        version=table.text("version"),
        title=table.text("title"),
        direction=table.one_of("direction", tuple(Direction)),
        items=items,
        total_min=total_min,
        total_max=total_max,
        item_min=item_min,
        item_max=item_max,
        scaled=table.has("scaled") and table.flag("scaled"),
        reverse=_numbers(table, "reverse", items),
        missing_max=_within(table, "missing_max", table.number("missing_max"), 0, max(0, items - 1))
        if table.has("missing_max")
        else 0,
        missing_rule=table.one_of("missing_rule", tuple(MissingRule))
        if table.has("missing_rule")
        else MissingRule.NONE,
        risk_items=_numbers(table, "risk_items", items),
        sd=_positive(table, "sd"),
        reliability=_reliability(table),
        reliability_kind=table.one_of("reliability_kind", tuple(ReliabilityKind))
        if table.has("reliability_kind")
        else None,
        reliable_change=_positive(table, "reliable_change"),
        confidence=_confidence(table),
        cutoff=_cutoff(table, total_min, total_max),
        clinical=_norm(table, "clinical"),
        functional=_norm(table, "functional"),
        source=table.text_or_none("source"),
        licence=table.text_or_none("licence"),
        recalled=table.some_of("recalled", _FIGURES) if table.has("recalled") else frozenset(),
        subscales=_subscales(table, items),
        stem=table.text_or_none("stem"),
        choices=_choices(table, item_min, item_max),
        texts=_texts(table, items),
    )
    _agree(table, measure)
    table.end()
    return measure


def _item_range(table: Table, items: int) -> tuple[int, int]:
    lowest = table.number("item_min") if table.has("item_min") else 0
    if not table.has("item_max") and items == 0:
        return lowest, lowest
    highest = table.number("item_max")
    if items and highest <= lowest:
        raise table.fault(f"“item_max” has to be more than {lowest}", "item_max")
    return lowest, highest


def _total_range(table: Table, items: int, item_min: int) -> tuple[float, float]:
    highest = table.amount("total_max")
    lowest = table.amount("total_min") if table.has("total_min") else float(items * item_min)
    if highest <= lowest:
        raise table.fault(f"“total_max” has to be more than {lowest:g}", "total_max")
    return lowest, highest


def _agree(table: Table, measure: Measure) -> None:
    """Refuse what cannot be together."""
    lowest, highest = measure.items * measure.item_min, measure.items * measure.item_max
    if measure.items and not measure.scaled and (lowest < measure.total_min or highest > measure.total_max):
        raise table.fault(
            f"{measure.items} items from {measure.item_min} to {measure.item_max} sum to {lowest} to {highest}, "
            f"which is outside the total’s {measure.total_min:g} to {measure.total_max:g}",
            "total_max",
        )
    if measure.scaled and not measure.items:
        raise table.fault("“scaled” needs items", "scaled")
    if measure.missing_max and measure.missing_rule is MissingRule.NONE:
        raise table.fault("“missing_max” needs “missing_rule” to be “prorate”", "missing_max")
    if (measure.clinical is None) != (measure.functional is None):
        raise table.fault("the clinical and the functional norms come together: mean and SD of both")
    if measure.reliability is None and measure.reliability_kind is not None:
        raise table.fault("“reliability_kind” needs “reliability”", "reliability_kind")


def _numbers(table: Table, key: str, items: int) -> frozenset[int]:
    return frozenset(_item_numbers(table, key, items)) if table.has(key) else frozenset()


def _item_numbers(table: Table, key: str, items: int) -> tuple[int, ...]:
    numbers = table.numbers(key)
    for number in numbers:
        if not 1 <= number <= items:
            raise table.fault(f"there is no item {number}", key)
    if len(set(numbers)) != len(numbers):
        raise table.fault(f"“{key}” names an item twice", key)
    return numbers


def _within(table: Table, key: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise table.fault(f"“{key}” has to be from {low} to {high}", key)
    return value


def _positive(table: Table, key: str) -> float | None:
    if not table.has(key):
        return None
    value = table.amount(key)
    if value <= 0:
        raise table.fault(f"“{key}” has to be more than 0", key)
    return value


def _reliability(table: Table) -> float | None:
    value = _positive(table, "reliability")
    if value is not None and value >= 1:
        raise table.fault("“reliability” has to be below 1", "reliability")
    return value


def _confidence(table: Table) -> float:
    value = table.amount("confidence") if table.has("confidence") else 0.95
    if not 0.5 <= value < 1:
        raise table.fault("“confidence” has to be from 0.5 to below 1", "confidence")
    return value


def _cutoff(table: Table, lowest: float, highest: float) -> float | None:
    if not table.has("cutoff"):
        return None
    value = table.amount("cutoff")
    if not lowest <= value <= highest:
        raise table.fault(f"“cutoff” has to be from {lowest:g} to {highest:g}", "cutoff")
    return value


def _norm(table: Table, group: str) -> Norm | None:
    mean, sd = f"{group}_mean", f"{group}_sd"
    if not table.has(mean) and not table.has(sd):
        return None
    spread = _positive(table, sd)
    if spread is None:
        raise table.fault(f"“{sd}” is missing", mean)
    return Norm(table.amount(mean), spread)


def _subscales(table: Table, items: int) -> tuple[Subscale, ...]:
    found: dict[str, Subscale] = {}
    for one in table.tables("subscale") if table.has("subscale") else ():
        scale = Subscale(one.id(), _item_numbers(one, "items", items) if items or one.has("items") else ())
        if items and not scale.items:
            raise one.fault("a subscale needs items", "items")
        if scale.id in found:
            raise one.fault(f"there are two subscales “{scale.id}”", "id")
        one.end()
        found[scale.id] = scale
    return tuple(found.values())


def _choices(table: Table, item_min: int, item_max: int) -> tuple[str, ...]:
    if not table.has("choices"):
        return ()
    choices = table.texts("choices")
    if len(choices) != item_max - item_min + 1:
        raise table.fault(f"“choices” has to have {item_max - item_min + 1} texts, one an answer", "choices")
    return choices


def _texts(table: Table, items: int) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for one in table.tables("item") if table.has("item") else ():
        number = one.number("number")
        if not 1 <= number <= items:
            raise one.fault(f"there is no item {number}", "number")
        if number in found:
            raise one.fault(f"item {number} stands twice", "number")
        found[number] = one.text("text")
        one.end()
    if found and len(found) != items:
        missing = next(number for number in range(1, items + 1) if number not in found)
        raise table.fault(f"the text of item {missing} is missing: give all or none", "item")
    return found
