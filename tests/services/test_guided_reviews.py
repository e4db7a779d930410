"""The guided review of a client who is not on track."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.services.courses_of_prompts import STABLE, add_client, hold

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import Administration, AdministrationId, How, MeasureId
from relationship_desk.domain.process import EventKind, InterventionKind, RuptureKind
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.services.guided_reviews import NOTHING

FIRST = date(2026, 1, 5)


def test_it_goes_through_five_domains_in_one_order_with_what_is_on_file(demo: Desk) -> None:
    client = demo.supervising.client_id("K-17")
    view = demo.guided_reviews.begin(client)
    assert [one.key for one in view.domains] == ["alliance", "motivation", "support", "life_events", "method"]
    latest = demo.reviewing.analysis(client).history.attended[-1].number
    assert view.session == latest
    alliance = view.domains[0].on_file
    assert any(line.startswith("Alliance, client: ") and "own baseline" in line for line in alliance)
    assert all(one.on_file for one in view.domains)


def test_what_was_found_is_kept_and_read_again(demo: Desk) -> None:
    client = demo.supervising.client_id("K-17")
    view = demo.guided_reviews.begin(client)
    kept = demo.guided_reviews.keep(view, {"alliance": " Good. ", "method": "As before."}, "Ask about work.")
    assert demo.guided_reviews.of(client) == (kept,)
    assert (kept.alliance, kept.motivation, kept.method, kept.decided) == ("Good.", "", "As before.", "Ask about work.")
    assert demo.reviewing.history(client).guided_reviews == (kept,)


def test_an_empty_one_is_not_kept(demo: Desk) -> None:
    client = demo.supervising.client_id("K-17")
    with pytest.raises(UnusableInput, match="Nothing is written yet"):
        demo.guided_reviews.keep(demo.guided_reviews.begin(client), {"alliance": "  "}, "")
    assert demo.guided_reviews.of(client) == ()


def fill(desk: Desk, client: ClientId, total: float, on: date, *, measure: str, member: ClientId | None = None) -> None:
    with desk.store.work("fill", "client") as work:
        work.voice.administrations.add(
            Administration(
                AdministrationId(0),
                f"{measure}-{on}",
                client,
                None,
                member,
                on,
                MeasureId(measure),
                "1",
                Perspective.CLIENT,
                (),
                (),
                total,
                {},
                How.PAPER,
            )
        )


def on_file(desk: Desk, client: ClientId) -> dict[str, tuple[str, ...]]:
    return {one.key: one.on_file for one in desk.guided_reviews.begin(client).domains}


def test_what_a_member_has_answered_is_not_on_file_for_the_group(desk: Desk) -> None:
    couple = desk.recording.add_client("D-01", kind=ClientKind.COUPLE, opened_on=FIRST)
    member = desk.recording.add_client("D-02", opened_on=FIRST)
    desk.grouping.join(couple.id, member.id, FIRST)
    desk.recording.add_session(couple.id, held_on=FIRST)
    fill(desk, couple.id, 31.0, FIRST, measure="wsas", member=member.id)
    found = on_file(desk, couple.id)
    assert (found["support"], found["method"]) == ((NOTHING,), (NOTHING,))


def test_a_measure_is_told_from_the_first_of_this_course_and_once_where_there_is_one_only(desk: Desk) -> None:
    client = desk.recording.add_client("A-01", opened_on=FIRST).id
    desk.recording.add_session(client, held_on=FIRST)
    fill(desk, client, 17.0, FIRST, measure="phq-9")
    assert on_file(desk, client)["method"] == ("PHQ-9: 17 on 5 Jan 2026",)
    desk.day = FIRST + timedelta(weeks=2)
    fill(desk, client, 12.0, desk.day, measure="phq-9")
    assert on_file(desk, client)["method"] == ("PHQ-9: 17 on 5 Jan 2026, 12 on 19 Jan 2026",)


def test_a_rupture_on_record_is_not_told_again_as_a_possible_one(desk: Desk) -> None:
    client = add_client(desk)
    (*_, last) = hold(desk, client, [*STABLE, 4.5])
    assert "A possible rupture is open since session 9" in on_file(desk, client)["alliance"]
    desk.accompanying.add_event(last.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    told = [line for line in on_file(desk, client)["alliance"] if "rupture" in line]
    assert told == ["A recorded rupture is open since session 9"]


def test_it_counts_the_appointments_there_were_and_what_was_delivered(desk: Desk) -> None:
    client = desk.recording.add_client("A-01", opened_on=FIRST).id
    desk.day = FIRST + timedelta(weeks=3)
    held = [desk.recording.add_session(client, held_on=FIRST + timedelta(weeks=week)) for week in range(3)]
    desk.recording.add_session(client, held_on=desk.day, attendance=Attendance.NO_SHOW)
    for name in ("Exposure", "Diary"):
        desk.planning.plan_intervention(client, name, since=FIRST)
    desk.accompanying.put_intervention(held[0].id, "exposure", InterventionKind.SUPPORTED, "as planned")
    desk.accompanying.put_intervention(held[1].id, "Exposure", InterventionKind.SUPPORTED, "not delivered: no time")
    domains = on_file(desk, client)
    assert "1 of the last 4 appointments did not take place" in domains["life_events"]
    said = [line.rpartition(", ")[2] for line in domains["method"]]
    assert said == ["delivered in 1 session", "not delivered yet"]
