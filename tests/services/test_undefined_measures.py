"""Answers to a measure whose definition is not on this computer are kept, shown and exported, and stop nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.conftest import PASSPHRASE

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.client_voice import OwnMeasure, OwnMeasureId, PlannedRating
from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.measure import Administration, AdministrationId, How, Items, MeasureId
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.exchange.package import PackageFaults
from relationship_desk.sealing.answer_files import write_answers
from relationship_desk.sealing.secret import Secret
from relationship_desk.sealing.waiting_answers import answer_files
from relationship_desk.services import practices
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.measuring import Given
from relationship_desk.services.risk import UNREAD
from relationship_desk.services.summarising import Request

FIRST = date(2026, 1, 5)
PHQ = shipped_measures()[MeasureId("phq-9")]
CALM = (1, 1, 1, 1, 1, 1, 1, 1, 0)
NEWER = (7, None, 12, 0, 3)
OWN = 'id = "diary"\nversion = "1"\ntitle = "Diary"\ndirection = "lower"\nitems = 2\nitem_max = 4\ntotal_max = 8\n'


def keep(
    desk: Desk,
    client: ClientId,
    measure: str,
    version: str,
    *,
    items: Items = (),
    total: float | None = None,
    day: date = FIRST,
    session: SessionId | None = None,
) -> Administration:
    """Answers as a program that knew the measure has kept them."""
    with desk.store.work("administer", "measure") as work:
        return work.voice.administrations.add(
            Administration(
                AdministrationId(0),
                f"{measure}-{version}-{day}",
                client,
                session,
                None,
                day,
                MeasureId(measure),
                version,
                Perspective.CLIENT,
                items,
                (2,) if None in items else (),
                total,
                {"mood": 2.25} if items else {},
                How.TYPED,
            )
        )


@pytest.fixture
def client(desk: Desk) -> ClientId:
    """A client followed by a measure of which the newest answers, and all of another, cannot be read."""
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    sessions = [desk.recording.add_session(client, held_on=FIRST + timedelta(weeks=week)) for week in range(4)]
    for session, total in zip(sessions, (20, 8), strict=False):
        desk.measuring.administer(client, PHQ, Given(total=total), session=session.id)
    keep(desk, client, "phq-9", "9", items=NEWER, total=22.13, day=sessions[2].held_on, session=sessions[2].id)
    keep(desk, client, "phq-9", "9", total=3, day=sessions[3].held_on)
    keep(desk, client, "wsas", "4", total=400, day=sessions[3].held_on)
    keep(desk, client, "of-tomorrow", "1", total=1, day=sessions[3].held_on)
    desk.measuring.choose_main(client, MeasureId("phq-9"))
    return client


def test_they_are_shown_with_what_was_kept(desk: Desk, client: ClientId) -> None:
    found = desk.measuring.undefined(client)
    assert [one.title for one in found] == ["of-tomorrow version 1", "phq-9 version 9", "wsas version 4"]
    first, last = found[1].administrations
    assert (first.items, first.declined, first.total, first.subscales) == (NEWER, (2,), 22.13, {"mood": 2.25})
    assert last.total == 3


def test_what_can_be_read_is_read_without_them(desk: Desk, client: ClientId) -> None:
    (course,) = desk.measuring.administrations(client)
    assert (course.measure, course.main) == (PHQ, True)
    assert [one.administration.total for one in course.standings] == [20, 8]


def test_signals_and_prompts_take_no_part_of_them(desk: Desk, client: ClientId) -> None:
    analysis = desk.prompting.evaluate(client)
    assert len(analysis.history.administrations) == 6
    assert [one.measure for one in analysis.measures] == [PHQ]
    assert {one.subject for one in analysis.findings if one.subject in {"wsas", "of-tomorrow"}} == set()
    assert not any(point.what == "WSAS" for one in desk.prompting.rows(client) for point in one.prompt.because)
    assert desk.listing.signals("K-17", desk.today())


def test_the_practice_is_counted_and_the_summary_printed(desk: Desk, client: ClientId) -> None:
    (outcomes,) = desk.surveying.survey(None, Progress()).outcomes
    assert (outcomes.measure, outcomes.courses) == (PHQ, 1)
    assert desk.supervising.pdf(Request(client)).startswith(b"%PDF")


def test_once_their_definition_comes_in_signals_are_computed_from_them(desk: Desk, client: ClientId) -> None:
    keep(desk, client, "diary", "1", total=1)
    desk.recomputing.run(Progress())
    desk.measuring.add_own(OWN.replace("diary", "weekly"), "weekly.toml")
    assert not desk.recomputing.due, "nobody has answered that one"
    desk.measuring.add_own(OWN, "diary.toml")
    assert desk.recomputing.due


def test_they_cannot_be_corrected_and_stay_as_they_are(desk: Desk, client: ClientId) -> None:
    held = desk.measuring.undefined(client)[1].administrations[0]
    with pytest.raises(NotFound, match="“phq-9” in version 9"):
        desk.measuring.correct(held, Given(total=3))
    assert desk.measuring.undefined(client)[1].administrations[0] == held


def test_a_plan_may_go_by_them(desk: Desk, client: ClientId) -> None:
    with desk.store.work("plan", "ratings") as work:
        work.voice.put_plan(client, [PlannedRating(client, "of-tomorrow", Perspective.CLIENT, 2)])
    assert "of-tomorrow" in desk.rating_plans.due_next(client).measures


def test_they_go_out_and_come_in_byte_for_byte(
    desk: Desk, client: ClientId, empty_template: Path, tmp_path: Path
) -> None:
    with desk.store.work("plan", "ratings") as work:
        work.voice.put_plan(client, [PlannedRating(client, "of-tomorrow", Perspective.CLIENT, 2)])
    desk.exporting.export(tmp_path / "out", Shape(reduced=False))
    assert not any(desk.importing.import_package(tmp_path / "out").added.values())
    shutil.copytree(empty_template, tmp_path / "Other.desk")
    other = practices.open_practice(tmp_path / "Other.desk", Secret.passphrase(PASSPHRASE), desk.today())
    other.importing.import_package(tmp_path / "out")
    other.exporting.export(tmp_path / "again", Shape(reduced=False))
    other.close()
    for name in ("measures.csv", "plans.csv", "risk.csv"):
        first, second = ((tmp_path / folder / name).read_bytes() for folder in ("out", "again"))
        assert first == second
    first = (tmp_path / "out" / "measures.csv").read_bytes()
    assert b"phq-9,9,client,7;;12;0;3,22.13,mood=2.25,2,typed" in first


def test_they_are_in_a_reduced_package_too(desk: Desk, client: ClientId, tmp_path: Path) -> None:
    desk.exporting.export(tmp_path / "out", Shape())
    assert "of-tomorrow,1" in (tmp_path / "out" / "measures.csv").read_text("utf-8")


def test_a_row_by_hand_that_names_no_measure_is_still_a_fault(desk: Desk, client: ClientId, tmp_path: Path) -> None:
    """Only a row with an id of its own comes from a program that has known the measure."""
    folder = tmp_path / "in"
    folder.mkdir()
    head = "client,administered_on,uid,measure,version,total\n"
    for row in ("K-17,2026-01-05,,phq9,1,3", "K-17,2026-01-05,a-uid,phq9,,3"):
        (folder / "measures.csv").write_text(f"{head}{row}\n", "utf-8")
        with pytest.raises(PackageFaults, match="line 2, measure: There is no measure “phq9”"):
            desk.importing.import_package(folder)


def test_an_own_measure_that_this_version_cannot_read_hides_nothing(desk: Desk, client: ClientId) -> None:
    with desk.store.work("add", "measure") as work:
        text = f'{OWN}of_a_newer_program = "yes"\n'
        work.voice.own_measures.add(OwnMeasure(OwnMeasureId(0), MeasureId("diary"), "1", text, desk.now(), None))
    keep(desk, client, "diary", "1", items=(1, 2), total=3)
    assert "diary version 1" in [one.title for one in desk.measuring.undefined(client)]
    assert "diary" not in [one.id for one in desk.measuring.measures()]
    (own,) = desk.measuring.own()
    assert desk.measuring.title_of(own) == "diary"


def test_answers_to_a_form_of_an_older_program_come_in_and_ask_to_be_read(desk: Desk, client: ClientId) -> None:
    session = desk.recording.add_session(client, held_on=FIRST + timedelta(weeks=5))
    older = replace(PHQ, version="0")
    form = desk.handing_over.prepare(session.id, (), [older])
    answers = Answers.to(form, desk.now())
    for number, one in enumerate(CALM, start=1):
        answers = answers.with_item(form.measures[0], number, one, desk.now())
    write_answers(desk.folder, form.public_key, answers.id, answers.to_json())
    reception = desk.handing_over.receive()
    assert (len(reception.received), reception.kept, answer_files(desk.folder)) == (1, (), [])
    (risk,) = reception.received[0].risk
    assert risk == f"phq-9 version 0, {UNREAD}"
    (kept,) = [one for one in desk.measuring.undefined(client) if one.version == "0"]
    assert (kept.administrations[0].items, kept.administrations[0].total) == (CALM, None)
