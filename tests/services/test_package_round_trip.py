"""The data package: out, in, and out again; faults named by file, line and column; nothing changed by a bad one."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import PASSPHRASE

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.case_file import (
    Consent,
    ConsentId,
    ConsentKind,
    Contact,
    ContactId,
    ContactKind,
    Correction,
    CorrectionId,
    CorrectionKind,
    Details,
)
from relationship_desk.domain.client_voice import FilledForm, FormId, PlannedRating
from relationship_desk.domain.errors import DeskError, UnusableInput
from relationship_desk.domain.guided_review import GuidedReview, GuidedReviewId
from relationship_desk.domain.ids import ClientId, RuleId
from relationship_desk.domain.measure import How, MeasureId
from relationship_desk.domain.plan import Concern, ConcernId, Planned, PlannedId
from relationship_desk.domain.process import InterventionKind
from relationship_desk.domain.prompt import Mute, MuteId
from relationship_desk.domain.records import Rating
from relationship_desk.domain.vocabulary import AgreedBy, ClientKind, Perspective
from relationship_desk.exchange.package import PackageFaults
from relationship_desk.exchange.schema import TABLES
from relationship_desk.sealing.secret import Secret
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.measuring import Given
from relationship_desk.services.practices import open_practice
from relationship_desk.store.repositories.sessions import SessionRepository

FULL = Shape(reduced=False, process_notes=True)


@pytest.fixture
def package(demo: Desk, tmp_path: Path) -> Path:
    demo.exporting.export(tmp_path / "out", FULL)
    return tmp_path / "out"


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


NEWER = ("concerns", "planned", "consents", "contacts", "corrections", "measures", "risk")
NEWER_COLUMNS = {
    "clients": 11,
    "sessions": 2,
    "goals": 1,
    "preferences": 1,
}
"""How many columns at the end came later."""


def drop(file: Path, columns: int) -> None:
    with file.open(newline="", encoding="utf-8") as lines:
        rows = [row[:-columns] for row in csv.reader(lines)]
    with file.open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


def fill_case_file(desk: Desk, client: ClientId) -> None:
    """One entry of everything that is on file beside the sessions."""
    day, now = date(2026, 1, 5), datetime(2026, 1, 5, 9, 30)
    with desk.store.work("fill", "client") as work:
        course = work.clients.courses(client)[0].id
        work.file.put_details(
            Details(
                client, "25-34", "they/them", day, "moved", True, ("evening", "sliding scale"), "f", "e", "o", day, "h"
            )
        )
        work.file.concerns.add(Concern(ConcernId(0), "c1", client, course, "Sleep", day, None))
        kind = InterventionKind.SUPPORTED
        work.file.planned.add(Planned(PlannedId(0), "p1", client, course, "Exposure", kind, day, day, "w"))
        work.file.consents.add(Consent(ConsentId(0), "n1", client, ConsentKind.RESEARCH, day, "scores only", None))
        contact = ContactKind.EMAIL
        work.file.contacts.add(Contact(ContactId(0), "t1", client, day, contact, "GP", "Asked.", "Dr Rivers", now))
        work.file.corrections.add(
            Correction(CorrectionId(0), "r1", client, None, CorrectionKind.MOVED_OUT, "b", "a", "r", now, "Dr Rivers")
        )
        work.prompts.mutes.add(Mute(MuteId(0), "m1", client, RuleId("G1"), "Agreed.", day, None))
        work.prompts.guided_reviews.add(
            GuidedReview(
                GuidedReviewId(0), "g1", client, 2, day, "Good.", "Low.", "None.", "Moved.", "As before.", "Ask."
            )
        )
        work.voice.add_planned(PlannedRating(client, "phq-9", Perspective.CLIENT, 4))
        session = work.sessions.of(client)[0].id
        work.voice.forms.add(FilledForm(FormId(0), session, Perspective.CLIENT, "", None, day, How.PAPER))


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_demo_comes_back_byte_for_byte(demo: Desk, desk: Desk, tmp_path: Path) -> None:
    fill_case_file(demo, demo.supervising.client_id("K-17"))
    package = tmp_path / "out"
    demo.exporting.export(package, FULL)
    imported = desk.importing.import_package(package)
    assert all(imported.added[table.name] for table in TABLES)
    for client in imported.clients:
        desk.prompting.evaluate(client)
    desk.exporting.export(tmp_path / "again", FULL)
    assert contents(tmp_path / "again") == contents(package)


def test_what_was_entered_for_one_day_keeps_its_order(desk: Desk, empty_template: Path, tmp_path: Path) -> None:
    """Of two totals of one day the later one counts."""
    client = desk.recording.add_client("K-17", opened_on=date(2026, 1, 5)).id
    session = desk.recording.add_session(client, held_on=date(2026, 1, 5)).id
    wsas = shipped_measures()[MeasureId("wsas")]
    for number in (5, 3, 1, 4, 2):
        day, said = date(2026, 1, 5), f"{number}"
        desk.measuring.administer(client, wsas, Given(total=float(number)), administered_on=day)
        desk.planning.add_goal(client, said, agreed_by=AgreedBy.BOTH, set_on=day)
        desk.accompanying.set_homework(session, said)
        desk.planning.add_preference(client, said, stated_on=day)
    desk.exporting.export(tmp_path / "out", FULL)
    folder = shutil.copytree(empty_template, tmp_path / "Elsewhere.desk")
    other = open_practice(folder, Secret.passphrase(PASSPHRASE), date(2026, 3, 31))
    try:
        (there,) = other.importing.import_package(tmp_path / "out").clients
        history = other.reviewing.history(there)
    finally:
        other.close()
    assert [one.total for one in history.administrations] == [5, 3, 1, 4, 2]
    said_so = ([one.goal for one in history.goals], [one.text for one in history.homework])
    assert said_so == (list("53142"), list("53142"))
    assert [one.preference for one in history.preferences] == list("53142")


def test_an_addendum_that_is_not_signed_stays_out(desk: Desk, tmp_path: Path) -> None:
    session = desk.recording.add_session(desk.recording.add_client("K-17").id)
    desk.noting.sign(session.id)
    desk.noting.add_addendum(session.id, "Called back.", "late")
    desk.noting.draft_addendum(session.id, "Half a sent", "")
    desk.exporting.export(tmp_path / "out", FULL)
    exported = (tmp_path / "out" / "notes.csv").read_text("utf-8")
    assert ("Called back." in exported, "Half a sent" in exported) == (True, False)


def test_a_package_without_the_newer_tables_and_columns_comes_in_and_goes_out(
    demo: Desk, desk: Desk, tmp_path: Path
) -> None:
    demo.exporting.export(tmp_path / "old", FULL)
    for name in NEWER:
        (tmp_path / "old" / f"{name}.csv").unlink(missing_ok=True)
    for name, columns in NEWER_COLUMNS.items():
        drop(tmp_path / "old" / f"{name}.csv", columns)
    desk.importing.import_package(tmp_path / "old")
    desk.exporting.export(tmp_path / "new", FULL)
    for name, columns in NEWER_COLUMNS.items():
        drop(tmp_path / "new" / f"{name}.csv", columns)
    for path in (tmp_path / "old").glob("*.csv"):
        assert (tmp_path / "new" / path.name).read_bytes() == path.read_bytes()


def test_ratings_come_in_many_at_a_time(package: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    put = SessionRepository.put_ratings

    def counted(self: SessionRepository, ratings: Iterable[Rating]) -> None:
        kept = list(ratings)
        sizes.append(len(kept))
        put(self, kept)

    monkeypatch.setattr(SessionRepository, "put_ratings", counted)
    added = desk.importing.import_package(package).added["ratings"]
    assert sum(sizes) == added > 1000
    assert len(sizes) == 1


def test_a_session_moved_to_another_client_comes_back_byte_for_byte(demo: Desk, desk: Desk, tmp_path: Path) -> None:
    giver, taker = demo.supervising.client_id("K-17"), demo.supervising.client_id("B-03")
    moved = demo.reviewing.sessions(giver)[2].session
    demo.correcting.move_date(moved.id, moved.held_on, time(7, 15), "Wrong hour.")
    demo.correcting.move_to_client(moved.id, taker, "Entered in the wrong record.")
    demo.exporting.export(tmp_path / "out", FULL)
    assert desk.importing.import_package(tmp_path / "out").added["corrections"] == 3
    desk.exporting.export(tmp_path / "again", FULL)
    assert contents(tmp_path / "again") == contents(tmp_path / "out")
    assert not any(desk.importing.import_package(tmp_path / "out").added.values())


def test_a_second_import_adds_nothing(package: Path, desk: Desk) -> None:
    desk.importing.import_package(package)
    assert not any(desk.importing.import_package(package).added.values())


def test_a_dry_run_counts_and_changes_nothing(package: Path, desk: Desk) -> None:
    assert desk.importing.import_package(package, dry_run=True).added["sessions"] == 203
    assert desk.reviewing.clients() == ()


def test_any_subset_imports_and_empty_uids_are_given_out(desk: Desk, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in",
        clients="client,opened_on\nK-17,2026-01-05\n",
        sessions="client,session,held_on\nK-17,1,2026-01-05\nK-17,2,2026-01-12\n",
        notes='client,session,text\nK-17,1,"Came, and\nstayed."\n',
        ratings="client,session,perspective,element,score,missing\nK-17,1,client,alliance,7.4,\n"
        "K-17,2,client,alliance,,declined\n",
        goals="client,goal,set_on\nK-17,Sleep,2026-01-05\n",
    )
    desk.importing.import_package(folder)
    assert not any(desk.importing.import_package(folder).added.values())
    (row,) = desk.reviewing.clients()
    assert row.sessions == 2
    newest, oldest = desk.reviewing.sessions(row.client.id)
    assert len({newest.session.uid, oldest.session.uid, ""}) == 3
    assert oldest.excerpt == "Came, and stayed."


def test_what_is_signed_elsewhere_carries_no_digest_of_ours(package: Path, desk: Desk) -> None:
    desk.importing.import_package(package)
    client = desk.reviewing.clients()[0].client
    signed = [desk.reviewing.debrief(row.session.id).signed for row in desk.reviewing.sessions(client.id)]
    assert {note.digest for note in signed if note} == {""}


NEW = "client,opened_on\nNEW,2026-01-05\n"
CLIENT = "client,opened_on\nK-17,2026-01-05\n"
SESSION = "client,session,held_on\nK-17,1,2026-01-05\n"
RATED = "client,session,perspective,element,score\nK-17,1,client,"
COUPLE = "client,opened_on,kind\nK-17,2026-01-05,couple\nA-1,2026-01-05,individual\n"
MEMBERS = "group,client,joined_on,left_on\nK-17,A-1,2026-01-05,2026-02-05\n"
LATER = "client,session,held_on\nK-17,1,2026-01-05\nK-17,2,2026-02-06\n"
FAULTS = [
    (
        {"clients": CLIENT, "sessions": SESSION, "ratings": RATED + "countertransference,7\n"},
        "ratings.csv, line 2, perspective: Countertransference is not rated by the client.",
    ),
    (
        {"clients": COUPLE, "sessions": SESSION, "attendance": "client,session,member\nK-17,1,A-1\n"},
        "attendance.csv, line 2, member: A-1 did not belong to K-17 on 2026-01-05.",
    ),
    (
        {
            "clients": COUPLE,
            "members": MEMBERS,
            "sessions": LATER,
            "ratings": "client,session,perspective,member,element,score\n"
            "K-17,1,client,A-1,alliance,7\nK-17,2,client,A-1,alliance,7\n",
        },
        "ratings.csv, line 3, member: A-1 did not belong to K-17 on 2026-02-06.",
    ),
    (
        {
            "clients": COUPLE,
            "members": MEMBERS,
            "sessions": LATER,
            "notes": "client,session,member,text\nK-17,2,A-1,x\n",
        },
        "notes.csv, line 2, member: A-1 did not belong",
    ),
    (
        {"clients": COUPLE, "members": MEMBERS + "K-17,A-1,2026-02-05,\n"},
        "members.csv, line 3, joined_on: A-1 belonged to K-17 on some of these days already.",
    ),
    (
        {"clients": COUPLE, "members": MEMBERS.replace("2026-02-05", "2026-01-04")},
        "members.csv, line 2, left_on: the last day is before the first.",
    ),
    (
        {
            "clients": CLIENT,
            "sessions": SESSION,
            "homework": "client,session,text,reviewed_session,done\nK-17,1,Diary,2,yes\n",
        },
        "homework.csv, line 2, reviewed_session: K-17 has no session 2.",
    ),
    (
        {
            "clients": CLIENT,
            "sessions": SESSION,
            "events": "client,session,event,kind,ended_session\nK-17,1,rupture,withdrawal,2\n",
        },
        "events.csv, line 2, ended_session: K-17 has no session 2.",
    ),
    (
        {"clients": CLIENT, "concerns": "client,course,concern,noted_on\nK-17,1,Sleep,2026-01-05\n"},
        "concerns.csv, line 2, course: K-17 has no course 1.",
    ),
    (
        {"clients": CLIENT, "consents": "client,kind,given_on\nK-17,marketing,2026-01-05\n"},
        "consents.csv, line 2, kind: “marketing” is none of treatment, supervision, research.",
    ),
    (
        {"clients": "client,opened_on,age_band\nK-17,2026-01-05,42\n"},
        "clients.csv, line 2, age_band: “42” is none of under 12, 12-17",
    ),
    (
        {"clients": CLIENT, "corrections": "client,session,kind,made_at\nK-17,3,date,2026-01-05T09:30:00\n"},
        "corrections.csv, line 2, session: K-17 has no session 3.",
    ),
    (
        {"clients": CLIENT, "courses": "client,course,opened_on,closed_on\nK-17,1,2026-01-05,2026-01-04\n"},
        "courses.csv, line 2, closed_on: the last day is before the first.",
    ),
    ({"clients": "client,opened_on\nK-17,5.1.2026\n"}, "clients.csv, line 2, opened_on: “5.1.2026” is no date"),
    ({"clients": "client,opened_on\nK-17,\n"}, "clients.csv, line 2, opened_on: this cell must not be empty"),
    ({"clients": "client,opened_on\nK-17\n"}, "clients.csv, line 2: the line has 1 cells instead of 2"),
    ({"clients": "client\nK-17\n"}, "clients.csv, line 1, opened_on: this column is missing"),
    ({"clients": "client,opened_on,mood\nK-17,2026-01-05,x\n"}, "clients.csv, line 1, mood: this column is not known"),
    ({"clients": CLIENT + "K-17,2026-01-05\n"}, "clients.csv, line 3, client: this row stands twice"),
    ({"weather": "a\n1\n"}, "weather.csv: this table is not known"),
    ({"sessions": SESSION}, "sessions.csv, line 2, client: no client has the code K-17"),
    (
        {"clients": CLIENT, "sessions": SESSION + "K-17,1,2026-01-12\n"},
        "sessions.csv, line 3, session: this row",
    ),
    (
        {
            "clients": CLIENT,
            "sessions": SESSION,
            "ratings": RATED + "alliance,11\n",
        },
        "ratings.csv, line 2, score: A score runs from 0.0 to 10.0; 11.0 is outside",
    ),
    (
        {
            "clients": CLIENT,
            "sessions": SESSION,
            "ratings": RATED + "alliance,7.45\n",
        },
        "ratings.csv, line 2, score: “7.45” is no score",
    ),
    (
        {
            "clients": CLIENT,
            "sessions": SESSION,
            "ratings": RATED + "charm,7\n",
        },
        "ratings.csv, line 2, element: “charm” is no element",
    ),
    (
        {
            "clients": CLIENT,
            "sessions": SESSION,
            "ratings": "client,session,perspective,element\n" + "K-17,1,client,alliance\n",
        },
        "ratings.csv, line 2, score: give either a score or",
    ),
    (
        {"clients": CLIENT, "notes": "client,session,text\nK-17,3,x\n"},
        "notes.csv, line 2, session: K-17 has no",
    ),
    (
        {"clients": CLIENT, "profile": "client,assessed_on,characteristic,value\nK-17,2026-01-05,resistance,high\n"},
        "profile.csv, line 2, value:",
    ),
]


@pytest.mark.parametrize(("tables", "message"), FAULTS, ids=[message[:60] for _, message in FAULTS])
def test_a_fault_is_named_and_nothing_is_imported(
    desk: Desk, tmp_path: Path, tables: dict[str, str], message: str
) -> None:
    folder = write(tmp_path / "in", **tables)
    with pytest.raises(PackageFaults) as raised:
        desk.importing.import_package(folder)
    assert message in str(raised.value)
    assert raised.value.exit_code == 2
    assert desk.reviewing.clients() == ()


def test_members_on_file_count_as_those_of_the_package_do(desk: Desk, tmp_path: Path) -> None:
    couple = desk.recording.add_client("K-17", kind=ClientKind.COUPLE, opened_on=date(2026, 1, 5)).id
    desk.grouping.join(couple, desk.recording.add_client("A-1", opened_on=date(2026, 1, 5)).id, date(2026, 1, 5))
    rated = "client,session,perspective,member,element,score\nK-17,1,client,A-1,alliance,7\n"
    assert desk.importing.import_package(write(tmp_path / "in", sessions=SESSION, ratings=rated)).added["ratings"] == 1
    again = write(tmp_path / "again", members="group,client,joined_on\nK-17,A-1,2026-03-01\n")
    with pytest.raises(PackageFaults, match="line 2, joined_on: A-1 belonged to K-17 on some of these days already"):
        desk.importing.import_package(again)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("notes", "client,session,text\nK-17,1,Other words\n"),
        ("ratings", "client,session,perspective,element,score\nK-17,1,clinician,alliance,9.0\n"),
    ],
)
def test_nothing_is_added_to_what_was_signed_here(desk: Desk, tmp_path: Path, table: str, text: str) -> None:
    session = desk.recording.add_session(desk.recording.add_client("K-17").id)
    desk.noting.sign(session.id)
    before = desk.reviewing.debrief(session.id)
    with pytest.raises(PackageFaults, match="is signed"):
        desk.importing.import_package(write(tmp_path / "in", **{table: text}))
    assert desk.reviewing.debrief(session.id) == before


def test_every_fault_is_collected(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", clients="client,opened_on\nK-17,x\nK-18,y\n", goals="client\nK-17\n")
    with pytest.raises(PackageFaults) as raised:
        desk.importing.import_package(folder)
    assert len(raised.value.faults) == 4


def test_a_file_that_is_not_utf8_is_named_with_its_line(desk: Desk, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", clients=CLIENT)
    (folder / "clients.csv").write_bytes("client,opened_on,name\nK-17,2026-01-05,Zoë\n".encode("latin-1"))
    with pytest.raises(PackageFaults, match=r"clients\.csv, line 2: the file is not UTF-8"):
        desk.importing.import_package(folder)


def test_a_uid_of_another_client_is_refused(package: Path, desk: Desk, tmp_path: Path) -> None:
    desk.importing.import_package(package)
    row = desk.reviewing.clients()[0]
    session = desk.reviewing.sessions(row.client.id)[0].session
    note = desk.reviewing.debrief(session.id).notes[0]
    goal = desk.reviewing.history(desk.supervising.client_id("K-17")).goals[0]
    before = desk.reviewing.clients()
    for tables in (
        {
            "clients": NEW,
            "sessions": f"client,session,uid,held_on\nNEW,1,{session.uid},2026-01-05\n",
        },
        {
            "clients": NEW,
            "sessions": "client,session,held_on\nNEW,1,2026-01-05\n",
            "notes": f"client,session,uid,text\nNEW,1,{note.uid},x\n",
        },
        {
            "clients": NEW,
            "goals": f"client,uid,goal,set_on\nNEW,{goal.uid},x,2026-01-05\n",
        },
    ):
        shutil.rmtree(tmp_path / "in", ignore_errors=True)
        with pytest.raises(PackageFaults, match="on file already"):
            desk.importing.import_package(write(tmp_path / "in", **tables))
    assert desk.reviewing.clients() == before


@pytest.mark.parametrize("make", ["missing", "empty", "file"])
def test_a_folder_that_is_no_package_is_refused(desk: Desk, tmp_path: Path, make: str) -> None:
    folder = tmp_path / "in"
    if make == "empty":
        folder.mkdir()
    elif make == "file":
        folder.write_text("x")
    with pytest.raises(UnusableInput, match="Nothing was imported"):
        desk.importing.import_package(folder)


def test_export_never_writes_into_a_folder_that_holds_something(demo: Desk, tmp_path: Path) -> None:
    (tmp_path / "keep").mkdir()
    (tmp_path / "keep" / "letter.txt").write_text("mine")
    with pytest.raises(UnusableInput, match="not an empty folder"):
        demo.exporting.export(tmp_path / "keep", FULL)
    assert [path.name for path in (tmp_path / "keep").iterdir()] == ["letter.txt"]


class TestReducedIdentity:
    @pytest.fixture
    def reduced(self, demo: Desk, tmp_path: Path) -> Path:
        demo.exporting.export(tmp_path / "reduced", Shape())
        return tmp_path / "reduced"

    def test_holds_no_code_name_note_date_or_uid(self, demo: Desk, reduced: Path) -> None:
        text = "".join(path.read_text("utf-8") for path in reduced.iterdir())
        assert not (reduced / "notes.csv").exists()
        for row in demo.reviewing.clients():
            # As a word: a drawn code such as XT-30 may end like one of ours.
            assert not re.search(rf"\b{re.escape(row.client.code)}\b", text)
            assert all(one.session.uid not in text for one in demo.reviewing.sessions(row.client.id))
        assert "2025-" not in text
        assert "Supervisor" not in text
        assert "Sleep through" not in text
        assert "Less homework" not in text
        header = (reduced / "sessions.csv").read_text().splitlines()[0]
        assert header == "client,session,course,week,year,minutes,format,setting,attendance,directiveness,focus,notice"

    def test_draws_fresh_codes_each_time(self, demo: Desk, reduced: Path, tmp_path: Path) -> None:
        demo.exporting.export(tmp_path / "second", Shape())
        codes = [
            {line.split(",")[0] for line in (folder / "clients.csv").read_text().splitlines()[1:]}
            for folder in (reduced, tmp_path / "second")
        ]
        assert len(codes[0]) == len(demo.reviewing.everybody())
        assert codes[0].isdisjoint(codes[1])

    def test_is_not_imported(self, desk: Desk, reduced: Path) -> None:
        with pytest.raises(UnusableInput, match="reduced identity"):
            desk.importing.import_package(reduced)


CELLS = st.text(st.characters(codec="utf-8"), max_size=12)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from([table.name for table in TABLES]),
    st.lists(st.lists(CELLS, min_size=1, max_size=14), max_size=4),
    st.booleans(),
)
def test_any_text_is_imported_or_refused_in_one_sentence(
    desk: Desk, tmp_path: Path, table: str, rows: list[list[str]], with_header: bool
) -> None:
    folder = tmp_path / "fuzz"
    shutil.rmtree(folder, ignore_errors=True)
    columns = next(one for one in TABLES if one.name == table).columns
    head = ",".join(column.name for column in columns) + "\n" if with_header else ""
    write(folder, **{table: head + "\n".join(",".join(row) for row in rows)})
    try:
        desk.importing.import_package(folder)
    except DeskError:
        assert desk.reviewing.clients() == ()


NOTE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(NOTE, NOTE)
def test_any_note_text_survives_the_round_trip(desk: Desk, tmp_path: Path, text: str, goal: str) -> None:
    from relationship_desk.domain.vocabulary import AgreedBy, NoteFormat, NoteKind

    code = f"C{len(desk.reviewing.clients())}"
    client = desk.recording.add_client(code)
    session = desk.recording.add_session(client.id)
    desk.noting.write(session.id, NoteKind.PROGRESS, text, NoteFormat.FREE)
    if goal.strip():
        desk.planning.add_goal(client.id, goal, agreed_by=AgreedBy.CLIENT)
    out = tmp_path / f"out-{code}"
    desk.exporting.export(out, FULL)
    assert not any(desk.importing.import_package(out).added.values())


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        ("K-17,luck,client,2", "subject", "no element and no measure"),
        ("K-17,countertransference,client,2", "perspective", "not rated by the client"),
        ("K-17,alliance,client,25", "every", "24 at most"),
        ("K-17,alliance,nobody,2", "perspective", "none of"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_its_place(
    desk: Desk, tmp_path: Path, line: str, column: str, sentence: str
) -> None:
    desk.recording.add_client("K-17")
    (tmp_path / "plans.csv").write_text(f"client,subject,perspective,every\nK-17,empathy,client,4\n{line}\n")
    with pytest.raises(UnusableInput) as refused:
        desk.importing.import_package(tmp_path)
    assert "plans.csv" in str(refused.value)
    assert "line 3" in str(refused.value)
    assert column in str(refused.value)
    assert sentence in str(refused.value)
    assert desk.rating_plans.of(desk.reviewing.everybody()[0].id).own == {}
