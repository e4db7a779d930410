"""Readings of impairment by area of life, and of social support, wherever they are read again."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from relationship_desk.domain.ids import CharacteristicId, ClientId
from relationship_desk.domain.prompt import points_from_text
from relationship_desk.domain.vocabulary import Source
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.summarising import Request

FIRST = date(2026, 1, 5)
IMPAIRMENT, SUPPORT = CharacteristicId("functional-impairment"), CharacteristicId("social-support")


@pytest.fixture
def client(desk: Desk) -> ClientId:
    """A client read low at home, high at work and in words of the clinician's own, with little support."""
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    for week in range(3):
        desk.recording.add_session(client, held_on=FIRST + timedelta(weeks=week))
    for value, area, source in (
        ("5.0", "", Source.CLINICIAN),
        ("8.0", "Work or study", Source.CLIENT),
        ("2.0", "Home", Source.CLIENT),
        ("7.5", "Moss bakery", Source.CLINICIAN),
    ):
        desk.readings.put(client, IMPAIRMENT, value, source, concern=area, assessed_on=FIRST)
    desk.readings.put(client, SUPPORT, "2.0", Source.CLIENT, assessed_on=FIRST)
    desk.prompting.evaluate(client)
    return client


def test_the_guided_review_shows_support_and_each_area_as_on_file(desk: Desk, client: ClientId) -> None:
    support = next(one for one in desk.guided_reviews.begin(client).domains if one.key == "support")
    assert support.on_file == (
        "Social support: 2.0, by the client, 5 Jan 2026",
        "Functional impairment: 5.0, by the clinician, 5 Jan 2026",
        "Functional impairment, Work or study: 8.0, by the client, 5 Jan 2026",
        "Functional impairment, Home: 2.0, by the client, 5 Jan 2026",
        "Functional impairment, Moss bakery: 7.5, by the clinician, 5 Jan 2026",
    )


def test_the_summary_tells_the_whole_from_the_areas(desk: Desk, client: ClientId) -> None:
    (line,) = (
        one
        for one in desk.supervising.summary(Request(client), "QF-27").profile
        if one.characteristic == "Functional impairment"
    )
    assert line.reading == (
        "5.0 (clinician, 1); Work or study 8.0 (client, 1); Home 2.0 (client, 1); one area 7.5 (clinician, 1)"
    )
    (line,) = (
        one
        for one in desk.supervising.summary(Request(client, full_identity=True), "QF-27").profile
        if one.characteristic == "Functional impairment"
    )
    assert "Moss bakery 7.5" in line.reading


def test_a_reduced_export_names_the_areas_of_the_catalogue_and_no_other(
    desk: Desk, client: ClientId, tmp_path: Path
) -> None:
    desk.exporting.export(tmp_path / "out", Shape())
    with (tmp_path / "out" / "prompts.csv").open(newline="", encoding="utf-8") as file:
        (because,) = (points_from_text(row["because"]) for row in csv.DictReader(file) if row["rule"] == "A3")
    assert {(one.what, one.value) for one in because} == {
        ("functional impairment, Work or study", "8.0"),
        ("functional impairment", "7.5"),
        ("social support, client", "2.0"),
    }
    assert "Moss" not in (tmp_path / "out" / "profile.csv").read_text("utf-8")
