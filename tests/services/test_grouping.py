"""Who belongs to a group when, and how far apart its members stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.members import member_view

from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ALLIANCE, COHESION, ClientId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.session_state import differences
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.measuring import Given

FIRST = date(2026, 1, 5)


@dataclass
class Circle:
    """A couple, family or group in the making."""

    desk: Desk
    whole: Client
    people: list[Client]

    def hold(self, scores: Sequence[int | None], week: int = 0) -> Session:
        """Hold a session in which each of the members gives this alliance."""
        recording = self.desk.recording
        session = recording.add_session(self.whole.id, held_on=FIRST + timedelta(weeks=week))
        for person, score in zip(self.people, scores, strict=True):
            if score is not None:
                recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(score), member=person.id)
        return session


def circle(desk: Desk, kind: ClientKind, members: int) -> Circle:
    whole = desk.recording.add_client("Z-1", kind=kind, opened_on=FIRST)
    people = [desk.recording.add_client(f"M-{number}", opened_on=FIRST) for number in range(members)]
    for person in people:
        desk.grouping.join(whole.id, person.id, FIRST)
    return Circle(desk, whole, people)


def codes(clients: Sequence[Client]) -> list[str]:
    return [client.code for client in clients]


def test_a_member_belongs_from_the_first_day_to_the_last(desk: Desk) -> None:
    made = circle(desk, ClientKind.GROUP, 2)
    group, (stays, goes) = made.whole.id, made.people
    desk.grouping.leave(group, goes.id, date(2026, 2, 2))
    on = desk.grouping.members_on
    assert codes(on(group, FIRST - timedelta(days=1))) == []
    assert codes(on(group, FIRST)) == codes(on(group, date(2026, 2, 2))) == ["M-0", "M-1"]
    assert codes(on(group, date(2026, 2, 3))) == [stays.code]
    view = member_view(desk, group, goes.id)
    assert (view.joined_on, view.left_on) == (FIRST, date(2026, 2, 2))
    assert codes(desk.reviewing.members(group)) == ["M-0", "M-1"]


def test_who_left_may_join_again_on_a_later_day(desk: Desk) -> None:
    made = circle(desk, ClientKind.GROUP, 1)
    group, person = made.whole.id, made.people[0].id
    desk.grouping.leave(group, person, date(2026, 2, 2))
    with pytest.raises(UnusableInput, match="still a member"):
        desk.grouping.join(group, person, date(2026, 2, 2))
    desk.grouping.join(group, person, date(2026, 3, 2))
    belonged = [bool(desk.grouping.members_on(group, date(2026, month, 10))) for month in (1, 2, 3)]
    assert belonged == [True, False, True]
    assert [view.joined_on for view in desk.grouping.whole(group).members] == [date(2026, 3, 2)]


def test_who_cannot_join_is_told_why(desk: Desk) -> None:
    made = circle(desk, ClientKind.FAMILY, 1)
    family, person = made.whole.id, made.people[0].id
    for group, client, why in (
        (person, family, "has members"),
        (family, family, "has members"),
        (family, person, "a member of Z-1 already"),
    ):
        with pytest.raises(UnusableInput, match=why):
            desk.grouping.join(group, client, date(2026, 2, 1))
    with pytest.raises(NotFound, match="not in this practice"):
        desk.grouping.join(family, ClientId(999))
    with pytest.raises(UnusableInput, match="still to come"):
        desk.grouping.join(family, desk.recording.add_client("N-1").id, desk.today() + timedelta(days=1))
    assert codes(desk.reviewing.members(family)) == ["M-0"]


def test_nobody_leaves_before_joining_or_twice(desk: Desk) -> None:
    made = circle(desk, ClientKind.GROUP, 1)
    group, person = made.whole.id, made.people[0].id
    with pytest.raises(UnusableInput, match="before the day of joining"):
        desk.grouping.leave(group, person, FIRST - timedelta(days=1))
    desk.grouping.leave(group, person)
    assert member_view(desk, group, person).left_on == desk.today()
    with pytest.raises(NotFound, match="no member now"):
        desk.grouping.leave(group, person)


def test_what_is_recorded_about_a_member_stays_within_the_time_of_belonging(desk: Desk, tmp_path: Path) -> None:
    made = circle(desk, ClientKind.GROUP, 1)
    group, person = made.whole.id, made.people[0].id
    session, later = made.hold([70], week=4), made.hold([None], week=6)
    before, apart = FIRST - timedelta(days=1), FIRST + timedelta(weeks=8)
    with pytest.raises(UnusableInput, match=r"about M-0 on 2 February 2026\. Choose that day or a later one"):
        desk.grouping.leave(group, person, session.held_on - timedelta(days=1))
    with pytest.raises(UnusableInput, match="about M-0, who did not belong to Z-1 on 4 January 2026"):
        desk.recording.save_session(session.id, held_on=before)
    with pytest.raises(UnusableInput, match="who did not belong"):
        desk.correcting.move_date(session.id, before, None, "Wrong line of the diary")
    empty = desk.undoing.state(later.id)
    desk.recording.save_session(later.id, held_on=apart)
    desk.recording.rate(later.id, ALLIANCE, Perspective.CLIENT, Tenths(60), member=person)
    rated = differences(empty, desk.undoing.state(later.id))
    desk.undoing.take_back(later.id, rated)
    desk.grouping.leave(group, person, session.held_on)
    with pytest.raises(UnusableInput, match="who did not belong"):
        desk.undoing.do_again(later.id, rated)
    assert [held.held_on for held in desk.reviewing.history(group).sessions] == [session.held_on, later.held_on]
    desk.exporting.export(tmp_path / "out", Shape(reduced=False))
    assert not any(desk.importing.import_package(tmp_path / "out").added.values())


def test_a_questionnaire_filled_in_apart_counts_for_the_last_day_of_a_member(desk: Desk) -> None:
    made = circle(desk, ClientKind.GROUP, 1)
    group, person = made.whole.id, made.people[0].id
    measure, day = desk.measuring.measures()[0], date(2026, 2, 2)
    desk.measuring.administer(group, measure, Given(total=measure.total_max), member=person, administered_on=day)
    with pytest.raises(UnusableInput, match="about M-0 on 2 February 2026"):
        desk.grouping.leave(group, person, date(2026, 2, 1))
    desk.grouping.leave(group, person, day)


def test_a_member_view_holds_that_members_answers_and_attendance(desk: Desk) -> None:
    made = circle(desk, ClientKind.GROUP, 2)
    one, other = made.people
    first = made.hold((62, 80))
    made.hold((None, 81), week=1)
    desk.recording.rate(first.id, COHESION, Perspective.CLIENT, Tenths(55), member=one.id)
    desk.recording.rate(first.id, ALLIANCE, Perspective.CLINICIAN, Tenths(70))
    desk.accompanying.record_attendance(first.id, {one.id: Attendance.LATE, other.id: Attendance.ATTENDED})
    view = member_view(desk, made.whole.id, one.id)
    assert set(view.series) == {(ALLIANCE, Perspective.CLIENT), (COHESION, Perspective.CLIENT)}
    assert [point.value for point in view.alliance.points] == [6.2, None]
    assert [held.attendance for held in view.sessions] == [Attendance.LATE, None]


def test_sessions_before_joining_and_after_leaving_are_not_asked_about(desk: Desk) -> None:
    made = circle(desk, ClientKind.GROUP, 1)
    made.hold((60,))
    late = desk.recording.add_client("N-1")
    desk.grouping.join(made.whole.id, late.id, FIRST + timedelta(weeks=1))
    made.hold((61,), week=1)
    desk.grouping.leave(made.whole.id, late.id, FIRST + timedelta(weeks=1))
    made.hold((62,), week=2)
    view = member_view(desk, made.whole.id, late.id)
    assert [held.session.number for held in view.sessions] == [2]


@pytest.mark.parametrize(
    ("kind", "gaps", "is_split"),
    [
        (ClientKind.COUPLE, (30, 0, 30), True),
        (ClientKind.FAMILY, (30, 30, 0), True),
        (ClientKind.COUPLE, (29, 29, 30), False),
        (ClientKind.COUPLE, (30, 30), False),
        (ClientKind.COUPLE, (30, 30, 30, 0, 0), False),
        (ClientKind.GROUP, (40, 40, 40), False),
    ],
)
def test_an_alliance_is_split_by_three_points_in_two_of_the_last_three(
    desk: Desk, kind: ClientKind, gaps: tuple[int, ...], is_split: bool
) -> None:
    made = circle(desk, kind, 2)
    for week, gap in enumerate(gaps):
        made.hold((50, 50 + gap), week)
    alliances = desk.grouping.alliances(made.whole.id)
    assert [split.points for split in alliances.splits] == [gap / 10 for gap in gaps]
    assert alliances.is_split is is_split


def test_one_rating_makes_no_split(desk: Desk) -> None:
    made = circle(desk, ClientKind.COUPLE, 2)
    made.hold((20, None))
    made.hold((20, 90), week=1)
    alliances = desk.grouping.alliances(made.whole.id)
    assert [(split.session, split.points) for split in alliances.splits] == [(2, 7.0)]
    assert alliances.latest == {made.people[0].id: 2.0, made.people[1].id: 9.0}


def test_the_latest_of_a_group_is_the_mean_of_its_members(desk: Desk) -> None:
    made = circle(desk, ClientKind.GROUP, 2)
    made.hold((60, 80))
    assert desk.grouping.latest(ALLIANCE) == {made.whole.id: 7.0}
    assert desk.grouping.latest(COHESION) == {}
