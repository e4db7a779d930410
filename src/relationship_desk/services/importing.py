"""A data package into the record: all of it or nothing, and a second time it adds nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.profile import check_profile_value
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import (
    CharacteristicId,
    ClientId,
    CourseId,
    ElementId,
    GoalId,
    NoteId,
    ProfileId,
    RuleId,
    SessionId,
)
from relationship_desk.domain.process import (
    Adaptation,
    AdaptationId,
    Comment,
    Event,
    EventId,
    EventKind,
    Homework,
    HomeworkId,
    Intervention,
    InterventionId,
    MemberAttendance,
    Preference,
    PreferenceId,
)
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Client, Course, Goal, Membership, Note, ProfileEntry, Rating, Session
from relationship_desk.domain.vocabulary import ClientKind, NoteKind, Perspective
from relationship_desk.exchange.package import Fault, PackageFaults, Row, read_package
from relationship_desk.exchange.schema import TABLES
from relationship_desk.prompts.engine import UNSAVED
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.accompanying import Process, process_of
from relationship_desk.services.identifiers import new_uid
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

    def __init__(self, store: Store, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now

    def import_package(self, folder: Path, *, dry_run: bool = False) -> Imported:
        """Add what ``folder`` holds and the practice does not.

        Raises:
            PackageFaults: naming file, line and column of every fault; nothing has been changed.
        """
        rows = read_package(folder)
        try:
            with self._store.work("import", "package") as work:
                entry = _Entry(work, self._catalogue, self._now().replace(microsecond=0))
                for table in TABLES:
                    for row in rows.get(table.name, []):
                        entry.add(row)
                if entry.faults:
                    raise PackageFaults(entry.faults)
                for client in entry.changed:
                    work.touch(client=client, prompts=True)
                imported = Imported(dict(entry.added), frozenset(entry.changed))
                if dry_run:
                    raise _DryRun
        except _DryRun:
            pass
        return imported


@dataclass
class _Entry:
    """Adding row after row within one unit of work; faults are collected, so that all are named at once."""

    work: UnitOfWork
    catalogue: Catalogue
    now: datetime
    faults: list[Fault] = field(default_factory=list)
    added: dict[str, int] = field(default_factory=lambda: {table.name: 0 for table in TABLES})
    changed: set[ClientId] = field(default_factory=set)
    _clients: dict[str, Client] = field(default_factory=dict)
    _sessions: dict[tuple[ClientId, int], Session] = field(default_factory=dict)
    _seen: set[tuple[Any, ...]] = field(default_factory=set)
    _cache: dict[tuple[str, int], Any] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Add ``row`` unless it is there already."""
        try:
            is_new, client = self._adders[row.table](row)
        except _RowFault as fault:
            self.faults.append(row.fault(fault.column, fault.message))
            return
        if is_new:
            self.added[row.table] += 1
            self.changed.add(client)

    @property
    def _adders(self) -> Mapping[str, Callable[[Row], tuple[bool, ClientId]]]:
        return {
            "clients": self._add_client,
            "members": self._add_member,
            "courses": self._add_course,
            "sessions": self._add_session,
            "attendance": self._add_attendance,
            "comments": self._add_comment,
            "events": self._add_event,
            "preferences": self._add_preference,
            "adaptations": self._add_adaptation,
            "interventions": self._add_intervention,
            "homework": self._add_homework,
            "notes": self._add_note,
            "ratings": self._add_rating,
            "profile": self._add_profile,
            "goals": self._add_goal,
            "prompts": self._add_prompt,
        }

    # What rows refer to

    def _client(self, row: Row, column: str = "client") -> Client:
        code = row[column]
        if code is None:
            raise _RowFault(column, "this cell must not be empty.")
        client = self._clients.get(code) or self.work.clients.by_code(code)
        if client is None:
            raise _RowFault(column, f"no client has the code {code}.")
        self._clients[code] = client
        return client

    def _session(self, row: Row) -> tuple[Client, Session]:
        client = self._client(row)
        key = (client.id, row["session"])
        session = self._sessions.get(key) or self.work.sessions.by_number(*key)
        if session is None:
            raise _RowFault("session", f"{client.code} has no session {row['session']}.")
        self._sessions[key] = session
        return client, session

    def _member(self, row: Row) -> ClientId | None:
        return self._client(row, "member").id if row["member"] else None

    def _once(self, row: Row, column: str, *key: Any) -> None:
        """Refuse a row that stands twice in its file."""
        if (row.table, *key) in self._seen:
            raise _RowFault(column, "this row stands twice in the file.")
        self._seen.add((row.table, *key))

    @staticmethod
    def _free(row: Row, taken: bool) -> None:
        if taken:
            raise _RowFault("uid", f"the id {row['uid'][:40]} is on file already, for another client.")

    def _known(self, kind: str, owner: int, read: Callable[[], Any]) -> Any:
        """What the store held of ``owner`` before this import, read once."""
        if (kind, owner) not in self._cache:
            self._cache[kind, owner] = read()
        return self._cache[kind, owner]

    def _notes(self, client: Client) -> tuple[Note, ...]:
        notes: tuple[Note, ...] = self._known("notes", client.id, lambda: self.work.sessions.notes_of(client.id))
        return notes

    def _leave_signed(self, client: Client, session: Session, column: str) -> None:
        """Refuse what the signature given here has closed; a session signed elsewhere may arrive in parts."""
        if any(note.session == session.id and note.digest for note in self._notes(client)):
            raise _RowFault(
                column, f"session {session.number} of {client.code} is signed; what comes later is an addendum."
            )

    # The tables

    def _add_client(self, row: Row) -> tuple[bool, ClientId]:
        code = row["client"]
        self._once(row, "client", code.lower())
        there = self.work.clients.by_code(code)
        if there:
            return False, there.id
        if row["closed_on"] and row["closed_on"] < row["opened_on"]:
            raise _RowFault("closed_on", "the last day is before the first.")
        client = self.work.clients.add(
            Client(ClientId(0), code, row["name"], row["kind"], row["opened_on"], row["closed_on"], row["status"])
        )
        self._clients[code] = client
        return True, client.id

    def _add_member(self, row: Row) -> tuple[bool, ClientId]:
        group, client = self._client(row, "group"), self._client(row)
        self._once(row, "client", group.id, client.id, row["joined_on"])
        if group.kind is ClientKind.INDIVIDUAL or group.id == client.id:
            raise _RowFault("group", f"{group.code} is no couple, family or group of others.")
        membership = Membership(group.id, client.id, row["joined_on"], row["left_on"])
        there = self._known("members", group.id, lambda: self.work.clients.memberships(group.id))
        if any((m.group, m.client, m.joined_on) == (group.id, client.id, row["joined_on"]) for m in there):
            return False, group.id
        self.work.clients.add_membership(membership)
        return True, group.id

    def _add_course(self, row: Row) -> tuple[bool, ClientId]:
        client = self._client(row)
        self._once(row, "course", client.id, row["course"])
        there = self._known("courses", client.id, lambda: self.work.clients.courses(client.id))
        if any(course.number == row["course"] for course in there):
            return False, client.id
        self.work.clients.add_course(
            Course(
                CourseId(0),
                client.id,
                row["course"],
                row["opened_on"],
                row["closed_on"],
                row["focus"],
                row["main_measure"],
            )
        )
        return True, client.id

    def _add_session(self, row: Row) -> tuple[bool, ClientId]:
        client = self._client(row)
        self._once(row, "session", client.id, row["session"])
        there = self.work.sessions.by_number(client.id, row["session"])
        by_uid = self.work.sessions.by_uid(row["uid"]) if row["uid"] else None
        if by_uid and (by_uid.client, by_uid.number) != (client.id, row["session"]):
            raise _RowFault("uid", "this session is on file already, under another client or number.")
        if row["uid"]:
            self._once(row, "uid", row["uid"])
        if there:
            if row["uid"] and there.uid != row["uid"]:
                raise _RowFault("session", f"{client.code} has another session {row['session']} already.")
            return False, client.id
        course = None
        if row["course"] is not None:
            courses = {one.number: one.id for one in self.work.clients.courses(client.id)}
            if row["course"] not in courses:
                raise _RowFault("course", f"{client.code} has no course {row['course']}.")
            course = courses[row["course"]]
        session = self.work.sessions.add(
            Session(
                id=SessionId(0),
                uid=row["uid"] or new_uid(),
                client=client.id,
                course=course,
                number=row["session"],
                held_on=row["held_on"],
                start=row["start"],
                minutes=row["minutes"],
                format=row["format"] or client.kind,
                setting=row["setting"],
                attendance=row["attendance"],
                directiveness=row["directiveness"],
                focus=row["focus"],
            )
        )
        self._sessions[client.id, session.number] = session
        return True, client.id

    def _add_note(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        member = self._member(row)
        note = Note(
            NoteId(0),
            row["uid"] or new_uid(),
            session.id,
            row["kind"],
            member,
            row["format"],
            row["text"],
            row["author"],
            row["written_at"] or datetime.combine(session.held_on, datetime.min.time()),
            row["signed_at"],
            row["reason"],
            "",
        )
        there = self._notes(client)
        if row["uid"]:
            self._once(row, "uid", row["uid"])
            if any(one.uid == row["uid"] for one in there):
                return False, client.id
            self._free(row, self.work.sessions.has_note(row["uid"]))
        elif any(replace(one, id=note.id, uid=note.uid, digest="") == note for one in there):
            return False, client.id
        if note.kind is NoteKind.PROGRESS:
            self._leave_signed(client, session, "kind")
        self.work.sessions.add_note(note)
        return True, client.id

    def _add_rating(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        element = self.catalogue.elements.get(ElementId(row["element"]))
        if element is None:
            raise _RowFault("element", f"“{row['element'][:40]}” is no element of the catalogue.")
        if (row["score"] is None) == (row["missing"] is None):
            raise _RowFault("score", "give either a score or, under missing, why there is none.")
        if element.groups_only and session.format is not ClientKind.GROUP:
            raise _RowFault("element", f"{element.title} is rated in groups only.")
        member = self._member(row)
        rating = Rating(session.id, element.id, row["perspective"], row["rater"], member, row["score"], row["missing"])
        key = (rating.session, rating.element, rating.perspective, rating.rater, rating.member)
        self._once(row, "element", *key)
        there = self._known(
            "ratings",
            client.id,
            lambda: {
                (one.session, one.element, one.perspective, one.rater, one.member)
                for one in self.work.sessions.ratings_of(client.id)
            },
        )
        if key in there:
            return False, client.id
        if rating.perspective is Perspective.CLINICIAN:
            self._leave_signed(client, session, "perspective")
        self.work.sessions.put_ratings([rating])
        return True, client.id

    def _add_profile(self, row: Row) -> tuple[bool, ClientId]:
        client = self._client(row)
        characteristic = CharacteristicId(row["characteristic"])
        try:
            value = check_profile_value(self.catalogue, characteristic, row["value"])
        except UnusableInput as fault:
            known = characteristic in self.catalogue.characteristics
            raise _RowFault("value" if known else "characteristic", str(fault)) from None
        key = (client.id, row["assessed_on"], characteristic, row["concern"], row["source"])
        self._once(row, "characteristic", *key)
        there = self._known("profile", client.id, lambda: self.work.clients.profile(client.id))
        if any((e.client, e.assessed_on, e.characteristic, e.concern, e.source) == key for e in there):
            return False, client.id
        self.work.clients.put_profile(
            ProfileEntry(
                ProfileId(0), client.id, row["assessed_on"], characteristic, row["concern"], value, row["source"]
            )
        )
        return True, client.id

    def _add_goal(self, row: Row) -> tuple[bool, ClientId]:
        client = self._client(row)
        there: tuple[Goal, ...] = self._known("goals", client.id, lambda: self.work.clients.goals(client.id))
        if row["uid"]:
            self._once(row, "uid", row["uid"])
        if any(
            one.uid == row["uid"] if row["uid"] else (one.goal, one.set_on) == (row["goal"], row["set_on"])
            for one in there
        ):
            return False, client.id
        self._free(row, self.work.clients.has_goal(row["uid"]))
        self.work.clients.add_goal(
            Goal(
                GoalId(0),
                row["uid"] or new_uid(),
                client.id,
                row["goal"],
                row["client_words"],
                row["set_on"],
                row["agreed_by"],
                row["status"],
                row["reviewed_on"],
            )
        )
        return True, client.id

    def _process(self, client: Client) -> Process:
        """What the store held of this kind before this import."""
        process: Process = self._known("process", client.id, lambda: process_of(self.work, client.id))
        return process

    def _add_attendance(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        member = self._client(row, "member")
        self._once(row, "member", session.id, member.id)
        if client.kind is ClientKind.INDIVIDUAL:
            raise _RowFault("client", f"{client.code} is no couple, family or group.")
        if any((one.session, one.member) == (session.id, member.id) for one in self._process(client).attendance):
            return False, client.id
        self.work.process.put_attendance([MemberAttendance(session.id, member.id, row["attendance"])])
        return True, client.id

    def _add_comment(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        key = (session.id, row["perspective"], row["rater"])
        self._once(row, "perspective", *key)
        if any((one.session, one.perspective, one.rater) == key for one in self._process(client).comments):
            return False, client.id
        self.work.process.put_comment(Comment(*key, row["text"]))
        return True, client.id

    def _add_event(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        if (row["kind"] is not None) != (row["event"] is EventKind.RUPTURE):
            raise _RowFault("kind", "a rupture is a withdrawal or a confrontation; other events are neither.")
        if row["ended_session"] is not None and row["ended_session"] < session.number:
            raise _RowFault("ended_session", "a rupture does not end before it began.")
        event = Event(
            EventId(0),
            row["uid"] or new_uid(),
            session.id,
            row["event"],
            row["kind"],
            tuple(row["markers"]),
            row["severity"],
            row["tried"],
            row["ended_session"],
            row["repair"],
            row["note"],
        )
        if row["uid"]:
            self._once(row, "uid", row["uid"])
        if any(
            one.uid == event.uid if row["uid"] else replace(one, id=event.id, uid=event.uid) == event
            for one in self._process(client).events
        ):
            return False, client.id
        self._free(row, self.work.process.has_event(event.uid))
        self.work.process.add_event(event)
        return True, client.id

    def _add_preference(self, row: Row) -> tuple[bool, ClientId]:
        client = self._client(row)
        key = (row["stated_on"], row["preference"])
        self._once(row, "preference", client.id, *key)
        if any((one.stated_on, one.preference) == key for one in self._process(client).preferences):
            return False, client.id
        self.work.process.put_preference(
            Preference(PreferenceId(0), client.id, *key, row["strength"], row["met"], row["reason"])
        )
        return True, client.id

    def _add_adaptation(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        characteristic = CharacteristicId(row["characteristic"])
        if characteristic not in self.catalogue.characteristics:
            raise _RowFault("characteristic", f"“{row['characteristic'][:40]}” is no characteristic of the catalogue.")
        key = (session.number, characteristic)
        self._once(row, "characteristic", client.id, *key)
        if any((one.session, one.characteristic) == key for one in self._process(client).adaptations):
            return False, client.id
        self.work.process.put_adaptation(Adaptation(AdaptationId(0), client.id, *key, row["change"]))
        return True, client.id

    def _add_intervention(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        key = (session.id, row["intervention"], row["kind"])
        self._once(row, "intervention", *key)
        if any((one.session, one.intervention, one.kind) == key for one in self._process(client).interventions):
            return False, client.id
        self.work.process.put_intervention(Intervention(InterventionId(0), *key, row["adherence"]))
        return True, client.id

    def _add_homework(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        homework = Homework(
            HomeworkId(0), row["uid"] or new_uid(), session.id, row["text"], row["reviewed_session"], row["done"]
        )
        if (homework.done is None) != (homework.reviewed_session is None):
            raise _RowFault("done", "homework that was reviewed says in which session and whether it was done.")
        if row["uid"]:
            self._once(row, "uid", row["uid"])
        if any(
            one.uid == homework.uid if row["uid"] else replace(one, id=homework.id, uid=homework.uid) == homework
            for one in self._process(client).homework
        ):
            return False, client.id
        self._free(row, self.work.process.has_homework(homework.uid))
        self.work.process.add_homework(homework)
        return True, client.id

    def _add_prompt(self, row: Row) -> tuple[bool, ClientId]:
        client, session = self._session(row)
        if RuleId(row["rule"]) not in all_rules():
            raise _RowFault("rule", f"“{row['rule'][:40]}” is no rule of this version.")
        self._once(row, "rule", client.id, row["rule"], session.number)
        there: tuple[Prompt, ...] = self._known("prompts", client.id, lambda: self.work.prompts.of(client.id))
        if any((one.rule, one.session) == (row["rule"], session.number) for one in there):
            return False, client.id
        if row["uid"]:
            self._once(row, "uid", row["uid"])
        self._free(row, self.work.prompts.has(row["uid"]))
        self.work.prompts.add(
            Prompt(
                id=UNSAVED,
                uid=row["uid"] or new_uid(),
                client=client.id,
                rule=RuleId(row["rule"]),
                session=session.number,
                opened_on=row["opened_on"],
                status=row["status"],
                edition=row["edition"],
                tier=row["tier"],
                because=tuple(row["because"]),
                intention=row["intention"],
                until=row["until"],
                answered_on=row["answered_on"],
                reason=row["reason"],
                outcome=row["outcome"],
            )
        )
        return True, client.id


class _RowFault(Exception):
    """One row cannot be added."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message
