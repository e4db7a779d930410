"""What leaves the practice: recorded in the audit, under codes that never run out, without the client's own code."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId, PromptId, RuleId
from relationship_desk.domain.process import InterventionKind
from relationship_desk.domain.prompt import Point, Prompt, points_from_text
from relationship_desk.domain.vocabulary import AgreedBy, PromptStatus
from relationship_desk.exchange.package import WrittenTable, write_package
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.summarising import Request
from relationship_desk.store.engine import reading
from relationship_desk.store.tables import audit


def deeds(desk: Desk) -> list[tuple[str, str, int]]:
    with reading(desk.store.vault.engine) as connection:
        rows = connection.execute(select(audit.c.what, audit.c.kind, audit.c.subject).order_by(audit.c.id))
        return [(row.what, row.kind, row.subject) for row in rows]


def one_session(desk: Desk, code: str) -> ClientId:
    client = desk.recording.add_client(code, opened_on=date(2026, 1, 5)).id
    desk.recording.add_session(client, held_on=date(2026, 1, 5))
    return client


def test_whatever_goes_out_in_full_is_recorded(desk: Desk, tmp_path: Path) -> None:
    client = one_session(desk, "K-17")
    desk.exporting.export(tmp_path / "full", Shape(reduced=False))
    assert deeds(desk)[-1] == ("export in full", "package", 0)
    desk.supervising.write(Request(client, full_identity=True), tmp_path / "full.pdf")
    assert deeds(desk)[-1] == ("export in full", "summary", client)
    desk.supervising.write(Request(client), tmp_path / "reduced.pdf")
    assert deeds(desk)[-1][:2] == ("draw codes", "export")


def test_codes_never_run_out(desk: Desk) -> None:
    client = one_session(desk, "K-17")
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    short = [f"{a}{b}-{n}" for a in letters for b in letters for n in range(10, 100)]
    with desk.store.work("draw codes", "export") as work:
        for code in short:
            work.practice.keep_export_codes({client: code})
    assert desk.supervising.draw_code(client) not in short


@pytest.mark.parametrize(
    ("code", "goal", "said"),
    [
        ("A", "A diary; talk to Anna", "QF-00 diary; talk to Anna"),
        ("K-17", "What k-17 wants", "What QF-00 wants"),
        ("1", "Sleep 11 hours", "Sleep 11 hours"),
    ],
)
def test_the_own_code_is_replaced_as_a_word(desk: Desk, code: str, goal: str, said: str) -> None:
    client = one_session(desk, code)
    desk.planning.add_goal(client, goal, agreed_by=AgreedBy.BOTH, set_on=date(2026, 1, 5))
    (line,) = desk.supervising.summary(Request(client), "QF-00").goals
    assert line.goal == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Anna Berg came; anna's list of k-17.", "{own} came; {own}'s list of {own}."),
        ("K 17, K–17 and K-170", "{own}, {own} and K-170"),
        ("Met Will, who will call Z-9b.", "Met {other}, who will call {other}."),
        ("On 2026-03-05, 5.3.26, 5 March 2026 and May 5th", "On [a day in 2026], [a day], [a day in 2026] and [a day]"),
        ("Slept 3 to 5 hours, 7.5 of 10", "Slept 3 to 5 hours, 7.5 of 10"),
    ],
)
def test_free_text_of_a_reduced_package_names_nobody_and_no_day(
    desk: Desk, tmp_path: Path, said: str, shown: str
) -> None:
    own, other = one_session(desk, "K-17"), one_session(desk, "Z-9b")
    for client, name in ((own, "Anna Berg"), (other, "Will Ho")):
        with desk.store.work("name", "client") as work:
            found = work.clients.get(client)
            assert found
            work.clients.save(replace(found, name=name))
    desk.planning.add_goal(own, said, agreed_by=AgreedBy.BOTH, set_on=date(2026, 1, 5))
    desk.exporting.export(tmp_path / "out", Shape(free_text=True))
    with (tmp_path / "out" / "goals.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    with (tmp_path / "out" / "clients.csv").open(newline="", encoding="utf-8") as file:
        (drawn,) = {one["client"] for one in csv.DictReader(file)} - {row["client"]}
    assert row["goal"] == shown.format(own=row["client"], other=drawn)


def test_an_intervention_of_own_words_stays_out_and_a_known_process_stays(desk: Desk, tmp_path: Path) -> None:
    client = desk.recording.add_client("K-17").id
    session = desk.recording.add_session(client).id
    process = next(iter(desk.catalogue.processes.values())).title
    desk.accompanying.put_intervention(session, process, InterventionKind.PROCESS)
    desk.accompanying.put_intervention(session, "Letter to Anna", InterventionKind.SUPPORTED)
    desk.exporting.export(tmp_path / "out", Shape())
    with (tmp_path / "out" / "interventions.csv").open(newline="", encoding="utf-8") as file:
        assert [row["intervention"] for row in csv.DictReader(file)] == [process, ""]


def test_a_drawn_code_is_nobodys_own_code(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = one_session(desk, "QF-27")
    drawn = iter("QFQG")
    monkeypatch.setattr("relationship_desk.services.exporting.secrets.choice", lambda _letters: next(drawn))
    monkeypatch.setattr("relationship_desk.services.exporting.secrets.randbelow", lambda _below: 17)
    assert desk.supervising.draw_code(client) == "QG-27"


def test_an_export_that_is_stopped_leaves_nothing_readable_behind(tmp_path: Path) -> None:
    def tables() -> Iterator[WrittenTable]:
        yield WrittenTable("clients", "", (("client", "", "string"),), (("K-17",),))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_package(tmp_path / "out", tables(), "full")
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_nested_without_end_breaks_an_import(desk: Desk, tmp_path: Path) -> None:
    one_session(desk, "K-17")
    deep = "[" * 90_000
    (tmp_path / "prompts.csv").write_text(
        f"client,session,rule,opened_on,because\nK-17,1,R1,2026-01-05,{deep}\n", "utf-8"
    )
    with pytest.raises(UnusableInput, match="line 2, because"):
        desk.importing.import_package(tmp_path)
    (tmp_path / "datapackage.json").write_text(deep, "utf-8")
    with pytest.raises(UnusableInput, match=r"datapackage\.json cannot be read"):
        desk.importing.import_package(tmp_path)


def test_the_points_of_a_prompt_hold_no_words_typed_by_hand(desk: Desk, tmp_path: Path) -> None:
    client = one_session(desk, "K-17")
    points = (
        Point("assimilation, The fire at Moss bakery", 1, "level 2"),
        Point("relational style, clinician", 1, "8.0"),
        Point("risk record 2", 1, "What she said of K-17"),
        Point("Alliance, client", 1, "4.0"),
    )
    rule = RuleId("AP1")
    with desk.store.work("add", "prompt") as work:
        work.prompts.add(
            Prompt(PromptId(0), "p", client, rule, 1, date(2026, 1, 5), PromptStatus.OPEN, None, "practice", points)
        )
    desk.exporting.export(tmp_path / "out", Shape())
    desk.exporting.export(tmp_path / "words", Shape(free_text=True))
    said = []
    for folder in ("out", "words"):
        with (tmp_path / folder / "prompts.csv").open(newline="", encoding="utf-8") as file:
            (row,) = csv.DictReader(file)
        said.append(points_from_text(row["because"]))
    assert [(one.what, one.value) for one in said[0]] == [
        ("assimilation", "level 2"),
        ("relational style, clinician", "8.0"),
        ("risk record 2", "on file"),
        ("Alliance, client", "4.0"),
    ]
    assert said[1][0] == points[0]
    assert "K-17" not in said[1][2].value
    (line,) = desk.supervising.summary(Request(client), "QF-27").prompts
    assert "K-17" not in line.because
