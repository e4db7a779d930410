"""A group of six with one who leaves: who was there, what each said and what is written of each, apart from the others.

Done in the whole window by keys where a clinician would; what must not leak carries words that occur once only.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.members import member_view
from tests.whole_window import press, whole_window, words_in

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ALLIANCE, COHESION
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, NoteFormat, NoteKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.signatures import matches
from relationship_desk.services.summarising import Request
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.groups.presenter import GroupsPage
from relationship_desk.ui.shell.main_window import MainWindow

FIRST = date(2026, 1, 12)
WORDS = ("aldergrove", "birchfield", "cedarholm", "dogwood", "elmstead", "firbank")
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Six:
    """The group, its members and three sessions; the last member leaves after the second."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.group = desk.recording.add_client("G-06", kind=ClientKind.GROUP, opened_on=FIRST)
        self.members = [desk.recording.add_client(f"S-{place}", opened_on=FIRST) for place in range(1, 7)]
        for member in self.members:
            desk.grouping.join(self.group.id, member.id, FIRST)

    @property
    def leaver(self) -> Client:
        return self.members[-1]

    def hold(self, day: int) -> Session:
        """A session with a rating and a note for everybody who belongs."""
        session = self.desk.recording.add_session(self.group.id, held_on=date(2026, 1, day))
        belonging = self.desk.grouping.members_on(self.group.id, session.held_on)
        self.desk.accompanying.record_attendance(session.id, {one.id: Attendance.ATTENDED for one in belonging})
        for place, member in enumerate(self.members):
            if member in belonging:
                self.desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(60 + place), member=member.id)
                self.desk.recording.rate(session.id, COHESION, Perspective.CLIENT, Tenths(50 + place), member=member.id)
                self.desk.noting.write(session.id, NoteKind.PROGRESS, WORDS[place], NoteFormat.FREE, member=member.id)
        return session

    def foreign(self, place: int) -> list[str]:
        """What must be read nowhere with member number ``place``."""
        return [word for other, word in enumerate(WORDS) if other != place]


@pytest.fixture
def six(desk: Desk) -> Six:
    return Six(desk)


def debrief_of(window: MainWindow, session: Session) -> DebriefPage:
    window.go("debrief", session=session.id)
    page = window.page
    assert isinstance(page, DebriefPage)
    return page


def test_a_group_is_debriefed_member_by_member_with_the_keyboard(six: Six, qtbot: QtBot, qapp: QApplication) -> None:
    desk = six.desk
    session = desk.recording.add_session(six.group.id, held_on=FIRST)
    with whole_window(desk, qtbot, qapp) as window:
        page = debrief_of(window, session)
        form, chooser = page.form, page.form.ratings.seat.member
        press("a", ALT)
        qtbot.waitUntil(lambda: page.presenter.frame.attendance is not None)
        dialog = page.presenter.frame.attendance
        assert dialog is not None
        dialog.choices[six.members[1].id].choose(Attendance.NO_SHOW.value)
        dialog.choices[six.members[1].id].setFocus()
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(desk.grouping.attendance(session)))
        assert [chooser.itemText(place) for place in range(chooser.count())] == [
            "Group",
            "S-1",
            "S-3",
            "S-4",
            "S-5",
            "S-6",
        ]
        window.activateWindow()  # without a window manager nobody gives the focus back when a dialog closes
        qtbot.waitUntil(window.isActiveWindow)
        form.ratings.table.setFocus()
        press("78")  # alliance, then cohesion, of the group
        press("m", ALT)
        qtbot.waitUntil(lambda: chooser.currentText() == "S-1")
        press("4")
        press("t", ALT)
        qtbot.waitUntil(form.note.boxes.edits[0].hasFocus)
        press("warm")
        press("m", ALT)
        qtbot.waitUntil(lambda: form.note.members.box.currentText().startswith("S-1"))
        press("late")
        press(Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: desk.reviewing.debrief(session.id).signed is not None)
    view = desk.reviewing.debrief(session.id)
    assert {(one.element, one.member): one.score for one in view.ratings} == {
        (ALLIANCE, None): 70,
        (COHESION, None): 80,
        (ALLIANCE, six.members[0].id): 40,
    }
    assert {note.member: note.text.split("\n")[1] for note in view.notes} == {None: "warm", six.members[0].id: "late"}
    assert all(note.signed_at and note.digest and matches(note, session) for note in view.notes)


def test_who_left_has_nothing_after_leaving_and_cannot_be_asked(six: Six) -> None:
    desk, leaver = six.desk, six.leaver
    held = [six.hold(12), six.hold(19)]
    desk.grouping.leave(six.group.id, leaver.id, held[1].held_on)
    last = six.hold(26)
    changes: tuple[Callable[[], None], ...] = (
        lambda: desk.recording.rate(last.id, ALLIANCE, Perspective.CLIENT, Tenths(50), member=leaver.id),
        lambda: desk.recording.rate(last.id, ALLIANCE, Perspective.CLINICIAN, Tenths(50), member=leaver.id),
        lambda: desk.noting.write(last.id, NoteKind.PROGRESS, "gone", NoteFormat.FREE, member=leaver.id),
        lambda: desk.accompanying.record_attendance(last.id, {leaver.id: Attendance.ATTENDED}),
    )
    for change in changes:
        with pytest.raises(UnusableInput, match="did not belong"):
            change()
    view = member_view(desk, six.group.id, leaver.id)
    assert [one.session.number for one in view.sessions] == [1, 2]
    assert [point.session for point in view.alliance.points] == [1, 2]
    ratings = desk.reviewing.debrief(last.id).ratings
    assert leaver.id not in {one.member for one in ratings}
    assert leaver not in desk.grouping.rateable(last)


def test_an_absent_member_is_not_asked_and_misses_nothing(six: Six) -> None:
    desk, absent = six.desk, six.members[2]
    session = six.hold(12)
    second = desk.recording.add_session(six.group.id, held_on=date(2026, 1, 19))
    desk.accompanying.record_attendance(second.id, {absent.id: Attendance.CANCELLED})
    with pytest.raises(UnusableInput, match="was not at this session"):
        desk.recording.rate(second.id, ALLIANCE, Perspective.CLIENT, Tenths(50), member=absent.id)
    points = member_view(desk, six.group.id, absent.id).alliance.points
    assert [point.session for point in points] == [session.number]
    others = member_view(desk, six.group.id, six.members[0].id).alliance.points
    assert [point.value for point in others] == [6.0, None]


def test_one_members_pages_export_and_summary_hold_no_word_about_another(
    six: Six, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    desk = six.desk
    held = [six.hold(12), six.hold(19)]
    desk.grouping.leave(six.group.id, six.leaver.id, held[1].held_on)
    held.append(six.hold(26))
    desk.noting.sign(held[0].id)
    for member in six.members:
        desk.recording.add_session(member.id, held_on=date(2026, 1, 13))
    with whole_window(desk, qtbot, qapp) as window:
        for place, member in enumerate(six.members):
            window.go("client", client=member.id)
            client_page = window.page
            assert isinstance(client_page, ClientPage)
            for tab in client_page._tabs:
                client_page.view.tabs.choose(tab)
                client_page.arrive({"client": member.id, "tab": tab})
            assert not [word for word in WORDS if word in words_in(client_page)]
            window.go("groups", group=six.group.id)
            groups = window.page
            assert isinstance(groups, GroupsPage)
            assert groups.view.chosen.members.choose(member.id)
            shown = words_in(groups)
            assert WORDS[place] in shown
            assert not [word for word in six.foreign(place) if word in shown]
    desk.exporting.export(tmp_path / "package", Shape(reduced=False, process_notes=True))
    for place, member in enumerate(six.members):
        rows = [
            repr(row) for row in exported(tmp_path / "package") if member.code in (row.get("client"), row.get("member"))
        ]
        told = "\n".join(rows)
        assert WORDS[place] in told
        assert not [word for word in six.foreign(place) if word in told]
        assert not [word for word in WORDS if word in repr(desk.supervising.summary(Request(member.id)))]
    assert not [row for row in exported(tmp_path / "package") if row.get("member") == "S-6" and row["session"] == "3"]


def exported(folder: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows.extend(csv.DictReader(text))
    return rows
