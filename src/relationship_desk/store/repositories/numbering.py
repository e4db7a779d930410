"""Session numbers, and everything of a client's record that names a session by its number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, bindparam, delete, select, update

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.prompt import points_from_text, points_to_text
from relationship_desk.store import tables as t

Renumbered = Callable[[int], int]


def reorder(connection: Connection, client: ClientId, fresh: int | None = None) -> dict[int, int]:
    """Give a client's session numbers out again in the order of time; return old to new of those that changed.

    On one day the start decides, and one without a start comes last. ``fresh`` is the number just given to a new
    session. Is that the latest, nothing changes. Is it not, then whatever named the number, such as a prompt put off
    until the next session, means the one still to come.
    """
    own = t.session.c.client_id == client
    rows = connection.execute(
        select(t.session.c.number, t.session.c.held_on, t.session.c.start).where(own).order_by(t.session.c.number)
    ).all()
    in_time = sorted(rows, key=lambda row: (row.held_on, row.start or time.max, row.number))
    new: dict[int, int] = {moved.number: row.number for row, moved in zip(rows, in_time, strict=True)}
    changed = {old: number for old, number in new.items() if old != number}
    if not changed or (fresh is not None and in_time[-1].number == fresh):
        return {}
    known = {old: number for old, number in new.items() if old != fresh}
    last = max(known)
    later = max(known.values()) - last

    def named(number: int) -> int:
        return known.get(number, number + later if number > last else number)

    renumber(connection, client, new.__getitem__, named)
    return changed


def renumber(connection: Connection, client: ClientId, new: Renumbered, named: Renumbered) -> None:
    """Give a client's sessions ``new`` numbers; what names a session by its number follows by ``named``.

    Findings are computed from the record, and are taken away until they are computed again.
    """
    _change(connection, t.session.c.number, t.session.c.client_id == client, new)
    held = select(t.session.c.id).where(t.session.c.client_id == client)
    for column, own in (
        (t.event.c.ended_session, t.event.c.session_id.in_(held)),
        (t.homework.c.reviewed_session, t.homework.c.session_id.in_(held)),
        (t.adaptation.c.session, t.adaptation.c.client_id == client),
        (t.prompt.c.session, t.prompt.c.client_id == client),
        (t.prompt.c.until, t.prompt.c.client_id == client),
        (t.prompt.c.done_session, t.prompt.c.client_id == client),
        (t.guided_review.c.session, t.guided_review.c.client == client),
    ):
        _change(connection, column, own, named)
    _change_points(connection, client, named)
    connection.execute(delete(t.signal).where(t.signal.c.client_id == client))


def _change(connection: Connection, column: Column[Any], own: ColumnElement[bool], new: Renumbered) -> None:
    there = connection.execute(select(column).distinct().where(own, column.is_not(None))).scalars()
    changed = [{"was": number, "becomes": -new(number)} for number in there if new(number) != number]
    if not changed:
        return
    # By way of negative numbers: a number must not be given out before the row that has it has let it go.
    table = column.table
    let_go = update(table).where(own, column == bindparam("was")).values({column.name: bindparam("becomes")})
    connection.execute(let_go, changed)
    connection.execute(update(table).where(own, column < 0).values({column.name: -column}))


def _change_points(connection: Connection, client: ClientId, new: Renumbered) -> None:
    rows = connection.execute(select(t.prompt.c.id, t.prompt.c.because).where(t.prompt.c.client_id == client))
    for row in rows.all():
        points = points_from_text(row.because)
        moved = tuple(one if one.session is None else replace(one, session=new(one.session)) for one in points)
        if moved != points:
            own = t.prompt.c.id == row.id
            connection.execute(update(t.prompt).where(own).values(because=points_to_text(moved)))
