"""The definitions of measures: those of the program and the practice's own, each in every version for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from relationship_desk.catalogue.measures import parse_measure, shipped_measures, shipped_versions
from relationship_desk.catalogue.table import CatalogueError
from relationship_desk.domain.client_voice import OwnMeasure, OwnMeasureId
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.measure import Administration, Definitions, Measure, MeasureId
from relationship_desk.store.unit_of_work import Records, UnitOfWork

COMPUTED = "signals.computed"
"""The setting that says by what the findings on file were computed; taken away when kept answers can be read now."""
LARGEST_FILE = 1024 * 1024
"""Bytes; a larger file is no measure."""
_NO_FILE_NAME = re.compile(r"[^A-Za-z0-9.-]")
"""What a version may say and a file's name may not."""


def offered(records: Records) -> tuple[Measure, ...]:
    """What can be given today: the newest version of each, without own ones that are retired."""
    newest = {one.measure: one for one in records.voice.own_measures.all()}
    own = (read_own(one) for one in newest.values() if not one.retired_on)
    return (*shipped_measures().values(), *(measure for measure in own if measure is not None))


def of(records: Records, answered: Iterable[Administration]) -> Definitions:
    """The definitions of what was answered; those that are not on this computer are left out."""
    keys = dict.fromkeys((one.measure, one.version) for one in answered)
    known: dict[tuple[MeasureId, str], Measure] = {}
    shipped = shipped_versions()
    # Own measures are read only where one was answered: most records hold none.
    own = {} if keys.keys() <= shipped.keys() else _own(records)
    for key in keys:
        measure = shipped.get(key) or own.get(key)
        if measure is not None:
            known[key] = measure
    return known


def known(records: Records, measure: MeasureId, version: str) -> Measure | None:
    """One measure in one version, the newest one when ``version`` is empty; None where it is not on this computer."""
    if not version and measure in shipped_measures():
        return shipped_measures()[measure]
    found = shipped_versions().get((measure, version))
    if found is not None:
        return found
    own = [one for (name, number), one in _own(records).items() if name == measure and version in ("", number)]
    return own[-1] if own else None


def find(records: Records, measure: MeasureId, version: str) -> Measure:
    """The same.

    Raises:
        NotFound: where it is not on this computer.
    """
    found = known(records, measure, version)
    if found is None:
        said = f" in version {version[:20]}" if version else ""
        raise NotFound(f"There is no measure “{measure[:40]}”{said} in this practice.")
    return found


def add_own(work: UnitOfWork, text: str, file: str, now: datetime) -> Measure:
    """Add a measure from its TOML; the same text twice adds nothing. ``file`` is what a fault names.

    Raises:
        CatalogueError: for the first thing that is wrong with it, with file and line.
        UnusableInput: when its id is that of a shipped measure, or its version is kept with another definition.
    """
    measure = parse_measure(text, file)
    if measure.id in shipped_measures():
        raise UnusableInput(f"“{measure.id}” is a measure of the program. Give the own one another id.")
    for one in work.voice.own_measures.all():
        if (one.measure, one.version) == (measure.id, measure.version):
            if read_own(one) != measure:
                raise UnusableInput(
                    f"“{measure.id}” is kept in version {measure.version} with another definition, and answers keep "
                    "the version they were given to. Give the changed one a new version."
                )
            return measure
    work.voice.own_measures.add(OwnMeasure(OwnMeasureId(0), measure.id, measure.version, text, now, None))
    if work.voice.is_answered(measure.id, measure.version):
        work.practice.save_setting(COMPUTED, None)
    work.touch(settings=True)
    return measure


def read_own(one: OwnMeasure) -> Measure | None:
    """The definition of an own measure; None where this version of the program cannot read what another has kept."""
    return _parsed(one.toml)


def read_toml(path: Path) -> str:
    """The text of a file that a person has chosen.

    Raises:
        UnusableInput: when it cannot be read as text.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnusableInput(f"{path.name} is larger than 1 MB, so it is no measure. Nothing has been added.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise UnusableInput(f"{path.name} cannot be read ({fault.strerror}). Nothing has been added.") from fault
    except UnicodeDecodeError as fault:
        raise UnusableInput(f"{path.name} is no UTF-8 text. Nothing has been added.") from fault


def own_files(records: Records, answered: Iterable[Administration]) -> dict[str, str]:
    """The own measures that were answered, as TOML by the name of a file."""
    wanted = {(one.measure, one.version) for one in answered}
    files: dict[str, str] = {}
    for one in records.voice.own_measures.all():
        if (one.measure, one.version) in wanted:
            name = f"{one.measure}-{_NO_FILE_NAME.sub('_', one.version)[:40]}"
            while f"{name}.toml" in files:
                name += "_"
            files[f"{name}.toml"] = one.toml
    return files


def _own(records: Records) -> dict[tuple[MeasureId, str], Measure]:
    """The own measures that can be read, in the order in which they were added."""
    read = ((one, read_own(one)) for one in records.voice.own_measures.all())
    return {(one.measure, one.version): measure for one, measure in read if measure is not None}


@lru_cache(maxsize=256)
def _parsed(toml: str) -> Measure | None:
    try:
        return parse_measure(toml, "own measure")
    except CatalogueError:
        return None
