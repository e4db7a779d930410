"""Sealed answers come into the record whole or half-way, once; what does not belong is kept and told of."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from relationship_desk.catalogue.measures import parse_measure, shipped_measures
from relationship_desk.catalogue.questions import Level
from relationship_desk.domain.client_voice import HandOver
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.form_answers import Answers, Item
from relationship_desk.domain.hand_over import Form
from relationship_desk.domain.ids import ALLIANCE, COHESION, GOAL_CONSENSUS, RUPTURE_REPAIR, ElementId
from relationship_desk.domain.measure import How, Measure, MeasureId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Missing, Perspective
from relationship_desk.sealing.answer_files import write_answers
from relationship_desk.sealing.waiting_answers import answer_files
from relationship_desk.services.desk import Desk
from relationship_desk.services.risk import ASK

EMPATHY = ElementId("empathy")
LINES = (ALLIANCE, EMPATHY, GOAL_CONSENSUS, RUPTURE_REPAIR)
PHQ = shipped_measures()[MeasureId("phq-9")]


def held(desk: Desk, code: str = "K-1") -> Session:
    return desk.recording.add_session(desk.recording.add_client(code).id)


def filled(form: Form, desk: Desk) -> Answers:
    """All four lines in their four ways, and words."""
    now = desk.now()
    answers = Answers.to(form, now).with_line(ALLIANCE, Tenths(74), now).with_line(EMPATHY, Missing.DECLINED, now)
    return replace(answers.with_line(RUPTURE_REPAIR, Missing.NOT_APPLICABLE, now), comment="Quiet today.", done=True)


def seal(desk: Desk, form: Form, answers: Answers) -> Path:
    """As the process without a key does."""
    write_answers(desk.folder, form.public_key, answers.id, answers.to_json())
    return answer_files(desk.folder)[-1]


def client_ratings(desk: Desk, session: Session) -> dict[ElementId, Tenths | Missing | None]:
    found = desk.reviewing.debrief(session.id).ratings
    return {one.element: one.missing or one.score for one in found if one.perspective is Perspective.CLIENT}


def handed_overs(desk: Desk) -> tuple[HandOver, ...]:
    with desk.store.read() as records:
        return records.voice.hand_overs.all()


def with_items(form: Form, answers: Answers, given: Sequence[int | Missing | None]) -> Answers:
    for number, one in enumerate(given, start=1):
        item: Item = Missing.DECLINED if isinstance(one, Missing) else one
        answers = answers.with_item(form.measures[0], number, item, answers.changed_at)
    return answers


def test_a_form_asks_in_the_words_of_the_catalogue_and_names_nobody(desk: Desk) -> None:
    session = held(desk, "Quillfeather")
    form = desk.handing_over.prepare(session.id, LINES, [PHQ], level=Level.PLAIN, one_at_a_time=True)
    assert [one.element for one in form.elements] == list(LINES)
    assert form.elements[0].text == desk.catalogue.questions[ALLIANCE].wordings[Level.PLAIN].text
    assert [one.not_always for one in form.elements] == [False, False, False, True]
    assert (form.plain, form.one_at_a_time, form.comment, form.held_today) == (True, True, True, True)
    assert form.measures[0].items[0] == PHQ.texts[1]
    assert b"Quillfeather" not in form.to_json()
    assert Form.from_json(handed_overs(desk)[0].form.encode()) == form
    assert form.token != desk.handing_over.prepare(session.id, LINES).token


def test_a_measure_whose_words_are_not_shown_is_asked_by_number(desk: Desk) -> None:
    form = desk.handing_over.prepare(held(desk).id, (), [shipped_measures()[MeasureId("wsas")]])
    assert form.measures[0].items == tuple(f"Item {number}" for number in range(1, 6))
    assert form.measures[0].choices == tuple("012345678")


def test_complete_answers_come_in(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES)
    seal(desk, form, filled(form, desk))
    reception = desk.handing_over.receive()
    [received] = reception.received
    assert (received.client.code, received.session.id, received.member) == ("K-1", session.id, None)
    assert (received.answered, received.declined, received.not_applicable, received.empty) == (1, 1, 1, 1)
    assert received.comment == "Quiet today."
    assert received.done
    assert received.risk == ()
    assert reception.kept == ()
    assert client_ratings(desk, session) == {
        ALLIANCE: 74,
        EMPATHY: Missing.DECLINED,
        RUPTURE_REPAIR: Missing.NOT_APPLICABLE,
    }
    [comment] = desk.accompanying.of(session.client).comments
    assert (comment.perspective, comment.rater, comment.text) == (Perspective.CLIENT, "", "Quiet today.")
    with desk.store.read() as records:
        [form_row] = records.voice.forms_in(session.id)
    assert (form_row.how, form_row.filled_on, form_row.perspective) == (
        How.HAND_OVER,
        desk.today(),
        Perspective.CLIENT,
    )
    assert answer_files(desk.folder) == []
    assert handed_overs(desk)[0].received_at is not None


def test_answers_left_half_way_come_in_as_far_as_they_go(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES)
    seal(desk, form, Answers.to(form, desk.now()).with_line(ALLIANCE, Tenths(30), desk.now()))
    [received] = desk.handing_over.receive().received
    assert (received.answered, received.empty, received.done) == (1, 3, False)
    assert client_ratings(desk, session) == {ALLIANCE: 30}


def test_a_form_closed_at_once_leaves_no_trace_but_that_it_was(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES, [PHQ])
    seal(desk, form, Answers.to(form, desk.now()))
    [received] = desk.handing_over.receive().received
    assert (received.answered, received.done, received.risk) == (0, False, ())
    with desk.store.read() as records:
        assert records.voice.forms_in(session.id) == ()
        assert records.voice.administrations.all() == ()
        assert records.voice.open_risk() == ()


def test_the_same_answers_twice_add_nothing(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES, [PHQ])
    answers = with_items(form, filled(form, desk), [1] * 9)
    file = seal(desk, form, answers)
    copy = file.read_bytes()
    desk.handing_over.receive()
    before = desk.accompanying.of(session.client)
    desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(10))
    file.write_bytes(copy)
    assert desk.handing_over.receive().received == ()
    assert answer_files(desk.folder) == []
    assert client_ratings(desk, session)[ALLIANCE] == 10, "what was put right since stays"
    assert desk.accompanying.of(session.client) == before
    with desk.store.read() as records:
        assert len(records.voice.administrations.all()) == 1
        assert len(records.voice.forms_in(session.id)) == 1
        assert len(records.voice.open_risk()) == 1


def test_answers_that_go_on_after_they_were_read_are_read_again(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES, [PHQ])
    first = with_items(form, filled(form, desk), [0] * 8 + [1])
    seal(desk, form, first)
    desk.handing_over.receive()
    later = replace(first, changed_at=first.changed_at + timedelta(minutes=1), comment="Quiet today. And warm.")
    seal(desk, form, later.with_line(GOAL_CONSENSUS, Tenths(50), later.changed_at))
    [received] = desk.handing_over.receive().received
    assert received.answered == 11
    assert client_ratings(desk, session)[GOAL_CONSENSUS] == 50
    with desk.store.read() as records:
        assert len(records.voice.administrations.all()) == 1
        assert len(records.voice.open_risk()) == 1


def test_a_questionnaire_is_scored_and_its_risk_item_told_first(desk: Desk) -> None:
    first, second = held(desk), held(desk, "K-2")
    harmless = desk.handing_over.prepare(first.id, LINES)
    seal(desk, harmless, filled(harmless, desk))
    form = desk.handing_over.prepare(second.id, (), [PHQ])
    seal(desk, form, with_items(form, Answers.to(form, desk.now()), [2, 1, 0, Missing.DECLINED, 3, 1, 0, 0, 2]))
    told = desk.handing_over.receive().received
    assert [one.client.code for one in told] == ["K-2", "K-1"]
    assert told[0].risk == ("PHQ-9, item 9: 2",)
    with desk.store.read() as records:
        [administration] = records.voice.administrations.all()
        [record] = records.voice.open_risk()
    assert administration.items == (2, 1, 0, None, 3, 1, 0, 0, 2)
    assert administration.declined == (4,)
    assert administration.total == pytest.approx(9 * 9 / 8, abs=0.01), "one missing item is prorated"
    assert (administration.how, administration.session) == (How.HAND_OVER, second.id)
    assert (record.client, record.because) == (second.client, "PHQ-9, item 9: 2")


@pytest.mark.parametrize("given", [[1] * 8 + [None], [1] * 8 + [Missing.DECLINED], [None] * 9])
def test_a_risk_item_left_open_has_to_be_asked_about(desk: Desk, given: list[int | Missing | None]) -> None:
    form = desk.handing_over.prepare(held(desk).id, (), [PHQ])
    answers = with_items(form, Answers.to(form, desk.now()), given)
    seal(desk, form, replace(answers, done=True))
    [received] = desk.handing_over.receive().received
    assert received.risk == (f"PHQ-9, item 9: {ASK}",)
    with desk.store.read() as records:
        assert len(records.voice.open_risk()) == 1


@pytest.mark.parametrize("given", [[1] * 8 + [2], [1] * 8 + [None], [None] * 9])
def test_a_closed_record_is_not_reopened_by_the_same_answers_but_by_new_ones(
    desk: Desk, given: list[int | Missing | None]
) -> None:
    session = held(desk)

    def hand_over() -> tuple[Form, Answers]:
        form = desk.handing_over.prepare(session.id, (), [PHQ])
        return form, replace(with_items(form, Answers.to(form, desk.now()), given), done=True)

    def read(form: Form, answers: Answers) -> list[int]:
        seal(desk, form, answers)
        [received] = desk.handing_over.receive().received
        return list(received.risk_records)

    form, answers = hand_over()
    [first] = read(form, answers)
    [record] = desk.risk.of(session.client)
    desk.risk.save(replace(record, action="Asked"))
    desk.risk.close(record.id)
    later = replace(answers, changed_at=answers.changed_at + timedelta(minutes=1), done=False)
    assert read(form, replace(later, done=True)) == [first], "the same form, read once more"
    assert desk.risk.open_records() == ()
    [second] = read(*hand_over())
    assert second != first
    assert [one.record.id for one in desk.risk.open_records()] == [second]


def test_an_own_measure_keeps_the_version_it_was_asked_in(desk: Desk) -> None:
    text = (
        'id = "sleep"\nversion = "{}"\ntitle = "Sleep"\ndirection = "lower"\nitems = 1\nitem_max = 3\ntotal_max = 3\n'
    )
    measure = desk.measuring.add_own(text.format(1), "sleep.toml")
    form = desk.handing_over.prepare(held(desk).id, (), [measure])
    desk.measuring.add_own(text.format(2), "sleep.toml")
    seal(desk, form, with_items(form, Answers.to(form, desk.now()), [3]))
    desk.handing_over.receive()
    with desk.store.read() as records:
        [administration] = records.voice.administrations.all()
    assert (administration.version, administration.total) == ("1", 3)


# What is refused on the way out


def large(number: int) -> Measure:
    items = "".join(f'[[item]]\nnumber = {one}\ntext = "{"long " * 100}"\n' for one in range(1, 101))
    head = f'id = "m-{number}"\nversion = "1"\ntitle = "M"\ndirection = "lower"\nitems = 100\nitem_max = 3\n'
    return parse_measure(f"{head}total_max = 300\n{items}", "large.toml")


def wide() -> Measure:
    text = 'id = "wide"\nversion = "1"\ntitle = "W"\ndirection = "lower"\nitems = 1\nitem_max = 99\ntotal_max = 99\n'
    return parse_measure(text, "wide.toml")


@pytest.mark.parametrize(
    ("elements", "measures"),
    [
        ((), ()),
        ((COHESION,), ()),
        ((ElementId("countertransference"),), ()),
        ((), (shipped_measures()[MeasureId("ors")],)),
        ((), (wide(),)),
        ((), (large(1),)),
    ],
    ids=["nothing", "groups only", "not for clients", "total only", "too wide", "too long"],
)
def test_what_cannot_be_asked_is_refused(
    desk: Desk, elements: tuple[ElementId, ...], measures: tuple[Measure, ...]
) -> None:
    session = held(desk)
    with pytest.raises(UnusableInput):
        desk.handing_over.prepare(session.id, elements, measures, comment=False)
    assert handed_overs(desk) == ()


def test_a_session_that_was_not_held_cannot_be_asked_about(desk: Desk) -> None:
    client = desk.recording.add_client("K-1")
    session = desk.recording.add_session(client.id, attendance=Attendance.NO_SHOW)
    with pytest.raises(UnusableInput):
        desk.handing_over.prepare(session.id, LINES)


# Members


def couple(desk: Desk) -> tuple[Session, list[Client]]:
    whole = desk.recording.add_client("C-1", kind=ClientKind.COUPLE)
    members = [desk.recording.add_client(code) for code in ("A-1", "B-1")]
    for member in members:
        desk.grouping.join(whole.id, member.id)
    return desk.recording.add_session(whole.id), members


def test_each_of_a_couple_answers_alone(desk: Desk) -> None:
    session, members = couple(desk)
    for member in members:
        form = desk.handing_over.prepare(session.id, LINES, [PHQ], member=member.id)
        answers = replace(filled(form, desk), comment=f"Words of {member.code}")
        seal(desk, form, with_items(form, answers, [1] * 8 + [0]))
    told = desk.handing_over.receive().received
    assert sorted(one.member.code for one in told if one.member) == ["A-1", "B-1"]
    ratings = [one for one in desk.reviewing.debrief(session.id).ratings if one.element == ALLIANCE]
    assert sorted(one.member or 0 for one in ratings) == sorted(member.id for member in members)
    comments = desk.accompanying.of(session.client).comments
    assert sorted((one.member or 0, one.rater, one.text) for one in comments) == [
        (members[0].id, "", "Words of A-1"),
        (members[1].id, "", "Words of B-1"),
    ]
    with desk.store.read() as records:
        assert sorted(one.member or 0 for one in records.voice.administrations.all()) == sorted(
            member.id for member in members
        )


def test_an_absent_member_is_not_asked_and_answers_of_one_made_absent_are_kept(desk: Desk) -> None:
    session, members = couple(desk)
    form = desk.handing_over.prepare(session.id, LINES, member=members[0].id)
    file = seal(desk, form, filled(form, desk))
    desk.accompanying.record_attendance(session.id, {members[0].id: Attendance.NO_SHOW})
    with pytest.raises(UnusableInput):
        desk.handing_over.prepare(session.id, LINES, member=members[0].id)
    reception = desk.handing_over.receive()
    assert reception.received == ()
    assert file.name in reception.kept[0]
    assert file.exists()
    desk.accompanying.record_attendance(session.id, {members[0].id: Attendance.ATTENDED})
    assert len(desk.handing_over.receive().received) == 1


# What changed meanwhile


def test_answers_go_with_a_session_that_was_moved(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES)
    seal(desk, form, filled(form, desk))
    other = desk.recording.add_client("K-2")
    desk.correcting.move_to_client(session.id, other.id, "entered under the wrong code")
    [received] = desk.handing_over.receive().received
    assert received.client.code == "K-2"
    assert client_ratings(desk, session)[ALLIANCE] == 74


def test_answers_go_with_a_record_that_was_merged(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES)
    seal(desk, form, filled(form, desk))
    kept = desk.recording.add_client("K-2")
    desk.correcting.merge(kept.id, session.client, "the same person")
    [received] = desk.handing_over.receive().received
    assert received.client.code == "K-2"


def test_answers_of_an_erased_client_are_kept_and_told_of(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES)
    file = seal(desk, form, filled(form, desk))
    with desk.store.work("erase", "client") as work:
        work.retention.erase(session.client)
    reception = desk.handing_over.receive()
    assert reception.received == ()
    assert "erased" in reception.kept[0]
    assert file.exists()


# What does not belong


def refused(desk: Desk, file: Path) -> str:
    """Nothing comes in, the file stays, and one sentence names it."""
    bytes_before = file.read_bytes()
    audit = handed_overs(desk)
    reception = desk.handing_over.receive()
    assert reception.received == ()
    [words] = reception.kept
    assert file.name in words
    assert file.read_bytes() == bytes_before
    assert handed_overs(desk) == audit
    return words


def test_a_wrong_token_is_refused(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, LINES)
    refused(desk, seal(desk, form, replace(filled(form, desk), token="f" * 64)))
    assert client_ratings(desk, session) == {}


def test_damaged_answers_are_refused(desk: Desk) -> None:
    form = desk.handing_over.prepare(held(desk).id, LINES)
    file = seal(desk, form, filled(form, desk))
    changed = bytearray(file.read_bytes())
    changed[-1] ^= 1
    file.write_bytes(changed)
    assert "damaged" in refused(desk, file)
    file.write_bytes(b"")
    refused(desk, file)
    file.write_bytes(bytes(1_000_001))
    assert "too large" in refused(desk, file)


def test_renamed_answers_are_refused(desk: Desk) -> None:
    form = desk.handing_over.prepare(held(desk).id, LINES)
    file = seal(desk, form, filled(form, desk))
    other = desk.handing_over.prepare(held(desk, "K-2").id, LINES)
    refused(desk, file.rename(file.with_name(f"{other.id}.sealed")))


def test_answers_of_another_practice_are_refused(desk: Desk, demo: Desk) -> None:
    form = desk.handing_over.prepare(held(desk).id, LINES)
    file = seal(desk, form, filled(form, desk))
    (demo.folder / "answers").mkdir()
    shutil.copy(file, demo.folder / "answers" / file.name)
    assert "another practice" in refused(demo, demo.folder / "answers" / file.name)


def test_answers_to_what_was_not_asked_are_refused(desk: Desk) -> None:
    session = held(desk)
    form = desk.handing_over.prepare(session.id, [ALLIANCE], comment=False)
    answers = Answers.to(form, desk.now()).with_line(EMPATHY, Tenths(100), desk.now())
    refused(desk, seal(desk, form, answers))
    assert client_ratings(desk, session) == {}


def test_one_bad_file_does_not_keep_the_good_one_out(desk: Desk) -> None:
    bad, good = (desk.handing_over.prepare(held(desk, code).id, LINES) for code in ("K-1", "K-2"))
    seal(desk, bad, replace(filled(bad, desk), token="f" * 64))
    seal(desk, good, filled(good, desk))
    reception = desk.handing_over.receive()
    assert [one.client.code for one in reception.received] == ["K-2"]
    assert len(reception.kept) == 1


def test_what_a_crash_left_of_a_writing_goes_with_the_answers(desk: Desk) -> None:
    form = desk.handing_over.prepare(held(desk).id, LINES)
    file = seal(desk, form, filled(form, desk))
    file.with_name(f"{file.name}.new").write_bytes(b"half")
    desk.handing_over.receive()
    assert list(file.parent.iterdir()) == []


def test_the_answers_are_audited_without_words(desk: Desk) -> None:
    form = desk.handing_over.prepare(held(desk).id, LINES)
    seal(desk, form, filled(form, desk))
    desk.handing_over.receive()
    with desk.store.vault.engine.connect() as connection:
        last = connection.exec_driver_sql("select what, kind from audit order by id desc limit 1").one()
    assert tuple(last) == ("receive", "hand-over")
