"""The rows of one session as they stand, and the way back to how they stood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, or_, select, update

from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.process import EventKind
from relationship_desk.domain.records import Session
from relationship_desk.domain.session_state import Difference, Key, Part, Row, SessionState
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.store import tables as t
from relationship_desk.store.repositories.numbering import renumber

_OWN = {
    Part.NOTE: t.note,
    Part.RATING: t.rating,
    Part.EVENT: t.event,
    Part.INTERVENTION: t.intervention,
    Part.HOMEWORK: t.homework,
    Part.COMMENT: t.comment,
    Part.ATTENDANCE: t.attendance,
    Part.FORM: t.form,
}
_FRAME = ("held_on", "start", "minutes", "setting", "attendance", "notice", "directiveness", "focus")
_NUMBERS = {"ended_session": "repair", "reviewed_session": "done", "done_session": "done"}
"""Columns that name a session of the client by its number, each with the one that says nothing without it."""
_EARLIER = {
    Part.RUPTURE_END: (t.event, t.event.c.ended_session, ("ended_session", "repair", "tried")),
    Part.HOMEWORK_REVIEW: (t.homework, t.homework.c.reviewed_session, ("reviewed_session", "done")),
}
_INTENTION = ("done_session", "done")


def _of_session(table: Table) -> Any:
    held = next(column for column in table.columns if column.name == "session_id")
    return select(table).where(held == bindparam("session"))


def _left_open(part: Part) -> Any:
    table, number, columns = _EARLIER[part]
    statement = (
        select(table.c.id, *(table.c[name] for name in columns))
        .join(t.session, t.session.c.id == table.c.session_id)
        .where(t.session.c.client_id == bindparam("client"), table.c.session_id != bindparam("session"))
        .where(or_(number.is_(None), number == bindparam("number")))
    )
    return statement.where(t.event.c.event == EventKind.RUPTURE.value) if table is t.event else statement


# Made once: building a statement costs more than running it, and these run at every key of a debrief.
_SELECT_FRAME = select(*(t.session.c[name] for name in _FRAME)).where(t.session.c.id == bindparam("session"))
_SELECT_OWN = {part: _of_session(table) for part, table in _OWN.items()}
_SELECT_EARLIER = {part: _left_open(part) for part in _EARLIER}
_SELECT_INTENTIONS = (
    select(t.prompt.c.id, *(t.prompt.c[name] for name in _INTENTION))
    .where(t.prompt.c.client_id == bindparam("client"), t.prompt.c.status == PromptStatus.ACCEPTED.value)
    .where(or_(t.prompt.c.done.is_not(True), t.prompt.c.done_session == bindparam("number")))
)
_SELECT_ORDER = (
    select(t.session.c.number, t.session.c.id)
    .where(t.session.c.client_id == bindparam("client"))
    .order_by(t.session.c.number)
)


class StateRepository:
    """Reads the state of a session and writes back what differs from another."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, session: Session) -> SessionState:
        """The state of ``session`` now."""
        ids = self._numbers(session.client)
        about = {"session": session.id, "client": session.client, "number": session.number}
        frame = self._connection.execute(_SELECT_FRAME, {"session": session.id}).mappings().one()
        parts: dict[Part, dict[Key, Row]] = {
            Part.FRAME: {(name,): {name: frame[name]} for name in _FRAME},
            Part.ORDER: {(): {"sessions": tuple(ids.values())}},
        }
        for part, table in _OWN.items():
            rows = self._connection.execute(_SELECT_OWN[part], {"session": session.id}).mappings()
            keys = [column.name for column in table.primary_key.columns]
            parts[part] = {tuple(row[name] for name in keys): _by_id(row, ids) for row in rows}
        for part, statement in _SELECT_EARLIER.items():
            rows = self._connection.execute(statement, about).mappings()
            parts[part] = {(row["id"],): _by_id(row, ids) for row in rows}
        rows = self._connection.execute(_SELECT_INTENTIONS, about).mappings()
        parts[Part.INTENTION] = {(row["id"],): _by_id(row, ids) for row in rows}
        return SessionState(session.id, session.client, parts)

    def put_frame(self, session: SessionId, wanted: Iterable[Difference]) -> None:
        """Give the session's own row what it had before ``wanted``, but for its number."""
        frame = {name: value for one in wanted if one.part is Part.FRAME for name, value in (one.before or {}).items()}
        if frame:
            self._connection.execute(update(t.session).where(t.session.c.id == session).values(**frame))

    def put_rows(self, client: ClientId, wanted: Iterable[Difference]) -> None:
        """Give every other row of ``wanted`` the contents that it had before, and leave all others alone."""
        changes = tuple(wanted)
        for one in changes:
            if one.part is Part.ORDER and one.before is not None:
                self._put_order(client, one.before["sessions"])
        numbers = {key: number for number, key in self._numbers(client).items()}
        own = [one for one in changes if one.part in _OWN]
        for one in own:  # all of them first: a row may come back under the words that another has taken since
            self._delete(_OWN[one.part], one.key)
        for one in own:
            if one.before is not None:
                row, table = _by_number(one.before, numbers), _OWN[one.part]
                values = {column.key: row[column.name] for column in table.columns}
                self._connection.execute(insert(table).prefix_with("OR REPLACE").values(**values))
        for one in changes:
            if one.part in _EARLIER and one.before is not None:
                table, _, columns = _EARLIER[one.part]
                values = {name: value for name, value in _by_number(one.before, numbers).items() if name in columns}
                held = select(t.session.c.id).where(t.session.c.client_id == client)
                its_own = (table.c.id == one.key[0], table.c.session_id.in_(held))
                self._connection.execute(update(table).where(*its_own).values(**values))
            if one.part is Part.INTENTION and one.before is not None:
                said = _by_number(one.before, numbers)
                answered = update(t.prompt).where(t.prompt.c.id == one.key[0], t.prompt.c.client_id == client)
                self._connection.execute(answered.values(**{name: said[name] for name in _INTENTION}))

    def _put_order(self, client: ClientId, wanted: tuple[SessionId, ...]) -> None:
        """Number the sessions as they were, those of one day too; with others among them time alone decides."""
        now = self._numbers(client)
        if set(now.values()) != set(wanted):
            return
        place = dict(zip(wanted, now, strict=True))
        new = {number: place[session] for number, session in now.items()}
        if any(was != becomes for was, becomes in new.items()):
            renumber(self._connection, client, new.__getitem__, lambda number: new.get(number, number))

    def _delete(self, table: Table, key: Key) -> None:
        columns = table.primary_key.columns
        is_it = and_(*(column == value for column, value in zip(columns, key, strict=True)))
        self._connection.execute(delete(table).where(is_it))

    def _numbers(self, client: ClientId) -> dict[int, SessionId]:
        rows = self._connection.execute(_SELECT_ORDER, {"client": client})
        return {row.number: SessionId(row.id) for row in rows}


def _by_id(row: Any, ids: dict[int, SessionId]) -> Row:
    return {name: ids.get(value) if name in _NUMBERS else value for name, value in row.items()}


def _by_number(row: Row, numbers: dict[SessionId, int]) -> dict[str, Any]:
    """A session that has left the record since has no number any more, and nothing was repaired or reviewed in it."""
    values = {name: numbers.get(value) if name in _NUMBERS else value for name, value in row.items()}
    open_again = {said: None for name, said in _NUMBERS.items() if name in values and values[name] is None}
    return {**values, **open_again}
