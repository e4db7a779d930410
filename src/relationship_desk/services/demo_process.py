"""The demo clients' events, interventions, homework, comments and attendance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.process import (
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
    Repair,
    RuptureKind,
)
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Perspective
from relationship_desk.store.repositories.process import ProcessRepository

_INTERVENTIONS = ("Behavioural activation", "Thought record", "Chair dialogue", "Exposure step", "Focusing")
_HOMEWORK = ("Walk on five days", "Write the letter, unsent", "Ring one friend", "Note one good hour a day")
_COMMENTS = ("It helped that we went slowly.", "Too many questions today.", "I could say it this time.")


class DemoProcess:
    """Writes one demo client's process, drawn from its own seed."""

    def __init__(self, process: ProcessRepository, script: dict[str, Any], draw: random.Random) -> None:
        self._process = process
        self._script = script
        self._draw = draw
        self._set: Homework | None = None

    def accompany(self, session: Session, members: Sequence[ClientId], last: int) -> None:
        """What happened beside the ratings of one session."""
        for name in self._draw.sample(_INTERVENTIONS, self._draw.randint(0, 2)):
            self._process.put_intervention(
                Intervention(
                    InterventionId(0), session.id, name, InterventionKind.SUPPORTED, _adherence(session.number)
                )
            )
        self._agree_homework(session, last)
        self._events(session, last)
        is_group = session.format is ClientKind.GROUP
        self._process.put_attendance(
            MemberAttendance(
                session.id,
                member,
                Attendance.CANCELLED if is_group and self._draw.random() < 0.1 else Attendance.ATTENDED,
            )
            for member in members
        )
        if not is_group and session.number % 7 == 3 and session.number < last:
            words, member = self._draw.choice(_COMMENTS), next(iter(members), None)
            self._process.put_comment(Comment(session.id, Perspective.CLIENT, "", words, member))

    def _agree_homework(self, session: Session, last: int) -> None:
        if self._set is not None:
            done = self._draw.random() < 0.7
            self._process.save_homework(
                Homework(self._set.id, self._set.uid, self._set.session, self._set.text, session.number, done)
            )
            self._set = None
        if session.number % 3 == 1 and session.number < last:
            text = self._draw.choice(_HOMEWORK)
            self._set = self._process.add_homework(Homework(HomeworkId(0), self._uid(), session.id, text, None, None))

    def _events(self, session: Session, last: int) -> None:
        start, end = self._script.get("rupture", (0, 0))
        if session.number == start and end <= last:
            self._add(
                session,
                EventKind.RUPTURE,
                RuptureKind.WITHDRAWAL,
                ("short answers", "topic shift"),
                Tenths(60),
                "Named it in the next session, owned my part, changed the task",
                int(end),
            )
        if session.number % 6 == 4:
            self._add(session, EventKind.SELF_DISCLOSURE, note="Brief, on grief; focus returned")
        if session.number % 5 == 0:
            self._add(session, EventKind.FEEDBACK_GIVEN, note="Specific, welcome")
        if session.number % 8 == 6:
            self._add(session, EventKind.INTERPRETATION, note="Link to the teacher, taken up")

    def _add(
        self,
        session: Session,
        event: EventKind,
        kind: RuptureKind | None = None,
        markers: tuple[str, ...] = (),
        severity: Tenths | None = None,
        tried: str = "",
        ended: int | None = None,
        note: str = "",
    ) -> None:
        repair = Repair.FULL if ended else None
        self._process.add_event(
            Event(EventId(0), self._uid(), session.id, event, kind, markers, severity, tried, ended, repair, note)
        )

    def _uid(self) -> str:
        return f"{self._draw.getrandbits(80):020x}"


def _adherence(session: int) -> str:
    """As planned for the most part; not drawn, so that what is drawn stays what it is."""
    if session % 5 == 3:
        return "changed: half of it, at the client’s pace"
    return "not delivered" if session % 9 == 4 else "as planned"
