"""The debrief of a group, couple or family, member by member, in a real window over a real practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.vocabulary import Attendance, ClientKind, NoteFormat, NoteKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.services.signatures import matches
from relationship_desk.ui import theme
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.member_switch import WHOLE
from relationship_desk.ui.pages.debrief.page import spec

JOINED = date(2026, 1, 5)


@dataclass
class Circle:
    """The debrief of a session of three members, one of whom had left before."""

    desk: Desk
    page: DebriefPage
    whole: Client
    members: list[Client]
    session: Session

    def texts(self) -> dict[str, str]:
        """What is kept of the notes, by the code of whom they are about."""
        codes = {one.id: one.code for one in self.members} | {None: ""}
        notes = self.desk.reviewing.debrief(self.session.id).notes
        return {codes[note.member]: note.text for note in notes if note.kind is NoteKind.PROGRESS}

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        if isinstance(key, str):
            QTest.keyClicks(target, key, modifier)
        else:
            key_click(target, key, modifier)


def shows(box: QComboBox, words: str) -> bool:
    return box.currentText() == words


def made(desk: Desk, kind: ClientKind, count: int) -> tuple[Client, list[Client], Session]:
    whole = desk.recording.add_client("G-02", kind=kind, opened_on=JOINED)
    members = [desk.recording.add_client(f"M-{place:02}", opened_on=JOINED) for place in range(count)]
    for member in members:
        desk.grouping.join(whole.id, member.id, JOINED)
    desk.grouping.leave(whole.id, members[-1].id, date(2026, 2, 2))
    return whole, members, desk.recording.add_session(whole.id, held_on=date(2026, 3, 24))


@pytest.fixture
def circle(desk: Desk, open_page: OpenPage) -> Circle:
    whole, members, session = made(desk, ClientKind.GROUP, 4)
    page = open_page(desk, spec, DebriefPage, session=session.id)
    return Circle(desk, page, whole, members, session)


def test_each_member_has_a_note_of_its_own(circle: Circle) -> None:
    note = circle.page.form.note
    assert [one.words for one in note.members.choices] == ["Group", "M-00", "M-01", "M-02"]
    note.boxes.edits[0].insertPlainText("a lively hour")
    assert note.members.segments is not None
    note.members.segments.button(str(circle.members[1].id)).click()
    assert [edit.toPlainText() for edit in note.boxes.edits] == ["", "", ""]
    note.boxes.edits[0].insertPlainText("silent")
    assert [one.written for one in note.members.choices] == [True, False, True, False]
    assert note.members.segments.button(str(circle.members[1].id)).accessibleName() == "M-01, written"
    note.members.segments.button(str(WHOLE)).click()
    assert note.boxes.edits[0].toPlainText() == "a lively hour"
    kept = circle.texts()
    assert {code: text.split("\n")[1] for code, text in kept.items()} == {"": "a lively hour", "M-01": "silent"}


def test_alt_m_goes_from_note_to_note(circle: Circle, qtbot: QtBot) -> None:
    note = circle.page.form.note
    note.boxes.edits[0].setFocus()
    for expected in ("M-00", "M-01", "M-02", "Group"):
        circle.press("m", Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(partial(shows, note.members.box, expected))
        assert note.boxes.edits[0].hasFocus()


def test_signing_signs_every_note_that_says_something_and_drops_the_others(circle: Circle) -> None:
    note, (first, second, third, _gone) = circle.page.form.note, circle.members
    write = circle.desk.noting.write
    write(circle.session.id, NoteKind.PROGRESS, "all came", NoteFormat.FREE)
    write(circle.session.id, NoteKind.PROGRESS, "## Mood\nlow", NoteFormat.OWN, member=first.id)
    write(circle.session.id, NoteKind.PROGRESS, "## Mood\n", NoteFormat.OWN, member=second.id)
    circle.page.form.sign.click()
    notes = circle.desk.reviewing.debrief(circle.session.id).notes
    assert {one.member for one in notes} == {None, first.id}
    assert all(one.signed_at and one.author and one.digest and matches(one, circle.session) for one in notes)
    assert note.signed.signature.plain.startswith("Signed")
    note.members.chosen.emit(third.id)
    assert not note.signed.signature.plain
    note.members.chosen.emit(first.id)
    assert note.signed.signature.plain.startswith("Signed")


def test_a_note_can_be_opened_at_a_member(circle: Circle, qtbot: QtBot) -> None:
    member = circle.members[1]
    circle.desk.noting.write(circle.session.id, NoteKind.PROGRESS, "shy", NoteFormat.FREE, member=member.id)
    circle.page.arrive({"session": circle.session.id, "member": member.id})
    assert [edit.toPlainText() for edit in circle.page.form.note.boxes.edits] == ["shy"]
    circle.page.arrive({"session": circle.session.id})
    assert circle.page.form.note.members.box.currentData() == WHOLE


def test_many_members_are_a_list(desk: Desk, open_page: OpenPage) -> None:
    _, members, session = made(desk, ClientKind.GROUP, 9)
    switch = open_page(desk, spec, DebriefPage, session=session.id).form.note.members
    assert switch.segments is None
    assert switch.box.isVisible()
    assert switch.box.count() == len(members)


def test_a_client_alone_has_no_switch(desk: Desk, open_page: OpenPage) -> None:
    session = desk.recording.add_session(desk.recording.add_client("K-17").id)
    form = open_page(desk, spec, DebriefPage, session=session.id).form
    assert not form.note.members.isVisible()
    assert not form.attendance.isVisible()
    assert not form.ratings.seat.isVisible()


def test_the_clinician_rates_the_group_and_each_member_who_was_there(circle: Circle, qtbot: QtBot) -> None:
    form, (first, _, third, _gone) = circle.page.form, circle.members
    circle.desk.accompanying.record_attendance(circle.session.id, {first.id: Attendance.NO_SHOW})
    chooser = form.ratings.seat.member
    assert [chooser.itemText(place) for place in range(chooser.count())] == ["Group", "M-01", "M-02"]
    form.ratings.table.setFocus()
    circle.press("7")
    for code in ("M-01", "M-02"):
        circle.press("m", Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(partial(shows, chooser, code))
    circle.press("4")
    form.ratings.perspectives.button("client").click()
    assert chooser.currentText() == "M-02"
    form.ratings.table.setFocus()
    circle.press("9")
    kept = {
        (one.perspective, one.member): one.score for one in circle.desk.reviewing.debrief(circle.session.id).ratings
    }
    assert kept == {
        (Perspective.CLINICIAN, None): 70,
        (Perspective.CLINICIAN, third.id): 40,
        (Perspective.CLIENT, third.id): 90,
    }


def test_the_seat_of_who_turns_out_absent_goes_back_to_the_whole(circle: Circle) -> None:
    form, first = circle.page.form, circle.members[0]
    form.ratings.seat.member_chosen.emit(first.id)
    assert circle.page.presenter.ratings.seat.member == first.id
    circle.desk.accompanying.record_attendance(circle.session.id, {first.id: Attendance.CANCELLED})
    assert circle.page.presenter.ratings.seat.member is None


def test_one_member_sees_nothing_of_another_in_the_rows(circle: Circle) -> None:
    first, second = circle.members[:2]
    circle.desk.recording.rate(circle.session.id, ALLIANCE, Perspective.CLIENT, 20, member=second.id)  # type: ignore[arg-type]
    form = circle.page.form
    form.ratings.seat.member_chosen.emit(first.id)
    row = next(one for one in form.ratings.table.rows if one.element == ALLIANCE)
    assert row.others == ()
    form.ratings.seat.member_chosen.emit(second.id)
    row = next(one for one in form.ratings.table.rows if one.element == ALLIANCE)
    assert row.others == ((Perspective.CLIENT, 20),)


def test_who_was_there_is_recorded_without_the_mouse(circle: Circle, qtbot: QtBot) -> None:
    form, page = circle.page.form, circle.page
    circle.desk.accompanying.record_attendance(circle.session.id, {circle.members[0].id: Attendance.NO_SHOW})
    form.ratings.table.setFocus()
    circle.press("a", Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.presenter.frame.attendance is not None)
    dialog = page.presenter.frame.attendance
    assert dialog is not None
    assert list(dialog.choices) == [one.id for one in circle.members[:3]]
    dialog.choices[circle.members[1].id].choose(Attendance.LATE.value)
    dialog.answer.click()
    expected = [Attendance.NO_SHOW, Attendance.LATE, Attendance.ATTENDED]
    there = circle.desk.grouping.attendance(circle.session)
    assert [there[one.id] for one in circle.members[:3]] == expected
    form.attendance.click()
    again = page.presenter.frame.attendance
    assert again is not None
    again.everybody.click()
    again.answer.click()
    assert set(circle.desk.grouping.attendance(circle.session).values()) == {Attendance.ATTENDED}


def test_only_keys_that_work_are_listed(circle: Circle) -> None:
    keys = {line.key for line in circle.page.keys()}  # noqa: SIM118 - the page names its keys; it is no dict
    assert {"Alt+A", "Alt+M"} <= keys
    circle.page.form.sign.click()
    keys = {line.key for line in circle.page.keys()}  # noqa: SIM118 - as above
    assert "Alt+M" in keys
    assert "Alt+A" not in keys


def test_in_a_small_window_the_head_keeps_every_button_at_large_text(
    circle: Circle, qapp: QApplication, qtbot: QtBot
) -> None:
    form, window = circle.page.form, circle.page.window()
    theme.apply(qapp, "light", 1.5)
    try:
        window.resize(1024, 700)
        qtbot.waitUntil(form.edit_session_short.isVisible)
        assert form.head.minimumSizeHint().width() <= circle.page.width()
        assert form.edit_session.isHidden()
        form.show_signed(signed=True)
        assert form.edit_session_short.accessibleName() == "Move session"
    finally:
        theme.apply(qapp, "light")
