from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.process import EventKind, InterventionKind, Repair, RuptureKind
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.session_state import Difference, SessionState, differences, said
from relationship_desk.domain.vocabulary import (
    Attendance,
    ClientKind,
    Focus,
    Missing,
    NoteFormat,
    NoteKind,
    Perspective,
    Setting,
)
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape

CODES = count(1)
RATED = [ElementId(one) for one in ("alliance", "empathy", "congruence", "cohesion")]


class Debrief:
    """Every way in which the services change one session, each chosen by a number."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.client = desk.recording.add_client(f"U-{next(CODES)}", kind=ClientKind.GROUP).id
        self.member = desk.recording.add_client(f"U-{next(CODES)}").id
        desk.grouping.join(self.client, self.member, date(2026, 1, 1))
        days = [date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 10), date(2026, 3, 17)]
        self.earlier, _, self.session, self.later = (
            desk.recording.add_session(self.client, held_on=day) for day in days
        )
        self.rupture = desk.accompanying.add_event(self.earlier.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
        self.homework = desk.accompanying.set_homework(self.earlier.id, "Walk on Sundays")
        self.changes = (
            self.rate,
            self.write,
            self.note_event,
            self.edit_event,
            self.remove_event,
            self.end_earlier_rupture,
            self.intervene,
            self.drop_intervention,
            self.set_homework,
            self.drop_homework,
            self.review,
            self.comment,
            self.attend,
            self.lead,
            self.frame,
            self.another_day,
        )

    @property
    def here(self) -> Session:
        return self.desk.reviewing.debrief(self.session.id).session

    def state(self) -> SessionState:
        return self.desk.undoing.state(self.session.id)

    def rate(self, n: int) -> None:
        score = None if n % 3 == 0 else Tenths(n % 101)
        missing = Missing.NOT_OBSERVED if n % 6 == 0 else None
        by = (Perspective.CLINICIAN, Perspective.CLIENT)[n % 2]
        member = self.member if n % 5 == 0 and by is Perspective.CLIENT else None
        self.desk.recording.rate(self.session.id, RATED[n % 4], by, score, missing, member=member)

    def write(self, n: int) -> None:
        kind = (NoteKind.PROGRESS, NoteKind.PROCESS)[n % 2]
        self.desk.noting.write(self.session.id, kind, "word " * (n % 4), (NoteFormat.DAP, NoteFormat.FREE)[n % 2])

    def _events(self) -> list[int]:
        return [one.id for one in self.desk.accompanying.of(self.client).events if one.session == self.session.id]

    def note_event(self, n: int) -> None:
        rupture = n % 2 == 0
        kind = RuptureKind.CONFRONTATION if rupture else None
        event = EventKind.RUPTURE if rupture else EventKind.IMMEDIACY
        self.desk.accompanying.add_event(self.session.id, event, kind=kind, note=f"note {n}")

    def edit_event(self, n: int) -> None:
        for one in self.desk.accompanying.of(self.client).events:
            if one.session == self.session.id and one.event is EventKind.RUPTURE:
                ends = (None, self.here.number, max(self.here.number, self.later.number))[n % 3]
                repair = Repair.FULL if ends else None
                self.desk.accompanying.edit_event(replace(one, note=f"edited {n}", ended_session=ends, repair=repair))
                return

    def remove_event(self, n: int) -> None:
        for one in self.desk.accompanying.of(self.client).events:
            if one.session == self.session.id:
                self.desk.accompanying.remove_event(one.id)
                return

    def end_earlier_rupture(self, n: int) -> None:
        if self.here.number > self.desk.reviewing.debrief(self.earlier.id).session.number:
            self.desk.accompanying.close_rupture(self.rupture.id, self.here.number, (Repair.FULL, None)[n % 2], f"t{n}")

    def intervene(self, n: int) -> None:
        name, kind = ("Chair work", "Letter")[n % 2], InterventionKind.SUPPORTED
        self.desk.accompanying.put_intervention(self.session.id, name, kind, ("as planned", "changed")[n // 2 % 2])

    def drop_intervention(self, n: int) -> None:
        for one in self.desk.accompanying.of(self.client).interventions:
            if one.session == self.session.id:
                self.desk.accompanying.remove_intervention(self.session.id, one.id)
                return

    def set_homework(self, n: int) -> None:
        self.desk.accompanying.set_homework(self.session.id, f"Write {n}")

    def drop_homework(self, n: int) -> None:
        for one in self.desk.accompanying.of(self.client).homework:
            if one.session == self.session.id:
                self.desk.accompanying.remove_homework(one)
                return

    def review(self, n: int) -> None:
        self.desk.accompanying.review_homework(self.homework, self.session.id, (True, False, None)[n % 3])

    def comment(self, n: int) -> None:
        self.desk.accompanying.comment(self.session.id, Perspective.CLIENT, ("", "It was good", "Too fast")[n % 3])

    def attend(self, n: int) -> None:
        there = (Attendance.ATTENDED, Attendance.LATE, Attendance.NO_SHOW)[n % 3]
        self.desk.accompanying.record_attendance(self.session.id, {self.member: there})

    def lead(self, n: int) -> None:
        if n % 2:
            self.desk.recording.save_directiveness(self.session.id, None if n % 5 == 0 else Tenths(n % 101))
        else:
            self.desk.recording.save_focus(self.session.id, (Focus.INSIGHT, Focus.SKILLS, None)[n % 3])

    def frame(self, n: int) -> None:
        setting, minutes = (Setting.ROOM, Setting.VIDEO)[n % 2], 30 + n % 60
        self.desk.recording.save_session(self.session.id, setting=setting, minutes=minutes)

    def another_day(self, n: int) -> None:
        self.desk.recording.save_session(self.session.id, held_on=date(2026, 3, 1) + timedelta(days=n % 25))


def same(one: SessionState, other: SessionState) -> bool:
    return [{key: said(row) for key, row in part.items()} for part in one.parts.values()] == [
        {key: said(row) for key, row in part.items()} for part in other.parts.values()
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.tuples(st.integers(0, 15), st.integers(0, 200)), max_size=14))
def test_all_changes_taken_back_leave_what_was_and_done_again_what_became(
    desk: Desk, chosen: list[tuple[int, int]]
) -> None:
    debrief = Debrief(desk)
    first = now = debrief.state()
    steps: list[tuple[Difference, ...]] = []
    for what, how in chosen:
        with suppress(UnusableInput):  # such as a rating by a member who was not there
            debrief.changes[what](how)
        before, now = now, debrief.state()
        steps.append(differences(before, now))
    last = now
    for step in reversed(steps):
        desk.undoing.take_back(debrief.session.id, step)
    assert same(debrief.state(), first)
    for step in steps:
        desk.undoing.do_again(debrief.session.id, step)
    assert same(debrief.state(), last)


def test_taking_back_leaves_alone_what_has_come_in_since(desk: Desk) -> None:
    debrief = Debrief(desk)
    before = debrief.state()
    desk.recording.rate(debrief.session.id, ALLIANCE, Perspective.CLINICIAN, Tenths(70))
    step = differences(before, debrief.state())
    desk.recording.rate(debrief.session.id, ALLIANCE, Perspective.CLIENT, Tenths(40))
    desk.undoing.take_back(debrief.session.id, step)
    left = desk.reviewing.debrief(debrief.session.id).ratings
    assert [(one.perspective, one.score) for one in left] == [(Perspective.CLIENT, 40)]


def test_what_comes_back_is_the_row_itself(desk: Desk) -> None:
    debrief = Debrief(desk)
    debrief.note_event(2)
    (event,) = (one for one in desk.accompanying.of(debrief.client).events if one.session == debrief.session.id)
    before = debrief.state()
    desk.accompanying.remove_event(event.id)
    desk.undoing.take_back(debrief.session.id, differences(before, debrief.state()))
    assert event in desk.accompanying.of(debrief.client).events


def test_a_text_that_comes_back_is_found_again(desk: Desk) -> None:
    debrief = Debrief(desk)
    desk.noting.write(debrief.session.id, NoteKind.PROGRESS, "The lighthouse dream", NoteFormat.FREE)
    before = debrief.state()
    desk.noting.write(debrief.session.id, NoteKind.PROGRESS, "", NoteFormat.FREE)
    assert not desk.searching.find("lighthouse")
    desk.undoing.take_back(debrief.session.id, differences(before, debrief.state()))
    assert len(desk.searching.find("lighthouse")) == 1


def test_what_was_ended_or_reviewed_in_a_session_that_has_left_comes_back_open(desk: Desk, tmp_path: Path) -> None:
    client, other = (desk.recording.add_client(code).id for code in ("K-17", "M-08"))
    first, leaves = (desk.recording.add_session(client, held_on=date(2026, 3, day)) for day in (3, 10))
    event = desk.accompanying.add_event(first.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    desk.accompanying.close_rupture(event.id, leaves.number, Repair.FULL)
    task = desk.accompanying.set_homework(first.id, "Walk on Sundays")
    desk.accompanying.review_homework(task, leaves.id, done=True)
    before = desk.undoing.state(first.id)
    desk.accompanying.remove_event(event.id)
    desk.accompanying.remove_homework(task)
    step = differences(before, desk.undoing.state(first.id))
    desk.correcting.move_to_client(leaves.id, other, "Wrong line of the diary")
    desk.undoing.take_back(first.id, step)
    process = desk.accompanying.of(client)
    assert [(one.ended_session, one.repair) for one in process.events] == [(None, None)]
    assert [(one.reviewed_session, one.done) for one in process.homework] == [(None, None)]
    desk.exporting.export(tmp_path / "out", Shape(reduced=False))
    assert not any(desk.importing.import_package(tmp_path / "out").added.values())


def test_what_has_gone_to_another_record_since_is_left_alone(desk: Desk) -> None:
    client, other = (desk.recording.add_client(code).id for code in ("K-17", "M-08"))
    leaves, last = (desk.recording.add_session(client, held_on=date(2026, 3, day)) for day in (3, 10))
    event = desk.accompanying.add_event(leaves.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    task = desk.accompanying.set_homework(leaves.id, "Walk on Sundays")
    before = desk.undoing.state(last.id)
    desk.accompanying.close_rupture(event.id, last.number, Repair.FULL)
    desk.accompanying.review_homework(task, last.id, done=True)
    step = differences(before, desk.undoing.state(last.id))
    desk.correcting.move_to_client(leaves.id, other, "Wrong line of the diary")
    there = desk.accompanying.of(other)
    for restore in (desk.undoing.take_back, desk.undoing.do_again):
        restore(last.id, step)
        assert desk.accompanying.of(other) == there


def test_nothing_is_taken_back_in_a_signed_session(desk: Desk) -> None:
    debrief = Debrief(desk)
    before = debrief.state()
    debrief.lead(31)
    step = differences(before, debrief.state())
    desk.noting.sign(debrief.session.id)
    for restore in (desk.undoing.take_back, desk.undoing.do_again):
        with pytest.raises(UnusableInput, match="signed"):
            restore(debrief.session.id, step)
    assert debrief.here.directiveness == 31
