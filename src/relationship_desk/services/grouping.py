"""Groups, couples and families: who belonged when, and each member's own answers apart from the others'."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from relationship_desk.domain import validity
from relationship_desk.domain.days import long_day
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, ClientId, ElementId, SessionId
from relationship_desk.domain.note_text import says_something
from relationship_desk.domain.process import MemberAttendance
from relationship_desk.domain.records import Client, Membership, Note, Session
from relationship_desk.domain.vocabulary import Attendance, ClientKind, NoteKind, Perspective
from relationship_desk.insight.members import Split, splits, wide_splits
from relationship_desk.insight.series import Series, SeriesSet, series_of, series_set
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.services import belonging
from relationship_desk.services.histories import history_of
from relationship_desk.services.on_file import client_on_file
from relationship_desk.services.preferences import Preferences
from relationship_desk.store.repositories.caseload import Whose
from relationship_desk.store.unit_of_work import Store

_RECENT = 14
"""A latest value older than so many sessions is not shown."""


@dataclass(frozen=True, slots=True)
class MemberSession:
    """One session held while somebody belonged; ``attendance`` is None where nothing was recorded."""

    session: Session
    attendance: Attendance | None


@dataclass(frozen=True)
class MemberView:
    """One member's time in a group and what that member alone answered; nothing of the other members is in it."""

    member: Client
    joined_on: date
    left_on: date | None
    series: SeriesSet
    """Every element and perspective with a rating that names this member; a point for each session this one was at."""
    alliance: Series
    """The alliance as this member rated it."""
    sessions: tuple[MemberSession, ...]
    notes: tuple[Note, ...] = ()
    """What was written about this member alone, the newest session first."""


@dataclass(frozen=True)
class Alliances:
    """The members' alliances side by side, for the clinician."""

    latest: dict[ClientId, float | None]
    """Each member's newest rating."""
    splits: tuple[Split, ...]
    """By session, those in which two members or more rated."""
    is_split: bool
    """Whether the alliance is split, which has a name in couples and families only."""


@dataclass(frozen=True)
class GroupView:
    """A group, couple or family with everybody who ever belonged, those who left last."""

    group: Client
    members: tuple[MemberView, ...]
    alliances: Alliances


class Grouping:
    """Joining, leaving, and reading member by member."""

    def __init__(self, store: Store, preferences: Preferences, now: Callable[[], datetime]) -> None:
        self._store = store
        self._preferences = preferences
        self._now = now

    # Joining and leaving

    def join(self, group: ClientId, client: ClientId, on: date | None = None) -> None:
        """Let ``client`` belong to ``group`` from the day ``on``, today where it is left out.

        Raises:
            UnusableInput: when ``group`` is one person or ``client`` itself, when ``client`` belongs to it already or
                did so on that day, or when the day is still to come.
            NotFound: when one of the two is not in the practice.
        """
        day = self._day(on)
        with self._store.work("join", "client") as work:
            whole, person = client_on_file(work, group), client_on_file(work, client)
            if whole.kind is ClientKind.INDIVIDUAL or group == client:
                raise UnusableInput("Only a couple, family or group has members.")
            earlier = belonging.memberships(work, group, client)
            if any(one.left_on is None for one in earlier):
                raise UnusableInput(f"{person.code} is a member of {whole.code} already.")
            if any(one.left_on and day <= one.left_on for one in earlier):
                raise UnusableInput(f"{person.code} was still a member on that day. Choose a day after leaving.")
            work.clients.add_membership(Membership(group, client, day, None))
            work.touch(client=group)
            work.touch(client=client)

    def leave(self, group: ClientId, client: ClientId, on: date | None = None) -> None:
        """Let ``on`` be the last day on which ``client`` belonged to ``group``; what was recorded stays.

        Raises:
            UnusableInput: when the day lies before the one of joining or that of an entry about ``client``, or is
                still to come.
            NotFound: when ``client`` is no member now.
        """
        day = self._day(on)
        with self._store.work("leave", "client") as work:
            current = next((one for one in belonging.memberships(work, group, client) if one.left_on is None), None)
            if current is None:
                raise NotFound("That client is no member now.")
            if day < current.joined_on:
                raise UnusableInput("The day of leaving lies before the day of joining. Choose a later one.")
            last = work.moving.last_entry_about(client, group)
            if last and day < last:
                code = client_on_file(work, client).code
                raise UnusableInput(
                    f"Something is recorded about {code} on {long_day(last)}. Choose that day or a later one."
                )
            work.clients.end_membership(current, day)
            work.touch(client=group)
            work.touch(client=client)

    def _day(self, on: date | None) -> date:
        today = self._now().date()
        day = validity.record_date(on or today)
        if day > today:
            raise UnusableInput("That day is still to come. Choose today or an earlier one.")
        return day

    # Reading

    def members_on(self, group: ClientId, day: date) -> tuple[Client, ...]:
        """Who belonged to ``group`` on ``day``, the days of joining and leaving included; by code."""
        with self._store.read() as records:
            there = {one.client for one in belonging.memberships(records, group) if belonging.covers(one, day)}
            return tuple(sorted((client_on_file(records, one) for one in there), key=_by_code))

    def rateable(self, session: Session) -> tuple[Client, ...]:
        """The members who can be rated in ``session``: who belonged on that day and is not recorded as absent."""
        belonged = self.members_on(session.client, session.held_on)
        with self._store.read() as records:
            absent = belonging.absent(records, session)
        return tuple(member for member in belonged if member.id not in absent)

    def attendance(self, session: Session) -> dict[ClientId, Attendance]:
        """What is recorded of who was at ``session``."""
        with self._store.read() as records:
            there = records.process.attendance_of(session.client)
        return {one.member: one.attendance for one in there if one.session == session.id}

    def alliances(self, group: ClientId) -> Alliances:
        """The newest alliance of each member, and how far apart they stood session by session."""
        return self.whole(group).alliances

    def whole(self, group: ClientId) -> GroupView:
        """``group`` with all its members, present ones first, each by the latest time of belonging."""
        with self._store.read() as records:
            history = history_of(records, group)
            attendance = records.process.attendance_of(group)
            notes = [note for note in records.sessions.notes_of(group) if note.member is not None]
            memberships = [one for one in history.members if one.group == group]
            people = {one.client: client_on_file(records, one.client) for one in memberships}
        views = [_view(history, attendance, notes, memberships, person) for person in people.values()]
        views.sort(key=lambda view: (view.left_on is not None, view.member.code))
        return GroupView(history.client, tuple(views), _alliances(history, views, self._preferences.thresholds))

    def latest(self, element: ElementId) -> dict[ClientId, float]:
        """The newest client score of ``element``, 0.0 to 10.0, of every couple, family or group with one."""
        with self._store.read() as records:
            courses = records.caseload.courses(element, _RECENT, Whose.TOGETHER)
        latest = {client: _last(course[Perspective.CLIENT]) for client, course in courses.items()}
        return {client: value for client, value in latest.items() if value is not None}


def _view(
    history: History,
    attendance: Iterable[MemberAttendance],
    notes: Sequence[Note],
    memberships: Iterable[Membership],
    person: Client,
) -> MemberView:
    own = [one for one in memberships if one.client == person.id]
    there = {one.session: one.attendance for one in attendance if one.member == person.id}
    about = {note.session: note for note in notes if note.member == person.id and _says(note)}
    sessions = tuple(
        MemberSession(session, there.get(session.id))
        for session in history.sessions
        if session.id in there
        or session.id in about
        or (session.attendance.took_place and any(belonging.covers(one, session.held_on) for one in own))
    )
    was_at = {held.session.id for held in sessions if held.attendance is None or held.attendance.took_place}
    everywhere = series_set(history, member=person.id)
    alliance = series_of(everywhere, history, ALLIANCE, Perspective.CLIENT)
    return MemberView(
        member=person,
        joined_on=own[-1].joined_on,
        left_on=own[-1].left_on,
        series={key: _of_sessions(one, was_at) for key, one in everywhere.items()},
        alliance=_of_sessions(alliance, was_at),
        sessions=sessions,
        notes=tuple(about[held.session.id] for held in reversed(sessions) if held.session.id in about),
    )


def _of_sessions(series: Series, sessions: Container[SessionId]) -> Series:
    """``series`` without the sessions that a member was not at: an absence is no missing rating."""
    kept = (point for point in series.points if point.value is not None or point.session_id in sessions)
    return replace(series, points=tuple(kept))


def _says(note: Note) -> bool:
    return note.kind is NoteKind.PROGRESS and says_something(note.text, note.format)


def _alliances(history: History, views: Sequence[MemberView], thresholds: Thresholds) -> Alliances:
    latest = {view.member.id: view.alliance.last.value if view.alliance.last else None for view in views}
    found, named = splits(history), history.client.kind in (ClientKind.COUPLE, ClientKind.FAMILY)
    return Alliances(latest, found, named and bool(wide_splits(found, thresholds)))


def _last(values: Iterable[float | None]) -> float | None:
    return next((value for value in reversed(tuple(values)) if value is not None), None)


def _by_code(client: Client) -> str:
    return client.code.casefold()
