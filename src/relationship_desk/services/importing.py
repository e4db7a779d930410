"""A data package into the record: all of it or nothing, and a second time it adds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.table import CatalogueError
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.exchange.package import MEASURES, Fault, PackageFaults, measure_files, read_package
from relationship_desk.exchange.schema import TABLES
from relationship_desk.services import definitions
from relationship_desk.services.entering import Entering
from relationship_desk.store.unit_of_work import Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows of each table were added; rows already there are not counted."""

    added: Mapping[str, int]
    clients: frozenset[ClientId]
    """The clients whose record has changed."""


class _DryRun(Exception):
    """Leaves the unit of work so that nothing is kept."""


class Importing:
    """Reading data packages into the store."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def import_package(self, folder: Path, *, dry_run: bool = False) -> Imported:
        """Add what ``folder`` holds and the practice does not.

        Raises:
            PackageFaults: naming file, line and column of every fault; nothing has been changed.
        """
        rows = read_package(folder)
        try:
            with self._store.work("import", "package") as work:
                _add_measures(work, measure_files(folder))
                entering = Entering(work, self._catalogue)
                for table in TABLES:
                    entering.enter(table, rows.get(table.name, ()))
                if entering.faults:
                    raise PackageFaults(entering.faults)
                for client in entering.changed:
                    work.touch(client=client, prompts=True)
                imported = Imported(dict(entering.added), frozenset(entering.changed))
                if dry_run:
                    raise _DryRun
        except _DryRun:
            pass
        return imported


def _add_measures(work: UnitOfWork, files: Iterable[Path]) -> None:
    """Add own measures before the rows that were answered to them."""
    faults: list[Fault] = []
    for path in files:
        name = f"{MEASURES}/{path.name}"
        try:
            definitions.add_own(work, definitions.read_toml(path), name, datetime.now())
        except CatalogueError as fault:
            faults.append(Fault(name, fault.line, "", f"{fault.wrong}."))
        except UnusableInput as fault:
            faults.append(Fault(name, 0, "", str(fault)))
    if faults:
        raise PackageFaults(faults)
