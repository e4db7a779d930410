"""Reduced identity: no name, note, date, time or id; weeks of treatment and years stand for dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.exchange.columns import Column, Table
from relationship_desk.exchange.package import WrittenTable, to_text
from relationship_desk.services.package_lines import Line

_Cell = Callable[[Line], str]


def reduced_table(table: Table, lines: Iterable[Line], catalogue: Catalogue, *, free_text: bool) -> WrittenTable:
    """``table`` without what may say who somebody is; ``free_text`` keeps the columns of free text."""
    columns: list[tuple[str, str, str]] = []
    cells: list[_Cell] = []
    dated = False
    for column in table.columns:
        if column.full_only or (column.free_text and not free_text):
            continue
        if column.type == "date":
            prefix = f"{column.name.removesuffix('_on')}_" if dated else ""
            dated = True
            columns += [
                (f"{prefix}week", f"{column.meaning}, as week of treatment", "integer"),
                (f"{prefix}year", f"{column.meaning}, as year", "year"),
            ]
            cells += [_week_cell(column), _year_cell(column)]
        else:
            columns.append((column.name, column.meaning, column.type))
            cells.append(_plain_cell(column, catalogue, free_text=free_text))
    return WrittenTable(
        table.name, table.meaning, tuple(columns), tuple(tuple(cell(line) for cell in cells) for line in lines)
    )


def _plain_cell(column: Column, catalogue: Catalogue, *, free_text: bool) -> _Cell:
    def cell(line: Line) -> str:
        if column.own_words and not free_text and not _is_known(line, catalogue):
            return ""
        return to_text(column, line[column.name])

    return cell


def _is_known(line: Line, catalogue: Catalogue) -> bool:
    """Whether the cell holds no words of somebody's own."""
    characteristic = catalogue.characteristics.get(line["characteristic"])
    return characteristic is None or characteristic.scale != "words"


def _week_cell(column: Column) -> _Cell:
    def cell(line: Line) -> str:
        day: date | None = line[column.name]
        return str(line.history.week(day)) if day else ""

    return cell


def _year_cell(column: Column) -> _Cell:
    def cell(line: Line) -> str:
        day: date | None = line[column.name]
        return str(day.year) if day else ""

    return cell
