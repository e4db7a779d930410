"""Two records of one person made one: nothing is lost, nothing names the record that went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from relationship_desk.domain.case_file import (
    Attachment,
    AttachmentId,
    Consent,
    ConsentId,
    ConsentKind,
    Contact,
    ContactId,
    ContactKind,
    CorrectionKind,
    Details,
)
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ALLIANCE, RESISTANCE, ClientId, GoalId, PromptId, RuleId
from relationship_desk.domain.plan import Concern, ConcernId, Planned, PlannedId
from relationship_desk.domain.process import (
    Adaptation,
    AdaptationId,
    EventKind,
    InterventionKind,
    MemberAttendance,
    Preference,
    PreferenceId,
    Repair,
    RuptureKind,
)
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import Goal
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import (
    AgreedBy,
    Attendance,
    ClientKind,
    ClientStatus,
    GoalStatus,
    NoteFormat,
    NoteKind,
    Perspective,
    PromptStatus,
    Source,
)
from relationship_desk.services.desk import Desk
from relationship_desk.services.signatures import digest_of, matches
from relationship_desk.store import tables

FIRST = date(2026, 1, 5)
WHY = "Taken on twice under two codes"
AT = datetime(2026, 2, 1, 9)


@pytest.fixture
def kept(desk: Desk) -> ClientId:
    """K-17, seen in weeks 1 and 3."""
    client = desk.recording.add_client("K-17", name="Ada Berg", opened_on=FIRST).id
    for week in (0, 2):
        desk.recording.add_session(client, held_on=FIRST + timedelta(7 * week))
    return client


@pytest.fixture
def twin(desk: Desk) -> ClientId:
    """K-18, who is K-17 again, seen in weeks 2 and 4, with something of every kind on file."""
    client = desk.recording.add_client("K-18", opened_on=FIRST + timedelta(7)).id
    for week in (1, 3):
        desk.recording.add_session(client, held_on=FIRST + timedelta(7 * week))
    history = desk.reviewing.history(client)
    first, _ = history.sessions
    event = desk.accompanying.add_event(first.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    task = desk.accompanying.set_homework(first.id, "Read")
    desk.readings.put(client, RESISTANCE, "6.0", Source.CLINICIAN, assessed_on=FIRST)
    course = history.courses[0].id
    with desk.store.work("fill", "client") as work:
        work.process.save_event(replace(event, ended_session=2, repair=Repair.FULL))
        work.process.save_homework(replace(task, reviewed_session=2, done=True))
        work.process.put_adaptation(Adaptation(AdaptationId(0), client, 2, RESISTANCE, "Fewer questions"))
        work.process.put_preference(Preference(PreferenceId(0), client, FIRST, "No homework", Tenths(80), None, ""))
        work.clients.add_goal(
            Goal(GoalId(0), "g-uid", client, "Sleep through", "", FIRST, AgreedBy.BOTH, GoalStatus.OPEN, None)
        )
        work.prompts.add(prompt("p-twin", client, 2, PromptStatus.DEFERRED, until=3))
        work.file.consents.add(Consent(ConsentId(0), "c-uid", client, ConsentKind.TREATMENT, FIRST, "", None))
        work.file.contacts.add(
            Contact(ContactId(0), "t-uid", client, FIRST, ContactKind.CALL, "her sister", "Called back", "Dr R", AT)
        )
        work.file.attach(Attachment(AttachmentId(0), "a-uid", client, first.id, "letter.txt", "", 2, "", AT), b"hi")
        work.file.concerns.add(Concern(ConcernId(0), "o-uid", client, course, "Nights", FIRST, None))
        work.file.planned.add(
            Planned(PlannedId(0), "n-uid", client, course, "Diary", InterventionKind.SUPPORTED, FIRST, None, "")
        )
        work.practice.keep_export_codes({client: "X-4711"})
    return client


def prompt(uid: str, client: ClientId, session: int, status: PromptStatus, until: int | None = None) -> Prompt:
    because = (Point("client alliance", session, "5.1"),)
    return Prompt(
        PromptId(0), uid, client, RuleId("R1"), session, FIRST, status, None, "practice", because, until=until
    )


def nothing_names(desk: Desk, client: ClientId) -> bool:
    """Whether no row of the store names ``client`` any more."""
    columns = [
        column
        for table in tables.metadata.sorted_tables
        for column in table.columns
        if column.references(tables.client.c.id)
    ]
    with desk.store.vault.engine.begin() as connection:
        left = {
            column
            for column in (*columns, tables.rating.c.member_id, tables.client.c.id)
            if connection.execute(select(column).where(column == client)).first()
        }
    return not left


def test_everything_moves_and_sessions_are_numbered_by_time(desk: Desk, kept: ClientId, twin: ClientId) -> None:
    with desk.store.work("fill", "client") as work:
        work.prompts.add(replace(prompt("p-kept", kept, 2, PromptStatus.DEFERRED, until=3), rule=RuleId("G2")))
    uids = {one.uid for client in (kept, twin) for one in desk.reviewing.history(client).sessions}
    seen = desk.correcting.merge_preview(kept, twin)
    assert seen.hindrance == ""
    assert seen.words.startswith("2 sessions, 1 course, 1 goal, 1 reading, 1 preference, 1 adaptation, 1 prompt")
    desk.correcting.merge(kept, twin, WHY)
    history = desk.reviewing.history(kept)
    assert {one.uid for one in history.sessions} == uids
    assert [(one.number, one.held_on) for one in history.sessions] == [
        (place + 1, FIRST + timedelta(7 * place)) for place in range(4)
    ]
    assert [(one.number, one.opened_on) for one in history.courses] == [(1, FIRST), (2, FIRST + timedelta(7))]
    assert [one.goal for one in history.goals] == ["Sleep through"]
    assert [one.value for one in history.profile] == ["6.0"]
    assert {one.uid: (one.session, one.until, one.because[0].session) for one in history.prompts} == {
        "p-kept": (3, 5, 3),
        "p-twin": (4, 5, 4),
    }
    with desk.store.read() as records:
        (event,) = records.process.events_of(kept)
        (task,) = records.process.homework_of(kept)
        assert (event.ended_session, event.repair, task.reviewed_session) == (4, Repair.FULL, 4)
        assert [one.session for one in records.process.adaptations(kept)] == [4]
        assert [one.preference for one in records.process.preferences(kept)] == ["No homework"]
        files = records.file
        for rows in (files.consents, files.contacts, files.attachments, files.concerns, files.planned):
            assert len(rows.of(kept)) == 1
        assert {one.course for one in files.concerns.of(kept)} == {history.courses[1].id}
    assert nothing_names(desk, twin)
    assert [hit.client.code for hit in desk.searching.find("sister")] == ["K-17"]
    assert desk.searching.find("K-18") == ()
    with pytest.raises(NotFound):
        desk.reviewing.client(twin)
    (correction,) = desk.correcting.corrections(kept)
    assert (correction.kind, correction.reason) == (CorrectionKind.MERGED, WHY)
    assert (correction.before, correction.after) == (f"K-18: {seen.words}", "All of it in K-17.")
    desk.prompting.evaluate(kept)


def test_details_are_filled_joined_and_never_lost(desk: Desk, kept: ClientId, twin: ClientId) -> None:
    with desk.store.work("fill", "client") as work:
        work.file.put_details(
            Details(
                kept,
                "25-34",
                tags=("grief", "Work"),
                formulation="Lost her job.",
                supervision="Why does she never look up?",
            )
        )
        work.file.put_details(
            Details(
                twin,
                "35-44",
                "she",
                FIRST,
                "",
                True,
                ("work",),
                "Lost her mother.",
                "Sister",
                "",
                None,
                "Complaint",
                "How to end?",
            )
        )
    desk.correcting.merge(kept, twin, WHY)
    with desk.store.read() as records:
        found = records.file.details(kept)
    assert (found.age_band, found.pronouns, found.first_contact, found.risk_flag) == ("25-34", "she", FIRST, True)
    assert found.tags == ("grief", "Work")
    assert found.formulation == "Lost her job.\n\nLost her mother."
    assert found.supervision == "Why does she never look up?\n\nHow to end?"
    assert (found.emergency_contact, found.hold) == ("Sister", "Complaint")
    assert desk.correcting.corrections(kept)[0].after.endswith("The other record said: age band 35-44.")


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        ({"formulation": "a" * 60_000}, {"formulation": "b" * 60_000}, "formulations of K-17 and K-18"),
        ({"hold": "a" * 400}, {"hold": "b" * 400}, "reasons of holding of"),
        ({"tags": tuple("abcdefgh")}, {"tags": tuple("ijklmnop")}, "tags of"),
    ],
)
def test_what_one_record_could_not_keep_of_both_stays_in_two(
    desk: Desk, kept: ClientId, twin: ClientId, mine: dict[str, Any], theirs: dict[str, Any], words: str
) -> None:
    desk.filing.save_details(Details(kept, **mine))
    desk.filing.save_details(Details(twin, **theirs))
    with pytest.raises(UnusableInput, match=words):
        desk.correcting.merge(kept, twin, WHY)
    assert desk.filing.details(twin) == Details(twin, **theirs)


def test_what_both_say_of_one_day_is_kept_in_words(desk: Desk, kept: ClientId, twin: ClientId) -> None:
    desk.readings.put(kept, RESISTANCE, "4.0", Source.CLINICIAN, assessed_on=FIRST)
    with desk.store.work("fill", "client") as work:
        work.process.put_preference(Preference(PreferenceId(0), kept, FIRST, "No homework", Tenths(20), None, ""))
    desk.correcting.merge(kept, twin, WHY)
    assert [one.value for one in desk.reviewing.history(kept).profile] == ["4.0"]
    after = desk.correcting.corrections(kept)[0].after
    assert "The other record said: resistance 6.0, 2026-01-05." in after
    assert "The other record said: No homework, strength 8.0, 2026-01-05." in after


def test_the_work_goes_on_where_it_goes_on_in_one_of_them(desk: Desk, kept: ClientId, twin: ClientId) -> None:
    with desk.store.work("fill", "client") as work:
        mine, other = desk.reviewing.client(kept), desk.reviewing.client(twin)
        work.clients.save(replace(mine, status=ClientStatus.ENDED, closed_on=FIRST + timedelta(30)))
        work.clients.save(replace(other, name="Ada Bergh"))
    desk.correcting.merge(kept, twin, WHY)
    client = desk.reviewing.client(kept)
    assert (client.status, client.closed_on, client.name) == (ClientStatus.ACTIVE, None, "Ada Berg / Ada Bergh")


def test_a_member_of_groups_keeps_its_times_ratings_and_signed_notes(
    desk: Desk, kept: ClientId, twin: ClientId
) -> None:
    group = desk.recording.add_client("G-02", kind=ClientKind.GROUP, opened_on=FIRST).id
    desk.grouping.join(group, kept, FIRST)
    desk.grouping.leave(group, kept, FIRST + timedelta(20))
    desk.grouping.join(group, twin, FIRST + timedelta(14))
    session = desk.recording.add_session(group, held_on=FIRST + timedelta(15))
    desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(50), member=twin)
    desk.noting.write(session.id, NoteKind.PROGRESS, "Was quiet.", NoteFormat.FREE)
    desk.noting.sign(session.id)
    with desk.store.work("fill", "client") as work:
        (note,) = work.sessions.notes(session.id)
        about = replace(note, member=twin)
        work.sessions.save_note(replace(about, digest=digest_of(about, session)))
        work.process.put_attendance(
            [
                MemberAttendance(session.id, kept, Attendance.NO_SHOW),
                MemberAttendance(session.id, twin, Attendance.ATTENDED),
            ]
        )
    desk.correcting.merge(kept, twin, WHY)
    (membership,) = desk.reviewing.history(group).members
    assert (membership.client, membership.joined_on, membership.left_on) == (kept, FIRST, None)
    assert [one.member for one in desk.reviewing.history(group).ratings] == [kept]
    with desk.store.read() as records:
        (signed,) = records.sessions.notes(session.id)
        assert [(one.member, one.attendance) for one in records.process.attendance_of(group)] == [
            (kept, Attendance.ATTENDED)
        ]
    assert signed.member == kept
    assert matches(signed, session)
    assert nothing_names(desk, twin)


def test_groups_are_merged_with_their_members(desk: Desk, kept: ClientId) -> None:
    one, other = (desk.recording.add_client(code, kind=ClientKind.GROUP, opened_on=FIRST).id for code in ("G-1", "G-2"))
    desk.grouping.join(other, kept, FIRST)
    session = desk.recording.add_session(other, held_on=FIRST)
    desk.correcting.merge(one, other, WHY)
    assert [client.id for client in desk.reviewing.members(one)] == [kept]
    assert [held.id for held in desk.reviewing.history(one).sessions] == [session.id]


def test_what_cannot_be_one_is_refused_and_stays_two(desk: Desk, kept: ClientId, twin: ClientId) -> None:
    group = desk.recording.add_client("G-02", kind=ClientKind.GROUP, opened_on=FIRST).id
    family = desk.recording.add_client("F-05", kind=ClientKind.GROUP, opened_on=FIRST).id
    desk.grouping.join(group, family, FIRST)
    for other, words in ((kept, "same record"), (group, "G-02 as group"), (ClientId(99), "not in this practice")):
        with pytest.raises(UnusableInput, match=words):
            desk.correcting.merge(kept, other, WHY)
    with pytest.raises(UnusableInput, match="member of the other"):
        desk.correcting.merge(group, family, WHY)
    with pytest.raises(UnusableInput, match="reason"):
        desk.correcting.merge(kept, twin, " ")
    for member in (kept, twin):
        desk.grouping.join(group, member, FIRST)
    session = desk.recording.add_session(group, held_on=FIRST)
    for member in (kept, twin):
        desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(50), member=member)
    assert "session 1 of G-02" in desk.correcting.merge_preview(kept, twin).hindrance
    with pytest.raises(UnusableInput, match="two people"):
        desk.correcting.merge(kept, twin, WHY)
    assert desk.reviewing.client(twin).code == "K-18"
    assert desk.correcting.corrections(kept) == ()
