"""Records drawn at random straight into a store: every table of the data package, every column of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.case_file import (
    AGE_BANDS,
    Consent,
    ConsentId,
    ConsentKind,
    Contact,
    ContactId,
    ContactKind,
    Correction,
    CorrectionId,
    CorrectionKind,
    Details,
)
from relationship_desk.domain.client_voice import FilledForm, FormId, PlannedRating, RiskId, RiskRecord
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
from relationship_desk.domain.measure import Administration, AdministrationId, How, Measure, MeasureId
from relationship_desk.domain.plan import Concern, ConcernId, Planned, PlannedId
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
    InterventionKind,
    MemberAttendance,
    Met,
    Preference,
    PreferenceId,
    PreferenceKind,
    Repair,
    RuptureKind,
)
from relationship_desk.domain.prompt import UNSAVED, Point, Prompt
from relationship_desk.domain.records import Client, Course, Goal, Membership, Note, ProfileEntry, Rating, Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import (
    AgreedBy,
    Attendance,
    ClientKind,
    ClientStatus,
    Edition,
    Focus,
    GoalStatus,
    Missing,
    NoteFormat,
    NoteKind,
    Perspective,
    PromptStatus,
    Setting,
    Source,
)
from relationship_desk.insight.rating_plan import LONGEST
from relationship_desk.services import definitions, measuring
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given
from relationship_desk.store.unit_of_work import UnitOfWork

T = TypeVar("T")


class Draw(Protocol):
    """Drawing one value, as hypothesis lets a test do it."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T:
        """One value of ``strategy``."""


LAST = date(2025, 12, 31)
DAYS = st.dates(date(2021, 1, 1), LAST)
MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2025, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
SCORES = st.integers(0, 100).map(Tenths)
_READINGS = {"resistance": "7.5", "stage-of-change": "contemplation", "assimilation": "3", "religion": ""}
_RULES = ("R1", "G1", "A1")
OWN_MEASURE = """id = "diary"
version = "1/2 \u00e4"
title = "Diary"
direction = "higher"
items = 3
item_min = -2
item_max = 2
total_min = -6
total_max = 6
reverse = [2]
risk_items = [3]
missing_max = 1
missing_rule = "prorate"
"""


@dataclass(frozen=True)
class Words:
    """Where words come from: those that reduced identity may show after review, and those that it never shows."""

    code: Callable[[int], str]
    name: Callable[[int], str]
    free: Callable[[Client], str]
    full: Callable[[Client], str]


class Drawing:
    """Filling one practice."""

    def __init__(self, desk: Desk, draw: Draw, words: Words) -> None:
        self._desk = desk
        self._draw = draw
        self._words = words
        self._uids = 0
        self._answered: tuple[Measure, ...] = ()
        self._work: UnitOfWork

    def fill(self, clients: int) -> None:
        """Draw so many clients with everything on file for them."""
        with self._desk.store.work("fill", "practice") as work:
            self._work = work
            own = definitions.add_own(work, OWN_MEASURE, "own.toml", datetime(2021, 1, 1))
            self._answered = (own, *(shipped_measures()[MeasureId(one)] for one in ("phq-9", "ors", "wai-sr")))
            everybody = [self._client(place) for place in range(clients)]
            for group in everybody:
                if group.kind is not ClientKind.INDIVIDUAL:
                    self._members(group, [one for one in everybody if one.kind is ClientKind.INDIVIDUAL])
            for client in everybody:
                self._record(client)

    # Drawing

    def _some(self, least: int, most: int) -> int:
        return self._draw(st.integers(least, most))

    def _one(self, choices: st.SearchStrategy[T]) -> T:
        return self._draw(choices)

    def _maybe(self, choices: st.SearchStrategy[T]) -> T | None:
        return self._draw(st.none() | choices)

    def _of(self, kind: type[T]) -> T:
        return self._draw(st.sampled_from(list(kind)))  # type: ignore[call-overload, no-any-return]  # an enumeration

    def _times(self, most: int = 2) -> range:
        return range(self._some(0, most))

    def _uid(self) -> str:
        self._uids += 1
        return f"qzq{self._uids:04}"

    # Clients

    def _client(self, place: int) -> Client:
        kind = ClientKind.INDIVIDUAL if place % 2 == 0 else self._of(ClientKind)
        opened = self._one(DAYS)
        closed = self._maybe(st.dates(opened, LAST))
        return self._work.clients.add(
            Client(
                ClientId(0),
                self._words.code(place),
                self._words.name(place),
                kind,
                opened,
                closed,
                self._of(ClientStatus),
            )
        )

    def _members(self, group: Client, people: list[Client]) -> None:
        for person in people:
            first = self._one(DAYS)
            last = self._maybe(st.dates(first, LAST))
            self._work.clients.add_membership(Membership(group.id, person.id, first, last))
            if last and self._one(st.booleans()):
                again = self._one(st.dates(last + timedelta(days=1), LAST + timedelta(days=9)))
                self._work.clients.add_membership(Membership(group.id, person.id, again, None))

    def _record(self, client: Client) -> None:
        free, full, work = self._words.free, self._words.full, self._work
        if self._one(st.booleans()):
            tags = tuple(free(client) for _ in self._times())
            work.file.put_details(
                Details(
                    client.id,
                    self._one(st.sampled_from(["", *AGE_BANDS])),
                    free(client),
                    self._maybe(DAYS),
                    free(client),
                    self._one(st.booleans()),
                    tags,
                    free(client),
                    full(client),
                    full(client),
                    self._maybe(DAYS),
                    free(client),
                )
            )
        courses = [self._course(client, number + 1) for number in self._times()]
        sessions = [self._session(client, 2 * number + 1, courses) for number in self._times(3)]
        for session in sessions:
            self._session_parts(client, session, sessions)
        self._file(client, courses, sessions)
        self._fit(client, sessions)
        self._measures(client, sessions)
        self._plan(client)

    def _plan(self, client: Client) -> None:
        for subject in ("alliance", "phq-9"):
            for perspective in Perspective:
                if self._one(st.booleans()):
                    every = self._some(0, LONGEST)
                    self._work.voice.add_planned(PlannedRating(client.id, subject, perspective, every))

    def _measures(self, client: Client, sessions: list[Session]) -> None:
        """Answers kept as they always are, with the risk record that they open filled in and perhaps closed."""
        members = [one for one in self._work.clients.memberships(client.id) if one.group == client.id]
        for _ in self._times(3):
            measure = self._one(st.sampled_from(self._answered))
            answer = st.none() | st.integers(measure.item_min, measure.item_max)
            items = self._one(st.tuples(*[answer] * measure.items)) if self._one(st.booleans()) else ()
            missing = [number for number, one in enumerate(items, start=1) if one is None]
            declined = tuple(number for number in missing if self._one(st.booleans())) or tuple(missing[:1])
            total = None if items else self._one(st.integers(0, 2700)) / 100 % measure.total_max
            total = None if total is None else max(total, measure.total_min)
            session = self._one(st.sampled_from([None, *sessions]))
            day = session.held_on if session else self._one(DAYS)
            there = [one.client for one in members if one.joined_on <= day and day <= (one.left_on or day)]
            shell = Administration(
                AdministrationId(0),
                self._uid(),
                client.id,
                session.id if session else None,
                self._one(st.sampled_from([None, *there])),
                day,
                measure.id,
                measure.version,
                self._of(Perspective),
                (),
                (),
                None,
                {},
                self._of(How),
            )
            subscales = {one.id: 4.5 for one in measure.subscales[:1] if not items}
            kept = measuring.enter(self._work, measure, shell, Given(items, declined, total, subscales))
            if kept.risk:
                self._risk(client, kept.risk)
        if self._one(st.booleans()):
            self._risk(
                client,
                self._work.voice.risk.add(
                    RiskRecord(RiskId(0), "", client.id, None, self._one(DAYS), "", "", "", "", "", "", "", "", None)
                ),
            )

    def _risk(self, client: Client, record: RiskRecord) -> None:
        closed = self._maybe(st.dates(record.assessed_on, LAST))
        uid = record.uid if record.uid.startswith("qzq") else self._uid()
        filled = replace(
            record,
            uid=uid,
            ideation=self._words.free(client),
            means=self._words.free(client),
            action=self._words.free(client),
            informed=self._words.free(client),
            closed_on=closed,
        )
        self._work.voice.risk.save(filled)

    def _course(self, client: Client, number: int) -> CourseId:
        first = self._one(DAYS)
        last = self._maybe(st.dates(first, LAST))
        return self._work.clients.add_course(
            Course(CourseId(0), client.id, number, first, last, self._words.free(client), "phq-9")
        ).id

    def _file(self, client: Client, courses: list[CourseId], sessions: list[Session]) -> None:
        free, full, file, who = self._words.free, self._words.full, self._work.file, client.id
        for course in courses:
            for _ in self._times():
                first = self._one(DAYS)
                last = self._maybe(st.dates(first, LAST))
                file.concerns.add(Concern(ConcernId(0), self._uid(), who, course, free(client) or "x", first, last))
                name, kind = self._intervention(client), self._of(InterventionKind)
                entry = Planned(PlannedId(0), self._uid(), who, course, name, kind, first, last, free(client))
                file.planned.add(entry)
        for _ in self._times():
            first = self._one(DAYS)
            given = Consent(
                ConsentId(0),
                self._uid(),
                who,
                self._of(ConsentKind),
                first,
                free(client),
                self._maybe(st.dates(first, LAST)),
            )
            file.consents.add(given)
        for _ in self._times():
            day, kind_of = self._one(DAYS), self._of(ContactKind)
            said, at = (full(client), full(client), full(client)), self._one(MOMENTS)
            file.contacts.add(Contact(ContactId(0), self._uid(), who, day, kind_of, *said, at))
        for _ in self._times():
            about = self._one(st.sampled_from([None, *(session.id for session in sessions)]))
            what, at, by = self._of(CorrectionKind), self._one(MOMENTS), full(client)
            said = (full(client), full(client), full(client))
            file.corrections.add(Correction(CorrectionId(0), self._uid(), who, about, what, *said, at, by))

    def _fit(self, client: Client, sessions: list[Session]) -> None:
        free, work = self._words.free, self._work
        for name, value in _READINGS.items():
            if self._one(st.booleans()):
                work.clients.put_profile(
                    ProfileEntry(
                        ProfileId(0),
                        client.id,
                        self._one(DAYS),
                        CharacteristicId(name),
                        free(client),
                        value or free(client).strip() or "none",
                        self._of(Source),
                    )
                )
        for _ in self._times():
            work.process.put_preference(
                Preference(
                    PreferenceId(0),
                    client.id,
                    self._one(DAYS),
                    free(client) or "quiet",
                    self._maybe(SCORES),
                    self._maybe(st.sampled_from(Met)),
                    free(client),
                    self._maybe(st.sampled_from(PreferenceKind)),
                )
            )
            work.clients.add_goal(
                Goal(
                    GoalId(0),
                    self._uid(),
                    client.id,
                    free(client) or "sleep",
                    free(client),
                    self._one(DAYS),
                    self._of(AgreedBy),
                    self._of(GoalStatus),
                    self._maybe(DAYS),
                    self._maybe(DAYS),
                )
            )
        for session, rule in zip(sessions, _RULES, strict=False):
            work.process.put_adaptation(
                Adaptation(
                    AdaptationId(0), client.id, session.number, CharacteristicId("resistance"), free(client) or "x"
                )
            )
            work.prompts.add(
                Prompt(
                    UNSAVED,
                    self._uid(),
                    client.id,
                    RuleId(rule),
                    session.number,
                    self._one(DAYS),
                    self._of(PromptStatus),
                    self._maybe(st.sampled_from(Edition)),
                    "probably effective",
                    (Point("client alliance", session.number, "5.1"), Point("own baseline", None, "7.3, limit 1.4")),
                    free(client),
                    self._maybe(st.integers(1, 40)),
                    self._maybe(DAYS),
                    free(client),
                    free(client),
                )
            )

    def _intervention(self, client: Client) -> str:
        known = [process.title for process in self._desk.catalogue.processes.values()]
        return self._one(st.sampled_from(known)) if self._one(st.booleans()) else self._words.free(client) or "x"

    # Sessions

    def _session(self, client: Client, number: int, courses: list[CourseId]) -> Session:
        return self._work.sessions.add(
            Session(
                SessionId(0),
                self._uid(),
                client.id,
                self._one(st.sampled_from([None, *courses])),
                number,
                self._one(DAYS),
                self._maybe(TIMES),
                self._maybe(st.integers(1, 600)),
                client.kind,
                self._of(Setting),
                self._of(Attendance),
                self._maybe(SCORES),
                self._maybe(st.sampled_from(Focus)),
                self._maybe(st.booleans()),
                self._maybe(MOMENTS),
            )
        )

    def _session_parts(self, client: Client, session: Session, sessions: list[Session]) -> None:
        free, process = self._words.free, self._work.process
        there = [
            one.client
            for one in self._work.clients.memberships(client.id)
            if one.group == client.id
            and one.joined_on <= session.held_on
            and (one.left_on is None or session.held_on <= one.left_on)
        ]
        process.put_attendance(MemberAttendance(session.id, one, self._of(Attendance)) for one in there)
        self._notes(client, session, there)
        self._ratings(client, session, there)
        later = [one.number for one in sessions if one.number >= session.number]
        for _ in self._times():
            kind = self._of(EventKind)
            rupture = self._of(RuptureKind) if kind is EventKind.RUPTURE else None
            ended = self._one(st.sampled_from([None, *later])) if rupture else None
            repair = self._maybe(st.sampled_from(Repair)) if ended else None
            markers = tuple(free(client) for _ in self._times())
            uid, score = self._uid(), self._maybe(SCORES)
            process.add_event(
                Event(
                    EventId(0),
                    uid,
                    session.id,
                    kind,
                    rupture,
                    markers,
                    score,
                    free(client),
                    ended,
                    repair,
                    free(client),
                )
            )
            reviewed = self._one(st.sampled_from([None, *later]))
            done = None if reviewed is None else self._one(st.booleans())
            text = free(client) or "diary"
            process.add_homework(Homework(HomeworkId(0), self._uid(), session.id, text, reviewed, done))
            name, sort = self._intervention(client), self._of(InterventionKind)
            process.put_intervention(Intervention(InterventionId(0), session.id, name, sort, free(client)))

    def _notes(self, client: Client, session: Session, there: list[ClientId]) -> None:
        full = self._words.full
        for _ in self._times():
            self._work.sessions.add_note(
                Note(
                    NoteId(0),
                    self._uid(),
                    session.id,
                    self._of(NoteKind),
                    self._one(st.sampled_from([None, *there])),
                    self._of(NoteFormat),
                    full(client),
                    full(client),
                    self._one(MOMENTS),
                    self._maybe(MOMENTS),
                    full(client),
                    "",
                )
            )

    def _ratings(self, client: Client, session: Session, there: list[ClientId]) -> None:
        raters = ["", self._words.full(client), self._words.full(client)]
        for element in ("alliance", "empathy"):
            for perspective in Perspective:
                rater = self._one(st.sampled_from(raters)) if perspective is Perspective.OBSERVER else ""
                member = self._one(st.sampled_from([None, *there]))
                score = self._maybe(SCORES)
                missing = self._of(Missing) if score is None else None
                rating = Rating(session.id, ElementId(element), perspective, rater, member, score, missing)
                self._work.sessions.put_ratings([rating])
                words = self._words.free(client)
                self._work.process.put_comment(Comment(session.id, perspective, rater, words, member))
                if element == "alliance" and self._one(st.booleans()):
                    day, how = self._one(DAYS), self._of(How)
                    self._work.voice.forms.add(FilledForm(FormId(0), session.id, perspective, rater, member, day, how))
