"""The retention clock of a client, and what it takes to erase a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.conftest import TODAY

from relationship_desk.domain.case_file import Contact, ContactId, ContactKind, ErasureBasis
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ALLIANCE, ClientId, NoteId
from relationship_desk.domain.process import Comment, MemberAttendance
from relationship_desk.domain.records import Note, Rating
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import (
    Attendance,
    ClientKind,
    ClientStatus,
    NoteFormat,
    NoteKind,
    Perspective,
)
from relationship_desk.services.desk import Desk
from relationship_desk.settings import definitions as d
from relationship_desk.store.audit import audit_key, verify

LAST = date(2017, 5, 10)


def end(desk: Desk, client: ClientId, on: date) -> None:
    code = desk.reviewing.client(client).code
    desk.recording.edit_client(client, code=code, name="", status=ClientStatus.ENDED, ended_on=on)


def ended(desk: Desk, code: str, last: date = LAST) -> ClientId:
    client = desk.recording.add_client(code, opened_on=date(2015, 1, 7)).id
    desk.recording.add_session(client, held_on=last)
    end(desk, client, last)
    return client


def of_age(desk: Desk, client: ClientId, on: date) -> None:
    with desk.store.work("edit", "client") as work:
        work.file.put_details(replace(work.file.details(client), of_age_on=on))


# The clock


def test_the_clock_runs_from_the_last_contact_of_whatever_kind(desk: Desk) -> None:
    client = ended(desk, "K-17")
    assert desk.retaining.clock(client).due == date(2024, 5, 10)
    with desk.store.work("add", "contact") as work:
        at = datetime(2018, 2, 1, 9)
        work.file.contacts.add(
            Contact(ContactId(0), "c", client, date(2018, 1, 31), ContactKind.CALL, "", "Asked for a letter.", "", at)
        )
    clock = desk.retaining.clock(client)
    assert (clock.last_contact, clock.due, clock.is_due) == (date(2018, 1, 31), date(2025, 1, 31), True)
    end(desk, client, date(2019, 6, 3))
    assert desk.retaining.clock(client).last_contact == date(2019, 6, 3)


def test_a_missed_appointment_is_no_contact(desk: Desk) -> None:
    client = ended(desk, "K-17")
    desk.recording.add_session(client, held_on=date(2017, 9, 1), attendance=Attendance.NO_SHOW)
    assert desk.retaining.clock(client).last_contact == LAST


def test_sessions_of_a_group_and_its_end_are_contacts_of_its_members(desk: Desk) -> None:
    client = ended(desk, "K-17")
    group = desk.recording.add_client("G-01", kind=ClientKind.GROUP, opened_on=date(2016, 1, 1)).id
    desk.grouping.join(group, client, date(2016, 3, 1))
    assert "still belongs to G-01" in desk.retaining.clock(client).refused
    session = desk.recording.add_session(group, held_on=date(2018, 4, 4)).id
    with desk.store.work("attend", "session") as work:
        work.process.put_attendance([MemberAttendance(session, client, Attendance.ATTENDED)])
    assert desk.retaining.clock(client).last_contact == date(2018, 4, 4)
    end(desk, group, date(2018, 12, 1))
    assert (desk.retaining.clock(client).refused, desk.retaining.clock(client).last_contact) == ("", date(2018, 12, 1))


def test_a_minor_is_kept_until_the_later_day(desk: Desk) -> None:
    client = ended(desk, "K-17")
    of_age(desk, client, date(2024, 2, 29))
    assert desk.retaining.clock(client).due == date(2027, 3, 1)
    desk.preferences.set(d.RETENTION_RULE, "au")
    assert desk.retaining.clock(client).due == date(2031, 3, 1)
    desk.preferences.set(d.RETENTION_RULE, "de")
    assert desk.retaining.clock(client).due == date(2027, 5, 10)


def test_the_own_rule_takes_its_years_from_the_settings(desk: Desk) -> None:
    client = ended(desk, "K-17")
    desk.preferences.set(d.RETENTION_RULE, "own")
    desk.preferences.set(d.RETENTION_YEARS, 12)
    desk.preferences.set(d.RETENTION_MINOR_YEARS, 5)
    assert desk.retaining.clock(client).due == date(2029, 5, 10)
    of_age(desk, client, date(2026, 1, 1))
    assert desk.retaining.clock(client).due == date(2031, 1, 1)


def test_it_is_due_on_the_day_itself_and_not_the_day_before(desk: Desk) -> None:
    today, tomorrow = ended(desk, "T-01", date(2019, 3, 31)), ended(desk, "T-02", date(2019, 4, 1))
    assert desk.today() == date(2026, 3, 31)
    assert [desk.retaining.clock(one).is_due for one in (today, tomorrow)] == [True, False]


def test_only_ended_clients_are_due_and_held_ones_stand_apart(desk: Desk) -> None:
    ended(desk, "E-02")
    longest, held = ended(desk, "E-01", date(2015, 6, 1)), ended(desk, "H-01")
    ended(desk, "N-01", date(2024, 1, 1))
    active = desk.recording.add_client("A-01", opened_on=date(2010, 1, 1)).id
    desk.recording.add_session(active, held_on=date(2010, 2, 1))
    desk.retaining.set_hold(held, "  Complaint  ")
    due = desk.retaining.due()
    assert [clock.client.code for clock in due.due] == ["E-01", "E-02"]
    assert [(clock.client.code, clock.hold) for clock in due.held] == [("H-01", "Complaint")]
    assert due.due[0] == desk.retaining.clock(longest)
    desk.retaining.set_hold(held, "")
    assert [clock.client.code for clock in desk.retaining.due().due] == ["E-01", "E-02", "H-01"]


# Erasing


def refused(desk: Desk, client: ClientId, code: str = "K-17", *, reason: str = "", override: bool = False) -> str:
    with pytest.raises(UnusableInput) as caught:
        desk.retaining.erase(client, code, reason=reason, override=override)
    assert desk.reviewing.sessions(client)
    assert desk.retaining.erasures() == ()
    return str(caught.value)


def test_what_is_not_due_held_active_or_another_code_is_not_erased(desk: Desk) -> None:
    client = ended(desk, "K-17")
    assert "not the code" in refused(desk, client, "k-17")
    assert "not the code" in refused(desk, client, "", reason="Asked for", override=True)
    desk.retaining.set_hold(client, "Complaint")
    assert "held" in refused(desk, client, reason="Asked for", override=True)
    desk.retaining.set_hold(client, "")
    desk.preferences.set(d.RETENTION_RULE, "de")
    assert "kept until 10 May 2027" in refused(desk, client, reason="Asked for")
    assert "needs a reason" in refused(desk, client, reason="  ", override=True)
    desk.recording.edit_client(client, code="K-17", name="", status=ClientStatus.ACTIVE)
    assert "not ended" in refused(desk, client, reason="Asked for", override=True)


def test_an_erased_record_leaves_its_entry_in_the_log_and_nothing_else(desk: Desk) -> None:
    client = ended(desk, "K-17")
    erasure = desk.retaining.erase(client, " K-17 ")
    assert (erasure.code, erasure.opened_on, erasure.closed_on) == ("K-17", date(2015, 1, 7), LAST)
    assert (erasure.basis, erasure.reason, erasure.erased_by) == (ErasureBasis.RETENTION, "", "Dr Rivers")
    assert erasure.erased_at.date() == TODAY
    assert desk.retaining.erasures() == (erasure,)
    with pytest.raises(NotFound):
        desk.retaining.clock(client)
    assert desk.recording.add_client("K-17").id != client
    assert verified(desk) == []


def test_an_override_needs_its_reason_and_keeps_it(desk: Desk) -> None:
    client = ended(desk, "K-17", date(2025, 5, 10))
    erasure = desk.retaining.erase(client, "K-17", reason="The client asked for it in writing.", override=True)
    assert (erasure.basis, erasure.reason) == (ErasureBasis.OVERRIDE, "The client asked for it in writing.")


def test_the_audit_says_erased_and_not_what(desk: Desk) -> None:
    client = ended(desk, "K-17")
    desk.retaining.erase(client, "K-17", reason="Moved to another practice")
    with desk.store.vault.engine.connect() as connection:
        last = connection.exec_driver_sql("SELECT * FROM audit ORDER BY id DESC LIMIT 1").mappings().one()
    assert (last["what"], last["kind"], last["subject"]) == ("erase", "client", client)
    assert "K-17" not in str(dict(last))
    assert "Moved" not in str(dict(last))


def verified(desk: Desk) -> list[str]:
    with desk.store.vault.engine.connect() as connection:
        return verify(connection, audit_key(desk.store.vault.data_key))


# Groups


@pytest.fixture
def group(desk: Desk) -> tuple[ClientId, ClientId, ClientId]:
    """A group of two, with something of each member in its one session."""
    whole = desk.recording.add_client("G-01", kind=ClientKind.GROUP, opened_on=date(2015, 1, 1)).id
    first, second = ended(desk, "M-01"), ended(desk, "M-02")
    session = desk.recording.add_session(whole, held_on=date(2016, 5, 2)).id
    for member, code in ((first, "M-01"), (second, "M-02")):
        desk.grouping.join(whole, member, date(2016, 1, 1))
        desk.grouping.leave(whole, member, date(2017, 1, 1))
        with desk.store.work("enter", "session") as work:
            work.process.put_attendance([MemberAttendance(session, member, Attendance.ATTENDED)])
            work.sessions.put_ratings(
                [Rating(session, ALLIANCE, Perspective.CLIENT, "", member, Tenths(70), None)],
            )
            work.process.put_comment(Comment(session, Perspective.CLIENT, code, f"Words of {code}"))
            at = datetime(2016, 5, 2, 18)
            work.sessions.add_note(
                Note(
                    NoteId(0),
                    f"n-{code}",
                    session,
                    NoteKind.PROGRESS,
                    member,
                    NoteFormat.FREE,
                    code,
                    "",
                    at,
                    None,
                    "",
                    "",
                )
            )
    desk.noting.write(session, NoteKind.PROGRESS, "The whole group", NoteFormat.FREE)
    return whole, first, second


def left_in(desk: Desk, group: ClientId) -> tuple[set[object], ...]:
    """Whose attendance, ratings, comments, notes and memberships stand in the record of the group."""
    with desk.store.read() as records:
        (session,) = records.sessions.of(group)
        return (
            {one.member for one in records.process.attendance_of(group)},
            {one.member for one in records.sessions.ratings(session.id)},
            {one.rater for one in records.process.comments_of(group)},
            {one.member for one in records.sessions.notes(session.id)},
            {one.client for one in records.clients.memberships(group)},
        )


def test_a_member_goes_from_the_group_whose_record_stays(
    desk: Desk, group: tuple[ClientId, ClientId, ClientId]
) -> None:
    whole, first, second = group
    preview = desk.retaining.preview(first)
    assert [one.code for one in preview.groups] == ["G-01"]
    assert preview.as_member == {"attendance": 1, "rating": 1, "note": 1, "comment": 1}
    assert preview.own["session"] == 1
    desk.retaining.erase(first, "M-01")
    both = {second}
    assert left_in(desk, whole) == (both, both, {"M-02"}, {None, second}, both)
    assert desk.reviewing.sessions(second)


def test_with_a_group_only_its_own_record_goes(desk: Desk, group: tuple[ClientId, ClientId, ClientId]) -> None:
    whole, first, second = group
    end(desk, whole, date(2017, 1, 1))
    assert [one.code for one in desk.retaining.preview(whole).members] == ["M-01", "M-02"]
    desk.retaining.erase(whole, "G-01")
    for member in (first, second):
        assert len(desk.reviewing.sessions(member)) == 1
        assert desk.retaining.preview(member).as_member == {}
