"""The record of a client who ended years ago: due, held, released, looked through, erased, gone, and logged."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.keys import key_click

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.conftest import PASSPHRASE

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import AgreedBy, ClientKind, ClientStatus, NoteFormat, NoteKind, Perspective
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import RETENTION_RULE
from relationship_desk.store.check import check
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.erase_client import EraseClientDialog
from relationship_desk.ui.dialogs.hold import NO_REASON, HoldDialog
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.retention_panel import RetentionPanel
from relationship_desk.ui.pages.settings.presenter import SettingsPage
from relationship_desk.ui.pages.settings.retention_form import NONE_DUE, NONE_ERASED, NONE_HELD, RetentionForm
from relationship_desk.ui.theme import Mode

LAST = date(2016, 5, 10)
WORD = "heronwing"


class Look:
    """An appearance that nobody changes here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("nothing here changes the appearance")


class Room:
    """The whole window over a practice with a client of long ago and one of today."""

    def __init__(self, desk: Desk, opened: OpenPractice) -> None:
        self.desk, self.opened, self.window = desk, opened, opened.window
        self.old = record(desk, "K-17", date(2015, 1, 7), LAST)
        desk.recording.edit_client(self.old, code="K-17", name=WORD, status=ClientStatus.ENDED, ended_on=LAST)
        self.active = record(desk, "M-08", date(2015, 1, 7), date(2016, 1, 8))

    def settings(self) -> RetentionForm:
        self.window.go("settings", section="retention")
        page = self.window.page
        assert isinstance(page, SettingsPage)
        return page.view.retention

    def panel(self, client: ClientId) -> RetentionPanel:
        self.window.go("client", client=client, tab="record")
        page = self.window.page
        assert isinstance(page, ClientPage)
        return page.findChildren(RetentionPanel)[0]

    def erasing(self) -> EraseClientDialog:
        panel = self.panel(self.old)
        panel.erase.click()
        assert isinstance(panel.dialog, EraseClientDialog)
        return panel.dialog

    def holding(self) -> HoldDialog:
        panel = self.panel(self.old)
        panel.hold.click()
        assert isinstance(panel.dialog, HoldDialog)
        return panel.dialog

    def messages(self) -> list[str]:
        return [one.accessibleName() for one in self.window.findChildren(QWidget) if one.objectName() == "erased"]


def record(desk: Desk, code: str, opened: date, held: date) -> ClientId:
    client = desk.recording.add_client(code, name=WORD if code == "K-17" else "", opened_on=opened).id
    session = desk.recording.add_session(client, held_on=held).id
    desk.noting.write(session, NoteKind.PROGRESS, f"{code} spoke of the {WORD}.", NoteFormat.FREE)
    desk.planning.add_goal(client, f"Sleep, {code}", client_words="rest", agreed_by=AgreedBy.BOTH)
    return client


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[Room]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type] # the application of qtbot
    jobs = Jobs()
    opened = OpenPractice(desk, jobs, Look())
    qtbot.addWidget(opened.window)
    opened.window.resize(1440, 900)
    with qtbot.waitActive(opened.window):
        opened.window.show()
        opened.window.activateWindow()
    yield Room(desk, opened)
    jobs.close()
    opened.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_record_of_long_ago_from_due_to_erased(room: Room, tmp_path: Path) -> None:
    desk = room.desk
    backup = desk.keeping.back_up()
    assert {hit.client.code for hit in desk.searching.find(WORD)} == {"K-17", "M-08"}

    # Due, and the way to it
    form = room.settings()
    assert [(row.code, row.right) for row in form.due.rows] == [("K-17", "due since 10 May 2023")]
    assert (form.none_held.plain, form.log.plain) == (NONE_HELD, NONE_ERASED)
    form.due.setFocus()
    key_click(form.due, Qt.Key.Key_Return)
    page = room.window.page
    assert isinstance(page, ClientPage)
    assert page.view.tabs.choice == "record"
    assert "10 May 2023" in room.panel(room.old).facts["Kept until"].plain
    assert not room.panel(room.active).erase.isEnabled()
    assert "has not ended" in room.panel(room.active).erase.toolTip()

    # Held, and released
    dialog = room.holding()
    dialog.answer.click()
    assert dialog.error.plain == NO_REASON
    QTest.keyClicks(dialog.reason, "Complaint")
    key_click(dialog.reason, Qt.Key.Key_Return)
    panel = room.panel(room.old)
    assert panel.facts["Held"].plain == "Complaint"
    assert not panel.erase.isEnabled()
    form = room.settings()
    assert [row.code for row in form.held.rows] == ["K-17"]
    assert form.due.rows == ()
    assert form.none_due.plain == NONE_DUE
    room.holding().release.click()
    assert room.panel(room.old).erase.isEnabled()

    # Looked through, and a wrong code refused
    erasing = room.erasing()
    assert erasing.preview.own["session"] == erasing.preview.own["note"] == erasing.preview.own["goal"] == 1
    said = [one.accessibleName() for one in erasing.findChildren(QWidget)]
    assert any("1 earlier backup still holds the record" in words for words in said)
    QTest.keyClicks(erasing.code, "M-08")
    erasing.erase.click()
    assert "That is not K-17" in erasing.code_field.error.plain
    assert erasing.isVisible()
    assert desk.reviewing.sessions(room.old)

    # Erased
    erasing.code.clear()
    QTest.keyClicks(erasing.code, "K-17")
    key_click(erasing.code, Qt.Key.Key_Return)
    assert desk.reviewing.sessions(room.old)  # Return goes on to the button and does not press it
    assert erasing.focusWidget() is erasing.erase
    erasing.erase.click()
    assert erasing.result() == QDialog.DialogCode.Accepted
    assert room.window.place is not None
    assert room.window.place.page == "clients"
    assert room.messages() == ["The record of K-17 was erased."]

    # Gone from the search, the lists, and every way back; logged
    assert {hit.client.code for hit in desk.searching.find(WORD)} == {"M-08"}
    assert [row.client.code for row in desk.reviewing.clients()] == ["M-08"]
    assert [one.client.code for one in desk.reviewing.today().drafts] == ["M-08"]
    room.window.go_back()
    assert room.window.place.page == "clients"
    form = room.settings()
    assert form.due.rows == ()
    assert form.log.plain == "K-17, 7 Jan 2015 to 10 May 2016. Erased 31 Mar 2026 by Dr Rivers, after its period."

    # The practice is sound, and what was backed up before still opens, with the record
    folder = desk.folder
    desk.close()
    assert check(folder, Secret.passphrase(PASSPHRASE)) == []
    practices.restore(backup, tmp_path / "Before.desk", Secret.passphrase(PASSPHRASE))
    before = practices.open_practice(tmp_path / "Before.desk", Secret.passphrase(PASSPHRASE))
    assert {hit.client.code for hit in before.searching.find(WORD)} == {"K-17", "M-08"}
    before.close()


def test_erasing_before_its_day_takes_a_tick_and_a_reason(room: Room) -> None:
    desk = room.desk
    desk.preferences.set(RETENTION_RULE, "de")
    room.panel(room.old)
    page = room.window.page
    assert isinstance(page, ClientPage)
    page.view.erase.trigger()
    dialog = page.dialog
    assert isinstance(dialog, EraseClientDialog)
    dialog.code.setText("K-17")
    dialog.erase.click()
    assert dialog.early.text() in dialog.error.plain
    dialog.early.click()
    dialog.erase.click()
    assert "needs a reason" in dialog.reason_field.error.plain
    assert desk.reviewing.sessions(room.old)
    dialog.reason.setText("The client asked for it")
    dialog.erase.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert room.settings().log.plain.endswith("before its day: The client asked for it.")


def test_the_signals_of_a_couple_rest_on_an_erased_member_no_more(room: Room) -> None:
    desk = room.desk
    couple = desk.recording.add_client("C-01", kind=ClientKind.COUPLE, opened_on=date(2016, 1, 1)).id
    desk.grouping.join(couple, room.old, date(2016, 1, 1))
    for day, score in enumerate((90, 90, 90, 90, 90, 20), start=1):
        session = desk.recording.add_session(couple, held_on=date(2016, 1, day)).id
        desk.recording.rate(session, ALLIANCE, Perspective.CLIENT, Tenths(score), member=room.old)
    desk.grouping.leave(couple, room.old, date(2016, 2, 1))
    desk.prompting.evaluate(couple)
    assert "baseline-drop" in signals(desk, couple)
    dialog = room.erasing()
    dialog.code.setText("K-17")
    dialog.erase.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert "baseline-drop" not in signals(desk, couple)


def signals(desk: Desk, client: ClientId) -> set[str]:
    with desk.store.read() as records:
        return {finding.signal for _, finding in records.prompts.findings(client) if finding.current}


def test_a_record_that_cannot_be_erased_says_why_and_asks_for_nothing(room: Room) -> None:
    room.panel(room.active)
    page = room.window.page
    assert isinstance(page, ClientPage)
    page.view.erase.trigger()
    dialog = page.dialog
    assert isinstance(dialog, EraseClientDialog)
    assert not dialog.erase.isEnabled()
    assert not dialog.code.isVisible()
    assert any(one.accessibleName().startswith("The work has not ended") for one in dialog.findChildren(QWidget))
    dialog.reject()


def test_the_rule_is_chosen_with_its_source_and_says_when_it_is_only_recalled(room: Room) -> None:
    form = room.settings()
    assert "Recalled" not in form.meaning.plain
    form.rule.setCurrentIndex(form.rule.findData("us-ny"))
    form.rule.activated.emit(form.rule.currentIndex())
    assert room.desk.preferences[RETENTION_RULE] == "us-ny"
    assert "Recalled, not checked. Source: New York" in form.meaning.plain
    assert not any(control.isVisible() for control in form.own_years)
    form.rule.setCurrentIndex(form.rule.findData("own"))
    form.rule.activated.emit(form.rule.currentIndex())
    assert all(control.isVisible() for control in form.own_years)


def test_everything_asked_has_a_name(room: Room) -> None:
    room.desk.preferences.set(RETENTION_RULE, "de")
    erasing, holding = room.erasing(), room.holding()
    assert erasing.code.accessibleName() == "Type K-17 to confirm"
    assert (erasing.reason.accessibleName(), erasing.early.text()) == ("Reason", "Erase it before that day")
    assert holding.reason.accessibleName() == "Why it is held"
    assert not erasing.erase.isDefault()
    assert not erasing.erase.autoDefault()
    form = room.settings()
    assert form.rule.accessibleName() == "Records are kept by"
    assert (form.due.accessibleName(), form.held.accessibleName()) == ("Records that may be erased", "Held records")
    for dialog in (erasing, holding):
        dialog.reject()
