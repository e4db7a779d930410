"""What was known on a day holds nothing of what came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.histories import CLIENT, alliance, answered, day
from tests.services.courses_of_prompts import STABLE, add_client, hold

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.ids import CourseId, PromptId, RuleId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.services.desk import Desk
from relationship_desk.services.histories import up_to

ACCEPTED = Prompt(
    PromptId(1), "u", CLIENT, RuleId("R1"), 3, day(3), PromptStatus.ACCEPTED, None, "", (), answered_on=day(4)
)


def test_a_course_that_began_later_changes_no_finding_from_before() -> None:
    whole = answered(alliance([7.0] * 12), "phq-9", {1: 18, 4: 10, 8: 6})
    (course,) = whole.courses
    later = replace(course, id=CourseId(2), number=2, opened_on=day(11), main_measure="gad-7")
    sessions = tuple(replace(one, course=later.id) if one.number > 10 else one for one in whole.sessions)
    parted = replace(whole, courses=(replace(course, closed_on=day(10)), later), sessions=sessions)
    before = up_to(parted, day(8))
    assert before == up_to(whole, day(8))
    assert analyse(before, load_catalogue(), DEFAULTS).measures[0].main


def test_a_course_that_a_session_belongs_to_is_known_with_it() -> None:
    whole = answered(alliance([7.0] * 2), "phq-9", {1: 18})
    early = replace(whole, courses=(replace(whole.courses[0], opened_on=day(2)),))
    assert up_to(early, day(1)).courses == early.courses


def test_whether_it_was_done_is_known_from_the_session_that_says_so() -> None:
    history = replace(alliance([7.0] * 8), prompts=(replace(ACCEPTED, done=True, done_session=6),))
    assert up_to(history, day(5)).prompts == (ACCEPTED,)
    assert up_to(history, day(6)).prompts == history.prompts


def test_prompts_of_a_day_gone_by_are_those_that_stood_then(desk: Desk) -> None:
    client = add_client(desk)
    then: dict[date, list[tuple[object, object, object]]] = {}
    for score in (*STABLE, 4.0, 4.1, None, 3.9, None, None, 7.0, 7.1, 7.0, 2.0, 7.0, 7.0):
        hold(desk, client, [score])
        assert desk.day is not None
        rows = (row.prompt for row in desk.prompting.rows(client))
        then[desk.day] = sorted((one.rule, one.session, one.status) for one in rows)
    assert any(status is PromptStatus.DEFERRED for rows in then.values() for _, _, status in rows), "one made way"
    for on, stood in then.items():
        told = desk.listing.prompts("K-17", on)
        assert sorted((one["rule"], one["session"], one["status"]) for one in told) == stood, on
