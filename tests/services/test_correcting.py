"""Sessions put on their right day and into their right record, with everything that names them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_desk.domain.case_file import Attachment, AttachmentId, CorrectionKind
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ALLIANCE, COHESION, RESISTANCE, ClientId, PromptId, RuleId, SessionId
from relationship_desk.domain.lateness import entered_late, signed_late
from relationship_desk.domain.measure import Administration, AdministrationId, How, MeasureId
from relationship_desk.domain.process import Adaptation, AdaptationId, EventKind, Repair, RuptureKind
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import (
    Attendance,
    ClientKind,
    NoteFormat,
    NoteKind,
    Perspective,
    PromptStatus,
)
from relationship_desk.services.correcting import ELSEWHERE
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.moving import GONE
from relationship_desk.services.signatures import matches

FIRST = date(2026, 1, 5)
WHY = "Entered on the wrong line of the diary"
_serial = count()


def sessions(desk: Desk, client: ClientId) -> tuple[Session, ...]:
    return desk.reviewing.history(client).sessions


def add_prompt(desk: Desk, client: ClientId, session: int, *points: int, **said: object) -> Prompt:
    prompt = Prompt(
        PromptId(0),
        f"prompt-{next(_serial)}",
        client,
        RuleId("R1"),
        session,
        next(one.held_on for one in sessions(desk, client) if one.number == session),
        PromptStatus.OPEN,
        None,
        "practice",
        tuple(Point("client alliance", point, "5.1") for point in points),
    )
    prompt = replace(prompt, **said)  # type: ignore[arg-type]  # any of its fields
    with desk.store.work("add", "prompt") as work:
        work.prompts.add(prompt)
    return prompt


def adapt(desk: Desk, client: ClientId, session: int, change: str) -> None:
    with desk.store.work("adapt", "client") as work:
        work.process.put_adaptation(Adaptation(AdaptationId(0), client, session, RESISTANCE, change))


def prompts(desk: Desk, client: ClientId) -> dict[str, Prompt]:
    return {one.uid: one for one in desk.reviewing.history(client).prompts}


# Order


def test_a_session_entered_later_for_an_earlier_day_is_numbered_before_the_others(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    second = desk.recording.add_session(client, held_on=FIRST + timedelta(7))
    first = desk.recording.add_session(client, held_on=FIRST)
    assert first.number == 1
    assert [one.id for one in sessions(desk, client)] == [first.id, second.id]


def test_on_one_day_the_start_decides_and_none_comes_last(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    some_time, noon, morning = (
        desk.recording.add_session(client, held_on=FIRST, start=start) for start in (None, time(12), time(9))
    )
    assert [one.id for one in sessions(desk, client)] == [morning.id, noon.id, some_time.id]


def test_another_day_for_an_unsigned_session_puts_it_in_its_place(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    one, two, three = (desk.recording.add_session(client, held_on=FIRST + timedelta(7 * week)) for week in range(3))
    desk.recording.save_session(one.id, held_on=FIRST + timedelta(9))
    assert [each.id for each in sessions(desk, client)] == [two.id, one.id, three.id]


def test_a_prompt_put_off_until_the_next_session_still_waits_for_it(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    for week in range(2):
        desk.recording.add_session(client, held_on=FIRST + timedelta(7 * week))
    put_off = add_prompt(desk, client, 2, 2, status=PromptStatus.DEFERRED, until=3)
    desk.recording.add_session(client, held_on=FIRST + timedelta(3))
    moved = prompts(desk, client)[put_off.uid]
    assert (moved.session, moved.until) == (3, 4)
    desk.recording.add_session(client, held_on=FIRST + timedelta(14))
    assert prompts(desk, client)[put_off.uid].until == 4


def test_what_was_entered_and_when(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    session = desk.recording.add_session(client, held_on=FIRST, attendance=Attendance.NO_SHOW, notice=False)
    assert session.entered_at is not None
    assert session.entered_at.microsecond == 0
    assert session.entered_at.date() == desk.today()
    assert desk.reviewing.history(client).sessions[0].notice is False
    desk.recording.save_session(session.id, attendance=Attendance.CANCELLED, notice=True)
    assert desk.reviewing.history(client).sessions[0].notice is True
    desk.recording.save_session(session.id, minutes=30)
    assert desk.reviewing.history(client).sessions[0].notice is True
    desk.recording.save_session(session.id, attendance=Attendance.ATTENDED, notice=True)
    assert desk.reviewing.history(client).sessions[0].notice is None


@pytest.mark.parametrize(("days", "late"), [(0, None), (2, None), (3, 3), (9, 9)])
def test_a_note_signed_or_a_session_entered_too_long_after_is_late(desk: Desk, days: int, late: int | None) -> None:
    client = desk.recording.add_client("K-17").id
    session = desk.recording.add_session(client, held_on=desk.today() - timedelta(days))
    assert entered_late(session, 2) == late
    assert entered_late(replace(session, entered_at=None), 2) is None
    assert signed_late(session, None, 2) is None
    desk.noting.sign(session.id)
    assert signed_late(session, desk.reviewing.debrief(session.id).signed, 2) == late


# Any record at all


@dataclass(frozen=True)
class Reference:
    """Something that names a session: which row, and the uid of the session it means."""

    row: str
    session: str


@dataclass(frozen=True)
class Drawn:
    """A record as it is drawn: by session its day and hour, and places of sessions that others name."""

    days: tuple[tuple[int, int | None], ...]
    ruptures: tuple[tuple[int, int], ...]
    tasks: tuple[tuple[int, int], ...]
    adapted: frozenset[int]
    prompted: frozenset[int]
    points: tuple[int, ...]


@st.composite
def drawn_records(draw: st.DrawFn) -> Drawn:
    size = draw(st.integers(2, 7))
    place = st.integers(0, size - 1)
    hours = st.none() | st.integers(8, 18)
    days = tuple(draw(st.lists(st.tuples(st.integers(0, 20), hours), min_size=size, max_size=size)))
    pairs = st.lists(st.tuples(place, place), max_size=3).map(tuple)
    points = tuple(draw(place) for _ in range(2))
    return Drawn(days, draw(pairs), draw(pairs), draw(st.frozensets(place)), draw(st.frozensets(place)), points)


def enter(desk: Desk, drawn: Drawn) -> ClientId:
    client = desk.recording.add_client(f"C{next(_serial)}", opened_on=FIRST).id
    held = [
        desk.recording.add_session(client, held_on=FIRST + timedelta(day), start=None if hour is None else time(hour))
        for day, hour in drawn.days
    ]
    number = {one.id: one.number for one in sessions(desk, client)}
    for begun, ended in drawn.ruptures:
        event = desk.accompanying.add_event(held[begun].id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
        with desk.store.work("end", "event") as work:
            work.process.save_event(replace(event, ended_session=number[held[ended].id], repair=Repair.FULL))
    for given_in, reviewed in drawn.tasks:
        task = desk.accompanying.set_homework(held[given_in].id, "Read")
        with desk.store.work("review", "homework") as work:
            work.process.save_homework(replace(task, reviewed_session=number[held[reviewed].id], done=True))
    for place in drawn.adapted:
        adapt(desk, client, number[held[place].id], f"for {held[place].uid}")
    for place in drawn.prompted:
        points = [number[held[point].id] for point in drawn.points]
        add_prompt(desk, client, number[held[place].id], *points, until=number[held[place].id])
    return client


def references(desk: Desk, client: ClientId) -> set[Reference]:
    """Everything that names a session, each with the uid of the session it names."""
    uid = {one.number: one.uid for one in sessions(desk, client)}
    with desk.store.read() as records:
        named = [(f"event {one.uid}", one.ended_session) for one in records.process.events_of(client)]
        named += [(f"homework {one.uid}", one.reviewed_session) for one in records.process.homework_of(client)]
        named += [(f"adaptation {one.change}", one.session) for one in records.process.adaptations(client)]
        for prompt in records.prompts.of(client):
            named += [(f"prompt {prompt.uid}", prompt.session), (f"until {prompt.uid}", prompt.until)]
            named += [(f"point {prompt.uid} {place}", one.session) for place, one in enumerate(prompt.because)]
    return {Reference(row, uid[number]) for row, number in named if number is not None}


def in_order(found: tuple[Session, ...]) -> bool:
    times = [(one.held_on, one.start or time.max) for one in found]
    return all(earlier <= later for earlier, later in pairwise(times))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=drawn_records(), data=st.data())
def test_whatever_is_moved_the_record_is_in_order_and_every_reference_names_the_same_session(
    desk: Desk, drawn: Drawn, data: st.DataObject
) -> None:
    client = enter(desk, drawn)
    before = references(desk, client)
    numbers = [one.number for one in sessions(desk, client)]
    assert in_order(sessions(desk, client))
    for _ in range(data.draw(st.integers(1, 3))):
        moved = data.draw(st.sampled_from(sessions(desk, client)))
        day = moved.held_on + timedelta(data.draw(st.integers(1, 15)) * data.draw(st.sampled_from([1, -1])))
        desk.correcting.move_date(moved.id, day, moved.start, WHY)
        assert in_order(sessions(desk, client))
        assert [one.number for one in sessions(desk, client)] == numbers
        assert references(desk, client) == before
        for prompt in desk.reviewing.history(client).prompts:
            (opened_by,) = [one for one in sessions(desk, client) if one.number == prompt.session]
            assert prompt.opened_on == opened_by.held_on


# Another day


def test_a_signed_session_moves_to_its_day_and_stays_what_was_signed(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    session = desk.recording.add_session(client, held_on=FIRST, start=time(10))
    desk.noting.write(session.id, NoteKind.PROGRESS, "Came on time.", NoteFormat.FREE)
    desk.noting.sign(session.id)
    desk.correcting.move_date(session.id, FIRST + timedelta(1), None, f"  {WHY} ")
    view = desk.reviewing.debrief(session.id)
    assert (view.session.held_on, view.session.start, view.session.uid) == (FIRST + timedelta(1), None, session.uid)
    assert view.signed is not None
    assert matches(view.signed, view.session)
    (correction,) = desk.correcting.corrections(client)
    assert (correction.kind, correction.session) == (CorrectionKind.DATE, session.id)
    assert (correction.before, correction.after) == ("5 January 2026, 10:00", "6 January 2026")
    assert (correction.reason, correction.made_by) == (WHY, "Dr Rivers")


def test_a_move_that_cannot_be_is_refused_and_changes_nothing(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    session = desk.recording.add_session(client, held_on=FIRST)
    for day, reason, words in (
        (FIRST, WHY, "already"),
        (FIRST + timedelta(1), "  ", "reason"),
        (desk.today() + timedelta(1), WHY, "still to come"),
    ):
        with pytest.raises(UnusableInput, match=words):
            desk.correcting.move_date(session.id, day, None, reason)
    with pytest.raises(NotFound):
        desk.correcting.move_date(SessionId(99), FIRST, None, WHY)
    with pytest.raises(UnusableInput, match="already"):
        desk.correcting.move_to_client(session.id, client, WHY)
    with pytest.raises(NotFound):
        desk.correcting.move_to_client(session.id, ClientId(99), WHY)
    assert sessions(desk, client) == (session,)
    assert desk.correcting.corrections(client) == ()


def test_a_rupture_whose_end_was_put_on_an_earlier_day_goes_out_and_comes_in(desk: Desk, tmp_path: Path) -> None:
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    broken, mended = (desk.recording.add_session(client, held_on=FIRST + timedelta(7 * week)) for week in (1, 2))
    event = desk.accompanying.add_event(broken.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    desk.accompanying.close_rupture(event.id, mended.number, Repair.FULL)
    desk.correcting.move_date(mended.id, FIRST, None, WHY)
    (kept,) = desk.reviewing.history(client).events
    assert (kept.session, kept.ended_session) == (broken.id, 1)
    desk.exporting.export(tmp_path / "out", Shape(reduced=False))
    assert not any(desk.importing.import_package(tmp_path / "out").added.values())


# Another record


@pytest.fixture
def wrong(desk: Desk) -> ClientId:
    """K-17 with three sessions, of which the second belongs to somebody else."""
    client = desk.recording.add_client("K-17", name="Ada Berg", opened_on=FIRST).id
    for week in range(3):
        desk.recording.add_session(client, held_on=FIRST + timedelta(7 * week))
    return client


@pytest.fixture
def right(desk: Desk) -> ClientId:
    """M-08 with two sessions around it."""
    client = desk.recording.add_client("M-08", name="Mo Carr", opened_on=FIRST + timedelta(2)).id
    for days in (3, 20):
        desk.recording.add_session(client, held_on=FIRST + timedelta(days))
    return client


def test_a_session_moves_with_all_that_was_recorded_in_it(desk: Desk, wrong: ClientId, right: ClientId) -> None:
    _, moved, _ = sessions(desk, wrong)
    desk.noting.write(moved.id, NoteKind.PROGRESS, "Spoke of the orchard.", NoteFormat.FREE)
    desk.recording.rate(moved.id, ALLIANCE, Perspective.CLIENT, Tenths(64))
    desk.noting.sign(moved.id)
    now = datetime(2026, 3, 1)
    filled = Administration(
        AdministrationId(0),
        "m-uid",
        wrong,
        moved.id,
        None,
        FIRST,
        MeasureId("phq-9"),
        "1",
        Perspective.CLIENT,
        (),
        (),
        9.0,
        {},
        How.PAPER,
    )
    kept = Attachment(AttachmentId(0), "a-uid", wrong, moved.id, "letter.txt", "", 2, "", now)
    with desk.store.work("fill", "client") as work:
        work.file.attach(kept, b"hi")
        work.voice.administrations.add(filled)
    adapt(desk, wrong, 2, "Fewer questions")
    desk.correcting.move_to_client(moved.id, right, WHY)
    assert [one.number for one in sessions(desk, wrong)] == [1, 3]
    assert [one.id == moved.id for one in sessions(desk, right)] == [False, True, False]
    view = desk.reviewing.debrief(moved.id)
    assert (view.client.code, view.session.number, view.session.uid) == ("M-08", 2, moved.uid)
    assert view.session.course == desk.reviewing.history(right).courses[0].id
    assert view.signed is not None
    assert matches(view.signed, view.session)
    assert [one.score for one in view.ratings] == [64]
    assert [hit.client.code for hit in desk.searching.find("orchard")] == ["M-08"]
    with desk.store.read() as records:
        assert [one.session for one in records.process.adaptations(right)] == [2]
        assert records.process.adaptations(wrong) == ()
        assert [one.uid for one in records.file.attachments.of(right)] == ["a-uid"]
        assert [one.uid for one in records.voice.administrations.of(right)] == ["m-uid"]


def test_the_course_is_the_one_that_was_open_on_that_day(desk: Desk, wrong: ClientId) -> None:
    late = desk.recording.add_client("M-08", opened_on=FIRST + timedelta(30)).id
    _, moved, _ = sessions(desk, wrong)
    desk.correcting.move_to_client(moved.id, late, WHY)
    assert sessions(desk, late)[0].course is None


def test_what_the_session_had_ended_in_the_old_record_is_open_again(
    desk: Desk, wrong: ClientId, right: ClientId
) -> None:
    first, moved, _ = sessions(desk, wrong)
    before = desk.accompanying.add_event(first.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    inside = desk.accompanying.add_event(moved.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
    later = desk.accompanying.add_event(moved.id, EventKind.RUPTURE, kind=RuptureKind.CONFRONTATION)
    task = desk.accompanying.set_homework(first.id, "Read")
    with desk.store.work("fill", "client") as work:
        for event, ended in ((before, 2), (inside, 2), (later, 3)):
            work.process.save_event(replace(event, ended_session=ended, repair=Repair.FULL))
        work.process.save_homework(replace(task, reviewed_session=2, done=True))
    desk.correcting.move_to_client(moved.id, right, WHY)
    with desk.store.read() as records:
        (stayed,) = records.process.events_of(wrong)
        (reviewed,) = records.process.homework_of(wrong)
        went = {one.id: one for one in records.process.events_of(right)}
    assert (stayed.ended_session, stayed.repair) == (None, None)
    assert (reviewed.reviewed_session, reviewed.done) == (None, None)
    assert (went[inside.id].ended_session, went[inside.id].repair) == (2, Repair.FULL)
    assert (went[later.id].ended_session, went[later.id].repair) == (None, None)


def test_a_prompt_goes_with_its_session_and_its_answer_is_kept_in_words(
    desk: Desk, wrong: ClientId, right: ClientId
) -> None:
    _, moved, _ = sessions(desk, wrong)
    answered = {"status": PromptStatus.ACCEPTED, "intention": "Slow down", "answered_on": FIRST + timedelta(8)}
    own = add_prompt(desk, wrong, 2, 1, 2, **answered)
    waiting = add_prompt(desk, wrong, 3, 2, 3)
    settled = add_prompt(desk, wrong, 1, 1, 2, status=PromptStatus.DECLINED, reason="Not now")
    desk.correcting.move_to_client(moved.id, right, WHY)
    left = prompts(desk, wrong)
    assert own.uid not in left
    assert waiting.uid not in left
    assert [(point.session, point.value) for point in left[settled.uid].because] == [(1, "5.1"), (None, GONE)]
    (correction,) = desk.correcting.corrections(wrong)
    assert correction.after == (
        "No longer in this record. Its prompt R1 had been accepted on 13 January 2026: Slow down."
    )
    for client in (wrong, right):
        desk.prompting.evaluate(client)


def test_neither_record_names_the_other(desk: Desk, wrong: ClientId, right: ClientId) -> None:
    _, moved, _ = sessions(desk, wrong)
    desk.correcting.move_date(moved.id, FIRST + timedelta(8), None, WHY)
    for reason in ("It is m-08's", "Belongs to mo carr", "Was not K-17", "Ada did not come", "Was with Carr, not here"):
        with pytest.raises(UnusableInput, match="without a code or a name"):
            desk.correcting.move_to_client(moved.id, right, reason)
    desk.correcting.move_to_client(moved.id, right, WHY)
    (out,) = desk.correcting.corrections(wrong)
    date_put_right, moved_in = desk.correcting.corrections(right)
    assert (out.kind, out.session, out.before) == (CorrectionKind.MOVED_OUT, None, "Session 2 of 13 January 2026")
    assert (moved_in.kind, moved_in.session) == (CorrectionKind.MOVED_IN, moved.id)
    assert (moved_in.before, moved_in.after) == (ELSEWHERE, "Session 2 of 13 January 2026")
    assert date_put_right.kind is CorrectionKind.DATE
    said = {one: " ".join((one.before, one.after, one.reason)) for one in (out, date_put_right, moved_in)}
    assert not any(name in words for words in said.values() for name in ("K-17", "M-08", "Ada", "Mo Carr"))
    desk.correcting.move_to_client(moved.id, wrong, WHY)
    kinds = [[one.kind for one in desk.correcting.corrections(client)] for client in (wrong, right)]
    assert kinds == [
        [CorrectionKind.DATE, CorrectionKind.MOVED_OUT, CorrectionKind.MOVED_IN],
        [CorrectionKind.MOVED_IN, CorrectionKind.MOVED_OUT],
    ]


def test_a_session_with_entries_about_members_moves_only_where_they_are_members(desk: Desk, wrong: ClientId) -> None:
    group = desk.recording.add_client("G-02", kind=ClientKind.GROUP, opened_on=FIRST).id
    other = desk.recording.add_client("G-03", kind=ClientKind.GROUP, opened_on=FIRST).id
    desk.grouping.join(group, wrong, FIRST)
    session = desk.recording.add_session(group, held_on=FIRST)
    desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(50), member=wrong)
    with pytest.raises(UnusableInput, match="has no members"):
        desk.correcting.move_to_client(session.id, wrong, WHY)
    with pytest.raises(UnusableInput, match="about K-17, who did not belong to G-03 on 5 January 2026"):
        desk.correcting.move_to_client(session.id, other, WHY)
    desk.grouping.join(other, wrong, FIRST)
    desk.correcting.move_to_client(session.id, other, WHY)
    assert desk.reviewing.debrief(session.id).client.id == other


def test_a_session_takes_the_format_of_its_record(desk: Desk, wrong: ClientId) -> None:
    group = desk.recording.add_client("G-02", kind=ClientKind.GROUP, opened_on=FIRST).id
    _, moved, _ = sessions(desk, wrong)
    desk.correcting.move_to_client(moved.id, group, WHY)
    assert desk.reviewing.debrief(moved.id).session.format is ClientKind.GROUP
    desk.recording.rate(moved.id, COHESION, Perspective.CLINICIAN, Tenths(50))
    with pytest.raises(UnusableInput, match="cohesion"):
        desk.correcting.move_to_client(moved.id, wrong, WHY)
