"""The demo practice: synthetic, seeded, the same on every machine.

Who the clients are and what their notes say stands in ``resources/demo/clients.toml``; what is drawn is drawn from a
seed.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.ids import (
    CharacteristicId,
    ClientId,
    CourseId,
    GoalId,
    NoteId,
    ProfileId,
    SessionId,
)
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.records import Client, Course, Goal, Membership, Note, ProfileEntry, Session
from relationship_desk.domain.vocabulary import (
    AgreedBy,
    Attendance,
    ClientKind,
    ClientStatus,
    Focus,
    GoalStatus,
    NoteFormat,
    NoteKind,
    Setting,
    Source,
)
from relationship_desk.services.demo_answers import answer
from relationship_desk.services.demo_file import DemoFile
from relationship_desk.services.demo_measures import write_measures
from relationship_desk.services.demo_plan import write_plan
from relationship_desk.services.demo_process import DemoProcess
from relationship_desk.services.demo_ratings import DemoRatings, on_the_line
from relationship_desk.services.demo_voice import write_voice
from relationship_desk.services.desk import Desk
from relationship_desk.services.planning import REVIEW_AFTER
from relationship_desk.services.signatures import digest_of
from relationship_desk.shipped import shipped
from relationship_desk.store.unit_of_work import Store, UnitOfWork

PASSPHRASE = "demo"  # noqa: S105 - the demo practice holds nothing to protect
DEFAULT_SEED = 7


def demo_day() -> date:
    """The day it is in the demo practice."""
    day: date = _script()["today"]
    return day


def demo_names() -> tuple[str, str, str, str]:
    """Name, clinician, credential and name on reports of the demo practice."""
    script = _script()
    return script["practice"], script["clinician"], script["credential"], script["report_name"]


def fill(
    desk: Desk, store: Store, seed: int = DEFAULT_SEED, clients: int | None = None, sessions: int | None = None
) -> None:
    """Write the demo clients into the empty practice of ``desk`` and let signals and prompts be computed.

    ``clients`` repeats the cast under other codes until there are so many; ``sessions`` gives everybody that many.
    """
    cast = _cast(clients)
    with store.work("fill", "demo") as work:
        people = {one["code"]: _Person(work, desk.catalogue, one, f"{seed} {one['code']}", sessions) for one in cast}
        for person in people.values():
            person.enter()
        for person in people.values():
            person.join({code: other.client for code, other in people.items()})
        for person in people.values():
            person.hold_sessions({code: other.client for code, other in people.items()})
    desk.recomputing.run(Progress())
    answer(store)
    desk.recomputing.run(Progress())


@cache
def _script() -> dict[str, Any]:
    with (shipped("resources") / "demo" / "clients.toml").open("rb") as file:
        return tomllib.load(file)


def _cast(clients: int | None) -> list[dict[str, Any]]:
    script: list[dict[str, Any]] = _script()["client"]
    if clients is None or clients <= len(script):
        return script[:clients]
    whole = [one for one in script if one["sessions"]]
    more = [
        {**whole[n % len(whole)], "code": f"X-{n:05d}", "name": "", "members": [], "draft": False}
        for n in range(len(script), clients)
    ]
    return [*script, *more]


class _Person:
    """One demo client in the making."""

    def __init__(
        self, work: UnitOfWork, catalogue: Catalogue, script: dict[str, Any], seed: str, sessions: int | None
    ) -> None:
        self._work = work
        self._script = script
        self._draw = random.Random(seed)  # noqa: S311 - drawn, not secret
        self._count: int = (sessions or script["sessions"]) if script["sessions"] else 0
        self._days = self._session_days()
        self._opened_on: date = self._days[0] if self._days else script["opened"]
        self._ratings = DemoRatings(catalogue, script, self._draw, self._count)
        self._course: CourseId | None = None
        # A seed of its own: what is added here leaves the ratings as they were.
        self._process = DemoProcess(work.process, script, random.Random(f"{seed} process"))  # noqa: S311 - drawn, not secret
        self._file = DemoFile(work.file, script, self._days, random.Random(f"{seed} file"))  # noqa: S311 - drawn, not secret
        self.client = ClientId(0)

    def enter(self) -> None:
        """Write the client and its course."""
        script = self._script
        kind = ClientKind(script["kind"])
        client = self._work.clients.add(
            Client(
                ClientId(0), script["code"], script.get("name", ""), kind, self._opened_on, None, ClientStatus.ACTIVE
            )
        )
        self.client = client.id
        if not self._days:  # in the practice as a member of a couple or family only
            return
        self._course = self._work.clients.add_course(
            Course(CourseId(0), client.id, 1, self._days[0], None, script["focus"], "")
        ).id
        self._file.put(client.id, demo_names()[1])
        self._work.touch(client=client.id)
        for goal, words, agreed, status, reviewed in script["goals"]:
            self._work.clients.add_goal(
                Goal(
                    GoalId(0),
                    self._uid(),
                    client.id,
                    goal,
                    words,
                    self._day(2),
                    AgreedBy(agreed),
                    GoalStatus(status),
                    self._day(reviewed) if reviewed else None,
                    self._day(reviewed or 2) + REVIEW_AFTER,
                )
            )
        for characteristic, session, value, source, *area in script.get("profile", []):
            self._work.clients.put_profile(
                ProfileEntry(
                    ProfileId(0),
                    client.id,
                    self._day(session),
                    CharacteristicId(characteristic),
                    "".join(area),
                    value,
                    Source(source),
                )
            )

    def join(self, clients: dict[str, ClientId]) -> None:
        """Let the members join."""
        for code in self._script.get("members", []):
            if code in clients:
                self._work.clients.add_membership(Membership(self.client, clients[code], self._days[0], None))

    def hold_sessions(self, clients: dict[str, ClientId]) -> None:
        """Write every session with its notes and ratings."""
        members = [clients[code] for code in self._script.get("members", []) if code in clients]
        for number in range(1, self._count + 1):
            session = self._hold(number)
            self._write_notes(session)
            self._work.sessions.put_ratings(self._ratings.of(session, members))
            self._process.accompany(session, members, self._count)
        if self._course is not None:
            write_plan(self._work, self._script["code"], self.client, self._course, self._day, self._count)
            held = self._work.sessions.of(self.client)
            write_measures(self._work, self._script["code"], self._work.clients.courses(self.client)[-1], held)
            write_voice(self._work, self._script.get("voice", {}), self.client, held)

    def _session_days(self) -> list[date]:
        """Weekly sessions back from the latest one; skipped weeks stay empty."""
        skipped = set(self._script["skipped"])
        weeks = self._count + len([week for week in skipped if week < self._count + len(skipped)])
        held = [week for week in range(weeks + len(skipped)) if week not in skipped][: self._count]
        if not held:
            return []
        last: date = self._script["last"]
        return [last - timedelta(weeks=held[-1] - week) for week in held]

    def _day(self, session: int) -> date:
        return self._days[min(session, self._count) - 1]

    def _hold(self, number: int) -> Session:
        script = self._script
        before, after = script["directiveness"]
        lowered = number >= script.get("lowered_at", max(2, self._count // 2))
        directiveness = (after if lowered else before) + self._draw.uniform(-0.4, 0.4)
        return self._work.sessions.add(
            Session(
                id=SessionId(0),
                uid=self._uid(),
                client=self.client,
                course=self._course,
                number=number,
                held_on=self._day(number),
                start=time.fromisoformat(script["time"]),
                minutes=script.get("minutes", 50),
                format=ClientKind(script["kind"]),
                setting=Setting.VIDEO if self._draw.random() < 0.1 else Setting.ROOM,
                attendance=Attendance.LATE if self._draw.random() < 0.06 else Attendance.ATTENDED,
                directiveness=on_the_line(directiveness),
                focus=self._draw.choice([Focus.SYMPTOMS, Focus.SKILLS, Focus.INSIGHT, Focus.INSIGHT]),
            )
        )

    def _write_notes(self, session: Session) -> None:
        script = self._script
        is_draft = bool(script.get("draft")) and session.number == self._count
        parts = {
            "Data": " ".join(self._draw.sample(script["data"], 2)),
            "Assessment": self._draw.choice(script["assessment"]),
            "Plan": script["plan"][0] if session.number == self._count - 1 else self._draw.choice(script["plan"]),
        }
        text = "\n\n".join(f"## {heading}\n{words}" for heading, words in parts.items())
        written = datetime.combine(session.held_on, session.start or time(10)) + timedelta(minutes=54)
        note = Note(
            NoteId(0),
            self._uid(),
            session.id,
            NoteKind.PROGRESS,
            None,
            NoteFormat.DAP,
            text,
            _script_author(),
            written,
            None if is_draft else written + timedelta(minutes=6),
            "",
            "",
        )
        self._work.sessions.add_note(note if is_draft else replace(note, digest=digest_of(note, session)))
        if session.number % 5 == 0:
            self._work.sessions.add_note(
                replace(
                    note,
                    uid=self._uid(),
                    kind=NoteKind.PROCESS,
                    format=NoteFormat.FREE,
                    text="I notice that I plan ahead for this hour more than for others. Worth asking why.",
                    signed_at=None,
                    digest="",
                )
            )

    def _uid(self) -> str:
        return f"{self._draw.getrandbits(80):020x}"


def _script_author() -> str:
    _, clinician, credential, _ = demo_names()
    return f"{clinician}, {credential}"
