from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.domain.client_voice import PlannedRating
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS, ClientId, ElementId, SessionId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, ClientStatus, Missing, Perspective
from relationship_desk.insight.rating_plan import EMPATHY
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given
from relationship_desk.services.rating_plans import Due

TODAY = date(2026, 3, 31)
CLIENT_VIEW = Perspective.CLIENT
PHQ = MeasureId("phq-9")
USUAL = (ALLIANCE, EMPATHY, GOAL_CONSENSUS)


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=TODAY - timedelta(days=99)).id


def held(desk: Desk, client: ClientId, weeks_ago: int, attendance: Attendance = Attendance.ATTENDED) -> SessionId:
    day = TODAY - timedelta(weeks=weeks_ago)
    return desk.recording.add_session(client, held_on=day, attendance=attendance).id


def rate(desk: Desk, session: SessionId, *elements: ElementId, missing: Missing | None = None) -> None:
    for element in elements:
        score = None if missing else Tenths(70)
        desk.recording.rate(session, element, CLIENT_VIEW, score, missing)


def plan(client: ClientId, *lines: tuple[str, Perspective, int]) -> list[PlannedRating]:
    return [PlannedRating(client, *one) for one in lines]


def waiting(desk: Desk) -> dict[str, tuple[Due, int, bool]]:
    return {one.client.code: (one.due, one.sessions, one.ever) for one in desk.rating_plans.due_from_clients()}


def test_a_new_client_is_asked_the_usual_questions(desk: Desk, client: ClientId) -> None:
    assert waiting(desk) == {}
    session = held(desk, client, 1)
    assert desk.rating_plans.due_in(session) == Due(USUAL, ())
    assert waiting(desk) == {"K-17": (Due(USUAL, ()), 1, False)}
    rate(desk, session, *USUAL)
    assert not desk.rating_plans.due_in(session)
    assert waiting(desk) == {}


def test_declining_is_an_answer_and_a_missed_appointment_asks_nothing(desk: Desk, client: ClientId) -> None:
    first = held(desk, client, 2)
    rate(desk, first, *USUAL, missing=Missing.DECLINED)
    held(desk, client, 1, Attendance.NO_SHOW)
    assert waiting(desk) == {}


def test_what_was_missed_says_since_when(desk: Desk, client: ClientId) -> None:
    rate(desk, held(desk, client, 3), *USUAL)
    held(desk, client, 2)
    held(desk, client, 1)
    assert waiting(desk) == {"K-17": (Due(USUAL, ()), 2, True)}


def test_a_client_who_waits_or_has_ended_is_not_asked(desk: Desk, client: ClientId) -> None:
    held(desk, client, 1)
    desk.recording.edit_client(client, code="K-17", name="", status=ClientStatus.ENDED)
    assert waiting(desk) == {}


def test_the_own_plan_holds_and_only_what_differs_is_kept(desk: Desk, client: ClientId) -> None:
    lines = plan(client, (ALLIANCE, CLIENT_VIEW, 1), (EMPATHY, CLIENT_VIEW, 0), (PHQ, CLIENT_VIEW, 4))
    desk.rating_plans.save(client, lines)
    with desk.store.read() as records:
        assert {(one.subject, one.every) for one in records.voice.plan(client)} == {(EMPATHY, 0), (PHQ, 4)}
    session = held(desk, client, 1)
    assert desk.rating_plans.due_in(session) == Due((ALLIANCE, GOAL_CONSENSUS), (PHQ,))
    desk.rating_plans.save(client, [])
    assert desk.rating_plans.due_in(session) == Due(USUAL, ())


def test_a_questionnaire_is_due_until_it_is_filled_in(desk: Desk, client: ClientId) -> None:
    lines = plan(client, (ALLIANCE, CLIENT_VIEW, 0), (EMPATHY, CLIENT_VIEW, 0), (GOAL_CONSENSUS, CLIENT_VIEW, 0))
    desk.rating_plans.save(client, [*lines, *plan(client, (PHQ, CLIENT_VIEW, 2))])
    first = held(desk, client, 4)
    assert waiting(desk)["K-17"][0] == Due((), (PHQ,))
    desk.measuring.administer(client, desk.measuring.measure(PHQ, ""), Given(total=9.0), session=first)
    held(desk, client, 3)
    assert waiting(desk) == {}
    third = held(desk, client, 2)
    fourth = held(desk, client, 1)
    assert desk.rating_plans.due_in(third) == Due((), (PHQ,))
    assert desk.rating_plans.due_in(fourth) == Due((), (PHQ,))
    day = TODAY - timedelta(days=2)
    desk.measuring.administer(client, desk.measuring.measure(PHQ, ""), Given(total=8.0), administered_on=day)
    assert waiting(desk) == {}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("countertransference", CLIENT_VIEW, 1), "is not rated by the client"),
        ((ALLIANCE, CLIENT_VIEW, 25), "24 at most"),
        ((ALLIANCE, CLIENT_VIEW, -1), "or never: 0"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_changed(
    desk: Desk, client: ClientId, line: tuple[str, Perspective, int], sentence: str
) -> None:
    desk.rating_plans.save(client, plan(client, (PHQ, CLIENT_VIEW, 4)))
    with pytest.raises(UnusableInput, match=sentence):
        desk.rating_plans.save(client, plan(client, line))
    assert desk.rating_plans.of(client).every(PHQ, CLIENT_VIEW) == 4


def test_an_observer_who_has_rated_is_asked_now_and_then(desk: Desk, client: ClientId) -> None:
    sessions = [held(desk, client, weeks) for weeks in range(9, 0, -1)]
    observer = Perspective.OBSERVER
    assert desk.rating_plans.due_in(sessions[7], observer) == Due((), ())
    desk.recording.rate(sessions[0], ALLIANCE, observer, Tenths(60), rater="Supervisor")
    assert ALLIANCE in desk.rating_plans.due_in(sessions[7], observer).elements
    assert ALLIANCE in desk.rating_plans.due_in(sessions[8], observer).elements
    assert desk.rating_plans.due_in(sessions[6], observer) == Due((), ())


def test_members_are_asked_one_by_one(desk: Desk) -> None:
    couple = desk.recording.add_client("C-1", kind=ClientKind.COUPLE, opened_on=TODAY - timedelta(days=60)).id
    one, other = (desk.recording.add_client(code, opened_on=TODAY - timedelta(days=60)).id for code in ("A-1", "A-2"))
    for member in (one, other):
        desk.grouping.join(couple, member, TODAY - timedelta(days=50))
    session = held(desk, couple, 1)
    for element in USUAL:
        desk.recording.rate(session, element, CLIENT_VIEW, Tenths(70), member=one)
    assert [desk.rating_plans.due_in(session, member=who).elements for who in (None, one, other)] == [(), (), USUAL]


def test_the_plan_decides_about_missing_feedback(desk: Desk, client: ClientId) -> None:
    for weeks in (3, 2, 1):
        held(desk, client, weeks)
    assert any(one.signal == "no-client-feedback" for one in desk.prompting.evaluate(client).findings)
    desk.rating_plans.save(client, plan(client, *((one, CLIENT_VIEW, 0) for one in USUAL)))
    assert not any(one.signal == "no-client-feedback" for one in desk.prompting.evaluate(client).findings)
