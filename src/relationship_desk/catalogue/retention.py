"""What laws and guidelines say about how long a record is kept. No legal advice: each says whether it was checked."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from relationship_desk.catalogue.table import Table
from relationship_desk.domain.retention import MAJORITY, RetentionRule

OWN = "own"
"""The id that stands for the practice's own periods; no norm may take it."""
_BASES = ("last contact",)


@dataclass(frozen=True, slots=True)
class Norm:
    """One law or guideline."""

    id: str
    title: str
    rule: RetentionRule
    base: str
    """What the period is counted from."""
    note: str
    """What has to be said beside it; empty where nothing has."""
    source: str
    checked: bool
    """Whether it was seen in the source; otherwise it is recalled."""


def norm(table: Table, sources: Container[str]) -> Norm:
    """Read one norm; its source has to be among ``sources``."""
    source = table.text("source")
    if source not in sources:
        raise table.fault(f"there is no reference “{source}”", "source")
    return Norm(
        id=_free_id(table),
        title=table.text("title"),
        rule=_rule(table),
        base=table.one_of("base", _BASES),
        note=table.text_or_none("note"),
        source=source,
        checked=table.flag("checked"),
    )


def _free_id(table: Table) -> str:
    given = table.id()
    if given == OWN:
        raise table.fault(f"“{OWN}” stands for the practice’s own periods", "id")
    return given


def _rule(table: Table) -> RetentionRule:
    if table.has("after_majority") and table.has("until_age"):
        raise table.fault("“after_majority” and “until_age” are both given: use one", "until_age")
    return RetentionRule(
        years=_years(table, "years", 1),
        after_majority=_years(table, "after_majority", 0) if table.has("after_majority") else None,
        until_age=_years(table, "until_age", MAJORITY) if table.has("until_age") else None,
    )


def _years(table: Table, key: str, least: int) -> int:
    years = table.number(key)
    if not least <= years <= 100:
        raise table.fault(f"“{key}” has to be from {least} to 100", key)
    return years
