"""The day's page: what to go on with, prompts by urgency, what is due, the backup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.records import Client
from relationship_desk.domain.score import tenths
from relationship_desk.domain.vocabulary import Attendance, Perspective, PromptStatus, Setting
from relationship_desk.prompts.review import REVIEW_AFTER
from relationship_desk.services.desk import Desk
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.new_session import NewSessionDialog, start_debrief
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.today.page import spec
from relationship_desk.ui.pages.today.presenter import TodayPage
from relationship_desk.ui.pages.today.rows import SHOWN, OpenClient, OpenPrompt
from relationship_desk.ui.pages.today.view import NOTHING_WAITS
from relationship_desk.ui.shell.main_window import MainWindow, Place
from relationship_desk.ui.shell.page import Page, PageSpec
from relationship_desk.ui.theme import Mode

CONTROL = Qt.KeyboardModifier.ControlModifier


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("the page changes no appearance")


class House:
    """The window with the day in it; the pages it leads to are bare."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.window, self.jobs = desk, MainWindow(), Jobs()
        hub = Hub(self.window)
        desk.publish_to(hub.publish)
        self.context = Context(desk, hub, self.jobs, self.window, Look())
        bare = [PageSpec(name, name, "page", "", Page, place="none") for name in ("prompts", "debrief", "client")]
        self.window.add_pages([spec(self.context), *bare])

    @property
    def page(self) -> TodayPage:
        page = self.window.page
        assert isinstance(page, TodayPage)
        return page

    @property
    def place(self) -> Place:
        place = self.window.place
        assert place is not None
        return place

    def has_dialog(self) -> bool:
        return self.page.dialog is not None

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        key_click(target, key, modifier)

    def session_dialog(self, qtbot: QtBot) -> NewSessionDialog:
        qtbot.waitUntil(self.has_dialog)
        dialog = self.page.dialog
        assert isinstance(dialog, NewSessionDialog)
        return dialog


def enter(qtbot: QtBot, desk: Desk) -> House:
    house = House(desk)
    qtbot.addWidget(house.window)
    house.window.resize(1440, 900)
    with qtbot.waitActive(house.window):
        house.window.show()
        house.window.activateWindow()
    house.window.go("today")
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


def draft(desk: Desk, code: str, held_on: date | None = None) -> Client:
    client = desk.recording.add_client(code)
    desk.recording.add_session(client.id, held_on=held_on)
    return client


def test_the_newest_draft_has_the_focus_and_return_opens_it(house: House) -> None:
    newest = house.desk.reviewing.today().drafts[0]
    assert house.page.view.resume.what.plain == f"Go on with {newest.client.code}, session {newest.session.number}"
    assert house.page.view.resume.state.plain.startswith(f"Draft kept. {newest.rated} of ")
    assert QApplication.focusWidget() is house.page.view.resume.button
    house.press(Qt.Key.Key_Return)
    assert house.place == Place("debrief", {"session": newest.session.id})


def test_prompts_stand_under_their_urgency_and_empty_groups_are_left_out(house: House) -> None:
    shown = house.page.view.list.rows
    heads = [row.first for row in shown if row.key is None]
    rows = house.desk.prompting.rows()
    order = ("Safety first", "Relationship", "Routine", "To look back on", "Coming back")
    assert heads == [head for head in order if head in heads]
    assert "Coming back" not in heads
    open_now = [row for row in rows if row.prompt.status is PromptStatus.OPEN]
    assert [row.key for row in shown if row.key][: len(open_now)] == [OpenPrompt(row.prompt.id) for row in open_now]
    first = next(row for row in shown if row.key)
    assert not first.first.endswith(".")
    assert first.right.startswith("Since ")


def test_only_prompts_accepted_three_sessions_ago_are_to_be_reviewed(house: House) -> None:
    due = house.desk.following.to_review()
    assert due
    for row in house.desk.prompting.rows():
        if row.prompt.id not in due:
            continue
        assert row.prompt.answered_on is not None
        since = [
            one.session
            for one in house.desk.reviewing.sessions(row.client.id)
            if one.session.attendance.took_place and one.session.held_on > row.prompt.answered_on
        ]
        assert len(since) >= REVIEW_AFTER
        assert row.prompt.status is PromptStatus.ACCEPTED


def test_a_deferred_prompt_moves_to_coming_back_while_the_page_is_shown(house: House) -> None:
    row = next(one for one in house.desk.prompting.rows() if one.prompt.status is PromptStatus.OPEN)
    house.desk.answering.defer(row.prompt.id, row.prompt.session + 4)
    shown = house.page.view.list.rows
    place = next(place for place, one in enumerate(shown) if one.key == OpenPrompt(row.prompt.id))
    heads = [one.first for one in shown[:place] if one.key is None]
    assert heads[-1] == "Coming back"
    assert shown[place].second == f"After session {row.prompt.session + 4}"


def test_down_goes_through_the_prompts_and_return_opens_one(house: House) -> None:
    house.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is house.page.view.list
    house.press(Qt.Key.Key_Down)
    key = house.page.view.list.current_key
    assert isinstance(key, OpenPrompt)
    house.press(Qt.Key.Key_Return)
    assert house.place == Place("prompts", {"prompt": key.prompt})


def test_tab_leads_to_the_right_column_and_return_opens_the_client(house: House) -> None:
    view = house.page.view
    view.all_prompts.setFocus()
    for panel in (view.to_sign, view.due, view.not_seen):
        house.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is panel.list
    key = view.not_seen.list.current_key
    assert isinstance(key, OpenClient)
    house.press(Qt.Key.Key_Return)
    assert house.place == Place("client", {"client": key.client})


def test_the_session_to_go_on_with_is_not_listed_again(house: House) -> None:
    drafts = house.desk.reviewing.today().drafts
    codes = [row.code for row in house.page.view.to_sign.list.rows]
    assert codes == [one.client.code for one in drafts[1:]]


def test_a_long_list_shows_five_and_the_rest_when_asked(bare: House) -> None:
    for number in range(9):
        draft(bare.desk, f"A-{number:02}")
    listed = bare.page.view.to_sign.list
    assert len(listed.rows) == SHOWN + 1
    assert listed.rows[-1].first == "and 3 more"
    assert bare.page.view.to_sign.count.plain == "8"
    listed.setFocus()
    assert listed.choose(listed.rows[-1].key)
    bare.press(Qt.Key.Key_Return)
    assert len(listed.rows) == 8


def test_an_empty_practice_says_how_to_start(bare: House) -> None:
    view = bare.page.view
    assert view.empty.sentence.plain == NOTHING_WAITS
    assert view.nothing.isVisible()
    assert not view.prompts.isVisible()
    assert not view.resume.isVisible()
    assert not any(panel.isVisible() for panel in (view.to_sign, view.due, view.not_seen))
    assert QApplication.focusWidget() is view.empty.button


def test_from_nothing_to_the_first_debrief_by_keyboard(bare: House, qtbot: QtBot) -> None:
    bare.press(Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(bare.has_dialog)
    first = bare.page.dialog
    assert isinstance(first, NewClientDialog)
    QTest.keyClicks(first.code, "K-17")
    key_click(first.code, Qt.Key.Key_Return)
    second = bare.window.findChild(NewSessionDialog)
    assert second is not None
    assert second.title.plain == "K-17, session 1"
    key_click(second.date, Qt.Key.Key_Return)
    client = bare.desk.reviewing.everybody()[0]
    session = bare.desk.reviewing.sessions(client.id)[0].session
    assert (session.held_on, session.minutes, session.setting) == (bare.desk.today(), 50, Setting.ROOM)
    assert bare.place == Place("debrief", {"session": session.id})


def test_a_code_in_use_is_refused_and_nothing_typed_is_lost(bare: House) -> None:
    bare.desk.recording.add_client("K-17")
    dialog = NewClientDialog(bare.context)
    dialog.open()
    QTest.keyClicks(dialog.code, "K-17")
    QTest.keyClicks(dialog.name, "Sleep")
    key_click(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "in use" in dialog.code_field.error.plain
    assert (dialog.code.text(), dialog.name.text()) == ("K-17", "Sleep")
    assert len(bare.desk.reviewing.everybody()) == 1
    dialog.reject()


def test_a_session_needs_a_client_chosen_on_purpose(house: House, qtbot: QtBot) -> None:
    house.press(Qt.Key.Key_D, CONTROL)
    dialog = house.session_dialog(qtbot)
    assert dialog.chosen is None
    key_click(dialog.start, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.client_field.error.plain
    QTest.keyClicks(dialog.client, "m")
    assert dialog.client.currentText() == "M-08"
    assert dialog.title.plain == "M-08, session 12"
    assert not dialog.client_field.error.plain
    dialog.reject()


def test_a_new_session_takes_time_length_and_setting_from_the_last_one(bare: House) -> None:
    client = bare.desk.recording.add_client("K-17")
    bare.desk.recording.add_client("A-01")
    bare.desk.recording.add_session(
        client.id, held_on=bare.desk.today() - timedelta(days=7), minutes=80, setting=Setting.VIDEO
    )
    dialog = start_debrief(bare.context, client.id)
    assert isinstance(dialog, NewSessionDialog)
    assert not dialog.client.isVisible()
    assert dialog.minutes.value() == 80
    assert dialog.setting.currentData() == Setting.VIDEO.value
    assert dialog.other.isVisible(), "the last session is not signed yet"
    assert (dialog.go_on.text(), dialog.other.text()) == ("Add and debrief", "Open draft")
    dialog.start.setText("half past nine")
    dialog.go_on.click()
    assert dialog.isVisible()
    assert dialog.start_field.error.plain
    dialog.start.setText("9.30")
    dialog.attendance.setCurrentIndex(dialog.attendance.findData(Attendance.LATE.value))
    dialog.go_on.click()
    session = bare.desk.reviewing.sessions(client.id)[0].session
    assert session.start is not None
    assert f"{session.start:%H:%M}" == "09:30"
    assert (session.number, session.minutes, session.attendance) == (2, 80, Attendance.LATE)


def test_the_draft_of_last_time_is_one_click_away(bare: House) -> None:
    client = draft(bare.desk, "K-17", bare.desk.today() - timedelta(days=7))
    dialog = start_debrief(bare.context, client.id)
    assert isinstance(dialog, NewSessionDialog)
    dialog.other.click()
    session = bare.desk.reviewing.sessions(client.id)[0].session
    assert session.number == 1
    assert bare.place == Place("debrief", {"session": session.id})


def test_return_goes_on_with_the_draft_of_the_day_and_adds_no_second_session(house: House, qtbot: QtBot) -> None:
    ids = {client.code: client.id for client in house.desk.reviewing.everybody()}
    before = [row.session.id for row in house.desk.reviewing.sessions(ids["K-17"])]
    dialog = start_debrief(house.context, ids["K-17"])
    assert isinstance(dialog, NewSessionDialog)
    assert dialog.go_on.text() == "Open draft"
    key_click(dialog.date, Qt.Key.Key_Return)
    assert house.place == Place("debrief", {"session": before[0]})
    assert [row.session.id for row in house.desk.reviewing.sessions(ids["K-17"])] == before


def test_another_session_of_the_day_is_added_on_purpose(bare: House) -> None:
    client = draft(bare.desk, "K-17")
    dialog = start_debrief(bare.context, client.id)
    assert isinstance(dialog, NewSessionDialog)
    assert dialog.other.text() == "Add another session"
    dialog.other.click()
    assert [row.session.number for row in bare.desk.reviewing.sessions(client.id)] == [2, 1]


def test_another_day_than_that_of_the_draft_is_a_new_session(bare: House) -> None:
    client = draft(bare.desk, "K-17")
    dialog = start_debrief(bare.context, client.id)
    assert isinstance(dialog, NewSessionDialog)
    dialog.date.setDate(dialog.date.date().addDays(-1))
    assert dialog.go_on.text() == "Add and debrief"
    dialog.go_on.click()
    assert len(bare.desk.reviewing.sessions(client.id)) == 2


def test_a_backup_is_written_by_key_and_then_due_after_a_change(bare: House, qtbot: QtBot) -> None:
    backup = bare.page.view.backup
    assert backup.state.text() == "No backup yet"
    with qtbot.waitSignal(bare.jobs.started):
        bare.press(Qt.Key.Key_B, CONTROL)
    assert not backup.button.isEnabled()
    bare.jobs.wait_all()
    assert backup.state.text() == "Backup is good"
    assert backup.when.text().startswith("today, ")
    assert bare.window.status.backup.text().startswith("Last verified backup today")
    last = bare.desk.keeping.last()
    assert last is not None
    assert last.file.exists()
    bare.desk.recording.add_client("K-17")
    assert backup.state.text() == "Backup is due"
    assert backup.button.isEnabled()


def test_ratings_and_note_of_the_draft_are_counted(bare: House) -> None:
    client = draft(bare.desk, "K-17")
    state = bare.page.view.resume.state
    assert state.plain == "Draft kept. No ratings yet, no note yet."
    session = bare.desk.reviewing.sessions(client.id)[0].session
    bare.desk.recording.rate(session.id, ALLIANCE, Perspective.CLINICIAN, tenths(74))
    assert state.plain == "Draft kept. 1 of 10 ratings, no note yet."


@pytest.mark.usefixtures("scheme")
def test_every_part_has_a_name_in_every_scheme(house: House) -> None:
    view = house.page.view
    for widget in (view.list, view.to_sign.list, view.due.list, view.not_seen.list, view.backup, view.resume):
        assert widget.accessibleName()
    house.window.resize(1024, 700)
    image = house.window.grab().toImage()
    assert not image.isNull()
    assert view.list.isVisible()
