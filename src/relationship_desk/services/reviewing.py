"""Reading the record: what each page shows, as frozen rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.client_voice import FilledForm
from relationship_desk.domain.days import recent_day
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, ClientId, SessionId
from relationship_desk.domain.note_text import Form, form_of, plan_in, says_something, shipped, split
from relationship_desk.domain.records import Client, Note, Rating, Session
from relationship_desk.domain.vocabulary import ClientStatus, NoteFormat, NoteKind, Perspective
from relationship_desk.insight.not_seen import is_long_ago
from relationship_desk.insight.occasion import Occasion
from relationship_desk.insight.series import series_of, series_set
from relationship_desk.insight.signals import Analysis
from relationship_desk.services.caseload import ClientRow, client_rows
from relationship_desk.services.histories import history_of
from relationship_desk.services.noting import is_signed
from relationship_desk.services.on_file import client_on_file, session_on_file
from relationship_desk.services.prompting import Prompting
from relationship_desk.services.rating_plans import ClientDue, RatingPlans, occasion
from relationship_desk.store.repositories.caseload import Whose
from relationship_desk.store.unit_of_work import Records, Store

USUAL_FORMAT = NoteFormat.DAP
"""The format of a client's first note."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of a client's session list."""

    session: Session
    week: int
    signed: bool
    note: Note | None
    """The progress note, where there is one."""
    rated: dict[Perspective, int]
    alliance: dict[Perspective, float | None]
    excerpt: str
    """The beginning of the progress note."""


@dataclass(frozen=True, slots=True)
class DebriefView:
    """Everything the debrief of one session shows."""

    client: Client
    session: Session
    week: int
    notes: tuple[Note, ...]
    signed: Note | None
    ratings: tuple[Rating, ...]
    previous: Session | None
    """The attended session before."""
    previous_ratings: tuple[Rating, ...]
    previous_plan: str
    """The plan of the previous note, or its last paragraph."""
    usual_form: Form
    """What a new note is written under: as the client's last note, or :data:`USUAL_FORMAT`."""
    forms: tuple[FilledForm, ...]
    """The forms by which ratings of this session came in, in the order they did."""
    occasion: Occasion
    """What the rating plan asks in this session."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A client who waits for something, with since when in words."""

    client: Client
    what: str
    since: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An unsigned session."""

    client: Client
    session: Session
    days: int
    rated: int
    has_note: bool


@dataclass(frozen=True, slots=True)
class TodayView:
    """What the Today page shows besides the prompts."""

    day: date
    drafts: tuple[DraftRow, ...]
    due: tuple[ClientDue, ...]
    not_seen: tuple[DueRow, ...]


class Reviewing:
    """The reading side of the program."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        prompting: Prompting,
        plans: RatingPlans,
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._prompting = prompting
        self._plans = plans
        self._today = today

    def clients(self, *, ended: bool = True) -> tuple[ClientRow, ...]:
        """The client list; see :func:`relationship_desk.services.caseload.client_rows`."""
        with self._store.read() as records:
            return client_rows(records, self._today(), self._prompting.thresholds, ended=ended)

    def open_prompts(self) -> int:
        """How many prompts stand open for clients in care; with whom the work has ended nothing is to be done."""
        with self._store.read() as records:
            return sum(records.caseload.open_prompts(Whose.IN_CARE).values())

    def everybody(self) -> tuple[Client, ...]:
        """Every client, ended ones too, by code."""
        with self._store.read() as records:
            return records.clients.all()

    def seen_last(self, most: int) -> tuple[Client, ...]:
        """The clients of the latest sessions that took place, the latest first, ``most`` at most."""
        with self._store.read() as records:
            seen = {client: extent.last_seen for client, extent in records.caseload.extents().items()}
            latest = sorted((day, client) for client, day in seen.items() if day is not None)
            found = [records.clients.get(client) for _, client in latest[-1 : -most - 1 : -1]]
        return tuple(client for client in found if client)

    def client(self, client: ClientId) -> Client:
        """One client."""
        with self._store.read() as records:
            return client_on_file(records, client)

    def analysis(self, client: ClientId) -> Analysis:
        """Series, baselines, episodes and findings of a client."""
        return self._prompting.analysis(client)

    def history(self, client: ClientId) -> History:
        """A client's record as a whole."""
        with self._store.read() as records:
            return history_of(records, client)

    def members(self, group: ClientId) -> tuple[Client, ...]:
        """Who belongs to a group, couple or family, those who left included."""
        with self._store.read() as records:
            found = [
                records.clients.get(member.client)
                for member in records.clients.memberships(group)
                if member.group == group
            ]
        return tuple(client for client in found if client)

    def last_plan(self, client: ClientId) -> str:
        """The plan of the newest session that has a note, or its last paragraph; empty without one."""
        with self._store.read() as records:
            for session in reversed(records.sessions.of(client)):
                plan = _plan(records.sessions.notes(session.id))
                if plan:
                    return plan
        return ""

    def sessions(self, client: ClientId) -> tuple[SessionRow, ...]:
        """A client's sessions, newest first."""
        with self._store.read() as records:
            history = history_of(records, client)
            notes: dict[SessionId, list[Note]] = defaultdict(list)
            for note in records.sessions.notes_of(client):
                notes[note.session].append(note)
        series = series_set(history)
        counts: dict[tuple[SessionId, Perspective], int] = defaultdict(int)
        for rating in history.ratings:
            counts[rating.session, rating.perspective] += 1
        alliance = {one: series_of(series, history, ALLIANCE, one) for one in Perspective}
        return tuple(
            SessionRow(
                session=session,
                week=history.week(session.held_on),
                signed=is_signed(notes[session.id]),
                note=_progress(notes[session.id]),
                rated={one: counts[session.id, one] for one in Perspective},
                alliance={one: alliance[one].value_at(session.number) for one in Perspective},
                excerpt=_excerpt(notes[session.id]),
            )
            for session in reversed(history.sessions)
        )

    def debrief(self, session: SessionId) -> DebriefView:
        """Everything the debrief of ``session`` shows."""
        with self._store.read() as records:
            found = session_on_file(records, session)
            client = client_on_file(records, found.client)
            sessions = records.sessions.of(client.id)
            earlier = [one for one in sessions if one.number < found.number and one.attendance.took_place]
            previous = earlier[-1] if earlier else None
            notes = records.sessions.notes(session)
            progress = _progress(notes)
            return DebriefView(
                client=client,
                session=found,
                week=(found.held_on - min(one.held_on for one in sessions)).days // 7 + 1,
                notes=notes,
                signed=progress if progress and progress.signed_at else None,
                ratings=records.sessions.ratings(session),
                previous=previous,
                previous_ratings=records.sessions.ratings(previous.id) if previous else (),
                previous_plan=_plan(records.sessions.notes(previous.id)) if previous else "",
                usual_form=_usual_form(records, [one for one in sessions if one.number < found.number]),
                forms=records.voice.forms_in(session),
                occasion=occasion(records, self._catalogue, found),
            )

    def today(self) -> TodayView:
        """Drafts, clients due for feedback, clients not seen lately."""
        day = self._today()
        with self._store.read() as records:
            unsigned = records.sessions.unsigned()
            whose = records.clients.among({session.client for session in unsigned})
            drafts = tuple(
                DraftRow(
                    client=whose[session.client],
                    session=session,
                    days=(day - session.held_on).days,
                    rated=sum(r.perspective is Perspective.CLINICIAN for r in records.sessions.ratings(session.id)),
                    has_note=any(says_something(one.text, one.format) for one in records.sessions.notes(session.id)),
                )
                for session in unsigned
            )
            in_care, extents = records.clients.in_care(), records.caseload.extents(Whose.IN_CARE)
        last = {client: extent.last_seen for client, extent in extents.items()}
        not_seen = tuple(
            DueRow(client, f"last seen {recent_day(seen, day)}", f"{(day - seen).days} days")
            for client in in_care
            if client.status is ClientStatus.ACTIVE
            for seen in [last.get(client.id)]
            if seen and is_long_ago(seen, day, self._prompting.thresholds)
        )
        return TodayView(day, drafts, self._plans.due_from_clients(), not_seen)


def _plan(notes: tuple[Note, ...]) -> str:
    note = _progress(notes)
    return plan_in(note.text, note.format) if note else ""


def _usual_form(records: Records, earlier: Sequence[Session]) -> Form:
    """The form of the last progress note of the ``earlier`` sessions."""
    for session in reversed(earlier):
        note = _progress(records.sessions.notes(session.id))
        if note:
            return form_of(note.text, note.format)
    return shipped(USUAL_FORMAT)


def _progress(notes: Iterable[Note]) -> Note | None:
    """The progress note of the session; a member's own note is not the session's."""
    return next((note for note in notes if note.kind is NoteKind.PROGRESS and note.member is None), None)


def _excerpt(notes: list[Note]) -> str:
    note = _progress(notes)
    lines = [line for section in split(note.text, note.format) for line in section.text.splitlines()] if note else []
    return " ".join(line for line in lines if line)[:160]
