"""Measures: answers are scored and keep their version; risk items open the risk record in the same step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.catalogue.table import CatalogueError
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import Measure, MeasureId
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight import scoring
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given

FIRST = date(2026, 1, 5)
TODAY = date(2026, 3, 31)
PHQ, ORS = shipped_measures()[MeasureId("phq-9")], shipped_measures()[MeasureId("ors")]
CALM = (1, 1, 1, 1, 1, 1, 1, 1, 0)

OWN = """id = "sleep-diary"
version = "1"
title = "Sleep diary"
direction = "lower"
items = 3
item_max = 4
total_max = 12
reliable_change = 3
"""


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=FIRST).id


@pytest.fixture
def sessions(desk: Desk, client: ClientId) -> list[Session]:
    return [desk.recording.add_session(client, held_on=FIRST + timedelta(weeks=week)) for week in range(4)]


def test_answers_are_scored_and_kept_with_their_version(desk: Desk, client: ClientId, sessions: list[Session]) -> None:
    kept = desk.measuring.administer(client, PHQ, Given(CALM), session=sessions[1].id)
    assert kept.risk is None
    (course,) = desk.measuring.administrations(client)
    assert course.latest.administration == kept.administration
    assert (kept.administration.total, kept.administration.version) == (8, "1")
    assert (course.latest.session, kept.administration.administered_on) == (2, sessions[1].held_on)
    assert course.latest.change is None
    assert course.latest.outcome is None


def test_a_missing_item_prorates_and_a_missing_risk_item_never_does(desk: Desk, client: ClientId) -> None:
    first = desk.measuring.administer(client, PHQ, Given((None, *CALM[1:])))
    assert first.administration.total == 7.88
    second = desk.measuring.administer(client, PHQ, Given((*CALM[:8], None), declined=(9,)))
    assert (second.administration.total, second.administration.declined) == (None, (9,))
    assert second.risk is not None
    assert second.risk.because == "PHQ-9, item 9: not answered: ask"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Given(), "Enter the total"),
        (Given(total=28), "runs from 0 to 27"),
        (Given((1, 1)), "has 9 items"),
        (Given((4, *CALM[1:])), "Item 1 of PHQ-9 runs from 0 to 3"),
        (Given((None,) * 9), "Nothing is answered"),
        (Given(CALM, declined=(1,)), "declined has no answer"),
        (Given(CALM, total=9), "do not come to a total of 9"),
        (Given((1, *(None,) * 7, 0), total=9), "do not come to a total of 9"),
        (Given((*(None,) * 8, 1), total=28), "runs from 0 to 27"),
        (Given(total=9, subscales={"mood": 3}), "no subscale"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    desk: Desk, client: ClientId, given: Given, sentence: str
) -> None:
    with pytest.raises(UnusableInput, match=sentence):
        desk.measuring.administer(client, PHQ, given)
    assert desk.measuring.administrations(client) == ()
    assert desk.risk.open_records() == ()


def test_answers_are_of_a_day_that_has_come_and_of_a_session_of_the_record(desk: Desk, client: ClientId) -> None:
    other = desk.recording.add_client("L-20")
    session = desk.recording.add_session(other.id)
    with pytest.raises(NotFound, match="not in this record"):
        desk.measuring.administer(client, PHQ, Given(CALM), session=session.id)
    with pytest.raises(UnusableInput, match="cannot lie ahead"):
        desk.measuring.administer(client, PHQ, Given(CALM), administered_on=TODAY + timedelta(days=1))
    with pytest.raises(UnusableInput, match="did not belong"):
        desk.measuring.administer(client, PHQ, Given(CALM), member=other.id)


def test_a_change_is_counted_from_the_first_of_the_course(
    desk: Desk, client: ClientId, sessions: list[Session]
) -> None:
    for session, total in zip(sessions, (17, 15, 9, 24), strict=True):
        desk.measuring.administer(client, PHQ, Given(total=total), session=session.id)
    (course,) = desk.measuring.administrations(client)
    assert [one.change for one in course.standings] == [None, -2, -8, 7]
    outcomes = [None, Outcome.UNCHANGED, Outcome.RECOVERED, Outcome.DETERIORATED]
    assert [one.outcome for one in course.standings] == outcomes


def test_a_new_course_starts_anew(desk: Desk, client: ClientId, sessions: list[Session]) -> None:
    desk.measuring.administer(client, ORS, Given(total=12), session=sessions[0].id)
    with desk.store.work("add", "course") as work:
        (first,) = work.clients.courses(client)
        day = sessions[3].held_on + timedelta(days=1)
        work.clients.save_course(replace(first, closed_on=day))
        work.clients.add_course(replace(first, id=type(first.id)(0), number=2, opened_on=day, closed_on=None))
    desk.measuring.administer(client, ORS, Given(total=20), administered_on=day)
    desk.measuring.administer(client, ORS, Given(total=26), administered_on=day + timedelta(days=7))
    (course,) = desk.measuring.administrations(client)
    assert [one.change for one in course.standings] == [None, None, 6]
    assert course.latest.outcome is Outcome.RECOVERED


def test_views_and_members_are_not_mixed(desk: Desk) -> None:
    pair = desk.recording.add_client("P-1", kind=ClientKind.COUPLE, opened_on=FIRST).id
    one, other = (desk.recording.add_client(code, opened_on=FIRST).id for code in ("P-2", "P-3"))
    for member in (one, other):
        desk.grouping.join(pair, member, FIRST)
    for member, total in ((one, 10), (other, 30)):
        desk.measuring.administer(pair, ORS, Given(total=total), member=member)
    desk.measuring.administer(pair, ORS, Given(total=20), perspective=Perspective.CLINICIAN)
    found = desk.measuring.administrations(pair)
    assert {(course.member, course.perspective) for course in found} == {
        (one, Perspective.CLIENT),
        (other, Perspective.CLIENT),
        (None, Perspective.CLINICIAN),
    }
    assert all(course.latest.change is None for course in found)


def test_a_mistake_is_corrected_removed_and_put_back(desk: Desk, client: ClientId) -> None:
    kept = desk.measuring.administer(client, PHQ, Given(CALM)).administration
    corrected = desk.measuring.correct(replace(kept, administered_on=FIRST), Given((2, *CALM[1:8], 1)))
    assert (corrected.administration.total, corrected.administration.id) == (10, kept.id)
    assert corrected.risk is not None
    assert corrected.administration.administered_on == FIRST
    desk.measuring.remove(corrected.administration)
    assert desk.measuring.administrations(client) == ()
    assert len(desk.risk.open_records()) == 1
    desk.measuring.put_back(corrected.administration)
    (course,) = desk.measuring.administrations(client)
    assert replace(course.latest.administration, id=kept.id) == corrected.administration


def test_the_main_measure_comes_first(desk: Desk, client: ClientId) -> None:
    for measure, total in ((ORS, 20), (PHQ, 12)):
        desk.measuring.administer(client, measure, Given(total=total))
    assert [one.measure.id for one in desk.measuring.administrations(client)] == ["ors", "phq-9"]
    desk.measuring.choose_main(client, PHQ.id)
    found = desk.measuring.administrations(client)
    assert [(one.measure.id, one.main) for one in found] == [("phq-9", True), ("ors", False)]
    desk.measuring.choose_main(client, None)
    assert not any(one.main for one in desk.measuring.administrations(client))


# Own measures


def test_an_own_measure_is_added_once_and_its_versions_are_kept(desk: Desk, client: ClientId) -> None:
    first = desk.measuring.add_own(OWN, "sleep.toml")
    assert desk.measuring.add_own(OWN, "again.toml") == first
    assert len(desk.measuring.own()) == 1
    kept = desk.measuring.administer(client, first, Given((1, 2, 3)))
    second = desk.measuring.add_own(OWN.replace('"1"', '"2"').replace("Sleep diary", "Sleep log"), "sleep.toml")
    assert [one for one in desk.measuring.measures() if one.id == "sleep-diary"] == [second]
    assert desk.measuring.measure(first.id, kept.administration.version).title == "Sleep diary"
    (course,) = desk.measuring.administrations(client)
    assert course.measure == first


def test_answers_to_another_version_are_not_compared(desk: Desk, client: ClientId) -> None:
    for version in ("1", "2"):
        measure = desk.measuring.add_own(OWN.replace('"1"', f'"{version}"'), "sleep.toml")
        desk.measuring.administer(client, measure, Given((1, 2, 3)))
    (course,) = desk.measuring.administrations(client)
    assert [one.change for one in course.standings] == [None, None]


def test_a_changed_definition_needs_a_new_version(desk: Desk) -> None:
    desk.measuring.add_own(OWN, "sleep.toml")
    with pytest.raises(UnusableInput, match="Give the changed one a new version"):
        desk.measuring.add_own(OWN.replace("Sleep diary", "Sleep log"), "sleep.toml")
    assert [one.title for one in desk.measuring.measures() if one.id == "sleep-diary"] == ["Sleep diary"]


def test_an_own_measure_shadows_no_shipped_one(desk: Desk) -> None:
    with pytest.raises(UnusableInput, match="is a measure of the program"):
        desk.measuring.add_own(OWN.replace("sleep-diary", "phq-9").replace('"1"', '"9"'), "mine.toml")


def test_a_fault_names_file_and_line_and_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sleep.toml"
    file.write_text(OWN.replace("item_max = 4", "item_max = 0"), "utf-8")
    with pytest.raises(CatalogueError, match=r"sleep\.toml, line 6"):
        desk.measuring.add_own_file(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(UnusableInput, match="no UTF-8"):
        desk.measuring.add_own_file(file)
    with pytest.raises(UnusableInput, match="cannot be read"):
        desk.measuring.add_own_file(tmp_path / "gone.toml")
    assert desk.measuring.own() == ()


def test_a_retired_measure_is_offered_no_more_but_its_answers_stay(desk: Desk, client: ClientId) -> None:
    measure = desk.measuring.add_own(OWN, "sleep.toml")
    desk.measuring.administer(client, measure, Given((0, 0, 0)))
    desk.measuring.retire(measure.id)
    assert measure not in desk.measuring.measures()
    assert desk.measuring.administrations(client)[0].measure == measure
    desk.measuring.bring_back(measure.id)
    assert measure in desk.measuring.measures()


# Properties


def answers(measure: Measure) -> st.SearchStrategy[tuple[int | None, ...]]:
    one = st.none() | st.integers(measure.item_min, measure.item_max)
    return st.tuples(*[one] * measure.items).filter(lambda items: any(item is not None for item in items))


BY_ITEM = [measure for measure in shipped_measures().values() if measure.items]


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(BY_ITEM).flatmap(lambda one: st.tuples(st.just(one), answers(one))))
def test_what_is_kept_is_what_was_answered_and_no_risk_goes_by(
    desk: Desk, client: ClientId, drawn: tuple[Measure, tuple[int | None, ...]]
) -> None:
    measure, items = drawn
    kept = desk.measuring.administer(client, measure, Given(items))
    found = scoring.score(measure, items)
    assert kept.administration.items == items
    assert (kept.administration.total, kept.administration.subscales) == (found.total, found.subscales)
    assert (kept.risk is not None) == bool(found.risk or found.ask)
    waiting = {one.record.because for one in desk.risk.open_records()}
    assert kept.risk is None or kept.risk.because in waiting
    with desk.store.read() as records:
        assert records.voice.administrations.get(kept.administration.id) == kept.administration
