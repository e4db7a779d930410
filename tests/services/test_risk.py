"""The risk record: opened by answers or by the clinician, shown until it is closed, closed only with an action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.services import risk
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given

FIRST, TODAY = date(2026, 1, 5), date(2026, 3, 31)
PHQ, CORE = shipped_measures()[MeasureId("phq-9")], shipped_measures()[MeasureId("core-om")]
AT_RISK = (1, 1, 1, 1, 1, 1, 1, 1, 2)


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=FIRST).id


def test_a_risk_item_above_its_lowest_answer_opens_a_record_of_its_day_and_session(
    desk: Desk, client: ClientId
) -> None:
    session = desk.recording.add_session(client, held_on=FIRST)
    desk.measuring.administer(client, PHQ, Given(AT_RISK), session=session.id)
    (waiting,) = desk.risk.open_records()
    assert (waiting.client.id, waiting.session) == (client, 1)
    assert (waiting.record.because, waiting.record.assessed_on) == ("PHQ-9, item 9: 2", FIRST)
    assert (waiting.record.ideation, waiting.record.action, waiting.record.closed_on) == ("", "", None)


def test_several_items_stand_in_one_record(desk: Desk, client: ClientId) -> None:
    items: list[int | None] = [0] * CORE.items
    items[8], items[15] = 3, None
    kept = desk.measuring.administer(client, CORE, Given(tuple(items)))
    assert kept.risk is not None
    assert kept.risk.because == f"{CORE.title}, item 9: 3; {CORE.title}, item 16: not answered: ask"
    assert len(desk.risk.of(client)) == 1


def test_the_same_answers_of_the_same_day_open_one_record_and_later_ones_another(desk: Desk, client: ClientId) -> None:
    for day in (FIRST, FIRST, FIRST + timedelta(days=7)):
        desk.measuring.administer(client, PHQ, Given(AT_RISK), administered_on=day)
    assert [one.record.assessed_on for one in desk.risk.open_records()] == [FIRST, FIRST + timedelta(days=7)]


def test_of_a_total_alone_nothing_is_said_about_the_item(desk: Desk, client: ClientId) -> None:
    assert desk.measuring.administer(client, PHQ, Given(total=20)).risk is None


def test_what_is_typed_is_kept_but_not_what_led_to_it(desk: Desk, client: ClientId) -> None:
    opened = desk.risk.open(client)
    assert opened.because == risk.BY_CLINICIAN
    desk.risk.save(replace(opened, ideation="Passing thoughts", means="None\r\nat home", because="x", closed_on=TODAY))
    held = desk.risk.get(opened.id)
    assert held == replace(opened, ideation="Passing thoughts", means="None\nat home")
    with pytest.raises(UnusableInput, match="cannot lie ahead"):
        desk.risk.save(replace(opened, assessed_on=TODAY + timedelta(days=1)))


def test_it_closes_only_with_an_action_and_can_be_opened_again(desk: Desk, client: ClientId) -> None:
    opened = desk.risk.open(client)
    with pytest.raises(UnusableInput, match="The record stays open"):
        desk.risk.close(opened.id)
    assert len(desk.risk.open_records()) == 1
    desk.risk.save(replace(opened, action="Safety plan written", informed="GP"))
    desk.risk.close(opened.id)
    assert desk.risk.open_records() == ()
    assert desk.risk.get(opened.id).closed_on == TODAY
    with pytest.raises(UnusableInput, match="is closed"):
        desk.risk.save(opened)
    desk.risk.reopen(opened.id)
    assert [one.record.action for one in desk.risk.open_records()] == ["Safety plan written"]


def test_open_records_come_before_closed_ones(desk: Desk, client: ClientId) -> None:
    old, new = (desk.risk.open(client, assessed_on=day) for day in (FIRST, TODAY))
    desk.risk.save(replace(new, action="Asked, nothing found"))
    desk.risk.close(new.id)
    assert [one.id for one in desk.risk.of(client)] == [old.id, new.id]


def test_a_record_belongs_to_a_session_of_the_client(desk: Desk, client: ClientId) -> None:
    other = desk.recording.add_session(desk.recording.add_client("L-20").id)
    with pytest.raises(NotFound, match="not in this record"):
        desk.risk.open(client, session=other.id)
