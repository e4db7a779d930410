"""The record as a data package, with full or reduced identity."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import NoteKind
from relationship_desk.exchange.columns import Table
from relationship_desk.exchange.package import WrittenTable, require_empty, to_text, write_package
from relationship_desk.exchange.schema import TABLES
from relationship_desk.services import definitions
from relationship_desk.services.disguise import Disguise
from relationship_desk.services.package_lines import Line, Names, numbered_raters, written
from relationship_desk.services.package_rows import KEPT
from relationship_desk.services.reduced_identity import reduced_table
from relationship_desk.store.unit_of_work import Records, Store

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SHORT_CODES = 10_000
"""After so many draws codes get longer: there are 51,840 short ones, and looking for the last would never end."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an export holds."""

    reduced: bool = True
    process_notes: bool = False
    free_text: bool = False
    """Only with reduced identity, after review: keep the columns of free text."""


class Exporting:
    """Writing data packages."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def export(self, folder: Path, shape: Shape) -> None:
        """Write the practice into ``folder``, which must be new or empty.

        Raises:
            UnusableInput: when the folder cannot be written.
        """
        require_empty(folder)
        with self._store.read() as records:
            files = [_file_of(records, client, shape) for client in records.clients.all()]
        codes = {history.client.id: history.client.code for history, _ in files}
        if shape.reduced:
            codes = self.draw_codes(list(codes))
        else:
            self.record_full_identity("package")
        files.sort(key=lambda file: codes[file[0].client.id])
        lines: dict[str, list[Line]] = {table.name: [] for table in TABLES}
        for history, rows in files:
            names = Names.of(history, codes, numbered_raters(rows) if shape.reduced else None)
            for table in TABLES:
                lines[table.name] += written(table, rows[table.name], history, names)
        if shape.reduced:
            disguise = Disguise((history.client for history, _ in files), codes) if shape.free_text else None
            tables = [
                reduced_table(table, lines[table.name], self._catalogue, disguise)
                for table in TABLES
                if not table.full_only
            ]
        else:
            tables = [_full_table(table, lines[table.name]) for table in TABLES]
        answered = [one for _, rows in files for one in rows["measures"]]
        with self._store.read() as records:
            own = definitions.own_files(records, answered)
        write_package(folder, tables, "reduced" if shape.reduced else "full", own)

    def draw_codes(self, clients: Iterable[ClientId]) -> dict[ClientId, str]:
        """Draw fresh random codes for an export; they are kept in the store and nowhere else."""
        with self._store.work("draw codes", "export") as work:
            taken = work.practice.export_codes() | {client.code for client in work.clients.all()}
            drawn: dict[ClientId, str] = {}
            for client in clients:
                code = _unused_code(taken)
                taken.add(code)
                drawn[client] = code
            work.practice.keep_export_codes(drawn)
        return drawn

    def record_full_identity(self, kind: str, client: ClientId | None = None) -> None:
        """Say in the audit that names and dates go out, as a ``package`` or as a ``summary`` of ``client``."""
        with self._store.work("export in full", kind) as work:
            work.subject = client or 0


def _unused_code(taken: Collection[str]) -> str:
    letters = 2 if len(taken) < _SHORT_CODES else 4
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(letters)) + f"-{secrets.randbelow(90) + 10}"
        if code not in taken:
            return code


def _file_of(records: Records, client: Client, shape: Shape) -> tuple[History, Mapping[str, list[Any]]]:
    """All that leaves of one client, by table."""
    rows = {table.name: list(KEPT[table.name].of(records, client.id)) for table in TABLES}
    kept = (note for note in rows["notes"] if shape.process_notes or note.kind is not NoteKind.PROCESS)
    rows["notes"] = [note for note in kept if note.kind is not NoteKind.ADDENDUM or note.signed_at is not None]
    history = History(
        client,
        tuple(rows["courses"]),
        tuple(rows["sessions"]),
        (),
        (),
        (),
        members=records.clients.memberships(client.id),
    )
    return history, rows


def _full_table(table: Table, lines: Iterable[Line]) -> WrittenTable:
    return WrittenTable(
        table.name,
        table.meaning,
        tuple((column.name, column.meaning, column.type) for column in table.columns),
        tuple(tuple(to_text(column, line[column.name]) for column in table.columns) for line in lines),
    )
