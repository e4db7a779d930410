"""Reduced identity: no name, note, date, time or id; weeks of treatment and years stand for dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.prompt import Point, points_to_text
from relationship_desk.domain.vocabulary import Source
from relationship_desk.exchange.columns import Column, Table
from relationship_desk.exchange.package import WrittenTable, to_text
from relationship_desk.prompts.readings import as_words
from relationship_desk.services.disguise import Disguise
from relationship_desk.services.package_lines import Line

_Cell = Callable[[Line], str]


def reduced_table(table: Table, lines: Iterable[Line], catalogue: Catalogue, disguise: Disguise | None) -> WrittenTable:
    """``table`` without what may say who somebody is; only with a ``disguise`` the columns of free text stay."""
    columns: list[tuple[str, str, str]] = []
    cells: list[_Cell] = []
    dated = False
    for column in table.columns:
        if column.full_only or (column.free_text and disguise is None):
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
            cells.append(_cell_of(column, catalogue, disguise))
    return WrittenTable(
        table.name, table.meaning, tuple(columns), tuple(tuple(cell(line) for cell in cells) for line in lines)
    )


def _cell_of(column: Column, catalogue: Catalogue, disguise: Disguise | None) -> _Cell:
    def plain(line: Line) -> str:
        return to_text(column, line[column.name])

    def words(line: Line) -> str:
        if column.own_words and _is_known(column, line, catalogue):
            return plain(line)
        return disguise.said(plain(line), line.near) if disguise else ""

    def points(line: Line) -> str:
        if disguise is None:
            return points_to_text(_bare(replace(point, row=""), catalogue) for point in line[column.name])
        return points_to_text(
            Point(disguise.said(point.what, line.near), point.session, disguise.said(point.value, line.near))
            for point in line[column.name]
        )

    if column.write is points_to_text:
        return points
    return words if column.own_words or column.free_text else plain


def _bare(point: Point, catalogue: Catalogue) -> Point:
    """``point`` without a concern in own words that a reading is about, and without what led to a risk record."""
    if point.what.startswith("risk record"):
        return replace(point, value="on file")
    characteristic = next((one for one in catalogue.characteristics if point.what.startswith(as_words(one))), None)
    if characteristic is None:
        return point
    about, areas = as_words(characteristic), catalogue.characteristics[characteristic].areas
    known = point.what in (about, *(f"{about}, {one}" for one in (*Source, *areas)))
    return point if known else replace(point, what=about)


def _is_known(column: Column, line: Line, catalogue: Catalogue) -> bool:
    """Whether the cell names something of the catalogue instead of holding words typed by hand."""
    if column.name == "intervention":
        return any(line["intervention"] in (process.id, process.title) for process in catalogue.processes.values())
    return catalogue.characteristics[line["characteristic"]].scale != "words"


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
