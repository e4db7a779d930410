"""Groups, couples and families: the list, the chosen one, and the ways to change who belongs and who was there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.members import member_view
from tests.ui.pages.opened import Look, OpenPage

from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, NoteFormat, NoteKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.members import AddMemberDialog, AttendanceDialog, LeaveDialog
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.new_session import NewSessionDialog
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.debrief.rating_rows import Seat, rating_rows
from relationship_desk.ui.pages.groups.group_table import Column as GroupColumn
from relationship_desk.ui.pages.groups.member_table import Column as MemberColumn
from relationship_desk.ui.pages.groups.page import spec
from relationship_desk.ui.pages.groups.presenter import GroupsPage
from relationship_desk.ui.pages.groups.view import NO_GROUPS
from relationship_desk.ui.shell.main_window import MainWindow, Place
from relationship_desk.ui.shell.page import Page, PageSpec

ALT, CONTROL, PLAIN = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)
FIRST = date(2026, 2, 2)


class House:
    """The window with the page in it; the pages it leads to are bare."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.window, self.jobs = desk, MainWindow(), Jobs()
        hub = Hub(self.window)
        desk.publish_to(hub.publish)
        context = Context(desk, hub, self.jobs, self.window, Look())
        bare = [PageSpec(name, name, "page", "", Page, place="none") for name in ("debrief", "client")]
        self.window.add_pages([spec(context), *bare])

    @property
    def page(self) -> GroupsPage:
        page = self.window.page
        assert isinstance(page, GroupsPage)
        return page

    @property
    def codes(self) -> list[str]:
        return texts(self.page.view.table, 0)

    @property
    def members(self) -> list[str]:
        return texts(self.page.view.chosen.members, 0)

    @property
    def title(self) -> str:
        return self.page.view.chosen.title.plain

    def spoken(self, column: int) -> list[str]:
        return texts(self.page.view.chosen.members, column, Qt.ItemDataRole.AccessibleTextRole)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        key_click(target, key, modifier)

    def has_dialog(self) -> bool:
        return self.page.dialog is not None

    def choose(self, client: ClientId) -> None:
        assert self.page.view.table.choose(client)


def texts(table: QTableView, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = table.model()
    return [str(model.index(row, column).data(role)) for row in range(model.rowCount())]


def enter(qtbot: QtBot, desk: Desk) -> House:
    house = House(desk)
    qtbot.addWidget(house.window)
    house.window.resize(1440, 900)
    with qtbot.waitActive(house.window):
        house.window.show()
        house.window.activateWindow()
    house.window.go("groups")
    return house


@pytest.fixture
def house(qtbot: QtBot, demo: Desk) -> Iterator[House]:
    made = enter(qtbot, demo)
    yield made
    made.jobs.close()


@pytest.fixture
def bare(qtbot: QtBot, desk: Desk) -> Iterator[House]:
    made = enter(qtbot, desk)
    yield made
    made.jobs.close()


def client_of(desk: Desk, code: str) -> ClientId:
    return next(one.id for one in desk.reviewing.everybody() if one.code == code)


def couple(desk: Desk, gaps: tuple[int, ...] = ()) -> tuple[ClientId, list[ClientId], list[Session]]:
    """Make a couple that has rated the alliance so far apart, session by session."""
    whole = desk.recording.add_client("R-1", name="The Rivers", kind=ClientKind.COUPLE, opened_on=FIRST).id
    people = [desk.recording.add_client(code, name=name).id for code, name in (("A-1", "Ann"), ("B-1", "Ben"))]
    for person in people:
        desk.grouping.join(whole, person, FIRST)
    held = []
    for week, gap in enumerate(gaps):
        session = desk.recording.add_session(whole, held_on=FIRST + timedelta(weeks=week))
        held.append(session)
        for person, score in zip(people, (50, 50 + gap), strict=True):
            desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(score), member=person)
    return whole, people, held


def test_only_groups_couples_and_families_are_listed(house: House) -> None:
    assert sorted(house.codes) == ["G-02", "H-11", "R-21"]
    rows = texts(house.page.view.table, 0, Qt.ItemDataRole.AccessibleTextRole)
    assert any("Group, 5 members" in row for row in rows)
    assert any("Family, 3 members" in row for row in rows)


def test_up_and_down_choose_and_return_opens_the_client_page(house: House) -> None:
    house.page.view.table.setFocus()
    first = house.title
    house.press(Qt.Key.Key_Down)
    second = house.title
    assert (second != first, second) == (True, house.codes[1])
    house.press(Qt.Key.Key_Return)
    assert house.window.place == Place("client", {"client": client_of(house.desk, second)})


def test_the_members_of_the_chosen_group_are_shown(house: House) -> None:
    house.choose(client_of(house.desk, "G-02"))
    assert house.members == ["B-03", "C-12", "D-07", "S-19", "T-30"]
    latest = house.desk.grouping.alliances(client_of(house.desk, "G-02")).latest
    shown = texts(house.page.view.chosen.members, 3)
    assert [float(text) for text in shown] == [
        pytest.approx(latest[client_of(house.desk, code)], abs=0.051) for code in house.members
    ]
    assert all(text.startswith("Joined ") for text in house.spoken(1))
    assert all(text.startswith("Session 18: ") for text in house.spoken(2))
    assert all("rated in" in text for text in house.spoken(3))


def test_a_family_without_members_says_what_to_do(house: House) -> None:
    house.choose(house.desk.recording.add_client("F-1", kind=ClientKind.FAMILY).id)
    chosen = house.page.view.chosen
    assert chosen.nobody.isVisible()
    assert chosen.nobody.sentence.plain == "No members yet. Add the people of this family."
    assert not chosen.leave.isEnabled()


def test_return_on_a_member_opens_the_members_own_page(house: House) -> None:
    house.choose(client_of(house.desk, "G-02"))
    members = house.page.view.chosen.members
    members.setFocus()
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Return)
    assert house.window.place == Place("client", {"client": client_of(house.desk, "C-12")})


def test_ctrl_d_debriefs_the_chosen_group(house: House, qtbot: QtBot) -> None:
    house.choose(client_of(house.desk, "G-02"))
    house.page.view.table.setFocus()
    house.press(Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(house.has_dialog)
    dialog = house.page.dialog
    assert isinstance(dialog, NewSessionDialog)
    assert "G-02" in dialog.windowTitle() or dialog.chosen == client_of(house.desk, "G-02")
    dialog.reject()


def test_a_split_is_named_when_it_holds_only(qtbot: QtBot, desk: Desk) -> None:
    _, people, held = couple(desk, (30, 29, 35))
    house = enter(qtbot, desk)
    chosen = house.page.view.chosen
    assert chosen.badges == ["Split alliance"]
    assert chosen.split.plain == "Highest minus lowest alliance: 3.0, 2.9, 3.5 in sessions 1, 2 and 3."
    desk.recording.rate(held[2].id, ALLIANCE, Perspective.CLIENT, Tenths(79), member=people[1])
    assert chosen.badges == []
    assert "3.0, 2.9, 2.9" in chosen.split.plain
    house.jobs.close()


def test_an_existing_client_joins(qtbot: QtBot, desk: Desk) -> None:
    whole, _, _ = couple(desk)
    new = desk.recording.add_client("C-1").id
    house = enter(qtbot, desk)
    house.press(Qt.Key.Key_M, ALT)
    qtbot.waitUntil(house.has_dialog)
    dialog = house.page.dialog
    assert isinstance(dialog, AddMemberDialog)
    QTest.keyClicks(dialog.code, "c-1")
    assert not dialog.note.isVisible()
    dialog.date.setDate(QDate(2026, 3, 1))
    dialog.answer.click()
    assert house.members == ["A-1", "B-1", "C-1"]
    assert member_view(desk, whole, new).joined_on == date(2026, 3, 1)
    assert house.window.status.saved.plain.startswith("Saved ")
    house.jobs.close()


def test_a_new_code_is_said_to_become_a_client(qtbot: QtBot, desk: Desk) -> None:
    couple(desk)
    house = enter(qtbot, desk)
    house.page.view.chosen.add_member.click()
    dialog = house.page.dialog
    assert isinstance(dialog, AddMemberDialog)
    QTest.keyClicks(dialog.code, "N-9")
    assert dialog.note.plain == "N-9 is new and is added as a client."
    dialog.answer.click()
    assert "N-9" in house.members
    assert "N-9" in [one.code for one in desk.reviewing.everybody()]
    house.jobs.close()


def test_who_is_a_member_already_is_refused_in_the_dialog(qtbot: QtBot, desk: Desk) -> None:
    couple(desk)
    house = enter(qtbot, desk)
    house.page.view.chosen.add_member.click()
    dialog = house.page.dialog
    assert isinstance(dialog, AddMemberDialog)
    QTest.keyClicks(dialog.code, "A-1")
    dialog.answer.click()
    assert dialog.isVisible()
    assert dialog.error.plain == "A-1 is a member of R-1 already."
    assert dialog.code.text() == "A-1"
    dialog.reject()
    house.jobs.close()


def test_who_left_stays_listed_and_can_leave_no_more(qtbot: QtBot, desk: Desk) -> None:
    whole, people, _ = couple(desk)
    house = enter(qtbot, desk)
    chosen = house.page.view.chosen
    assert not chosen.leave.isEnabled()
    chosen.members.choose(people[0])
    house.press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(house.has_dialog)
    dialog = house.page.dialog
    assert isinstance(dialog, LeaveDialog)
    dialog.date.setDate(QDate(2026, 3, 10))
    dialog.answer.click()
    assert house.members == ["B-1", "A-1"]
    assert house.spoken(1)[1] == "Joined 2 Feb, left 10 Mar"
    assert not chosen.leave.isEnabled()
    assert member_view(desk, whole, people[0]).left_on == date(2026, 3, 10)
    house.jobs.close()


def test_attendance_of_the_unsigned_session_is_kept_for_each(qtbot: QtBot, desk: Desk) -> None:
    _, people, held = couple(desk, (10,))
    house = enter(qtbot, desk)
    house.press(Qt.Key.Key_A, ALT)
    qtbot.waitUntil(house.has_dialog)
    dialog = house.page.dialog
    assert isinstance(dialog, AttendanceDialog)
    assert list(dialog.choices) == people
    dialog.choices[people[1]].button(Attendance.NO_SHOW.value).click()
    dialog.answer.click()
    kept = {one.member: one.attendance for one in desk.accompanying.of(held[0].client).attendance}
    assert kept == {people[0]: Attendance.ATTENDED, people[1]: Attendance.NO_SHOW}
    assert house.spoken(2) == ["Session 1: attended", "Session 1: did not come"]
    house.page.view.chosen.attendance.click()
    again = house.page.dialog
    assert isinstance(again, AttendanceDialog)
    assert again.choices[people[1]].choice == Attendance.NO_SHOW.value
    again.reject()
    house.jobs.close()


def test_signed_sessions_ask_for_no_attendance(qtbot: QtBot, desk: Desk) -> None:
    _, _, held = couple(desk, (10,))
    desk.noting.sign(held[0].id)
    house = enter(qtbot, desk)
    attendance = house.page.view.chosen.attendance
    assert (attendance.isEnabled(), attendance.toolTip()) == (False, "Every session is signed. Start a debrief first.")
    house.jobs.close()


def test_names_are_shown_only_when_they_may_be(qtbot: QtBot, desk: Desk) -> None:
    couple(desk)
    desk.preferences.set(NAMES_HIDDEN, True)
    house = enter(qtbot, desk)
    assert (house.codes, house.members) == (["R-1"], ["A-1", "B-1"])
    desk.preferences.set(NAMES_HIDDEN, False)
    assert (house.codes, house.members) == (["R-1, The Rivers"], ["A-1, Ann", "B-1, Ben"])
    house.jobs.close()


def test_an_empty_practice_says_how_to_begin(bare: House) -> None:
    view = bare.page.view
    assert view.empty.isVisible()
    assert view.empty.sentence.plain == NO_GROUPS
    assert view.empty.button is not None
    view.empty.button.click()
    dialog = bare.page.dialog
    assert isinstance(dialog, NewClientDialog)
    assert dialog.kind.currentData() == ClientKind.GROUP.value
    QTest.keyClicks(dialog.code, "G-1")
    dialog.add.click()
    assert bare.codes == ["G-1"]
    assert bare.title == "G-1"


def test_the_arrival_can_name_the_group(house: House) -> None:
    house.window.go("groups", group=client_of(house.desk, "H-11"))
    assert house.title == "H-11"


def test_everything_has_a_name(house: House) -> None:
    view = house.page.view
    named: list[QWidget] = [view.table, view.chosen.members, view.chosen.attendance, view.head, view.chosen]
    assert all(widget.accessibleName() for widget in named)


@pytest.mark.parametrize("width", [1440, 1024])
def test_days_of_another_year_are_shown_whole(open_page: OpenPage, demo: Desk, width: int) -> None:
    page = open_page(demo, spec, GroupsPage, width=width, group=client_of(demo, "G-02"))
    words = QFontMetricsF(theme.font())
    for table, column, text in (
        (page.view.table, GroupColumn.SESSION, "28 Nov 2020"),
        (page.view.chosen.members, MemberColumn.BELONGS, "Since 28 Nov 2020"),
    ):
        assert words.horizontalAdvance(text) <= table.columnWidth(column) - 2 * theme.S8, text


def test_a_narrow_window_puts_the_chosen_one_below(open_page: OpenPage, demo: Desk) -> None:
    page = open_page(demo, spec, GroupsPage, width=1024)
    QApplication.processEvents()
    left, right = page.view.left.geometry(), page.view.chosen.geometry()
    assert (left.x(), right.top() > left.bottom()) == (right.x(), True)


def test_the_page_is_drawn_in_every_scheme(open_page: OpenPage, demo: Desk, scheme: str) -> None:
    page = open_page(demo, spec, GroupsPage, group=client_of(demo, "G-02"))
    assert scheme
    assert not page.grab().isNull()


def test_the_rows_rated_for_one_member_never_show_what_another_answered(desk: Desk) -> None:
    _, (one, other), held = couple(desk, (10, 10))
    seat = Seat(Perspective.CLIENT, member=one)
    before = rating_rows(desk.catalogue, desk.reviewing.debrief(held[1].id), seat)
    for session in held:
        desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(97), member=other)
    assert rating_rows(desk.catalogue, desk.reviewing.debrief(held[1].id), seat) == before
    assert any(row.last == 50 for row in before)


def test_the_notes_about_the_chosen_member_stand_below_and_open_their_session(house: House) -> None:
    desk = house.desk
    group, member = client_of(desk, "G-02"), client_of(desk, "C-12")
    session = desk.recording.add_session(group)
    desk.noting.write(session.id, NoteKind.PROGRESS, "## Mood\nspoke of\nthe move", NoteFormat.OWN, member=member)
    house.choose(group)
    chosen = house.page.view.chosen
    chosen.members.choose(client_of(desk, "B-03"))
    assert not chosen.notes.isVisible()
    chosen.members.choose(member)
    (row,) = chosen.notes.rows
    assert (row.code, row.first, row.right) == (f"Session {session.number}", "spoke of the move", "not signed")
    chosen.notes.setFocus()
    house.press(Qt.Key.Key_Return)
    assert house.window.place == Place("debrief", {"session": session.id, "member": member})
