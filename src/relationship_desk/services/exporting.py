"""The record as a data package, with full or reduced identity."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Note
from relationship_desk.domain.vocabulary import NoteKind
from relationship_desk.exchange.package import WrittenTable, require_empty, to_text, write_package
from relationship_desk.exchange.schema import TABLES, Column, Table
from relationship_desk.services.accompanying import Process, process_of
from relationship_desk.services.histories import history_of
from relationship_desk.store.unit_of_work import Store

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SHORT_CODES = 10_000
"""After so many draws codes get longer: there are 51,840 short ones, and looking for the last would never end."""
Values = Mapping[str, Any]


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
            clients = records.clients.all()
            histories = [history_of(records, client.id) for client in clients]
            notes = {client.id: records.sessions.notes_of(client.id) for client in clients}
            process = {client.id: process_of(records, client.id) for client in clients}
        codes = {client.id: client.code for client in clients}
        if shape.reduced:
            codes = self.draw_codes([client.id for client in clients])
        else:
            self.record_full_identity("package")
        histories.sort(key=lambda history: codes[history.client.id])
        rows: dict[str, list[tuple[Values, History]]] = {table.name: [] for table in TABLES}
        for history in histories:
            client = history.client.id
            for table, values in (
                *_rows(history, notes[client], codes, shape),
                *_process_rows(history, process[client], codes, shape),
            ):
                rows[table].append((values, history))
        if shape.reduced:
            tables = [
                _reduced_table(table, rows[table.name], self._catalogue, shape)
                for table in TABLES
                if table.name != "notes"
            ]
        else:
            tables = [_full_table(table, (values for values, _ in rows[table.name])) for table in TABLES]
        write_package(folder, tables, "reduced" if shape.reduced else "full")

    def draw_codes(self, clients: Iterable[ClientId]) -> dict[ClientId, str]:
        """Draw fresh random codes for an export; they are kept in the store and nowhere else."""
        with self._store.work("draw codes", "export") as work:
            taken = work.practice.export_codes()
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


def _rows(
    history: History, notes: Iterable[Note], codes: Mapping[ClientId, str], shape: Shape
) -> Iterable[tuple[str, Values]]:
    client = history.client
    code = codes[client.id]
    numbers = history.number_of
    courses = {course.id: course.number for course in history.courses}
    yield (
        "clients",
        {
            "client": code,
            "name": client.name,
            "kind": client.kind,
            "opened_on": client.opened_on,
            "closed_on": client.closed_on,
            "status": client.status,
        },
    )
    own_members = (member for member in history.members if member.group == client.id)
    for member in sorted(own_members, key=lambda one: (codes[one.client], one.joined_on)):
        yield (
            "members",
            {"group": code, "client": codes[member.client], "joined_on": member.joined_on, "left_on": member.left_on},
        )
    for course in history.courses:
        yield (
            "courses",
            {
                "client": code,
                "course": course.number,
                "opened_on": course.opened_on,
                "closed_on": course.closed_on,
                "focus": course.focus,
                "main_measure": course.main_measure,
            },
        )
    for session in history.sessions:
        yield (
            "sessions",
            {
                "client": code,
                "session": session.number,
                "uid": session.uid,
                "course": courses[session.course] if session.course else None,
                "held_on": session.held_on,
                "start": session.start,
                "minutes": session.minutes,
                "format": session.format,
                "setting": session.setting,
                "attendance": session.attendance,
                "directiveness": session.directiveness,
                "focus": session.focus,
            },
        )
    drafted = (note for note in notes if note.kind is not NoteKind.ADDENDUM or note.signed_at is not None)
    kept = (note for note in drafted if shape.process_notes or note.kind is not NoteKind.PROCESS)
    for note in sorted(kept, key=lambda one: (numbers[one.session], one.written_at, one.kind, one.uid)):
        yield (
            "notes",
            {
                "client": code,
                "session": numbers[note.session],
                "uid": note.uid,
                "kind": note.kind,
                "member": codes[note.member] if note.member else None,
                "format": note.format,
                "text": note.text,
                "author": note.author,
                "written_at": note.written_at,
                "signed_at": note.signed_at,
                "reason": note.reason,
            },
        )
    raters = _raters(history)
    for rating in sorted(
        history.ratings,
        key=lambda one: (
            numbers[one.session],
            one.perspective,
            one.rater,
            codes[one.member] if one.member else "",
            one.element,
        ),
    ):
        yield (
            "ratings",
            {
                "client": code,
                "session": numbers[rating.session],
                "perspective": rating.perspective,
                "rater": raters.get(rating.rater, "") if shape.reduced else rating.rater,
                "member": codes[rating.member] if rating.member else None,
                "element": rating.element,
                "score": rating.score,
                "missing": rating.missing,
            },
        )
    for entry in sorted(
        history.profile, key=lambda one: (one.assessed_on, one.characteristic, one.concern, one.source)
    ):
        yield (
            "profile",
            {
                "client": code,
                "assessed_on": entry.assessed_on,
                "characteristic": entry.characteristic,
                "concern": entry.concern,
                "value": entry.value,
                "source": entry.source,
            },
        )
    for goal in sorted(history.goals, key=lambda one: (one.set_on, one.uid)):
        yield (
            "goals",
            {
                "client": code,
                "uid": goal.uid,
                "goal": goal.goal,
                "client_words": goal.client_words,
                "set_on": goal.set_on,
                "agreed_by": goal.agreed_by,
                "status": goal.status,
                "reviewed_on": goal.reviewed_on,
            },
        )
    for prompt in history.prompts:
        yield (
            "prompts",
            {
                "client": code,
                "uid": prompt.uid,
                "rule": prompt.rule,
                "session": prompt.session,
                "opened_on": prompt.opened_on,
                "status": prompt.status,
                "edition": prompt.edition,
                "tier": prompt.tier,
                "because": prompt.because,
                "intention": prompt.intention,
                "until": prompt.until,
                "answered_on": prompt.answered_on,
                "reason": prompt.reason,
                "outcome": prompt.outcome,
            },
        )


def _raters(history: History) -> Mapping[str, str]:
    """Numbers for those who rated, so that reduced identity names nobody."""
    names = sorted({rating.rater for rating in history.ratings if rating.rater})
    return {name: f"rater {number}" for number, name in enumerate(names, start=1)}


def _process_rows(
    history: History, process: Process, codes: Mapping[ClientId, str], shape: Shape
) -> Iterable[tuple[str, Values]]:
    code, numbers, raters = codes[history.client.id], history.number_of, _raters(history)
    for one in sorted(process.attendance, key=lambda row: (numbers[row.session], codes[row.member])):
        yield (
            "attendance",
            {
                "client": code,
                "session": numbers[one.session],
                "member": codes[one.member],
                "attendance": one.attendance,
            },
        )
    for comment in sorted(process.comments, key=lambda row: (numbers[row.session], row.perspective, row.rater)):
        yield (
            "comments",
            {
                "client": code,
                "session": numbers[comment.session],
                "perspective": comment.perspective,
                "rater": raters.get(comment.rater, "") if shape.reduced else comment.rater,
                "text": comment.text,
            },
        )
    for event in sorted(process.events, key=lambda row: (numbers[row.session], row.event, row.uid)):
        yield (
            "events",
            {
                "client": code,
                "session": numbers[event.session],
                "uid": event.uid,
                "event": event.event,
                "kind": event.kind,
                "markers": event.markers,
                "severity": event.severity,
                "tried": event.tried,
                "ended_session": event.ended_session,
                "repair": event.repair,
                "note": event.note,
            },
        )
    for preference in sorted(process.preferences, key=lambda row: (row.stated_on, row.preference)):
        yield (
            "preferences",
            {
                "client": code,
                "stated_on": preference.stated_on,
                "preference": preference.preference,
                "strength": preference.strength,
                "met": preference.met,
                "reason": preference.reason,
            },
        )
    for adaptation in sorted(process.adaptations, key=lambda row: (row.session, row.characteristic)):
        yield (
            "adaptations",
            {
                "client": code,
                "session": adaptation.session,
                "characteristic": adaptation.characteristic,
                "change": adaptation.change,
            },
        )
    for done in sorted(process.interventions, key=lambda row: (numbers[row.session], row.kind, row.intervention)):
        yield (
            "interventions",
            {
                "client": code,
                "session": numbers[done.session],
                "intervention": done.intervention,
                "kind": done.kind,
                "adherence": done.adherence,
            },
        )
    for homework in sorted(process.homework, key=lambda row: (numbers[row.session], row.uid)):
        yield (
            "homework",
            {
                "client": code,
                "session": numbers[homework.session],
                "uid": homework.uid,
                "text": homework.text,
                "reviewed_session": homework.reviewed_session,
                "done": homework.done,
            },
        )


def _full_table(table: Table, rows: Iterable[Values]) -> WrittenTable:
    return WrittenTable(
        table.name,
        table.meaning,
        tuple((column.name, column.meaning, column.type) for column in table.columns),
        tuple(tuple(to_text(column, values[column.name]) for column in table.columns) for values in rows),
    )


_Cell = Callable[[Values, History], str]


def _reduced_table(
    table: Table, rows: Iterable[tuple[Values, History]], catalogue: Catalogue, shape: Shape
) -> WrittenTable:
    """No name, note, date, time or id: weeks of treatment and years stand for dates."""
    columns: list[tuple[str, str, str]] = []
    cells: list[_Cell] = []
    dated = False
    for column in table.columns:
        if column.type == "date":
            prefix = f"{column.name.removesuffix('_on')}_" if dated else ""
            dated = True
            columns += [
                (f"{prefix}week", f"{column.meaning}, as week of treatment", "integer"),
                (f"{prefix}year", f"{column.meaning}, as year", "year"),
            ]
            cells += [_week_cell(column), _year_cell(column)]
        elif not _left_out(table, column, shape):
            columns.append((column.name, column.meaning, column.type))
            cells.append(_plain_cell(column, catalogue, shape))
    return WrittenTable(
        table.name,
        table.meaning,
        tuple(columns),
        tuple(tuple(cell(values, history) for cell in cells) for values, history in rows),
    )


def _left_out(table: Table, column: Column, shape: Shape) -> bool:
    if column.name in ("uid", "start") or (table.name == "clients" and column.name == "name"):
        return True
    return column.free_text and not shape.free_text


def _plain_cell(column: Column, catalogue: Catalogue, shape: Shape) -> _Cell:
    def cell(values: Values, _history: History) -> str:
        characteristic = catalogue.characteristics.get(values.get("characteristic", ""))
        if column.name == "value" and characteristic and characteristic.scale == "words" and not shape.free_text:
            return ""
        return to_text(column, values[column.name])

    return cell


def _week_cell(column: Column) -> _Cell:
    def cell(values: Values, history: History) -> str:
        day: date | None = values[column.name]
        return str(history.week(day)) if day else ""

    return cell


def _year_cell(column: Column) -> _Cell:
    def cell(values: Values, _history: History) -> str:
        day: date | None = values[column.name]
        return str(day.year) if day else ""

    return cell
