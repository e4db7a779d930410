"""Short histories for signals and rules: scores in, a :class:`History` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.client_voice import RiskId, RiskRecord
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import (
    ALLIANCE,
    CharacteristicId,
    ClientId,
    CourseId,
    ElementId,
    GoalId,
    ProfileId,
    SessionId,
)
from relationship_desk.domain.measure import Administration, AdministrationId, How, MeasureId
from relationship_desk.domain.plan import Planned, PlannedId
from relationship_desk.domain.process import (
    Adaptation,
    AdaptationId,
    Event,
    EventId,
    EventKind,
    Homework,
    HomeworkId,
    Intervention,
    InterventionId,
    InterventionKind,
    Repair,
    RuptureKind,
)
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Client, Course, Goal, ProfileEntry, Rating, Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import (
    AgreedBy,
    Attendance,
    ClientKind,
    ClientStatus,
    Focus,
    GoalStatus,
    Missing,
    Perspective,
    Setting,
    Source,
)

FIRST_DAY = date(2026, 1, 5)
CLIENT = ClientId(1)
Scores = Sequence[float | None]


def day(session: int) -> date:
    """The day of session number ``session``, weekly."""
    return FIRST_DAY + timedelta(weeks=session - 1)


def history(
    scores: Mapping[tuple[ElementId, Perspective], Scores],
    *,
    absent: Sequence[int] = (),
    directiveness: Mapping[int, float] | None = None,
    resistance: Sequence[tuple[int, float, Source]] = (),
    goals: Sequence[tuple[int, int | None]] | None = None,
    prompts: Sequence[Prompt] = (),
    kind: ClientKind = ClientKind.INDIVIDUAL,
    ruptures: Sequence[tuple[int, int | None]] = (),
) -> History:
    """Build a history with as many sessions as the longest list of ``scores``; None is a session without a rating.

    ``goals`` are (session set, session reviewed); None stands for one goal reviewed every time.
    """
    count = max(len(one) for one in scores.values())
    sessions = tuple(_session(n, n in absent, (directiveness or {}).get(n), kind) for n in range(1, count + 1))
    ratings = tuple(
        Rating(SessionId(n), element, perspective, "", None, Tenths(round(score * 10)), None)
        for (element, perspective), one in scores.items()
        for n, score in enumerate(one, start=1)
        if score is not None
    )
    kept = [(1, count)] if goals is None else goals
    return History(
        client=Client(CLIENT, "K-17", "", kind, FIRST_DAY, None, ClientStatus.ACTIVE),
        courses=(),
        sessions=sessions,
        ratings=ratings,
        profile=tuple(
            ProfileEntry(ProfileId(n), CLIENT, day(session), CharacteristicId("resistance"), "", f"{value:.1f}", source)
            for n, (session, value, source) in enumerate(resistance, start=1)
        ),
        goals=tuple(
            Goal(
                GoalId(n),
                f"goal-{n}",
                CLIENT,
                "Sleep",
                "",
                day(set_in),
                AgreedBy.BOTH,
                GoalStatus.OPEN,
                day(reviewed) if reviewed else None,
            )
            for n, (set_in, reviewed) in enumerate(kept, start=1)
        ),
        prompts=tuple(prompts),
        events=tuple(
            Event(
                EventId(n),
                f"event-{n}",
                SessionId(start),
                EventKind.RUPTURE,
                RuptureKind.WITHDRAWAL,
                (),
                None,
                "",
                end,
                Repair.FULL if end else None,
                "",
            )
            for n, (start, end) in enumerate(ruptures, start=1)
        ),
    )


def alliance(client: Scores, clinician: Scores | None = None, **more: object) -> History:
    """A history of alliance ratings."""
    scores = {(ALLIANCE, Perspective.CLIENT): client}
    if clinician is not None:
        scores[ALLIANCE, Perspective.CLINICIAN] = clinician
    return history(scores, **more)  # type: ignore[arg-type] # passed on as given


def declined(session: int) -> Rating:
    """A client who was asked and would rather not say."""
    return Rating(SessionId(session), ALLIANCE, Perspective.CLIENT, "", None, None, Missing.DECLINED)


def _session(number: int, absent: bool, directiveness: float | None, kind: ClientKind) -> Session:
    return Session(
        id=SessionId(number),
        uid=f"session-{number}",
        client=CLIENT,
        course=None,
        number=number,
        held_on=day(number),
        start=None,
        minutes=50,
        format=kind,
        setting=Setting.ROOM,
        attendance=Attendance.NO_SHOW if absent else Attendance.ATTENDED,
        directiveness=None if directiveness is None else Tenths(round(directiveness * 10)),
        focus=None,
    )


def holding(record: History, **more: object) -> History:
    """``record`` with other things on file, given as the fields of a history."""
    return replace(record, **more)  # type: ignore[arg-type] # passed on as given


def reading(
    session: int, characteristic: str, value: str, source: Source = Source.CLIENT, concern: str = ""
) -> ProfileEntry:
    """A reading on the day of a session."""
    return ProfileEntry(
        ProfileId(session), CLIENT, day(session), CharacteristicId(characteristic), concern, value, source
    )


def focused(record: History, focus: Mapping[int, Focus]) -> History:
    """``record`` with what was worked on, by session."""
    return replace(record, sessions=tuple(replace(one, focus=focus.get(one.number)) for one in record.sessions))


def answered(record: History, measure: str, totals: Mapping[int, float], *, main: bool = True) -> History:
    """``record`` with the totals of a shipped measure, by session, in a course that is followed by it or not."""
    definition = shipped_measures()[MeasureId(measure)]
    course = Course(CourseId(1), CLIENT, 1, FIRST_DAY, None, "", measure if main else "")
    given = tuple(
        Administration(
            AdministrationId(len(record.administrations) + place),
            f"{measure}-{number}",
            CLIENT,
            SessionId(number),
            None,
            day(number),
            definition.id,
            definition.version,
            Perspective.CLIENT,
            (),
            (),
            total,
            {},
            How.TYPED,
        )
        for place, (number, total) in enumerate(totals.items(), start=1)
    )
    return replace(
        record,
        courses=(course,),
        sessions=tuple(replace(one, course=course.id) for one in record.sessions),
        administrations=(*record.administrations, *given),
        measures=(*record.measures, definition),
    )


def adapted(session: int, characteristic: str) -> Adaptation:
    """An adaptation from a session on."""
    return Adaptation(AdaptationId(1), CLIENT, session, CharacteristicId(characteristic), "Changed.")


def process(session: int, name: str, adherence: str = "") -> Intervention:
    """A process of change in a session."""
    return Intervention(InterventionId(1), SessionId(session), name, InterventionKind.PROCESS, adherence)


def happened(session: int, event: EventKind, *markers: str) -> Event:
    """An event that is no rupture."""
    return Event(
        EventId(100 + session), f"{event}-{session}", SessionId(session), event, None, markers, None, "", None, None, ""
    )


def homework(set_in: int, reviewed: int | None, done: bool | None) -> Homework:
    """Homework set in a session, and what became of it."""
    return Homework(HomeworkId(set_in), f"homework-{set_in}", SessionId(set_in), "Diary", reviewed, done)


def risk_record(session: int, closed: int | None = None) -> RiskRecord:
    """A risk record opened, and closed, on the days of sessions."""
    words = ("",) * 7
    closed_on = day(closed) if closed else None
    return RiskRecord(
        RiskId(1), "risk", CLIENT, SessionId(session), day(session), *words, "PHQ-9, item 9: 2", closed_on
    )


def planned(session: int, intervention: str) -> Planned:
    """An intervention planned on the day of a session."""
    return Planned(
        PlannedId(1), "planned", CLIENT, CourseId(1), intervention, InterventionKind.SUPPORTED, day(session), None, ""
    )
