"""What the program reckons and by which rule, for those who want to know what a number means and what it does not."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, get_args

from relationship_desk.catalogue.table import Table

MethodPart = Literal["signals", "measures", "agreement"]
_PARTS: tuple[MethodPart, ...] = get_args(MethodPart)


@dataclass(frozen=True, slots=True)
class Method:
    """One statistic, or one rule of the program's own."""

    id: str
    part: MethodPart
    title: str
    own: bool
    """Whether it is a rule of this program, for which no published criterion is claimed."""
    signals: tuple[str, ...]
    """The findings that rest on it."""
    text: str
    """What it is, in plain words."""
    formula: str
    least: str
    """How much has to be on file before it says anything."""
    cannot: str
    """What it cannot say."""
    tried: str
    """How it did on simulated clients; empty where it was not tried."""
    sources: tuple[str, ...]
    """Keys of references; none for a plain count."""
    checked: bool
    """Whether the formula, or what a rule of the program's own builds on, was seen in a source."""


def method(table: Table, references: Container[str]) -> Method:
    """Read one method; its sources have to be among ``references``."""
    sources = table.texts("sources")
    for source in sources:
        if source not in references:
            raise table.fault(f"there is no reference “{source}”", "sources")
    checked = table.flag("checked")
    if checked and not sources:
        raise table.fault("“checked” says that a source was seen, and there is none", "checked")
    return Method(
        id=table.id(),
        part=table.one_of("part", _PARTS),
        title=table.text("title"),
        own=table.flag("own"),
        signals=table.texts("signals") if table.has("signals") else (),
        text=table.text("text"),
        formula=table.text("formula"),
        least=table.text("least"),
        cannot=table.text("cannot"),
        tried=table.text_or_none("tried"),
        sources=sources,
        checked=checked,
    )
