"""The prompt about risk in a practice: from the answers, between sessions and before the first, until it is closed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.conftest import PASSPHRASE
from tests.services.courses_of_prompts import FIRST, add_client, hold

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.client_voice import RiskRecord
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import Attendance, PromptStatus
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.measuring import Given

PHQ = shipped_measures()[MeasureId("phq-9")]
OPEN, ACCEPTED, WITHDRAWN = PromptStatus.OPEN, PromptStatus.ACCEPTED, PromptStatus.WITHDRAWN
WHY = "Entered on the wrong line of the diary"


@pytest.fixture
def other(empty_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """Another practice, without a client."""
    folder = shutil.copytree(empty_template, tmp_path / "Elsewhere.desk")
    opened = practices.open_practice(folder, Secret.passphrase(PASSPHRASE), date(2026, 3, 31))
    yield opened
    opened.close()


@pytest.fixture
def client(desk: Desk) -> ClientId:
    desk.day = FIRST
    return add_client(desk)


def answers(desk: Desk, client: ClientId, item: int, day: date, session: SessionId | None = None) -> RiskRecord:
    """A PHQ-9 whose ninth item was answered so, as it comes in; the client is judged as when the page is left."""
    given = Given((1, 1, 1, 1, 1, 1, 1, 1, item))
    desk.day = max(desk.today(), day)
    kept = desk.measuring.administer(client, PHQ, given, administered_on=day, session=session)
    desk.prompting.evaluate(client)
    assert kept.risk is not None
    return kept.risk


def about_risk(desk: Desk, client: ClientId) -> list[Prompt]:
    found = [row.prompt for row in desk.prompting.rows(client) if row.prompt.rule == "N3"]
    return sorted(found, key=lambda one: (one.opened_on, one.id))


def states(desk: Desk, client: ClientId) -> list[tuple[int, date, PromptStatus]]:
    return [(one.session, one.opened_on, one.status) for one in about_risk(desk, client)]


def close(desk: Desk, record: RiskRecord, day: date) -> None:
    desk.risk.save(replace(desk.risk.get(record.id), action="Agreed on a plan"))
    desk.day = max(desk.today(), day)
    desk.risk.close(record.id, day)
    desk.prompting.evaluate(record.client)


def test_every_answer_between_two_sessions_speaks_until_its_record_is_closed(desk: Desk, client: ClientId) -> None:
    last = hold(desk, client, (7.0, 7.0))[-1].held_on
    days = [last + timedelta(n) for n in range(1, 5)]
    first = answers(desk, client, 2, days[0])
    assert states(desk, client) == [(2, days[0], OPEN)]
    desk.answering.accept(about_risk(desk, client)[0].id, "Called, safe for now")
    second = answers(desk, client, 3, days[1])
    assert states(desk, client) == [(2, days[0], ACCEPTED), (2, days[1], OPEN)]
    assert desk.prompting.waiting_rows()[0].prompt.opened_on == days[1], "the first of everything that waits"
    answers(desk, client, 1, days[2])
    assert states(desk, client) == [(2, days[0], ACCEPTED), (2, days[2], OPEN)], "it shows both"
    assert len(about_risk(desk, client)[1].because) == 2
    for record in desk.risk.of(client):
        close(desk, record, days[3])
    assert states(desk, client) == [(2, days[0], ACCEPTED), (2, days[2], WITHDRAWN)]
    desk.risk.reopen(second.id)
    desk.prompting.evaluate(client)
    assert [one.status for one in about_risk(desk, client)] == [ACCEPTED, OPEN]
    desk.risk.reopen(first.id)
    desk.prompting.evaluate(client)
    assert [len(one.because) for one in about_risk(desk, client)] == [1, 1], "the answer to the first stays one"


@pytest.mark.parametrize("attendance", [None, Attendance.NO_SHOW, Attendance.CANCELLED])
def test_it_waits_for_no_session(desk: Desk, client: ClientId, attendance: Attendance | None) -> None:
    day = date(2026, 1, 5)
    if attendance is not None:
        desk.recording.add_session(client, held_on=day, attendance=attendance)
    answers(desk, client, 2, day)
    (prompt,) = about_risk(desk, client)
    assert (prompt.session, prompt.opened_on, prompt.status) == (0, day, OPEN)
    assert desk.prompting.waiting_rows()[0].prompt == prompt
    why = desk.prompting.why(prompt.id)
    assert (why.week, why.next_session, why.since) == (1, 1, 0)
    assert not why.entry_title
    desk.answering.accept(prompt.id, "Call today")
    (first,) = hold(desk, client, (7.0,))
    assert [one.words for one in desk.following.intentions(first.id)] == ["Call today"]


def test_as_of_a_day_gone_by_it_is_listed_as_it_was(desk: Desk, client: ClientId) -> None:
    last = hold(desk, client, (7.0, 7.0))[-1].held_on
    for day in (1, 3):
        answers(desk, client, day, last + timedelta(day))
    listed = []
    for day in (0, 1, 2, 3):
        rows = desk.listing.prompts("K-17", last + timedelta(day))
        listed.append([row["because"] for row in rows if row["rule"] == "N3"])
    said = [{"what": "risk record", "session": None, "value": f"PHQ-9, item 9: {item}"} for item in (1, 3)]
    assert listed == [[], [said[:1]], [said[:1]], [said]]


@pytest.mark.parametrize("sessions", [0, 2])
def test_an_export_read_elsewhere_gives_the_same_and_a_second_time_nothing(
    desk: Desk, client: ClientId, sessions: int, tmp_path: Path, other: Desk
) -> None:
    last = hold(desk, client, (7.0,) * sessions)[-1].held_on if sessions else date(2026, 2, 2)
    answers(desk, client, 2, last + timedelta(1))
    desk.answering.accept(about_risk(desk, client)[0].id, "Called")
    answers(desk, client, 3, last + timedelta(2))
    desk.exporting.export(tmp_path / "out", Shape(reduced=False))
    added = other.importing.import_package(tmp_path / "out").added
    assert added["prompts"] >= 2
    (there,) = [row.client.id for row in other.prompting.waiting_rows() if row.prompt.rule == "N3"][:1]
    before = about_risk(other, there)
    other.prompting.evaluate(there)
    assert about_risk(other, there) == before
    assert [one.uid for one in before] == [one.uid for one in about_risk(desk, client)]
    assert not any(other.importing.import_package(tmp_path / "out").added.values())


def test_in_reduced_identity_no_record_is_named(desk: Desk, client: ClientId, tmp_path: Path) -> None:
    record = answers(desk, client, 2, date(2026, 2, 2))
    desk.exporting.export(tmp_path / "out", Shape())
    written = (tmp_path / "out" / "prompts.csv").read_text("utf-8")
    assert "risk record" in written
    assert record.uid not in written
    assert "item 9" not in written


class TestRecordsPutRight:
    def test_it_goes_with_the_session_its_record_is_of(self, desk: Desk, client: ClientId) -> None:
        sessions = hold(desk, client, (7.0, 7.0, 7.0))
        answers(desk, client, 2, sessions[1].held_on, sessions[1].id)
        answers(desk, client, 3, sessions[2].held_on + timedelta(1))
        desk.answering.accept(about_risk(desk, client)[0].id, "Called")
        right = add_client(desk, "M-08")
        desk.correcting.move_to_client(sessions[1].id, right, WHY)
        for one in (client, right):
            desk.prompting.evaluate(one)
        assert states(desk, right) == [(1, sessions[1].held_on, OPEN)]
        assert states(desk, client) == [(3, sessions[2].held_on + timedelta(1), OPEN)], "what stays is asked again"
        assert "Called" in desk.correcting.corrections(client)[-1].after

    def test_two_records_made_one_show_what_is_open_in_both_at_once(self, desk: Desk, client: ClientId) -> None:
        hold(desk, client, (7.0, 7.0))
        other = add_client(desk, "M-08")
        answers(desk, client, 2, date(2025, 12, 1))
        answers(desk, other, 2, date(2025, 12, 2))
        desk.correcting.merge(client, other, "One person")
        desk.prompting.evaluate(client)
        (prompt,) = about_risk(desk, client)
        assert (prompt.session, prompt.opened_on, len(prompt.because)) == (0, date(2025, 12, 2), 2)

    def test_what_was_answered_in_each_stays_answered(self, desk: Desk, client: ClientId) -> None:
        hold(desk, client, (7.0, 7.0))
        other = add_client(desk, "M-08")
        for one in (client, other):
            answers(desk, one, 2, date(2025, 12, 1))
            desk.answering.accept(about_risk(desk, one)[0].id, "Called")
        desk.correcting.merge(client, other, "One person")
        desk.prompting.evaluate(client)
        assert states(desk, client) == [(0, date(2025, 12, 1), ACCEPTED)] * 2
