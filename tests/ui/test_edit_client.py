"""Changing, ending and taking up clients and courses, from the client page and by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.course import CourseDialog
from relationship_desk.ui.dialogs.edit_client import ENDING, REASONS, EditClientDialog
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client import page as client_page
from relationship_desk.ui.pages.client.overview import NO_FOCUS
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.clients import page as clients_page
from relationship_desk.ui.pages.clients.presenter import ClientsPage
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.badge import Badge


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("no dialog changes the appearance")


class Room:
    """A window with the list of clients and the page of one client, who was last seen on 3 March."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.window, hub = desk, MainWindow(), Hub()
        hub.setParent(self.window)
        qtbot.addWidget(self.window)
        desk.publish_to(hub.publish)
        context = Context(desk, hub, Jobs(self.window), self.window, Look())
        self.window.add_pages([clients_page.spec(context), client_page.spec(context)])
        self.client: ClientId = desk.recording.add_client("K-17", name="Ada Berg", opened_on=date(2026, 1, 5)).id
        desk.recording.add_client("M-08")
        desk.recording.add_session(self.client, held_on=date(2026, 3, 3))
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.go("client", client=self.client)

    @property
    def page(self) -> ClientPage:
        assert isinstance(self.window.page, ClientPage)
        return self.window.page

    def edit(self) -> EditClientDialog:
        self.page.view.edit.trigger()
        assert isinstance(self.page.dialog, EditClientDialog)
        return self.page.dialog

    def course(self) -> CourseDialog:
        assert isinstance(self.page.overview.course_dialog, CourseDialog)
        return self.page.overview.course_dialog

    def badges(self) -> list[str]:
        QApplication.processEvents()  # what was just put in comes into view
        return [one.text for one in self.page.view.head.findChildren(Badge) if one.isVisible()]

    def counts(self) -> tuple[str, str]:
        """How the list of clients names its active and ended ones."""
        self.window.go("clients")
        page = self.window.page
        assert isinstance(page, ClientsPage)
        names = [page.view.status.button(key).accessibleName() for key in ("active", "ended")]
        return names[0], names[1]


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    return Room(desk, qtbot)


def press(widget: QWidget, key: Qt.Key) -> None:
    key_click(widget, key)
    QApplication.processEvents()


def choose(dialog: EditClientDialog, status: ClientStatus) -> None:
    dialog.status.setCurrentIndex(dialog.status.findData(status.value))


def test_code_and_name_are_changed_by_keyboard(room: Room) -> None:
    dialog = room.edit()
    assert dialog.focusWidget() is dialog.code
    dialog.code.setText("K-18")
    dialog.name.setText("Ada Lund")
    press(dialog.name, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    kept = room.desk.reviewing.client(room.client)
    assert (kept.code, kept.name, kept.status) == ("K-18", "Ada Lund", ClientStatus.ACTIVE)
    assert room.page.view.head.title.plain == "K-18"


def test_escape_changes_nothing(room: Room) -> None:
    before = room.desk.reviewing.client(room.client)
    dialog = room.edit()
    dialog.code.setText("K-18")
    press(dialog.code, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert room.desk.reviewing.client(room.client) == before


def test_what_cannot_be_kept_stays_in_the_fields(room: Room) -> None:
    dialog = room.edit()
    dialog.code.setText("m-08")
    dialog.save.click()
    assert dialog.isVisible()
    assert "in use" in dialog.error.plain
    dialog.code.setText("K-17")
    choose(dialog, ClientStatus.ENDED)
    assert not dialog.error.isVisible()
    dialog.ended_on.setDate(QDate(2026, 3, 2))
    dialog.save.click()
    assert "3 March 2026" in dialog.error.plain
    assert room.desk.reviewing.client(room.client).status is ClientStatus.ACTIVE


def test_ending_and_taking_up_again_moves_the_client_between_the_lists(room: Room) -> None:
    assert room.counts() == ("Active, 2", "Ended, 0")
    room.window.go("client", client=room.client)
    dialog = room.edit()
    assert not dialog.ended_field.isVisible()
    choose(dialog, ClientStatus.ENDED)
    assert dialog.meaning.plain == ENDING == dialog.status.accessibleDescription()
    dialog.ended_on.setDate(QDate(2026, 3, 3))
    press(dialog.ended_on, Qt.Key.Key_Return)
    assert room.badges() == ["Ended 3 Mar 2026"]
    assert room.page.overview.course.secondary.plain == "5 Jan 2026 to 3 Mar 2026"
    assert not room.page.overview.new_course.isEnabled()
    assert room.counts() == ("Active, 1", "Ended, 1")
    room.window.go("client", client=room.client)
    dialog = room.edit()
    assert dialog.ended_on.date() == QDate(2026, 3, 3)
    choose(dialog, ClientStatus.ACTIVE)
    assert "new course" in dialog.meaning.plain
    dialog.save.click()
    assert room.badges() == []
    assert room.page.overview.course.title.plain == "Course 2"
    assert room.counts() == ("Active, 2", "Ended, 0")


def test_a_waiting_client_says_so(room: Room) -> None:
    dialog = room.edit()
    choose(dialog, ClientStatus.WAITING)
    dialog.save.click()
    assert room.badges() == ["Waiting"]


def test_a_hidden_name_is_covered_until_it_is_asked_for(room: Room) -> None:
    assert room.desk.preferences[NAMES_HIDDEN]
    dialog = room.edit()
    assert dialog.name.displayText() != "Ada Berg"
    dialog.save.click()
    assert room.desk.reviewing.client(room.client).name == "Ada Berg"
    dialog = room.edit()
    dialog.show_name.click()
    assert dialog.name.displayText() == "Ada Berg"
    dialog.reject()
    room.desk.preferences.set(NAMES_HIDDEN, False)
    dialog = room.edit()
    assert (dialog.name.echoMode(), dialog.show_name.isVisible()) == (QLineEdit.EchoMode.Normal, False)


def test_names_hidden_while_the_dialog_is_open_are_covered_at_once(room: Room) -> None:
    room.desk.preferences.set(NAMES_HIDDEN, False)
    dialog = room.edit()
    assert dialog.name.displayText() == "Ada Berg"
    room.desk.preferences.set(NAMES_HIDDEN, True)
    assert "Ada" not in dialog.name.displayText()
    assert dialog.show_name.isVisible()
    room.desk.preferences.set(NAMES_HIDDEN, False)
    assert dialog.name.displayText() == "Ada Berg"


def test_why_the_work_ended_is_chosen_or_typed_and_shown_again(room: Room) -> None:
    dialog = room.edit()
    assert not dialog.reason_field.isVisible()
    choose(dialog, ClientStatus.ENDED)
    assert dialog.ended_reason.currentText() == ""
    dialog.ended_reason.setCurrentIndex(REASONS.index("Moved away"))
    dialog.ended_reason.setEditText("Moved away, to her sister")
    press(dialog.ended_reason, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert room.desk.filing.details(room.client).ended_reason == "Moved away, to her sister"
    dialog = room.edit()
    assert dialog.ended_reason.currentText() == "Moved away, to her sister"
    choose(dialog, ClientStatus.ACTIVE)
    dialog.save.click()
    dialog = room.edit()
    choose(dialog, ClientStatus.ENDED)
    assert dialog.ended_reason.currentText() == "", "another ending has another reason"
    dialog.reject()


def test_a_new_client_may_have_a_first_contact(room: Room) -> None:
    room.window.go("clients")
    page = room.window.page
    assert isinstance(page, ClientsPage)
    page.view.new.click()
    dialog = page.dialog
    assert isinstance(dialog, NewClientDialog)
    dialog.code.setText("N-20")
    key_click(dialog.first_contact.box, Qt.Key.Key_Space)
    dialog.first_contact.field.setDate(QDate(2026, 3, 20))
    press(dialog.first_contact.field, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    client = room.desk.supervising.client_id("N-20")
    assert room.desk.filing.details(client).first_contact == date(2026, 3, 20)


def test_the_focus_is_edited_and_a_new_course_opened(room: Room) -> None:
    overview = room.page.overview
    assert overview.focus.plain == NO_FOCUS
    overview.edit_focus.click()
    room.course().focus.setText("Sleep")
    press(room.course().focus, Qt.Key.Key_Return)
    assert overview.focus.plain == "Sleep"
    overview.new_course.click()
    room.course().focus.setText("Work")
    room.course().opened_on.setDate(QDate(2026, 3, 2))
    room.course().save.click()
    assert "3 March 2026" in room.course().error.plain
    room.course().opened_on.setDate(QDate(2026, 3, 30))
    room.course().save.click()
    shown = (overview.course.title.plain, overview.course.secondary.plain, overview.focus.plain)
    assert shown == ("Course 2", "since 30 Mar 2026", "Work")
    assert room.desk.reviewing.history(room.client).courses[0].closed_on == date(2026, 3, 30)


def test_everything_has_a_name(room: Room, scheme: str) -> None:
    assert room.page.view.edit.text() == "&Edit client"
    dialog = room.edit()
    controls = (dialog.code, dialog.name, dialog.status, dialog.ended_on, dialog.ended_reason, dialog.show_name)
    names = [control.accessibleName() for control in controls]
    assert names == ["Code", "Name", "Status", "Last day", "Why it ended", "Show the name"]
    assert "hidden" in dialog.name.accessibleDescription()
    assert not dialog.grab().isNull()
    assert scheme in ("light", "dark", "contrast")


def test_an_error_leaves_the_fields_their_height(room: Room) -> None:
    room.page.overview.new_course.click()
    course = room.course()
    course.opened_on.setDate(QDate(2020, 1, 1))
    course.save.click()
    QApplication.processEvents()
    client = room.edit()
    choose(client, ClientStatus.ENDED)
    client.ended_on.setDate(QDate(2020, 1, 1))
    client.save.click()
    QApplication.processEvents()
    assert course.error.isVisible()
    assert client.error.isVisible()
    for field in (course.focus, course.opened_on, client.code, client.name, client.ended_on):
        holder = field.parentWidget()
        assert holder is not None
        assert holder.rect().contains(field.geometry())
