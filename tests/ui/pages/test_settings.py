"""The settings page: every declared setting has its control, and a change is kept at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.conftest import PASSPHRASE
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage, Rooms

from relationship_desk.sealing.secret import Secret
from relationship_desk.services.desk import Desk
from relationship_desk.settings import definitions as d
from relationship_desk.ui import theme
from relationship_desk.ui.pages.settings.controls import bounds_of
from relationship_desk.ui.pages.settings.page import spec
from relationship_desk.ui.pages.settings.presenter import SettingsPage
from relationship_desk.ui.pages.settings.secrets_form import SecretsForm
from relationship_desk.ui.pages.settings.sections import SECTIONS
from relationship_desk.ui.pages.settings.view import MODES
from relationship_desk.ui.shell.main_window import MainWindow


@pytest.fixture
def page(open_page: OpenPage, desk: Desk) -> SettingsPage:
    return open_page(desk, spec, SettingsPage)


def test_every_declared_setting_has_a_control(page: SettingsPage) -> None:
    own = {d.BACKUP_FOLDER.key, d.RETENTION_RULE.key}
    assert {setting.key for setting in d.ALL} == {*page.view.controls, *own}


def test_controls_show_what_is_kept(open_page: OpenPage, desk: Desk) -> None:
    desk.preferences.set(d.HIGH, 8.0)
    desk.preferences.set(d.LOCK_AFTER, 12)
    desk.preferences.set(d.REVEAL_AFTER_RATING, False)
    desk.preferences.set(d.EDITION, "2011")
    controls = open_page(desk, spec, SettingsPage).view.controls
    high = controls[d.HIGH.key]
    assert isinstance(high.input, QDoubleSpinBox)
    assert high.input.text() == "8.0"
    assert high.default.text() == "Use the default, 7.0"
    assert controls[d.LOCK_AFTER.key].input.text() == "12 minutes"  # type: ignore[union-attr] # a number
    assert not controls[d.REVEAL_AFTER_RATING.key].input.isChecked()  # type: ignore[union-attr] # a box
    assert controls[d.EDITION.key].input.choice == "2011"  # type: ignore[union-attr] # segments


def test_a_typed_threshold_is_kept_and_can_be_taken_back(page: SettingsPage, desk: Desk) -> None:
    page.view.list.choose("thresholds")
    gap = page.view.controls[d.GAP.key]
    assert isinstance(gap.input, QDoubleSpinBox)
    gap.input.setFocus()
    gap.input.selectAll()
    QTest.keyClicks(gap.input, "2.5")
    key_click(gap.input, Qt.Key.Key_Return)
    assert desk.preferences[d.GAP] == 1.5, "it is tried out first"
    page.view.trial.apply.click()
    assert desk.preferences[d.GAP] == 2.5
    assert gap.default.isVisible()
    gap.default.click()
    page.view.trial.apply.click()
    assert desk.preferences[d.GAP] == 1.5
    assert not gap.default.isVisible()


def test_thresholds_say_default_bounds_and_source(page: SettingsPage) -> None:
    assert bounds_of(d.GAP) == "Default 1.5 (design choice), from 0.5 to 5.0."
    assert bounds_of(d.EDITION) == ""


def test_the_edition_and_the_box_are_kept(page: SettingsPage, desk: Desk) -> None:
    page.view.list.choose("evidence")
    page.view.controls[d.EDITION.key].input.button("2002").click()  # type: ignore[union-attr] # segments
    page.view.edition_trial.apply.click()
    page.view.controls[d.NAMES_HIDDEN.key].input.click()  # type: ignore[union-attr] # a box
    assert desk.preferences.edition == "2002"
    assert desk.preferences[d.NAMES_HIDDEN] is False


def test_names_are_kept_when_the_field_is_left(page: SettingsPage, desk: Desk) -> None:
    edit = page.view.practice.names["credential"]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "Counsellor")
    key_click(edit, Qt.Key.Key_Tab)
    assert desk.practice.credential == "Counsellor"


def test_a_practice_needs_a_name_and_keeps_the_old_one(page: SettingsPage, desk: Desk) -> None:
    before = desk.practice
    edit = page.view.practice.names["name"]
    edit.setFocus()
    edit.clear()
    key_click(edit, Qt.Key.Key_Return)
    assert desk.practice == before
    assert page.view.practice.fields["name"].error.plain == "A practice needs a name."


def test_names_are_kept_on_leaving_the_page(page: SettingsPage, desk: Desk) -> None:
    page.view.practice.names["report_name"].setText("R. Rivers")
    page.leave()
    assert desk.practice.report_name == "R. Rivers"


def test_appearance_is_chosen_outside_the_practice(page: SettingsPage, rooms: Rooms, desk: Desk) -> None:
    page.view.appearance.mode.button("dark").click()
    page.view.appearance.text_size.setValue(150)
    assert rooms.look.chosen == [("dark", 1.0), ("dark", 1.5)]


def test_lock_now_asks_the_window(page: SettingsPage, qtbot: QtBot) -> None:
    page.view.list.choose("lock")
    window = page.window()
    assert isinstance(window, MainWindow)
    with qtbot.waitSignal(window.lock_requested):
        page.view.lock.lock_now.click()


def test_a_backup_is_written_to_the_chosen_folder(page: SettingsPage, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page.view.list.choose("backup")
    assert page.view.backup.last.plain == "No verified backup yet."
    folder = tmp_path / "stick"
    folder.mkdir()
    page.use_folder(str(folder))
    assert page.view.backup.folder.text() == str(folder)
    page.view.backup.now.click()
    assert not page.view.backup.now.isEnabled()
    qtbot.waitUntil(page.view.backup.now.isEnabled, timeout=20_000)
    assert len(list(folder.glob("*.deskbackup"))) == 1
    assert page.view.backup.last.plain.startswith("Last verified backup ")
    page.view.backup.beside.click()
    assert desk.preferences[d.BACKUP_FOLDER] == ""


def test_a_backup_that_fails_is_said_and_none_is_claimed(page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.view.list.choose("backup")
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    page.use_folder(str(blocked))
    page.view.backup.now.click()
    qtbot.waitUntil(page.view.backup.now.isEnabled, timeout=20_000)
    said = [one.accessibleName() for one in page.window().findChildren(QWidget)]
    assert any("The backup could not be written" in words for words in said)
    assert page.view.backup.last.plain == "No verified backup yet."


NEW = "otter lamp gravel sunday verse"


def change_passphrase(page: SettingsPage, rooms: Rooms, current: str, new: str = NEW) -> SecretsForm:
    page.view.list.choose("secrets")
    form = page.view.secrets
    form.current.setText(current)
    form.new.first.setText(new)
    form.new.again.setText(new)
    rooms.jobs.wait_all()
    form.change.click()
    rooms.jobs.wait_all()
    return form


def test_a_new_passphrase_opens_the_practice_and_old_backups_are_named(
    page: SettingsPage, rooms: Rooms, desk: Desk
) -> None:
    backup = desk.keeping.back_up()
    form = change_passphrase(page, rooms, PASSPHRASE)
    assert (desk.keeping.opens(NEW), desk.keeping.opens(PASSPHRASE)) == (True, False)
    assert form.done.plain == "The new passphrase opens the practice from now on."
    assert [(row.second, row.right) for row in form.backups.rows] == [(backup.name, "earlier passphrase")]
    assert str(backup.parent) in form.backups_state.plain
    assert form.given_away.plain.startswith("1 backup below opens with the passphrase of before.")
    assert page.window().focusWidget() is form.replace_key
    assert (form.current.text(), form.new.text) == ("", "")


def test_a_wrong_current_passphrase_changes_nothing(page: SettingsPage, rooms: Rooms, desk: Desk) -> None:
    form = change_passphrase(page, rooms, "guessed")
    assert desk.keeping.opens(PASSPHRASE)
    assert form.current_field.error.plain == "This is not the current passphrase. Nothing has been changed."
    assert form.change.isEnabled()
    assert page.window().focusWidget() is form.current


def test_a_weak_new_passphrase_is_refused(page: SettingsPage, rooms: Rooms, desk: Desk) -> None:
    form = change_passphrase(page, rooms, PASSPHRASE, "password")
    assert desk.keeping.opens(PASSPHRASE)
    assert not form.change.isEnabled()
    assert form.change.toolTip().startswith("This passphrase is too easy to guess.")


def test_new_recovery_words_are_shown_once_and_go_on_paper(
    page: SettingsPage, rooms: Rooms, desk: Desk, tmp_path: Path
) -> None:
    page.view.list.choose("secrets")
    form = page.view.secrets
    assert (form.replace.isEnabled(), form.sheet.isVisible()) == (False, False)
    form.current.setText(PASSPHRASE)
    form.replace.click()
    rooms.jobs.wait_all()
    words = form.sheet.table.words
    assert desk.store.vault.opens(Secret.recovery(words))
    assert page.window().focusWidget() is form.sheet.save
    page.secrets.sheet.write(str(tmp_path / "sheet.pdf"))
    rooms.jobs.wait_all()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert form.sheet.saved.plain.startswith("Saved as ")
    page.leave()
    assert (form.sheet.table.words, form.sheet.isVisible()) == ((), False)


def test_up_and_down_choose_a_section_and_return_goes_into_it(page: SettingsPage) -> None:
    page.view.list.setFocus()
    for section in list(SECTIONS)[1:]:
        key_click(page.view.list, Qt.Key.Key_Down)
        assert page.view.forms[section].isVisible()
    key_click(page.view.list, Qt.Key.Key_Return)
    focus = page.window().focusWidget()
    assert focus is not None
    assert page.view.backup.isAncestorOf(focus)


def test_tab_goes_from_the_sections_to_something_that_shows(page: SettingsPage) -> None:
    for section in SECTIONS:
        page.view.list.choose(section)
        page.view.list.setFocus()
        key_click(page.view.list, Qt.Key.Key_Tab)
        focus = page.window().focusWidget()
        assert focus is not None
        assert page.view.forms[section].isAncestorOf(focus), section
        assert focus.isVisible(), section


def test_one_minute_is_no_minutes(page: SettingsPage) -> None:
    minutes = page.view.controls[d.LOCK_AFTER.key].input
    assert isinstance(minutes, QSpinBox)
    minutes.setValue(1)
    assert minutes.text() == "1 minute"
    page.view.controls[d.LOCK_AFTER.key].show_value(2)
    assert minutes.text() == "2 minutes"


def test_large_text_cuts_no_colour(open_page: OpenPage, desk: Desk, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 2.0)
    try:
        page = open_page(desk, spec, SettingsPage, width=1024, section="appearance")
        qapp.processEvents()
        form = page.view.appearance
        for mode in MODES:
            button = form.mode.button(mode)
            right = button.mapTo(form.viewport(), button.rect().topRight()).x()
            assert button.width() >= button.sizeHint().width(), mode
            assert right <= form.viewport().width(), mode
    finally:
        theme.apply(qapp, "light")


def test_arriving_at_a_section_opens_it(open_page: OpenPage, desk: Desk) -> None:
    page = open_page(desk, spec, SettingsPage, section="backup")
    assert page.view.stack.currentWidget() is page.view.backup


@pytest.mark.parametrize("width", [1440, 1024])
def test_everything_has_a_name_in_every_scheme(open_page: OpenPage, desk: Desk, scheme: str, width: int) -> None:
    page = open_page(desk, spec, SettingsPage, width=width)
    for section in SECTIONS:
        page.view.list.choose(section)
        page.grab()
        for widget in page.findChildren(QWidget):
            inner = isinstance(widget.parentWidget(), QAbstractSpinBox)
            if widget.isVisible() and not inner and isinstance(widget, QAbstractButton | QLineEdit | QAbstractSpinBox):
                assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
