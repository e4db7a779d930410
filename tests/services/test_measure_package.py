"""Measures and risk in the data package, and on their way with sessions and records."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.conftest import PASSPHRASE

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.exchange.package import PackageFaults
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.measuring import Given

FIRST = date(2026, 1, 5)
FULL = Shape(reduced=False)
PHQ, ORS = shipped_measures()[MeasureId("phq-9")], shipped_measures()[MeasureId("ors")]
AT_RISK = (1, 1, 1, 1, 1, 1, 1, 1, 2)
CLIENTS = "client,kind,opened_on\nK-17,individual,2026-01-05\n"
OWN = 'id = "diary"\nversion = "1"\ntitle = "Diary"\ndirection = "lower"\nitems = 2\nitem_max = 4\ntotal_max = 8\n'


def write(folder: Path, measures: str = "", own: str = "", **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "clients.csv").write_text(CLIENTS, "utf-8")
    if measures:
        (folder / "measures.csv").write_text(measures, "utf-8")
    if own:
        (folder / "measures").mkdir(exist_ok=True)
        (folder / "measures" / "diary.toml").write_text(own, "utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "phq-9,1,0;0;0;0;0;0;0;0;0,1,,",
            "measures.csv, line 2, items: The items of PHQ-9 do not come to a total of 1",
        ),
        ("phq-9,1,1;2,,,", "line 2, items: PHQ-9 has 9 items; 2 were given"),
        ("phq-9,1,4;0;0;0;0;0;0;0;0,4,,", "line 2, items: Item 1 of PHQ-9 runs from 0 to 3"),
        ("phq-9,1,,,,", "line 2, total: Enter the total"),
        ("phq-9,1,,28,,", "line 2, total: The total of PHQ-9 runs from 0 to 27"),
        ("phq-9,1,a;b,,,", "line 2, items: “a” is no whole number"),
        ("phq-9,1,,1e9,,", "line 2, total: “1e9” is no number"),
        ("phq-9,7,,3,,", "line 2, measure: There is no measure “phq-9” in version 7"),
        ("phq-99,,,3,,", "line 2, measure: There is no measure “phq-99” in this practice"),
        ("wai-sr,,,40,task=12;task=3,", "line 2, subscales: “task=3” is no name with a number"),
        ("wai-sr,,,40,mood=12,", "has no subscale “mood”"),
        ("phq-9,1,1;1;1;1;1;1;1;1;0,8,,1", "declined has no answer"),
    ],
)
def test_a_fault_is_named_and_nothing_is_imported(desk: Desk, tmp_path: Path, row: str, fault: str) -> None:
    head = "client,administered_on,measure,version,items,total,subscales,declined\n"
    folder = write(tmp_path / "in", f"{head}K-17,2026-01-05,{row}\n")
    with pytest.raises(PackageFaults) as found:
        desk.importing.import_package(folder)
    assert fault in str(found.value)
    assert desk.reviewing.clients() == ()


def test_rows_are_scored_and_the_newest_version_is_meant_where_none_is_said(desk: Desk, tmp_path: Path) -> None:
    rows = "K-17,2026-01-05,phq-9,1;1;1;1;1;1;1;1;0\nK-17,2026-01-12,diary,1;\n"
    folder = write(tmp_path / "in", f"client,administered_on,measure,items\n{rows}", OWN)
    desk.importing.import_package(folder)
    assert desk.importing.import_package(folder).added["measures"] == 0
    diary, phq = desk.measuring.administrations(desk.supervising.client_id("K-17"))
    assert (phq.latest.administration.total, phq.latest.administration.version) == (8, "1")
    assert (diary.latest.administration.items, diary.latest.administration.total) == ((1, None), None)
    assert desk.risk.open_records() == ()


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        (OWN.replace("item_max = 4", "item_max = -1"), "measures/diary.toml, line 6: “item_max” has to be more than 0"),
        (OWN + 'colour = "red"\n', "measures/diary.toml, line 8: “colour” is not known here"),
        ("id = [", "measures/diary.toml, line 1: this is not valid TOML"),
        (OWN.replace("diary", "phq-9"), "measures/diary.toml: “phq-9” is a measure of the program"),
    ],
)
def test_a_fault_in_an_own_measure_imports_nothing(desk: Desk, tmp_path: Path, own: str, fault: str) -> None:
    with pytest.raises(PackageFaults) as found:
        desk.importing.import_package(write(tmp_path / "in", own=own))
    assert fault in str(found.value)
    assert desk.reviewing.clients() == ()
    assert desk.measuring.own() == ()


@pytest.mark.parametrize(
    ("items", "because"), [("2", "PHQ-9, item 9: 2"), ("0", ""), ("", "PHQ-9, item 9: not answered: ask")]
)
def test_a_total_goes_round_with_what_was_answered_about_risk(
    desk: Desk, empty_template: Path, tmp_path: Path, items: str, because: str
) -> None:
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    given = Given((None,) * 8 + (int(items) if items else None,), total=14)
    desk.measuring.administer(client, PHQ, given, administered_on=FIRST)
    desk.exporting.export(tmp_path / "out", FULL)
    assert not any(desk.importing.import_package(tmp_path / "out").added.values())
    shutil.copytree(empty_template, tmp_path / "Other.desk")
    other = practices.open_practice(tmp_path / "Other.desk", Secret.passphrase(PASSPHRASE), desk.today())
    other.importing.import_package(tmp_path / "out")
    for target in (desk, other):
        [course] = target.measuring.administrations(target.supervising.client_id("K-17"))
        held = course.latest.administration
        assert (held.items, held.total, course.latest.missing) == (given.items, 14, ())
        assert [one.record.because for one in target.risk.open_records()] == ([because] if because else [])
    other.close()


def test_an_own_measure_stays_out_when_a_row_is_at_fault(desk: Desk, tmp_path: Path) -> None:
    rows = "client,administered_on,measure,items\nK-17,2026-01-05,diary,9;9\n"
    with pytest.raises(PackageFaults):
        desk.importing.import_package(write(tmp_path / "in", rows, OWN))
    assert desk.measuring.own() == ()


def test_imported_answers_open_the_risk_record_unless_it_came_with_them(desk: Desk, tmp_path: Path) -> None:
    head = "client,administered_on,measure,items\n"
    rows = "".join(f"K-17,2026-0{month}-05,phq-9,1;1;1;1;1;1;1;1;2\n" for month in (1, 2))
    told = 'client,assessed_on,action,because,closed_on\nK-17,2026-01-06,Asked,"PHQ-9, item 9: 2",2026-01-06\n'
    folder = write(tmp_path / "in", head + rows, risk=told)
    desk.importing.import_package(folder)
    assert [one.record.assessed_on for one in desk.risk.open_records()] == [date(2026, 2, 5)]
    desk.importing.import_package(folder)
    assert len(desk.risk.of(desk.supervising.client_id("K-17"))) == 2


@pytest.mark.parametrize("reduced", [False, True])
def test_own_measures_that_were_answered_go_out_as_they_were_written(desk: Desk, tmp_path: Path, reduced: bool) -> None:
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    for version in ("1", "../2", ".._2"):
        measure = desk.measuring.add_own(OWN.replace('"1"', f'"{version}"') + "# as written\r\n", "diary.toml")
        desk.measuring.administer(client, measure, Given((1, 2)))
    desk.measuring.add_own(OWN.replace("diary", "unused"), "unused.toml")
    desk.exporting.export(tmp_path / "out", Shape(reduced=reduced))
    files = sorted((tmp_path / "out" / "measures").iterdir())
    assert [path.name for path in files] == ["diary-.._2.toml", "diary-.._2_.toml", "diary-1.toml"]
    assert files[-1].read_bytes().decode() == f"{OWN}# as written\r\n"


def test_risk_words_stay_out_of_a_reduced_package(desk: Desk, tmp_path: Path) -> None:
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    desk.measuring.administer(client, PHQ, Given(AT_RISK))
    desk.exporting.export(tmp_path / "out", Shape())
    assert (tmp_path / "out" / "risk.csv").read_text("utf-8").splitlines()[0] == (
        "client,session,week,year,closed_week,closed_year"
    )


# On the way with sessions and records


def kinds(desk: Desk, client: ClientId) -> tuple[list[float | None], list[str]]:
    totals = [one.administration.total for course in desk.measuring.administrations(client) for one in course.standings]
    return totals, [one.because for one in desk.risk.of(client)]


def test_answers_and_the_risk_record_go_with_their_session(desk: Desk) -> None:
    wrong, right = (desk.recording.add_client(code, opened_on=FIRST).id for code in ("K-17", "L-20"))
    session = desk.recording.add_session(wrong, held_on=FIRST)
    desk.measuring.administer(wrong, PHQ, Given(AT_RISK), session=session.id)
    desk.measuring.administer(wrong, ORS, Given(total=20), administered_on=FIRST + timedelta(days=1))
    desk.correcting.move_to_client(session.id, right, "Entered in the wrong record")
    assert kinds(desk, right) == ([10], ["PHQ-9, item 9: 2"])
    assert kinds(desk, wrong) == ([20], [])
    assert [(one.client.code, one.session) for one in desk.risk.open_records()] == [("L-20", 1)]


def test_answers_and_risk_records_of_both_are_in_the_merged_record(desk: Desk) -> None:
    kept, absorbed = (desk.recording.add_client(code, opened_on=FIRST).id for code in ("K-17", "K-18"))
    for client, total in ((kept, 20), (absorbed, 24)):
        desk.measuring.administer(client, ORS, Given(total=total), administered_on=FIRST)
        desk.risk.open(client)
    session = desk.recording.add_session(absorbed, held_on=FIRST)
    desk.measuring.administer(absorbed, PHQ, Given(AT_RISK), session=session.id)
    desk.correcting.merge(kept, absorbed, "Taken on twice")
    totals, because = kinds(desk, kept)
    assert sorted(total or 0 for total in totals) == [10, 20, 24]
    assert len(because) == 3
    assert len(desk.risk.open_records()) == 3


def test_an_erased_client_leaves_no_open_risk_behind(desk: Desk) -> None:
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    desk.risk.open(client)
    with desk.store.work("erase", "client") as work:
        work.retention.erase(client)
    assert desk.risk.open_records() == ()
