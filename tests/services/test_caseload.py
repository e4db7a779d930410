"""The client list is read from what is stored, and says the same as the record of each client."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.domain.ids import ALLIANCE, ClientId, ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.score import tenths
from relationship_desk.domain.vocabulary import ClientKind, ClientStatus, Missing, Perspective
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.series import series_of, series_set
from relationship_desk.services import prompting
from relationship_desk.services.caseload import SPARKLINE_SESSIONS, ClientRow
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given

CLIENT, CLINICIAN = Perspective.CLIENT, Perspective.CLINICIAN


def row(desk: Desk, code: str, *, ended: bool = True) -> ClientRow:
    return next(one for one in desk.reviewing.clients(ended=ended) if one.client.code == code)


def store(desk: Desk, client: ClientId, *findings: tuple[str, str]) -> None:
    """Keep findings of ``client``: signal and strength of each."""
    with desk.store.work("test", "signals") as work:
        work.prompts.replace_findings(
            client,
            [Finding(signal, ALLIANCE, CLIENT, 1, strength, "", (), current=True) for signal, strength in findings],
        )


@pytest.mark.parametrize("element", [ALLIANCE, ElementId("cohesion"), ElementId("empathy")])
def test_the_values_are_those_of_the_series(demo: Desk, element: ElementId) -> None:
    with demo.store.read() as records:
        courses = records.caseload.courses(element, SPARKLINE_SESSIONS)
    for client in demo.reviewing.everybody():
        history = demo.reviewing.history(client.id)
        series = series_set(history)
        for perspective in Perspective:
            points = series_of(series, history, element, perspective).points[-SPARKLINE_SESSIONS:]
            course = courses.get(client.id, {perspective: []})
            assert course[perspective] == pytest.approx([point.value for point in points]), (client.code, perspective)


def test_a_rating_of_the_whole_stands_before_those_of_the_members(desk: Desk) -> None:
    group = desk.recording.add_client("G-1", kind=ClientKind.GROUP).id
    members = [desk.recording.add_client(f"A-{number}").id for number in range(2)]
    for member in members:
        desk.grouping.join(group, member, date(2026, 1, 1))
    session = desk.recording.add_session(group).id
    desk.recording.rate(session, ALLIANCE, CLIENT, tenths(40), member=members[0])
    desk.recording.rate(session, ALLIANCE, CLIENT, tenths(70), member=members[1])
    assert row(desk, "G-1").sparks[CLIENT] == [5.5]
    desk.recording.rate(session, ALLIANCE, CLIENT, tenths(90))
    assert row(desk, "G-1").sparks[CLIENT] == [9.0]


def test_a_session_without_a_score_keeps_its_place(desk: Desk) -> None:
    client = desk.recording.add_client("A-1").id
    first, second, third = (desk.recording.add_session(client, held_on=date(2026, 3, day)).id for day in (1, 8, 15))
    desk.recording.rate(first, ALLIANCE, CLIENT, tenths(40))
    desk.recording.rate(second, ALLIANCE, CLIENT, None, Missing.DECLINED)
    desk.recording.rate(third, ALLIANCE, CLINICIAN, tenths(60))
    sparks = row(desk, "A-1").sparks
    assert sparks[CLIENT] == [4.0, None, None]
    assert sparks[CLINICIAN] == [None, None, 6.0]


def test_the_last_answer_is_a_rating_or_a_questionnaire(desk: Desk) -> None:
    client = desk.recording.add_client("A-1").id
    days = [date(2026, 3, day) for day in (1, 8, 15)]
    sessions = [desk.recording.add_session(client, held_on=day).id for day in days]
    assert row(desk, "A-1").last_feedback is None
    desk.recording.rate(sessions[2], ALLIANCE, CLIENT, None, Missing.DECLINED)
    desk.recording.rate(sessions[2], ALLIANCE, CLINICIAN, tenths(60))
    assert row(desk, "A-1").last_feedback is None
    desk.recording.rate(sessions[0], ALLIANCE, CLIENT, tenths(60))
    assert row(desk, "A-1").last_feedback == days[0]
    measure = next(one for one in desk.measuring.measures() if one.id == MeasureId("wsas"))
    desk.measuring.administer(client, measure, Given(total=12.0), administered_on=days[1])
    assert row(desk, "A-1").last_feedback == days[1]


def test_ended_clients_come_without_their_course_unless_asked_for(demo: Desk) -> None:
    whole = row(demo, "D-07")
    assert whole.sparks[CLIENT]
    demo.recording.edit_client(whole.client.id, code="D-07", name="", status=ClientStatus.ENDED, ended_reason="done")
    light = row(demo, "D-07", ended=False)
    assert (light.sparks[CLIENT], light.last_feedback) == ((), None)
    assert light.sessions == whole.sessions
    assert row(demo, "D-07").sparks == whole.sparks
    others = [one for one in demo.reviewing.clients(ended=False) if one.client.code != "D-07"]
    assert others == [one for one in demo.reviewing.clients() if one.client.code != "D-07"]


def test_an_active_client_not_seen_for_long_says_so(desk: Desk) -> None:
    client = desk.recording.add_client("A-1").id
    desk.recording.add_session(client, held_on=desk.today() - timedelta(days=29))
    assert row(desk, "A-1").unseen == 0
    other = desk.recording.add_client("B-1").id
    desk.recording.add_session(other, held_on=desk.today() - timedelta(days=30))
    assert row(desk, "B-1").unseen == 30
    [waiting] = [one.client.code for one in desk.reviewing.today().not_seen]
    assert waiting == "B-1"


def test_who_was_last_seen_in_another_year_is_said_with_it(desk: Desk) -> None:
    client = desk.recording.add_client("A-1").id
    day = date(desk.today().year - 1, 11, 12)
    desk.recording.add_session(client, held_on=day)
    [waiting] = desk.reviewing.today().not_seen
    assert waiting.what == f"last seen 12 Nov {day.year}"


def test_signals_stand_by_urgency(desk: Desk) -> None:
    wanted = {
        "Z-1": [("risk", "signal")],
        "Y-1": [("rupture", "possible"), ("no-client-feedback", "signal"), ("ceiling", "signal")],
        "X-1": [("reliable-change", "deteriorated"), ("gap-widening", "signal")],
        "W-1": [("no-client-feedback", "signal")],
        "V-1": [("baseline-drop", "look"), ("reliable-change", "improved")],
        "U-1": [("ceiling", "signal")],
        "T-1": [("sudden-gain", "signal")],
    }
    for code, findings in wanted.items():
        store(desk, desk.recording.add_client(code).id, *reversed(findings))
    rows = desk.reviewing.clients()
    assert [one.client.code for one in rows] == list(wanted)
    for one in rows:
        assert [(finding.signal, finding.strength) for finding in one.findings] == wanted[one.client.code]


def test_what_has_not_changed_is_no_news(desk: Desk) -> None:
    store(desk, desk.recording.add_client("A-1").id, ("clinical-change", "unchanged"))
    assert row(desk, "A-1").findings == ()


def test_nothing_is_computed(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = demo.reviewing.clients()

    def fail(*_: object) -> None:
        raise AssertionError("computed")

    monkeypatch.setattr(prompting, "analyse", fail)
    monkeypatch.setattr(prompting, "history_of", fail)
    assert demo.reviewing.clients() == before
    demo.rating_plans.due_from_clients()


def test_prompts_of_ended_clients_wait_for_nobody(demo: Desk) -> None:
    row_of = next(one for one in demo.prompting.waiting_rows() if one.prompt.status == "open")
    before, waiting = demo.reviewing.open_prompts(), {one.prompt.id for one in demo.prompting.waiting_rows()}
    own = {one.prompt.id for one in demo.prompting.rows(row_of.client.id)}
    now_open = sum(one.prompt.status == "open" for one in demo.prompting.rows(row_of.client.id))
    demo.recording.edit_client(
        row_of.client.id, code=row_of.client.code, name="", status=ClientStatus.ENDED, ended_reason="done"
    )
    assert demo.reviewing.open_prompts() == before - now_open
    assert {one.prompt.id for one in demo.prompting.waiting_rows()} == waiting - own
    assert {one.prompt.id for one in demo.prompting.rows(row_of.client.id)} == own


def test_waiting_are_the_prompts_that_are_not_closed(demo: Desk) -> None:
    waiting = {one.prompt.id for one in demo.prompting.waiting_rows()}
    every = {one.prompt.id: one.prompt.status for one in demo.prompting.rows()}
    assert waiting == {key for key, status in every.items() if status in ("open", "deferred", "accepted")}
    assert len(waiting) < len(every)


def test_ended_clients_stand_last_whatever_held_when_they_ended(desk: Desk) -> None:
    for code, signal in (("A-1", "rupture"), ("B-1", "ceiling")):
        store(desk, desk.recording.add_client(code).id, (signal, "signal"))
    desk.recording.add_client("C-1")
    first = row(desk, "A-1").client
    desk.recording.edit_client(first.id, code="A-1", name="", status=ClientStatus.ENDED)
    assert [one.client.code for one in desk.reviewing.clients()] == ["B-1", "C-1", "A-1"]
