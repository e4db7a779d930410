"""Reading the catalogue from its folder of TOML files."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import TypeVar

from relationship_desk.catalogue.entries import Cited, reference, term
from relationship_desk.catalogue.evidence import Tier
from relationship_desk.catalogue.methods import method
from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.questions import question
from relationship_desk.catalogue.retention import norm
from relationship_desk.catalogue.table import CatalogueError, Table, read_file
from relationship_desk.domain.ids import ALLIANCE, COHESION, GOAL_CONSENSUS, RESISTANCE, RUPTURE_REPAIR, EntryId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.shipped import shipped

__all__ = ["CatalogueError", "load_catalogue", "shipped_catalogue"]

_Entry = TypeVar("_Entry")
_Key = TypeVar("_Key")


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    return load_catalogue()


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Read and check every file of ``folder``, by default the one shipped with the program.

    Raises:
        CatalogueError: for the first thing that is wrong, with its file and line.
    """
    folder = folder or shipped("resources") / "catalogue"
    names = "references elements characteristics glossary recommendations not_effective stages assimilation ruptures"
    files = {name: read_file(folder / f"{name}.toml") for name in (*names.split(), "methods", "retention", "questions")}

    references = _array(files["references"], "reference", reference, lambda one: one.key)
    cited = Cited(references)
    elements = _array(files["elements"], "element", cited.element, lambda one: one.id)
    _require(files["elements"], elements, (ALLIANCE, COHESION, GOAL_CONSENSUS, RUPTURE_REPAIR))
    characteristics = _array(
        files["characteristics"], "characteristic", cited.characteristic, lambda one: one.id, taken=elements
    )
    _require(files["characteristics"], characteristics, (RESISTANCE,))
    entries = [*map(EntryId, elements), *map(EntryId, characteristics)]
    processes = _array(files["stages"], "process", cited.process, lambda one: one.id)
    levels = _array(files["assimilation"], "level", cited.level, lambda one: one.level)
    _require(files["assimilation"], levels, range(8))
    rateable = [one.id for one in elements.values() if Perspective.CLIENT in one.raters]
    questions = _array(files["questions"], "question", lambda one: question(one, rateable), lambda one: one.element)
    glossary = _array(files["glossary"], "term", lambda one: term(one, entries), lambda one: one.title)
    _require(files["glossary"], glossary, [tier.title for tier in Tier])
    catalogue = Catalogue(
        elements=elements,
        characteristics=characteristics,
        glossary=glossary,
        recommendations=_array(files["recommendations"], "recommendation", cited.recommendation, lambda one: one.id),
        not_effective=_array(files["not_effective"], "not_effective", cited.not_effective, lambda one: one.id),
        processes=processes,
        stages=_array(files["stages"], "stage", lambda one: cited.stage(one, processes), lambda one: one.id),
        assimilation=levels,
        markers=_array(files["ruptures"], "marker", cited.marker, lambda one: one.id),
        repairs=_array(files["ruptures"], "repair", cited.repair, lambda one: one.id),
        questions=questions,
        methods=_array(files["methods"], "method", lambda one: method(one, references), lambda one: one.id),
        retention=_array(files["retention"], "norm", lambda one: norm(one, references), lambda one: one.id),
        references=references,
    )
    for file in files.values():
        file.end()
    return catalogue


def _array(
    file: Table,
    name: str,
    read: Callable[[Table], _Entry],
    key_of: Callable[[_Entry], _Key],
    taken: Collection[str] = (),
) -> dict[_Key, _Entry]:
    """Read the array ``[[name]]`` of a file into a mapping, in its order."""
    found: dict[_Key, _Entry] = {}
    for table in file.tables(name):
        entry = read(table)
        table.end()
        key = key_of(entry)
        if key in found or key in taken:
            raise table.fault(f"“{key}” is there twice")
        found[key] = entry
    if not found:
        raise file.fault(f"there is no [[{name}]]")
    return found


def _require(file: Table, found: Collection[object], wanted: Collection[object]) -> None:
    """Refuse a file that lacks what the program itself asks for by name."""
    for key in wanted:
        if key not in found:
            raise file.fault(f"“{key}” is missing, which the program needs")
