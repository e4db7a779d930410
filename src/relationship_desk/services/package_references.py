"""What the rows of a package refer to: clients, courses, sessions and members, in the store or just entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client, Course, Membership, Note, Session
from relationship_desk.exchange.columns import Refers, Table
from relationship_desk.exchange.package import Row
from relationship_desk.services import belonging
from relationship_desk.store.unit_of_work import Records


class RowFault(Exception):
    """One row cannot be added."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


class References:
    """Looking up what rows name. Each lookup is read once; a table must be kept before another refers to it."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._clients = {client.code.lower(): client for client in records.clients.all()}
        self._cache: dict[tuple[str, int], Any] = {}

    def client(self, code: str) -> Client | None:
        """The client with ``code``, upper and lower case alike."""
        return self._clients.get(code.lower())

    def add_client(self, client: Client) -> None:
        """Let later rows name a client who was just entered."""
        self._clients[client.code.lower()] = client

    def named(self, row: Row, column: str) -> Client:
        """The client whom a cell of ``row`` names."""
        found = self.client(row[column])
        if found is None:
            raise RowFault(column, f"no client has the code {row[column]}.")
        return found

    def session(self, row: Row, owner: Client, column: str = "session") -> Session:
        """The session of ``owner`` whose number a cell of ``row`` holds."""
        found = self._sessions(owner).get(row[column])
        if found is None:
            raise RowFault(column, f"{owner.code} has no session {row[column]}.")
        return found

    def values(self, row: Row, table: Table, owner: Client) -> dict[str, Any]:
        """The values of ``row`` by attribute, references found."""
        values: dict[str, Any] = {}
        for column in table.columns:
            held = row[column.name]
            if held is not None:
                match column.refers:
                    case Refers.OWNER:
                        held = owner.id
                    case Refers.CLIENT:
                        held = self.named(row, column.name).id
                    case Refers.COURSE:
                        held = self._course(row, column.name, owner).id
                    case Refers.SESSION:
                        held = self.session(row, owner, column.name).id
                    case Refers.SESSION_NUMBER:
                        held = held and self.session(row, owner, column.name).number
                    case _:
                        pass
            values[column.attribute] = held
        return values

    def belongs(self, member: ClientId, owner: Client, day: date) -> bool:
        """Whether ``member`` belonged to ``owner`` on ``day``."""
        return any(one.client == member and belonging.covers(one, day) for one in self.memberships(owner))

    def memberships(self, group: Client) -> list[Membership]:
        """Who belonged to ``group`` when."""
        found: list[Membership] = self._once(
            "members", group.id, lambda: belonging.memberships(self._records, group.id)
        )
        return found

    def signed_here(self, session: Session) -> bool:
        """Whether the signature given in this practice has closed ``session``: it came with a digest."""
        read = self._records.sessions.notes
        notes: tuple[Note, ...] = self._once("notes", session.id, lambda: read(session.id))
        return any(note.digest for note in notes)

    def _course(self, row: Row, column: str, owner: Client) -> Course:
        read = self._records.clients.courses
        courses: Mapping[int, Course] = self._once(
            "courses", owner.id, lambda: {course.number: course for course in read(owner.id)}
        )
        found = courses.get(row[column])
        if found is None:
            raise RowFault(column, f"{owner.code} has no course {row[column]}.")
        return found

    def _sessions(self, owner: Client) -> Mapping[int, Session]:
        read = self._records.sessions.of
        sessions: Mapping[int, Session] = self._once(
            "sessions", owner.id, lambda: {session.number: session for session in read(owner.id)}
        )
        return sessions

    def _once(self, what: str, of: int, read: Callable[[], Any]) -> Any:
        if (what, of) not in self._cache:
            self._cache[what, of] = read()
        return self._cache[what, of]
