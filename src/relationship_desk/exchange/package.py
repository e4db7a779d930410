"""Writing and reading a data package: a folder of CSV tables and ``datapackage.json``, its schema and codebook."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.exchange.columns import Column, Table
from relationship_desk.exchange.schema import BY_NAME, TABLES

MEASURES = "measures"
"""The folder inside a package that holds own measures as TOML."""
LARGEST_FILE = 200 * 1024 * 1024
"""Bytes; a larger table is refused before it is read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one cell or line of a file."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}{f', {self.column}' if self.column else ''}: {self.message}"


class PackageFaults(UnusableInput):
    """A package that was not imported, with every fault by file, line and column."""

    title = "Nothing was imported"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        more = f" ({len(faults)} faults in all)" if len(faults) > 1 else ""
        super().__init__(f"Nothing was imported: {faults[0]}{more}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table with typed values; a column that is empty or not there has its default."""

    table: str
    line: int
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def fault(self, column: str, message: str) -> Fault:
        """A fault of this line."""
        return Fault(f"{self.table}.csv", self.line, column, message)


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table ready to be written: its header with meanings and types, and its cells."""

    name: str
    meaning: str
    columns: tuple[tuple[str, str, str], ...]
    """Name, meaning and type of each column."""
    cells: tuple[tuple[str, ...], ...]


def to_text(column: Column, value: object) -> str:
    """A typed value as its cell; None is an empty cell."""
    return "" if value is None else column.write(value)


def write_package(
    folder: Path, tables: Iterable[WrittenTable], identity: str, measures: Mapping[str, str] | None = None
) -> None:
    """Write a package into ``folder``, which must not exist or be empty. All of it or nothing.

    ``measures`` are own measures as TOML, by the name of their file.

    Raises:
        UnusableInput: when the folder holds something, or cannot be written.
    """
    require_empty(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as fault:
        raise UnusableInput(f"{folder.parent} cannot be written ({fault.strerror}). Nothing was exported.") from fault
    try:
        written = list(tables)
        for table in written:
            _write_file(draft / f"{table.name}.csv", _csv_text(table))
        _write_file(draft / "datapackage.json", _descriptor(written, identity))
        for name, toml in (measures or {}).items():
            (draft / MEASURES).mkdir(exist_ok=True)
            _write_file(draft / MEASURES / name, toml)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except BaseException as fault:
        shutil.rmtree(draft, ignore_errors=True)  # it is readable: nothing of it may stay, whatever stopped the export
        if isinstance(fault, OSError):
            raise UnusableInput(f"{folder} cannot be written ({fault.strerror}). Nothing was exported.") from fault
        raise


def require_empty(folder: Path) -> None:
    """Raise :class:`UnusableInput` when ``folder`` is there and holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnusableInput(f"{folder} is not an empty folder. Nothing was exported; choose a new one.")


def read_package(folder: Path) -> dict[str, list[Row]]:
    """Read every table that is there, in typed rows.

    Raises:
        PackageFaults: naming every cell that cannot be read.
        UnusableInput: when the folder is no package.
    """
    if not folder.is_dir():
        raise UnusableInput(f"{folder} is not a folder with CSV tables. Nothing was imported.")
    _refuse_reduced(folder)
    files = sorted(path for path in folder.iterdir() if path.suffix == ".csv")
    if not files and not measure_files(folder):
        raise UnusableInput(f"{folder} holds no CSV table. Nothing was imported.")
    faults: list[Fault] = []
    rows: dict[str, list[Row]] = {}
    for path in files:
        table = BY_NAME.get(path.stem)
        if table is None:
            known = ", ".join(one.file for one in TABLES)
            faults.append(Fault(path.name, 0, "", f"this table is not known; known are {known}."))
        else:
            rows[table.name] = _read_table(path, table, faults)
    if faults:
        raise PackageFaults(faults)
    return rows


def measure_files(folder: Path) -> list[Path]:
    """The own measures that a package brings along."""
    return sorted((folder / MEASURES).glob("*.toml"))


def _refuse_reduced(folder: Path) -> None:
    try:
        descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    except FileNotFoundError:
        return
    except (OSError, ValueError, RecursionError):
        raise UnusableInput("datapackage.json cannot be read. Nothing was imported.") from None
    if isinstance(descriptor, dict) and descriptor.get("identity") == "reduced":
        raise UnusableInput(
            "This package has reduced identity: its dates and codes cannot be put back. Nothing was imported."
        )


def _read_table(path: Path, table: Table, faults: list[Fault]) -> list[Row]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            faults.append(Fault(path.name, 0, "", "the file is larger than 200 MB."))
            return []
        data = path.read_bytes()
    except OSError as fault:
        faults.append(Fault(path.name, 0, "", f"the file cannot be read ({fault.strerror})."))
        return []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        faults.append(Fault(path.name, line, "", "the file is not UTF-8. Save it as CSV in UTF-8."))
        return []
    return _read_rows(path.name, text, table, faults)


def _read_rows(file: str, text: str, table: Table, faults: list[Fault]) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    csv.field_size_limit(1_000_000)
    line = 1
    try:
        header = next(reader, [])
        columns = _columns(file, header, table, faults)
        if columns is None:
            return []
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                rows.append(_read_row(file, line, cells, columns, table, faults))
            line = reader.line_num + 1
    except csv.Error as fault:
        faults.append(Fault(file, line, "", f"the line is no CSV ({fault})."))
    return rows


def _columns(file: str, header: Sequence[str], table: Table, faults: list[Fault]) -> list[Column] | None:
    known = {column.name: column for column in table.columns}
    before = len(faults)
    faults.extend(
        Fault(file, 1, name, f"this column is not known; known are {', '.join(known)}.")
        for name in header
        if name not in known
    )
    faults.extend(
        Fault(file, 1, name, "this column stands twice.") for name in {n for n in header if header.count(n) > 1}
    )
    faults.extend(
        Fault(file, 1, column.name, "this column is missing.")
        for column in table.columns
        if column.required and column.name not in header
    )
    return [known[name] for name in header] if len(faults) == before else None


def _read_row(
    file: str, line: int, cells: Sequence[str], columns: Sequence[Column], table: Table, faults: list[Fault]
) -> Row:
    values: dict[str, Any] = {column.name: column.default for column in table.columns}
    if len(cells) != len(columns):
        faults.append(Fault(file, line, "", f"the line has {len(cells)} cells instead of {len(columns)}."))
        return Row(table.name, line, values)
    for column, cell in zip(columns, cells, strict=True):
        if not cell:
            if column.required:
                faults.append(Fault(file, line, column.name, "this cell must not be empty."))
            continue
        try:
            values[column.name] = column.read(cell)
        except UnusableInput as fault:
            faults.append(Fault(file, line, column.name, str(fault)))
    return Row(table.name, line, values)


def _csv_text(table: WrittenTable) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([name for name, _, _ in table.columns])
    writer.writerows(table.cells)
    return buffer.getvalue()


def _descriptor(tables: Sequence[WrittenTable], identity: str) -> str:
    descriptor = {
        "name": "relationship-desk",
        "profile": "tabular-data-package",
        "identity": identity,
        "resources": [
            {
                "name": table.name,
                "path": f"{table.name}.csv",
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "description": table.meaning,
                "schema": {
                    "fields": [
                        {"name": name, "type": kind, "description": meaning} for name, meaning, kind in table.columns
                    ],
                    "missingValues": [""],
                },
            }
            for table in tables
        ],
    }
    return json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"


def _write_file(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
