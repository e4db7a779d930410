"""Contacts that are no session, in their place among the sessions."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.case_file import ContactKind
from relationship_desk.domain.ids import ClientId
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.contact import ContactDialog, RemoveContactDialog
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def client(desk: Desk) -> ClientId:
    """A client called before the first of two sessions, whose doctor wrote between them."""
    added = desk.recording.add_client("K-17", opened_on=date(2026, 1, 5)).id
    desk.recording.add_session(added, held_on=date(2026, 1, 12))
    desk.recording.add_session(added, held_on=date(2026, 2, 9))
    filing = desk.filing
    filing.add_contact(added, ContactKind.CALL, date(2026, 1, 7), "Asked for\nan appointment")
    filing.add_contact(added, ContactKind.LETTER, date(2026, 1, 20), "Sent the report", with_whom="Dr Lund")
    return added


def lines(page: ClientPage) -> list[list[str]]:
    """Each line as its number, week, date, attendance and note."""
    model = page.sessions.table.model()
    return [[str(model.index(row, column).data()) for column in range(5)] for row in range(model.rowCount())]


def test_contacts_stand_between_the_sessions_by_date(desk: Desk, client: ClientId, open_page: OpenPage) -> None:
    page = open_page(desk, spec, ClientPage, client=client, tab="sessions")
    assert lines(page) == [
        ["2", "5", "9 Feb 2026", "Attended", "Draft"],
        ["", "2", "20 Jan 2026", "Letter", "Dr Lund: Sent the report"],
        ["1", "1", "12 Jan 2026", "Attended", "Draft"],
        ["", "", "7 Jan 2026", "Call", "Asked for an appointment"],
    ]
    table = page.sessions.table
    assert [table.columnSpan(row, 4) for row in range(4)] == [1, 4, 1, 4]


def test_a_contact_is_added_by_keyboard(desk: Desk, client: ClientId, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(desk, spec, ClientPage, client=client, tab="sessions")
    key_click(page.sessions.table, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.sessions.dialog is not None)
    dialog = page.sessions.dialog
    assert isinstance(dialog, ContactDialog)
    assert dialog.remove is None
    dialog.answer.click()
    assert "few words" in dialog.error.plain
    QTest.keyClicks(dialog.text, "Her mother is worried")
    dialog.kind.choose(ContactKind.THIRD_PARTY.value)
    QTest.keyClicks(dialog.with_whom, "Mother")
    dialog.date.setDate(QDate(2026, 2, 1))
    key_click(dialog.text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    assert lines(page)[1] == ["", "3", "1 Feb 2026", "Third party", "Mother: Her mother is worried"]
    assert desk.filing.contacts(client)[-1].author == "Dr Rivers"


def test_return_opens_a_contact_which_is_changed_or_removed_after_a_question(
    desk: Desk, client: ClientId, open_page: OpenPage
) -> None:
    page = open_page(desk, spec, ClientPage, client=client, tab="sessions")
    table = page.sessions.table
    table.setFocus()
    key_click(table, Qt.Key.Key_Down)
    key_click(table, Qt.Key.Key_Return)
    dialog = page.sessions.dialog
    assert isinstance(dialog, ContactDialog)
    assert (dialog.kind.choice, dialog.with_whom.text(), dialog.date.day) == ("letter", "Dr Lund", date(2026, 1, 20))
    dialog.text.setPlainText("Sent the whole report")
    dialog.answer.click()
    assert lines(page)[1][-1] == "Dr Lund: Sent the whole report"
    key_click(table, Qt.Key.Key_Return)
    dialog = page.sessions.dialog
    assert isinstance(dialog, ContactDialog)
    assert dialog.remove is not None
    dialog.remove.click()
    question = dialog.findChild(RemoveContactDialog)
    assert question is not None
    key_click(question.cancel, Qt.Key.Key_Return)
    assert len(desk.filing.contacts(client)) == 2
    dialog.remove.click()
    question = dialog.findChildren(RemoveContactDialog)[-1]
    question.answer.click()
    QApplication.processEvents()
    assert not dialog.isVisible()
    assert [line[3] for line in lines(page)] == ["Attended", "Attended", "Call"]


def test_a_contact_comes_before_any_session(desk: Desk, open_page: OpenPage) -> None:
    client = desk.recording.add_client("N-01").id
    page = open_page(desk, spec, ClientPage, client=client, tab="sessions")
    assert page.sessions.empty.isVisible()
    assert page.sessions.add_contact.isVisible()
    contact = desk.filing.add_contact(client, ContactKind.CALL, desk.today(), "Asked for an appointment")
    assert not page.sessions.empty.isVisible()
    assert lines(page)[0][3:] == ["Call", "Asked for an appointment"]
    page.arrive({"client": client, "tab": "sessions", "contact": contact.id})
    assert page.sessions.table.currentIndex().row() == 0


def test_everything_in_the_dialog_has_a_name(desk: Desk, client: ClientId, open_page: OpenPage, scheme: str) -> None:
    page = open_page(desk, spec, ClientPage, client=client, tab="sessions")
    page.sessions.add_contact.click()
    dialog = page.sessions.dialog
    assert isinstance(dialog, ContactDialog)
    names = [one.accessibleName() for one in (dialog.kind, dialog.date, dialog.with_whom, dialog.text)]
    assert names == ["Kind", "Date", "With whom", "What it was about"]
    assert not dialog.grab().isNull(), scheme
    dialog.reject()
