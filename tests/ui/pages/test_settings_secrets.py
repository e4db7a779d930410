"""Recovery words taken away and the data key replaced, from the settings page to a practice opened anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.conftest import PASSPHRASE
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage, Rooms

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.settings.page import spec
from relationship_desk.ui.pages.settings.presenter import SettingsPage
from relationship_desk.ui.pages.settings.rekey_dialog import REPLACE, RekeyDialog
from relationship_desk.ui.pages.settings.secrets_form import NO_WORDS, SecretsForm
from relationship_desk.ui.shell.main_window import MainWindow


@pytest.fixture
def page(open_page: OpenPage, desk: Desk) -> SettingsPage:
    return open_page(desk, spec, SettingsPage, section="secrets")


@pytest.fixture
def form(page: SettingsPage) -> SecretsForm:
    return page.view.secrets


@pytest.fixture
def locks(page: SettingsPage) -> list[object]:
    asked: list[object] = []
    shell = page.window()
    assert isinstance(shell, MainWindow)
    shell.lock_requested.connect(asked.append)
    return asked


@pytest.fixture
def whole(desk: Desk, rooms: Rooms) -> Iterator[OpenPractice]:
    """The whole window; as in the program, asking for the lock closes it and the practice."""
    opened = OpenPractice(desk, rooms.jobs, rooms.look)
    opened.lock_asked.connect(lambda _asked: opened.release())
    opened.window.show()
    opened.window.go("settings", section="secrets")
    yield opened
    opened.release()


def settings_of(whole: OpenPractice) -> SettingsPage:
    page = whole.window.page
    assert isinstance(page, SettingsPage)
    return page


def rekey_dialog(page: SettingsPage) -> RekeyDialog:
    page.view.secrets.replace_key.click()
    dialog = page.secrets.rekeying
    assert dialog is not None
    return dialog


def to_sheet(page: SettingsPage, rooms: Rooms, passphrase: str = PASSPHRASE) -> RekeyDialog:
    dialog = rekey_dialog(page)
    dialog.passphrase.setText(passphrase)
    dialog.answer.click()
    rooms.jobs.wait_all()
    return dialog


def take_away(page: SettingsPage, rooms: Rooms) -> None:
    page.view.secrets.current.setText(PASSPHRASE)
    page.view.secrets.take_away.click()
    rooms.jobs.wait_all()
    assert page.secrets.taking_away is not None
    page.secrets.taking_away.answer.click()


def test_taken_away_recovery_words_open_nothing_but_the_backup_of_before(
    page: SettingsPage, form: SecretsForm, rooms: Rooms, desk: Desk
) -> None:
    desk.keeping.back_up()
    assert not form.take_away.isEnabled()  # the passphrase is asked for
    take_away(page, rooms)
    assert not desk.keeping.has_recovery_words
    assert (form.words_state.plain, form.take_away.isVisible()) == (NO_WORDS, False)
    assert form.replace.text() == "Make recovery words"
    assert [row.right for row in form.backups.rows] == ["earlier recovery words"]
    assert form.done.plain.startswith("The recovery words are taken away.")


def test_return_does_not_take_the_words_away(page: SettingsPage, form: SecretsForm, rooms: Rooms, desk: Desk) -> None:
    form.current.setText(PASSPHRASE)
    form.take_away.click()
    rooms.jobs.wait_all()
    dialog = page.secrets.taking_away
    assert dialog is not None
    key_click(dialog, Qt.Key.Key_Return)
    assert desk.keeping.has_recovery_words


def test_a_wrong_passphrase_takes_nothing_away(page: SettingsPage, form: SecretsForm, rooms: Rooms, desk: Desk) -> None:
    form.current.setText("guessed")
    form.take_away.click()
    rooms.jobs.wait_all()
    assert page.secrets.taking_away is None
    assert desk.keeping.has_recovery_words
    assert form.current_field.error.plain.startswith("This is not the current passphrase.")


def test_the_data_key_is_replaced_and_the_program_locks(whole: OpenPractice, rooms: Rooms, desk: Desk) -> None:
    page = settings_of(whole)
    old_key, folder = desk.store.vault.data_key.raw, desk.folder
    dialog = to_sheet(page, rooms)
    words = dialog.sheet.table.words
    assert (dialog.step, len(words), dialog.answer.isEnabled()) == (1, 24, False)
    dialog.on_paper.click()
    dialog.answer.click()
    assert dialog.step == 2
    rooms.jobs.wait_all()
    assert not whole.window.isVisible()
    for secret in (Secret.passphrase(PASSPHRASE), Secret.recovery(words)):
        reopened = practices.open_practice(folder, secret)
        assert reopened.store.vault.data_key.raw != old_key
        backups = reopened.rekeying.known_backups()
        assert [backup.other_key for backup in backups] == [True]
        reopened.close()
    assert practices.check(folder, Secret.passphrase(PASSPHRASE)) == []


def test_without_recovery_words_it_goes_without_a_sheet(whole: OpenPractice, rooms: Rooms, desk: Desk) -> None:
    page = settings_of(whole)
    take_away(page, rooms)
    dialog = rekey_dialog(page)
    assert dialog.answer.text() == REPLACE
    dialog.passphrase.setText(PASSPHRASE)
    dialog.answer.click()
    rooms.jobs.wait_all()
    assert not whole.window.isVisible()
    reopened = practices.open_practice(desk.folder, Secret.passphrase(PASSPHRASE))
    assert not reopened.keeping.has_recovery_words
    reopened.close()


def test_a_wrong_passphrase_is_said_before_any_word_is_shown(page: SettingsPage, rooms: Rooms) -> None:
    dialog = to_sheet(page, rooms, "guessed")
    assert (dialog.step, dialog.sheet.table.words) == (0, ())
    assert dialog.field.error.plain == "This is not the current passphrase. Nothing has been changed."
    assert dialog.focusWidget() is dialog.passphrase
    dialog.reject()


def test_cancelling_while_it_works_changes_nothing(
    page: SettingsPage, rooms: Rooms, desk: Desk, locks: list[object], qtbot: QtBot
) -> None:
    key = desk.store.vault.data_key.raw
    dialog = to_sheet(page, rooms)
    dialog.on_paper.click()
    dialog.answer.click()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: page.secrets.rekeying is None, timeout=20_000)
    assert (locks, desk.store.vault.data_key.raw) == ([], key)
    assert not list(desk.folder.glob("new-key*"))
    desk.preferences.save_practice(desk.practice)  # and things can be recorded as before


def test_leaving_the_page_stops_it(page: SettingsPage, rooms: Rooms, desk: Desk, locks: list[object]) -> None:
    """The lock comes when nobody was there for a while, over a dialog too."""
    dialog = to_sheet(page, rooms)
    dialog.on_paper.click()
    dialog.answer.click()
    page.leave()
    rooms.jobs.wait_all()
    assert locks == []
    assert page.secrets.rekeying is None
    assert not list(desk.folder.glob("new-key*"))


def test_what_was_recorded_meanwhile_is_kept_and_the_same_words_serve_again(
    whole: OpenPractice, rooms: Rooms, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = settings_of(whole)
    dialog = to_sheet(page, rooms)
    words = dialog.sheet.table.words
    dialog.on_paper.click()
    build = desk.store.vault.build_new_store

    def meanwhile(*given: object) -> object:
        new = build(*given)  # type: ignore[arg-type]
        desk.recording.add_client("K-17")
        return new

    with monkeypatch.context() as patched:
        patched.setattr(desk.store.vault, "build_new_store", meanwhile)
        dialog.answer.click()
        rooms.jobs.wait_all()
    assert (dialog.step, whole.window.isVisible()) == (1, True)
    assert dialog.error.plain.startswith("Something was recorded")
    dialog.answer.click()
    rooms.jobs.wait_all()
    assert not whole.window.isVisible()
    reopened = practices.open_practice(desk.folder, Secret.recovery(words))
    assert reopened.supervising.client_id("K-17")
    reopened.close()


def test_a_backup_that_cannot_be_written_stops_it(page: SettingsPage, rooms: Rooms, desk: Desk, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    page.use_folder(str(blocked))
    dialog = to_sheet(page, rooms)
    dialog.on_paper.click()
    dialog.answer.click()
    rooms.jobs.wait_all()
    assert "The backup could not be written" in dialog.error.plain
    assert not list(desk.folder.glob("new-key*"))
    dialog.reject()


def test_the_dialog_is_worked_with_the_keyboard(page: SettingsPage, rooms: Rooms, qtbot: QtBot) -> None:
    dialog = rekey_dialog(page)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.passphrase)
    dialog.passphrase.setText(PASSPHRASE)
    key_click(dialog.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step == 1, timeout=20_000)
    assert dialog.focusWidget() is dialog.sheet.save
    dialog.on_paper.setFocus()
    key_click(dialog.on_paper, Qt.Key.Key_Space)
    assert dialog.answer.isEnabled()
    dialog.back.click()
    assert dialog.step == 0
    key_click(dialog, Qt.Key.Key_Escape)
    assert page.secrets.rekeying is None
