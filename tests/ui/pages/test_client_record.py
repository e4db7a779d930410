"""The record tab in a real window: details by keyboard, consents given and withdrawn, files in and out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.case_file import ConsentKind, Details
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.dialogs.attachment import AttachDialog, DetachDialog
from relationship_desk.ui.dialogs.consent import ConsentDialog, WithdrawDialog
from relationship_desk.ui.dialogs.details import DetailsDialog
from relationship_desk.ui.pages.client import page as client_page
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.record import RecordTab
from relationship_desk.ui.pages.client.record_details import NOTHING
from relationship_desk.ui.pages.client.record_words import COVERED, NO_CORRECTIONS, NO_FILES, size_words
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.strip import Strip
from relationship_desk.ui.widgets.tag_chip import TagChip

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=date(2026, 1, 5)).id


@pytest.fixture
def page(desk: Desk, client: ClientId, open_page: OpenPage) -> ClientPage:
    return open_page(desk, client_page.spec, ClientPage, client=client, tab="record")


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.plain for label in widget.findChildren(Label) if label.isVisible())


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        key_click(focused(), key, modifier)


def type_in(text: str) -> None:
    QTest.keyClicks(focused(), text)


def tab_to(widget: QWidget) -> None:
    for _ in range(6):
        if focused() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {widget.accessibleName()}, but to {focused().accessibleName()}")


def focused() -> QWidget:
    here = QApplication.focusWidget()
    assert here is not None
    return here


def dialog_of(tab: RecordTab, kind: type[D], qtbot: QtBot) -> D:
    dialog = tab.dialog
    assert isinstance(dialog, kind)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def back_in(page: ClientPage, qtbot: QtBot) -> None:
    """A window manager gives the window back its place when a dialog ends; there is none here."""
    page.window().activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def test_an_empty_record_says_what_would_be_there(page: ClientPage) -> None:
    tab = page.record
    assert NOTHING in said(tab.details)
    assert "No consent to treatment on file" in said(tab.consents)
    assert "No consent to supervision on file" in said(tab.consents)
    assert NO_FILES in said(tab.attachments)
    assert "20 MB" in said(tab.attachments)
    assert NO_CORRECTIONS in said(tab.history)


def test_details_are_entered_by_keyboard(desk: Desk, client: ClientId, page: ClientPage, qtbot: QtBot) -> None:
    assert focused() is page.record.details.edit
    press(Qt.Key.Key_Space)
    dialog = dialog_of(page.record, DetailsDialog, qtbot)
    assert focused() is dialog.age_band
    press(*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Tab)
    type_in("she, her")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert dialog.first_contact.day == date(2026, 1, 5)
    tab_to(dialog.tags)
    type_in("grief, Trauma, trauma")
    press(Qt.Key.Key_Tab)
    type_in("Sister, 555 0142")
    tab_to(dialog.formulation)
    type_in("Loss and an old rule.")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return)
    back_in(page, qtbot)
    assert desk.filing.details(client) == Details(
        client,
        age_band="25-34",
        pronouns="she, her",
        first_contact=date(2026, 1, 5),
        risk_flag=True,
        tags=("grief", "Trauma"),
        formulation="Loss and an old rule.",
        emergency_contact="Sister, 555 0142",
    )
    assert [chip.text for chip in page.record.details.findChildren(TagChip) if chip.isVisible()] == ["grief", "Trauma"]
    assert "Loss and an old rule." in said(page.record.details)
    assert "Not said: other treaters." in said(page.record.details)
    assert "Risk flag" in [badge.text for badge in page.view.head.findChildren(Badge) if badge.isVisible()]
    assert focused() is page.record.details.edit


def test_what_cannot_be_kept_stays_in_the_dialog(desk: Desk, client: ClientId, page: ClientPage, qtbot: QtBot) -> None:
    page.record.details.edit.click()
    dialog = dialog_of(page.record, DetailsDialog, qtbot)
    dialog.tags.setText("x" * 31)
    dialog.pronouns.setText("they")
    dialog.answer.click()
    assert "at most 30" in dialog.error.plain
    assert dialog.error.isVisible()
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() >= layout.totalHeightForWidth(dialog.width()), "the error takes no room from the fields"
    assert (dialog.tags.text(), dialog.pronouns.text()) == ("x" * 31, "they")
    assert desk.filing.details(client) == Details(client)
    dialog.tags.setText("short")
    dialog.answer.click()
    assert desk.filing.details(client).tags == ("short",)


def test_the_emergency_contact_is_covered_while_names_are_hidden(
    desk: Desk, client: ClientId, page: ClientPage, qtbot: QtBot
) -> None:
    desk.filing.save_details(Details(client, emergency_contact="Tom Berg"))
    desk.preferences.set(NAMES_HIDDEN, True)
    assert COVERED in said(page.record.details)
    assert "Tom Berg" not in said(page.record.details)
    page.record.details.edit.click()
    dialog = dialog_of(page.record, DetailsDialog, qtbot)
    assert dialog.emergency.edit.echoMode() is QLineEdit.EchoMode.Password
    dialog.answer.click()
    assert desk.filing.details(client).emergency_contact == "Tom Berg"
    desk.preferences.set(NAMES_HIDDEN, False)
    assert "Tom Berg" in said(page.record.details)


def test_a_group_has_no_age_of_its_own(desk: Desk, page: ClientPage, qtbot: QtBot) -> None:
    group = desk.recording.add_client("G-02", kind=ClientKind.GROUP).id
    desk.filing.save_details(Details(group, tags=("open",)))
    page.arrive({"client": group, "tab": "record"})
    assert "Not said: first contact, emergency contact, other treaters, formulation." in said(page.record.details)
    page.record.details.edit.click()
    dialog = dialog_of(page.record, DetailsDialog, qtbot)
    assert not any(field.isVisible() for field in dialog.personal)
    dialog.reject()


def test_a_consent_is_given_put_right_and_withdrawn(
    desk: Desk, client: ClientId, page: ClientPage, qtbot: QtBot
) -> None:
    tab = page.record
    assert tab.consents.add is not None
    tab.consents.add.setFocus()
    press(Qt.Key.Key_Space)
    dialog = dialog_of(tab, ConsentDialog, qtbot)
    press(Qt.Key.Key_Right)
    dialog.given_on.setDate(QDate(2026, 3, 3))
    dialog.scope.setFocus()
    type_in("Without name")
    press(Qt.Key.Key_Return)
    (consent,) = desk.filing.consents(client)
    assert (consent.kind, consent.given_on, consent.scope) == (
        ConsentKind.SUPERVISION,
        date(2026, 3, 3),
        "Without name",
    )
    assert "Supervision, given 3 Mar 2026 Without name" in said(tab.consents)
    assert "No consent to supervision" not in said(tab.consents)

    tab.consents.lines[1].buttons["Edit"].click()
    edited = dialog_of(tab, ConsentDialog, qtbot)
    edited.scope.setText("With initials")
    edited.answer.click()
    assert desk.filing.consents(client)[0].scope == "With initials"

    back_in(page, qtbot)
    tab.consents.lines[1].buttons["Withdraw"].setFocus()
    press(Qt.Key.Key_Space)
    withdraw = dialog_of(tab, WithdrawDialog, qtbot)
    withdraw.withdrawn_on.setDate(QDate(2026, 3, 2))
    withdraw.answer.click()
    assert "given or later" in withdraw.error.plain
    withdraw.withdrawn_on.setDate(QDate(2026, 3, 20))
    press(Qt.Key.Key_Return)
    back_in(page, qtbot)
    assert desk.filing.consents(client)[0].withdrawn_on == date(2026, 3, 20)
    assert "withdrawn 20 Mar 2026" in said(tab.consents)
    assert focused() is tab.consents.lines[1].buttons["Edit"], "the focus stays in the line it was in"


def test_a_file_goes_in_comes_out_and_is_removed_after_a_question(
    desk: Desk, client: ClientId, page: ClientPage, tmp_path: Path, qtbot: QtBot
) -> None:
    tab, scan = page.record, tmp_path / "consent scan.pdf"
    scan.write_bytes(bytes(range(256)) * 9)
    session = desk.recording.add_session(client, held_on=date(2026, 3, 3))
    assert tab.attachments.add is not None
    tab.attachments.add.click()
    choose = dialog_of(tab, QFileDialog, qtbot)
    assert choose.testOption(QFileDialog.Option.DontUseNativeDialog)
    choose.reject()
    choose.fileSelected.emit(str(scan))
    add = dialog_of(tab, AttachDialog, qtbot)
    assert "consent scan.pdf" in said(add)
    type_in("Signed on paper")
    add.session.setCurrentIndex(add.session.findData(session.id))
    press(Qt.Key.Key_Return)
    (kept,) = desk.filing.attachments(client)
    assert (kept.about, kept.session) == ("Signed on paper", session.id)
    line = tab.attachments.lines[0]
    assert "Signed on paper · session 1 · 2 KB · added 31 Mar 2026" in said(line)

    line.buttons["Save a copy"].click()
    copy = dialog_of(tab, QFileDialog, qtbot)
    assert copy.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    copy.fileSelected.emit(str(tmp_path / "copy.pdf"))
    copy.reject()
    assert (tmp_path / "copy.pdf").read_bytes() == scan.read_bytes()
    assert "not encrypted" in strips(page)
    copy.fileSelected.emit(str(scan))
    assert "is there already and stays as it is" in strips(page)

    line.buttons["Remove"].click()
    ask = dialog_of(tab, DetachDialog, qtbot)
    press(Qt.Key.Key_Return)
    assert ask.result() == QDialog.DialogCode.Rejected
    assert desk.filing.attachments(client) == (kept,), "Return cancels"
    line.buttons["Remove"].click()
    dialog_of(tab, DetachDialog, qtbot).answer.click()
    assert desk.filing.attachments(client) == ()
    assert NO_FILES in said(tab.attachments)


def strips(page: ClientPage) -> str:
    return " ".join(strip.text.plain for strip in page.window().findChildren(Strip) if strip.isVisible())


def test_a_file_that_cannot_be_kept_leaves_its_words_in_the_dialog(
    desk: Desk, client: ClientId, page: ClientPage, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    page.record.add_file(str(empty))
    dialog = dialog_of(page.record, AttachDialog, qtbot)
    dialog.about.setText("A scan")
    dialog.answer.click()
    assert "is empty" in dialog.error.plain
    assert dialog.isVisible()
    assert dialog.about.text() == "A scan"
    assert QApplication.overrideCursor() is None
    dialog.reject()


def test_what_was_put_right_is_shown_with_its_reason(desk: Desk, client: ClientId, page: ClientPage) -> None:
    desk.recording.add_session(client, held_on=date(2026, 3, 10))
    moved = desk.recording.add_session(client, held_on=date(2026, 3, 17))
    desk.correcting.move_date(moved.id, date(2026, 3, 3), None, "Typed the wrong week")
    words = said(page.record.history)
    assert "Date of a session changed, now session 1" in words
    assert "17 March 2026 → 3 March 2026" in words
    assert "Reason: Typed the wrong week" in words
    assert "31 Mar 2026" in words
    assert "Dr Rivers" in words


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (1023, "1023 bytes"), (1024, "1 KB"), (90_000, "88 KB"), (1024**2, "1.0 MB")],
)
def test_sizes_are_said_in_the_largest_unit(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_small_window_has_one_column(desk: Desk, client: ClientId, open_page: OpenPage) -> None:
    page = open_page(desk, client_page.spec, ClientPage, width=1024, client=client, tab="record")
    QApplication.processEvents()
    lefts = {panel.mapTo(page, panel.rect().topLeft()).x() for panel in page.record.regions()}
    assert len(lefts) == 1
    assert page.record.scroller.horizontalScrollBar().maximum() == 0


def test_the_next_tab_gives_the_focus_to_what_its_keys_speak_of(demo: Desk, open_page: OpenPage) -> None:
    page = open_page(demo, client_page.spec, ClientPage, client=demo.supervising.client_id("K-17"), tab="overview")
    for _ in range(page.view.tabs.count()):
        page.view.tabs.go_on()
        focus = focused()
        assert focus is page.first_focus() or page.first_focus().isAncestorOf(focus), page.view.tabs.choice
    page.view.tabs.setFocus()
    page.view.tabs.go_on()
    assert page.view.tabs.hasFocus()
