"""A member of a group compared with those who see that member: own answers, and what was said of nobody else."""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.domain.ids import ALLIANCE, ClientId, SessionId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Perspective
from relationship_desk.insight.dyad import PAIRS, Common, dyad
from relationship_desk.services.desk import Desk

FIRST = date(2026, 1, 5)


def couple(desk: Desk, sessions: int) -> tuple[ClientId, list[ClientId], list[SessionId]]:
    whole = desk.recording.add_client("P-05", kind=ClientKind.COUPLE, opened_on=FIRST).id
    partners = [desk.recording.add_client(f"P-05{half}", opened_on=FIRST).id for half in "ab"]
    for partner in partners:
        desk.grouping.join(whole, partner, FIRST)
    held = [desk.recording.add_session(whole, held_on=FIRST + timedelta(weeks=week)).id for week in range(sessions)]
    return whole, partners, held


def rate(desk: Desk, session: SessionId, who: Perspective, score: int, member: ClientId | None = None) -> None:
    desk.recording.rate(session, ALLIANCE, who, Tenths(score), member=member)


def test_a_members_own_answers_stand_beside_what_was_said_of_that_member_else_of_the_whole(desk: Desk) -> None:
    whole, (one, other), held = couple(desk, 3)
    for session, score in zip(held, (60, 61, 62), strict=True):
        rate(desk, session, Perspective.CLIENT, score, one)
        rate(desk, session, Perspective.CLIENT, 99, other)
        rate(desk, session, Perspective.CLINICIAN, 70)
    rate(desk, held[1], Perspective.CLINICIAN, 50, one)
    rate(desk, held[2], Perspective.CLINICIAN, 90, other)
    found = dyad(desk.agreeing.of_member(whole, one), ALLIANCE, PAIRS[0])
    assert [(common.first, common.second) for common in found.common] == [(7.0, 6.0), (5.0, 6.1), (7.0, 6.2)]


def test_the_whole_is_never_a_members_answer(desk: Desk) -> None:
    whole, (one, _), held = couple(desk, 1)
    rate(desk, held[0], Perspective.CLIENT, 80)
    assert desk.agreeing.of_member(whole, one).history.ratings == ()


def test_only_the_sessions_that_a_member_was_at_can_be_missed(desk: Desk) -> None:
    whole, (one, _), held = couple(desk, 3)
    desk.accompanying.record_attendance(held[1], {one: Attendance.NO_SHOW})
    desk.grouping.leave(whole, one, FIRST + timedelta(days=10))
    rate(desk, held[0], Perspective.CLIENT, 80, one)
    rate(desk, held[0], Perspective.CLINICIAN, 70)
    found = dyad(desk.agreeing.of_member(whole, one), ALLIANCE, PAIRS[0])
    assert found.attended == 1
    assert found.common == (Common(1, FIRST, 7.0, 8.0),)
