from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from relationship_desk.domain.errors import DeskError, NotFound, UnusableInput
from relationship_desk.domain.process import EventId, EventKind, InterventionKind, Repair, RuptureKind
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Perspective
from relationship_desk.services.desk import Desk


@pytest.fixture
def sessions(desk: Desk) -> tuple[Session, Session]:
    client = desk.recording.add_client("K-17")
    first = desk.recording.add_session(client.id, held_on=date(2026, 3, 3))
    return first, desk.recording.add_session(client.id, held_on=date(2026, 3, 10))


def test_a_rupture_stays_open_until_it_is_repaired(desk: Desk, sessions: tuple[Session, Session]) -> None:
    first, second = sessions
    event = desk.accompanying.add_event(
        first.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL, markers=("silence",), severity=Tenths(60)
    )
    desk.noting.sign(first.id)
    desk.accompanying.close_rupture(event.id, second.number, Repair.FULL, "Named it, owned my part")
    (kept,) = desk.accompanying.of(first.client).events
    assert (kept.kind, kept.markers, kept.ended_session, kept.repair) == (
        RuptureKind.WITHDRAWAL,
        ("silence",),
        2,
        Repair.FULL,
    )
    assert kept.tried == "Named it, owned my part"


def test_a_rupture_does_not_end_before_it_began(desk: Desk, sessions: tuple[Session, Session]) -> None:
    first, second = sessions
    event = desk.accompanying.add_event(second.id, EventKind.RUPTURE, kind=RuptureKind.CONFRONTATION)
    for number in (first.number, 9):
        with pytest.raises(UnusableInput, match="that session or a later"):
            desk.accompanying.close_rupture(event.id, number, Repair.FULL)


def test_an_event_is_edited_in_its_place_with_its_end(desk: Desk, sessions: tuple[Session, Session]) -> None:
    first, second = sessions
    event = desk.accompanying.add_event(first.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL, markers=("silence",))
    changed = replace(event, uid="other", session=second.id, tried="Named it", ended_session=2, repair=Repair.PARTIAL)
    desk.accompanying.edit_event(changed)
    assert desk.accompanying.of(first.client).events == (replace(changed, uid=event.uid, session=first.id),)
    with pytest.raises(UnusableInput, match="that session or a later"):
        desk.accompanying.edit_event(replace(changed, ended_session=3))
    with pytest.raises(UnusableInput, match="withdrawal or a confrontation"):
        desk.accompanying.edit_event(replace(changed, event=EventKind.IMMEDIACY))
    desk.accompanying.edit_event(replace(changed, event=EventKind.IMMEDIACY, kind=None))
    (kept,) = desk.accompanying.of(first.client).events
    assert (kept.event, kept.ended_session, kept.repair) == (EventKind.IMMEDIACY, None, None)
    desk.noting.sign(first.id)
    with pytest.raises(UnusableInput, match="signed"):
        desk.accompanying.edit_event(event)


def test_only_a_rupture_has_a_kind(desk: Desk, sessions: tuple[Session, Session]) -> None:
    with pytest.raises(UnusableInput, match="withdrawal or a confrontation"):
        desk.accompanying.add_event(sessions[0].id, EventKind.RUPTURE)
    with pytest.raises(UnusableInput, match="withdrawal or a confrontation"):
        desk.accompanying.add_event(sessions[0].id, EventKind.IMMEDIACY, kind=RuptureKind.WITHDRAWAL)


def test_a_signed_session_takes_no_more(desk: Desk, sessions: tuple[Session, Session]) -> None:
    first, _ = sessions
    homework = desk.accompanying.set_homework(first.id, "Walk on five days")
    desk.noting.sign(first.id)
    with pytest.raises(UnusableInput, match="signed"):
        desk.accompanying.add_event(first.id, EventKind.IMMEDIACY)
    with pytest.raises(UnusableInput, match="signed"):
        desk.accompanying.put_intervention(first.id, "Thought record", InterventionKind.SUPPORTED)
    with pytest.raises(UnusableInput, match="signed"):
        desk.accompanying.remove_homework(homework)


def test_homework_is_reviewed_in_a_later_session(desk: Desk, sessions: tuple[Session, Session]) -> None:
    first, second = sessions
    homework = desk.accompanying.set_homework(first.id, "Walk on five days")
    desk.accompanying.review_homework(homework, second.id, done=True)
    (kept,) = desk.accompanying.of(first.client).homework
    assert (kept.reviewed_session, kept.done) == (2, True)
    desk.accompanying.review_homework(kept, second.id, done=None)
    (kept,) = desk.accompanying.of(first.client).homework
    assert (kept.reviewed_session, kept.done) == (None, None)


def test_homework_is_reviewed_as_it_stands_and_in_its_own_record(desk: Desk, sessions: tuple[Session, Session]) -> None:
    first, second = sessions
    seen = desk.accompanying.set_homework(first.id, "Walk")
    with desk.store.work("edit", "homework") as work:
        work.process.save_homework(replace(seen, text="Walk by the river"))
    desk.accompanying.review_homework(seen, second.id, done=True)
    (kept,) = desk.accompanying.of(first.client).homework
    assert (kept.text, kept.reviewed_session, kept.done) == ("Walk by the river", 2, True)
    elsewhere = desk.recording.add_session(desk.recording.add_client("M-08").id)
    with pytest.raises(NotFound, match="not in this record"):
        desk.accompanying.review_homework(seen, elsewhere.id, done=False)
    assert desk.accompanying.of(first.client).homework == (kept,)


def test_comments_and_attendance_are_kept(desk: Desk) -> None:
    group = desk.recording.add_client("G-1", kind=ClientKind.GROUP)
    member = desk.recording.add_client("M-1")
    desk.grouping.join(group.id, member.id, date(2026, 3, 1))
    session = desk.recording.add_session(group.id)
    desk.accompanying.record_attendance(session.id, {member.id: Attendance.NO_SHOW})
    desk.accompanying.record_attendance(session.id, {member.id: Attendance.LATE})
    desk.accompanying.comment(session.id, Perspective.CLIENT, "Too fast today")
    process = desk.accompanying.of(group.id)
    assert [one.attendance for one in process.attendance] == [Attendance.LATE]
    assert [one.text for one in process.comments] == ["Too fast today"]
    desk.accompanying.comment(session.id, Perspective.CLIENT, "")
    assert desk.accompanying.of(group.id).comments == ()


def test_an_individual_has_no_members(desk: Desk, sessions: tuple[Session, Session]) -> None:
    with pytest.raises(UnusableInput, match="has members"):
        desk.accompanying.record_attendance(sessions[0].id, {sessions[0].client: Attendance.ATTENDED})


def test_what_is_not_on_file_is_said(desk: Desk, sessions: tuple[Session, Session]) -> None:
    with pytest.raises(DeskError, match="not on file"):
        desk.accompanying.close_rupture(EventId(99), 1, None)
