"""The practice as a whole: counts that can be checked by hand, and nobody in them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta

import pytest

from relationship_desk.domain.ids import ALLIANCE, ClientId, ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.domain.score import tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Missing, Perspective
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given
from relationship_desk.services.surveying import FEWEST_COURSES, Balance, Outcomes, Survey

CLIENT, CLINICIAN, OBSERVER = Perspective.CLIENT, Perspective.CLINICIAN, Perspective.OBSERVER
COHESION = ElementId("cohesion")


def survey(desk: Desk, months: int | None = None) -> Survey:
    return desk.surveying.survey(months, Progress())


def balance(desk: Desk, element: ElementId, months: int | None = None) -> Balance:
    return next(one for one in survey(desk, months).balance if one.element.id == element)


def outcomes(desk: Desk, measure: str = "phq-9", months: int | None = None) -> Outcomes:
    return next(one for one in survey(desk, months).outcomes if one.measure.id == measure)


def give(desk: Desk, client: ClientId, total: float, days_ago: int, measure: str = "phq-9") -> None:
    known = next(one for one in desk.measuring.measures() if one.id == MeasureId(measure))
    day = desk.today() - timedelta(days=days_ago)
    desk.measuring.administer(client, known, Given(total=total), administered_on=day)


def test_the_share_counts_sessions_that_took_place(desk: Desk) -> None:
    client = desk.recording.add_client("A-1").id
    first = desk.recording.add_session(client).id
    second = desk.recording.add_session(client).id
    desk.recording.add_session(client, attendance=Attendance.NO_SHOW)
    desk.recording.rate(first, ALLIANCE, CLINICIAN, tenths(60))
    desk.recording.rate(second, ALLIANCE, CLINICIAN, tenths(60))
    desk.recording.rate(first, ALLIANCE, CLIENT, tenths(60))
    desk.recording.rate(second, ALLIANCE, CLIENT, None, Missing.DECLINED)
    found = balance(desk, ALLIANCE)
    assert survey(desk).sessions == found.of == 2
    assert found.rated == {CLINICIAN: 2, CLIENT: 1, OBSERVER: 0}


def test_several_raters_of_one_session_are_one(desk: Desk) -> None:
    group = desk.recording.add_client("G-1", kind=ClientKind.GROUP).id
    members = [desk.recording.add_client(f"A-{number}").id for number in range(3)]
    for member in members:
        desk.grouping.join(group, member, date(2026, 1, 1))
    session = desk.recording.add_session(group).id
    for member in members:
        desk.recording.rate(session, COHESION, CLIENT, tenths(50), member=member)
    assert balance(desk, COHESION).rated[CLIENT] == 1


def test_what_only_groups_rate_is_held_against_their_sessions(desk: Desk) -> None:
    single = desk.recording.add_client("A-1").id
    group = desk.recording.add_client("G-1", kind=ClientKind.GROUP).id
    for client in (single, single, single, group):
        desk.recording.add_session(client)
    assert balance(desk, COHESION).of == 1
    assert balance(desk, ALLIANCE).of == 4


def test_who_does_not_rate_an_element_is_left_out(desk: Desk) -> None:
    assert CLIENT not in balance(desk, ElementId("countertransference")).rated


def test_the_eleven_are_always_there_and_others_once_they_are_rated(desk: Desk) -> None:
    eleven = [one.id for one in desk.catalogue.eleven]
    assert [one.element.id for one in survey(desk).balance] == eleven
    other = next(one for one in desk.catalogue.elements.values() if not one.eleven)
    session = desk.recording.add_session(desk.recording.add_client("A-1").id).id
    desk.recording.rate(session, other.id, CLINICIAN, tenths(50))
    assert other.id in [one.element.id for one in survey(desk).balance]


@pytest.mark.parametrize(("day", "inside"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_a_time_begins_with_its_first_day(desk: Desk, day: date, inside: bool) -> None:
    client = desk.recording.add_client("A-1").id
    desk.recording.add_session(client, held_on=day)
    assert desk.today() == date(2026, 3, 31)
    assert survey(desk, 3).sessions == int(inside)
    assert survey(desk).sessions == 1


def test_courses_are_counted_by_what_became_of_them(desk: Desk) -> None:
    for number, (before, after) in enumerate([(20, 8), (20, 14), (20, 19), (12, 20), (8, 7), (15, None)]):
        client = desk.recording.add_client(f"A-{number}").id
        give(desk, client, before, 200)
        if after is not None:
            give(desk, client, before - 1, 100)
            give(desk, client, after, 10)
    found = outcomes(desk)
    assert found.courses == 5
    assert found.counts == {
        Outcome.RECOVERED: 1,
        Outcome.IMPROVED: 1,
        Outcome.UNCHANGED: 2,
        Outcome.DETERIORATED: 1,
    }
    assert found.has_cutoff


def test_a_course_belongs_to_the_time_of_its_last_total(desk: Desk) -> None:
    for number in range(FEWEST_COURSES):
        client = desk.recording.add_client(f"A-{number}").id
        give(desk, client, 20, 500)
        give(desk, client, 8, 400 if number == 0 else 30)
    assert outcomes(desk).courses == FEWEST_COURSES
    assert outcomes(desk, months=3).courses == FEWEST_COURSES - 1
    assert outcomes(desk, months=3).counts == {}


def test_below_five_courses_nothing_is_counted(desk: Desk) -> None:
    for number in range(FEWEST_COURSES - 1):
        client = desk.recording.add_client(f"A-{number}").id
        give(desk, client, 20, 30)
        give(desk, client, 8, 10)
    found = outcomes(desk)
    assert (found.enough, found.counts) == (False, {})


def test_each_course_counts_for_itself(desk: Desk) -> None:
    client = desk.recording.add_client("A-1", opened_on=desk.today() - timedelta(days=100)).id
    give(desk, client, 20, 90)
    give(desk, client, 8, 80)
    desk.recording.open_course(client, "again", desk.today() - timedelta(days=40))
    give(desk, client, 12, 30)
    give(desk, client, 13, 20)
    assert outcomes(desk).courses == 2


def test_it_names_nobody(demo: Desk) -> None:
    codes = {client.code for client in demo.reviewing.everybody()}
    ids = {type(value) for value in walk(survey(demo))}
    said = {value for value in walk(survey(demo)) if isinstance(value, str)}
    assert not codes & said
    assert not {name for kind in ids if is_dataclass(kind) for name in (field.name for field in fields(kind))} & {
        "client",
        "code",
        "member",
    }


def walk(value: object) -> list[object]:
    """``value`` and all that it holds."""
    if is_dataclass(value):
        return [value, *(part for field in fields(value) for part in walk(getattr(value, field.name)))]
    if isinstance(value, dict):
        return [value, *(part for pair in value.items() for one in pair for part in walk(one))]
    if isinstance(value, tuple):
        return [value, *(part for one in value for part in walk(one))]
    return [value]


def test_counting_can_be_stopped(demo: Desk) -> None:
    progress = Progress(cancelled=True)
    with pytest.raises(Cancelled):
        demo.surveying.survey(None, progress)
