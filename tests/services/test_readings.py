from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import CharacteristicId, ClientId
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Source
from relationship_desk.services.desk import Desk

TODAY = date(2026, 3, 31)
STAGE, RESISTANCE = CharacteristicId("stage-of-change"), CharacteristicId("resistance")


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=TODAY - timedelta(days=90)).id


def read(desk: Desk, client: ClientId) -> tuple[ProfileEntry, ...]:
    return desk.reviewing.history(client).profile


def put(desk: Desk, client: ClientId, value: str, days_ago: int, concern: str = "") -> ProfileEntry:
    day = TODAY - timedelta(days=days_ago)
    characteristic = RESISTANCE if value[0].isdigit() else STAGE
    desk.readings.put(client, characteristic, value, Source.CLINICIAN, concern=concern, assessed_on=day)
    return max(read(desk, client), key=lambda one: one.id)


def test_a_reading_is_put_right(desk: Desk, client: ClientId) -> None:
    reading = put(desk, client, "7.5", 9)
    day = TODAY - timedelta(days=8)
    desk.readings.change(replace(reading, value="4", source=Source.CLIENT, concern=" work ", assessed_on=day))
    (kept,) = read(desk, client)
    assert kept == replace(reading, value="4.0", source=Source.CLIENT, concern="work", assessed_on=day)


def test_a_reading_is_removed(desk: Desk, client: ClientId) -> None:
    first, second = put(desk, client, "7.5", 9), put(desk, client, "6.0", 2)
    assert desk.readings.remove(first.id) == first
    assert read(desk, client) == (second,)
    with pytest.raises(NotFound):
        desk.readings.remove(first.id)
    with pytest.raises(NotFound):
        desk.readings.change(first)


def test_what_cannot_be_is_refused_and_nothing_changed(desk: Desk, client: ClientId) -> None:
    first, second = put(desk, client, "7.5", 9), put(desk, client, "6.0", 2)
    for wrong, sentence in (
        (replace(first, value="eleven"), ""),
        (replace(first, assessed_on=TODAY + timedelta(days=1)), "cannot lie ahead"),
        (replace(first, assessed_on=second.assessed_on), "already"),
    ):
        with pytest.raises(UnusableInput) as refused:
            desk.readings.change(wrong)
        assert sentence in str(refused.value)
    assert read(desk, client) == (first, second)


def test_each_concern_keeps_its_own_stages(desk: Desk, client: ClientId) -> None:
    put(desk, client, "contemplation", 9, "Sleep")
    put(desk, client, "action", 9, "Drinking")
    put(desk, client, "preparation", 2, "Sleep")
    kept = [(one.concern, one.value) for one in read(desk, client)]
    assert kept == [("Sleep", "contemplation"), ("Drinking", "action"), ("Sleep", "preparation")]


def test_the_concerns_of_the_plan_are_offered_first(desk: Desk, client: ClientId) -> None:
    put(desk, client, "action", 9, "Drinking")
    desk.planning.add_concern(client, "Sleep")
    solved = desk.planning.add_concern(client, "Money", noted_on=TODAY - timedelta(days=30))
    desk.planning.save_concern(replace(solved, resolved_on=TODAY))
    assert desk.readings.concerns(client) == ("Sleep", "Drinking")
