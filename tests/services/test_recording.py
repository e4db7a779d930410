from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from relationship_desk.domain.case_file import Details
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ALLIANCE, COHESION, RESISTANCE, ClientId, ElementId, SessionId
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import (
    AgreedBy,
    Attendance,
    ClientStatus,
    Missing,
    NoteFormat,
    NoteKind,
    Perspective,
    Source,
)
from relationship_desk.services.caseload import ClientRow
from relationship_desk.services.desk import Desk
from relationship_desk.services.signatures import matches


@pytest.fixture
def session(desk: Desk) -> Session:
    return desk.recording.add_session(desk.recording.add_client("K-17", name="Someone").id)


def alliance(desk: Desk, session: SessionId) -> tuple[object, object]:
    (rating,) = [one for one in desk.reviewing.debrief(session).ratings if one.element == ALLIANCE]
    return rating.score, rating.missing


def test_a_client_comes_with_a_first_course(desk: Desk) -> None:
    client = desk.recording.add_client(" k-17 ", focus="Sleep")
    assert client.code == "k-17"
    (course,) = desk.reviewing.history(client.id).courses
    assert (course.number, course.focus) == (1, "Sleep")


@pytest.mark.parametrize("code", ["", "  ", "-17", "K\n17", "a" * 21, "K/17", "=1+1"])
def test_a_code_that_cannot_be_used_is_refused(desk: Desk, code: str) -> None:
    with pytest.raises(UnusableInput, match="such as K-17"):
        desk.recording.add_client(code)
    assert desk.reviewing.clients() == ()


def test_a_code_is_used_once_in_upper_and_lower_case(desk: Desk) -> None:
    desk.recording.add_client("K-17")
    with pytest.raises(UnusableInput, match="in use"):
        desk.recording.add_client("k-17")


def test_sessions_are_numbered_within_their_client(desk: Desk, session: Session) -> None:
    second = desk.recording.add_session(session.client, attendance=Attendance.CANCELLED)
    other = desk.recording.add_session(desk.recording.add_client("M-08").id)
    assert (session.number, second.number, other.number) == (1, 2, 1)


def test_weeks_count_from_the_earliest_session_on_every_page(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    late = desk.recording.add_session(client, held_on=date(2026, 1, 19))
    early = desk.recording.add_session(client, held_on=date(2026, 1, 5))
    assert [desk.reviewing.debrief(one.id).week for one in (late, early)] == [3, 1]
    assert [row.week for row in desk.reviewing.sessions(client)] == [3, 1]
    assert [row.week for row in desk.reviewing.clients()] == [3]


@pytest.mark.parametrize(("code", "again"), [("Ä-1", "Ä-1"), ("Ä-1", "ä-1"), ("ЖУК", "жук")])
def test_a_code_in_any_alphabet_is_found_and_used_once(desk: Desk, code: str, again: str) -> None:
    client = desk.recording.add_client(code)
    assert desk.supervising.client_id(again) == client.id
    with pytest.raises(UnusableInput, match="in use"):
        desk.recording.add_client(again)


def test_what_is_not_text_is_refused(desk: Desk) -> None:
    with pytest.raises(UnusableInput, match="not text"):
        desk.recording.add_client("K-17", name="\udcff")
    with pytest.raises(NotFound):
        desk.supervising.client_id("\udcff")


def test_a_rating_is_kept_changed_and_cleared(desk: Desk, session: Session) -> None:
    rate = desk.recording.rate
    rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(74))
    assert alliance(desk, session.id) == (74, None)
    rate(session.id, ALLIANCE, Perspective.CLIENT, None, Missing.DECLINED)
    assert alliance(desk, session.id) == (None, Missing.DECLINED)
    rate(session.id, ALLIANCE, Perspective.CLIENT, None)
    assert desk.reviewing.debrief(session.id).ratings == ()


@pytest.mark.parametrize(
    ("element", "perspective", "score", "words"),
    [
        (COHESION, Perspective.CLINICIAN, 50, "groups only"),
        (ElementId("charm"), Perspective.CLINICIAN, 50, "no element"),
        (ElementId("countertransference"), Perspective.CLIENT, 50, "not rated by the client"),
        (ALLIANCE, Perspective.CLIENT, 101, "outside"),
    ],
)
def test_a_rating_that_cannot_be_is_refused(
    desk: Desk, session: Session, element: ElementId, perspective: Perspective, score: int, words: str
) -> None:
    with pytest.raises(UnusableInput, match=words):
        desk.recording.rate(session.id, element, perspective, Tenths(score))
    assert desk.reviewing.debrief(session.id).ratings == ()


def test_signing_closes_note_frame_and_own_ratings(desk: Desk, session: Session) -> None:
    desk.noting.write(session.id, NoteKind.PROGRESS, "## Data\nCame on time.", NoteFormat.DAP)
    desk.noting.sign(session.id)
    signed = desk.reviewing.debrief(session.id).signed
    assert signed is not None
    assert signed.author == "Dr Rivers, Psychologist"
    assert signed.digest
    assert matches(signed, session)
    assert not matches(replace(signed, text="Came late."), session)
    changes: tuple[Callable[[], object], ...] = (
        lambda: desk.noting.write(session.id, NoteKind.PROGRESS, "Other", NoteFormat.FREE),
        lambda: desk.noting.sign(session.id),
        lambda: desk.recording.save_session(session.id, minutes=40),
        lambda: desk.recording.rate(session.id, ALLIANCE, Perspective.CLINICIAN, Tenths(70)),
    )
    for change in changes:
        with pytest.raises(UnusableInput, match="signed"):
            change()
    desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(70))
    assert desk.reviewing.debrief(session.id).signed == signed


def test_an_addendum_needs_a_signed_note_and_a_reason(desk: Desk, session: Session) -> None:
    with pytest.raises(UnusableInput, match="not signed"):
        desk.noting.add_addendum(session.id, "One more thing", "forgotten")
    desk.noting.sign(session.id)
    with pytest.raises(UnusableInput, match="reason"):
        desk.noting.add_addendum(session.id, "One more thing", " ")
    desk.noting.add_addendum(session.id, "One more thing", "forgotten")
    added = desk.reviewing.debrief(session.id).notes[-1]
    assert (added.kind, added.text, added.reason) == (NoteKind.ADDENDUM, "One more thing", "forgotten")


def test_a_begun_addendum_is_one_note_that_is_signed_later(desk: Desk, session: Session) -> None:
    with pytest.raises(UnusableInput, match="not signed"):
        desk.noting.draft_addendum(session.id, "One", "")
    desk.noting.sign(session.id)
    desk.noting.draft_addendum(session.id, "One ", "")
    desk.noting.draft_addendum(session.id, "One more", "late")
    _, draft = desk.reviewing.debrief(session.id).notes
    assert (draft.text, draft.reason, draft.signed_at, draft.digest) == ("One more", "late", None, "")
    desk.noting.add_addendum(session.id, "One more thing", "late")
    _, signed = desk.reviewing.debrief(session.id).notes
    assert (signed.uid, signed.text, signed.signed_at is None) == (draft.uid, "One more thing", False)
    assert signed.digest
    assert matches(signed, session)
    desk.noting.draft_addendum(session.id, "Another", "")
    desk.noting.draft_addendum(session.id, " ", "")
    assert desk.reviewing.debrief(session.id).notes[1:] == (signed,)


def test_goal_and_profile_are_kept(desk: Desk, session: Session) -> None:
    goal = desk.planning.add_goal(session.client, "Sleep", agreed_by=AgreedBy.BOTH)
    desk.planning.save_goal(replace(goal, reviewed_on=date(2026, 3, 30)))
    desk.readings.put(session.client, RESISTANCE, "7.5", Source.CLIENT)
    desk.readings.put(session.client, RESISTANCE, "8", Source.CLIENT)
    history = desk.reviewing.history(session.client)
    assert [(one.goal, one.reviewed_on) for one in history.goals] == [("Sleep", date(2026, 3, 30))]
    assert [one.value for one in history.profile] == ["8.0"]
    with pytest.raises(UnusableInput):
        desk.readings.put(session.client, RESISTANCE, "eleven", Source.CLIENT)


def test_every_change_is_published_once(desk: Desk, session: Session) -> None:
    heard: list[Changes] = []
    desk.publish_to(heard.append)
    desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(70))
    (changes,) = heard
    assert changes.sessions == {session.id}
    with pytest.raises(UnusableInput):
        desk.recording.rate(session.id, COHESION, Perspective.CLIENT, Tenths(70))
    assert len(heard) == 1


def standing(desk: Desk, client: ClientId) -> tuple[ClientStatus, date | None, list[tuple[int, date, date | None]]]:
    history = desk.reviewing.history(client)
    courses = [(one.number, one.opened_on, one.closed_on) for one in history.courses]
    return history.client.status, history.client.closed_on, courses


def put(desk: Desk, client: ClientId, status: ClientStatus, on: date | None = None, reason: str = "") -> None:
    """Change where the work with a client stands, and nothing else."""
    old = desk.reviewing.client(client)
    desk.recording.edit_client(client, code=old.code, name=old.name, status=status, ended_on=on, ended_reason=reason)


BEGUN, LAST, TODAY = date(2026, 1, 5), date(2026, 3, 3), date(2026, 3, 31)


@pytest.fixture
def seen(desk: Desk) -> ClientId:
    """A client last seen on 3 March; a later appointment was not kept."""
    client = desk.recording.add_client("K-17", opened_on=BEGUN, focus="Sleep").id
    desk.recording.add_session(client, held_on=LAST)
    desk.recording.add_session(client, held_on=date(2026, 3, 10), attendance=Attendance.NO_SHOW)
    return client


def test_ending_closes_the_open_course_and_the_last_day_can_be_put_right(desk: Desk, seen: ClientId) -> None:
    put(desk, seen, ClientStatus.ENDED, TODAY)
    assert standing(desk, seen) == (ClientStatus.ENDED, TODAY, [(1, BEGUN, TODAY)])
    put(desk, seen, ClientStatus.ENDED, LAST)
    assert standing(desk, seen) == (ClientStatus.ENDED, LAST, [(1, BEGUN, LAST)])
    assert len(desk.reviewing.history(seen).sessions) == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 3, 2), "Session 1 was held on 3 March 2026"), (date(2026, 4, 1), "not come yet")],
)
def test_a_last_day_that_cannot_be_changes_nothing(desk: Desk, seen: ClientId, day: date, words: str) -> None:
    before = desk.reviewing.history(seen)
    with pytest.raises(UnusableInput, match=words):
        desk.recording.edit_client(
            seen, code="N-1", name="New", status=ClientStatus.ENDED, ended_on=day, ended_reason="Moved away"
        )
    assert desk.reviewing.history(seen) == before
    assert row(desk, "K-17").details.ended_reason == ""


def test_work_does_not_end_before_it_began(desk: Desk) -> None:
    client = desk.recording.add_client("K-17", opened_on=BEGUN).id
    with pytest.raises(UnusableInput, match="began on 5 January 2026"):
        put(desk, client, ClientStatus.ENDED, date(2026, 1, 4))


def test_taking_up_again_opens_the_next_course_and_sessions_go_there(desk: Desk, seen: ClientId) -> None:
    put(desk, seen, ClientStatus.ENDED, LAST)
    put(desk, seen, ClientStatus.ACTIVE)
    assert standing(desk, seen) == (ClientStatus.ACTIVE, None, [(1, BEGUN, LAST), (2, TODAY, None)])
    assert desk.recording.add_session(seen).course == desk.reviewing.history(seen).courses[-1].id


def test_waiting_keeps_the_course_that_is_open_and_opens_none(desk: Desk, seen: ClientId) -> None:
    put(desk, seen, ClientStatus.WAITING)
    assert standing(desk, seen) == (ClientStatus.WAITING, None, [(1, BEGUN, None)])
    put(desk, seen, ClientStatus.ACTIVE)
    assert standing(desk, seen) == (ClientStatus.ACTIVE, None, [(1, BEGUN, None)])
    put(desk, seen, ClientStatus.ENDED, LAST)
    put(desk, seen, ClientStatus.WAITING)
    assert standing(desk, seen) == (ClientStatus.WAITING, None, [(1, BEGUN, LAST)])
    put(desk, seen, ClientStatus.ACTIVE)
    assert standing(desk, seen)[2] == [(1, BEGUN, LAST), (2, TODAY, None)]


def test_a_new_course_closes_the_open_one_the_same_day(desk: Desk, seen: ClientId) -> None:
    with pytest.raises(UnusableInput, match="Session 1 was held on 3 March 2026"):
        desk.recording.open_course(seen, "Work", date(2026, 3, 2))
    second = desk.recording.open_course(seen, " Work ", LAST)
    assert (second.number, second.focus) == (2, "Work")
    assert standing(desk, seen)[2] == [(1, BEGUN, LAST), (2, LAST, None)]
    put(desk, seen, ClientStatus.ENDED, TODAY)
    with pytest.raises(UnusableInput, match="has ended"):
        desk.recording.open_course(seen, "")


def test_courses_do_not_overlap(desk: Desk) -> None:
    client = desk.recording.add_client("K-17", opened_on=BEGUN).id
    with pytest.raises(UnusableInput, match="Course 1 began on 5 January 2026"):
        desk.recording.open_course(client, "", date(2026, 1, 4))
    put(desk, client, ClientStatus.ENDED, TODAY)
    put(desk, client, ClientStatus.WAITING)
    with pytest.raises(UnusableInput, match="Course 1 closed on 31 March 2026"):
        desk.recording.open_course(client, "", LAST)


def test_a_client_is_edited_in_one_step(desk: Desk, seen: ClientId) -> None:
    desk.recording.add_client("M-08")
    heard: list[Changes] = []
    desk.publish_to(heard.append)
    desk.recording.edit_client(seen, code=" k-18 ", name=" Ada ", status=ClientStatus.ENDED)
    client = desk.reviewing.client(seen)
    assert (client.code, client.name, client.status, client.closed_on) == ("k-18", "Ada", ClientStatus.ENDED, TODAY)
    assert [one.clients for one in heard] == [{seen}]
    with pytest.raises(UnusableInput, match="in use"):
        desk.recording.edit_client(seen, code="m-08", name="", status=ClientStatus.ACTIVE)
    assert desk.reviewing.client(seen) == client
    desk.recording.edit_client(seen, code="K-18", name="Ada", status=ClientStatus.ACTIVE)
    desk.recording.edit_client(seen, code="K-18", name="Ada", status=ClientStatus.ACTIVE)
    assert [number for number, _, _ in standing(desk, seen)[2]] == [1, 2]
    with pytest.raises(NotFound):
        desk.recording.edit_client(ClientId(99), code="X-1", name="", status=ClientStatus.ACTIVE)


def row(desk: Desk, code: str) -> ClientRow:
    return next(one for one in desk.reviewing.clients() if one.client.code == code)


def test_the_reason_of_an_ending_is_kept_beside_what_else_is_said_of_the_client(desk: Desk, seen: ClientId) -> None:
    with desk.store.work("edit", "client") as work:
        work.file.put_details(Details(seen, pronouns="they", tags=("sleep",)))
    put(desk, seen, ClientStatus.ENDED, LAST, " Moved away ")
    assert row(desk, "K-17").details == Details(seen, pronouns="they", tags=("sleep",), ended_reason="Moved away")
    put(desk, seen, ClientStatus.ACTIVE)
    assert row(desk, "K-17").details.ended_reason == "Moved away"
    put(desk, seen, ClientStatus.ENDED, TODAY)
    assert row(desk, "K-17").details.ended_reason == ""


def test_a_first_contact_is_kept_and_lies_not_ahead(desk: Desk) -> None:
    desk.recording.add_client("K-17", first_contact=LAST)
    assert row(desk, "K-17").details.first_contact == LAST
    with pytest.raises(UnusableInput, match="lies ahead"):
        desk.recording.add_client("M-08", first_contact=date(2026, 4, 1))
    assert [one.code for one in desk.reviewing.everybody()] == ["K-17"]


def test_the_risk_flag_leads_the_list(desk: Desk) -> None:
    for code in ("A-01", "B-02", "C-03"):
        desk.recording.add_client(code)
    with desk.store.work("edit", "client") as work:
        work.file.put_details(Details(desk.supervising.client_id("C-03"), risk_flag=True))
    assert [one.client.code for one in desk.reviewing.clients()] == ["C-03", "A-01", "B-02"]
