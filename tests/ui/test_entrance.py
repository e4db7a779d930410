"""The locked side in a real window: four ways in, and the unlock page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.app.doors import PracticeDoors
from relationship_desk.domain.records import Practice
from relationship_desk.sealing.kdf import FLOOR
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.store.vault import create_practice
from relationship_desk.ui import theme
from relationship_desk.ui.entrance.entrance_window import EntranceWindow
from relationship_desk.ui.entrance.unlock_presenter import wait_after
from relationship_desk.ui.jobs import Jobs

PASSPHRASE = "correct horse battery"
NEW = "otter lamp gravel sunday verse"


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    runner = Jobs()
    yield runner
    runner.wait_all()


@pytest.fixture
def opened() -> Iterator[list[Any]]:
    """What the window has opened; closed in the end."""
    desks: list[Any] = []
    yield desks
    for desk in desks:
        desk.close()


@pytest.fixture
def practice(empty_template: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "Linden.desk"
    shutil.copytree(empty_template, folder)
    return folder


def show(qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path | None = None) -> EntranceWindow:
    window = EntranceWindow(PracticeDoors(), jobs, practice)
    window.opened.connect(opened.append)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


def fill_in(window: EntranceWindow, jobs: Jobs, folder: Path) -> None:
    """Fill in the first step; the strength is judged when this returns."""
    step = window.create_way.view.practice
    step.name.setText("Linden Street")
    step.clinician.setText("Ada Rivers")
    step.folder.setText(str(folder))
    step.passphrase.first.setText(NEW)
    step.passphrase.again.setText(NEW)
    jobs.wait_all()


def press(key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    key_click(target, key)


def test_the_window_loads_no_store_no_plot_and_no_service() -> None:
    code = (
        "import sys, relationship_desk.ui.entrance.entrance_window, relationship_desk.app.doors\n"
        "heavy = ('sqlalchemy', 'alembic', 'sqlcipher3', 'pyqtgraph', 'numpy', 'zxcvbn', 'typst', 'cryptography')\n"
        "print([n for n in sys.modules if n.split('.')[0] in heavy or '.services' in n or '.store' in n])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_next_says_what_is_missing(qtbot: QtBot, jobs: Jobs, opened: list[Any], tmp_path: Path) -> None:
    window = show(qtbot, jobs, opened)
    view = window.create_way.view
    said = [view.state.plain]
    view.practice.name.setText("Linden Street")
    said.append(view.state.plain)
    view.practice.clinician.setText("Ada Rivers")
    said.append(view.state.plain)
    view.practice.passphrase.first.setText("password")
    jobs.wait_all()
    said.append(view.state.plain)
    view.practice.passphrase.first.setText(NEW)
    jobs.wait_all()
    said.append(view.state.plain)
    assert not view.go.isEnabled()
    view.practice.passphrase.again.setText(NEW)
    assert said == [
        "Name the practice.",
        "Say your name. It signs your notes.",
        "Choose a passphrase.",
        "This passphrase is too easy to guess. Five unrelated words work well.",
        "Type the same passphrase again.",
    ]
    assert view.go.isEnabled()


def test_the_folder_follows_the_name_until_it_is_chosen(qtbot: QtBot, jobs: Jobs, opened: list[Any]) -> None:
    window = show(qtbot, jobs, opened)
    step = window.create_way.view.practice
    step.name.setText("Linden")
    assert step.folder.path is not None
    assert step.folder.path.name == "Linden.desk"
    QTest.keyClicks(step.folder, "2")
    step.name.setText("Elm")
    assert step.folder.path is not None
    assert step.folder.path.name == "Linden.desk2"


def test_a_syncing_folder_is_warned_of(qtbot: QtBot, jobs: Jobs, opened: list[Any], tmp_path: Path) -> None:
    window = show(qtbot, jobs, opened)
    step = window.create_way.view.practice
    step.folder.setText(str(tmp_path / "Dropbox" / "Linden.desk"))
    assert "Dropbox" in step.folder_warning.plain
    assert step.folder_warning.isVisible()


def test_creating_reads_three_words_back_and_writes_nothing_before(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "Linden.desk"
    window = show(qtbot, jobs, opened)
    fill_in(window, jobs, folder)
    create, view = window.create_way, window.create_way.view
    view.practice.name.setFocus()
    press(Qt.Key.Key_Return)
    assert view.sheet.table.words == create.words
    assert len(create.words) == 24
    sheet = tmp_path / "sheet.pdf"
    create.write_sheet(str(sheet))
    jobs.wait_all()
    assert sheet.read_bytes().startswith(b"%PDF")
    view.go.click()
    assert view.sheet.table.words == ()
    for edit in view.check.edits:
        edit.setText("wrong")
    view.go.click()
    assert all("Look at the sheet once more." in field.error.plain for field in view.check.fields)
    assert not folder.parent.exists()
    words = create.words
    for place, edit in zip(create.asked, view.check.edits, strict=True):
        edit.setText(words[place].upper())
    view.go.click()
    assert window.busy
    jobs.wait_all()
    assert [desk.practice.clinician for desk in opened] == ["Ada Rivers"]
    opened.pop().close()
    again = practices.open_practice(folder, Secret.recovery(words))
    opened.append(again)
    assert again.practice.name == "Linden Street"


def test_going_back_keeps_what_was_filled_in(qtbot: QtBot, jobs: Jobs, opened: list[Any], tmp_path: Path) -> None:
    window = show(qtbot, jobs, opened)
    fill_in(window, jobs, tmp_path / "Linden.desk")
    view = window.create_way.view
    view.go.click()
    words = window.create_way.words
    view.back.click()
    assert (view.step, view.practice.name.text(), view.practice.passphrase.text) == (0, "Linden Street", NEW)
    view.go.click()
    assert window.create_way.words == words


def test_a_taken_folder_is_said_at_once(qtbot: QtBot, jobs: Jobs, opened: list[Any], tmp_path: Path) -> None:
    window = show(qtbot, jobs, opened)
    fill_in(window, jobs, tmp_path)
    view = window.create_way.view
    view.go.click()
    assert view.step == 0
    assert view.practice.folder_field.error.plain


def test_the_passphrase_opens_the_practice(qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path) -> None:
    window = show(qtbot, jobs, opened, practice)
    view = window.unlock.view
    assert view.practice.plain == "Linden"
    assert view.passphrase.hasFocus()
    QTest.keyClicks(view.passphrase, PASSPHRASE)
    press(Qt.Key.Key_Return)
    assert view.state.plain == "Opening …"
    jobs.wait_all()
    assert [desk.practice.name for desk in opened] == ["Linden"]
    assert view.passphrase.text() == ""


def test_a_wrong_passphrase_says_so_and_costs_a_moment_at_most(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path
) -> None:
    window = show(qtbot, jobs, opened, practice)
    view = window.unlock.view
    for _ in range(3):
        view.passphrase.setText("wrong")
        view.unlock.click()
        jobs.wait_all()
        assert view.passphrase_field.error.plain
        assert view.passphrase.hasFocus()
        assert view.passphrase.selectedText()
    assert view.state.plain == "Next try in 2 s."
    assert not view.unlock.isEnabled()
    window.unlock.pass_second()
    window.unlock.pass_second()
    view.passphrase.setText(PASSPHRASE)
    view.unlock.click()
    jobs.wait_all()
    assert len(opened) == 1


def test_the_wait_grows_but_never_above_half_a_minute() -> None:
    assert [wait_after(failures) for failures in range(9)] == [0, 0, 0, 2, 4, 8, 16, 30, 30]


def test_recovery_words_open_and_set_a_new_passphrase(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], tmp_path: Path
) -> None:
    folder = tmp_path / "Elm.desk"
    vault, words = create_practice(folder, PASSPHRASE, Practice("Elm", "Ada Rivers"), FLOOR)
    vault.close()
    window = show(qtbot, jobs, opened, folder)
    view = window.unlock.view
    view.to_words.click()
    assert view.by_words.words.hasFocus()
    view.by_words.words.setPlainText(" ".join(words[:-1]))
    assert view.state.plain == "23 of 24 words."
    view.by_words.words.setPlainText(" ".join(("zzzz", *words[1:])))
    view.by_words.new.first.setText(NEW)
    view.by_words.new.again.setText(NEW)
    jobs.wait_all()
    view.unlock.click()
    assert view.by_words.words_field.error.plain.startswith("Word 1, “zzzz”, is not a recovery word.")
    view.by_words.words.setPlainText("\n".join(f"{place}. {word}" for place, word in enumerate(words, 1)))
    view.unlock.click()
    jobs.wait_all()
    opened.pop().close()
    opened.append(practices.open_practice(folder, Secret.passphrase(NEW)))


def test_a_word_is_completed_while_it_is_typed(qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path) -> None:
    window = show(qtbot, jobs, opened, practice)
    view = window.unlock.view
    view.to_words.click()
    QTest.keyClicks(view.by_words.words, "zeph")
    popup = view.by_words.words.completer.popup()
    assert popup is not None
    assert popup.isVisible()
    key_click(popup, Qt.Key.Key_Return)
    assert view.by_words.words.words == ("zephyr",)
    assert not popup.isVisible()


def test_tab_goes_through_the_recovery_words_before_the_button(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path
) -> None:
    window = show(qtbot, jobs, opened, practice)
    view = window.unlock.view
    view.to_words.click()
    form = view.by_words
    form.words.setPlainText(" ".join(["zephyr"] * 24))
    form.new.first.setText(NEW)
    jobs.wait_all()
    form.new.again.setText(NEW)
    assert view.unlock.isEnabled()
    reached = []
    for _ in range(8):
        reached.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    eyes = [field.findChild(QToolButton) for field in (form.new.first, form.new.again)]
    first, again = form.new.first, form.new.again
    assert reached == [form.words, first, eyes[0], again, eyes[1], view.unlock, view.to_passphrase, view.other]
    assert QApplication.focusWidget() is form.words


def test_secrets_typed_on_either_side_are_forgotten_once_open(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path
) -> None:
    window = show(qtbot, jobs, opened, practice)
    view = window.unlock.view
    view.to_words.click()
    view.by_words.words.setPlainText("zephyr")
    view.by_words.new.first.setText(NEW)
    view.to_passphrase.click()
    view.passphrase.setText(PASSPHRASE)
    view.unlock.click()
    jobs.wait_all()
    assert len(opened) == 1
    assert (view.passphrase.text(), view.by_words.words.toPlainText(), view.by_words.new.text) == ("", "", "")


def test_another_practice_is_reached_from_the_unlock_page(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path
) -> None:
    window = show(qtbot, jobs, opened, practice.with_name("Gone.desk"))
    window.unlock.view.other.click()
    assert window.side.ways.choice == "open"
    way = window.open_way
    way.folder.setText(str(practice.with_name("None.desk")))
    way.view.go.click()
    assert way.field.error.plain
    way.folder.setText(str(practice))
    way.view.go.click()
    assert window.unlock.view.practice.plain == "Linden"


def test_a_folder_that_is_no_practice_is_said_to_be_none(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], tmp_path: Path
) -> None:
    window = show(qtbot, jobs, opened, tmp_path)
    window.unlock.view.passphrase.setText("anything")
    window.unlock.view.unlock.click()
    jobs.wait_all()
    assert window.unlock.view.problem.plain
    assert not window.unlock.view.passphrase_field.error.plain


def test_a_backup_is_restored_into_a_new_folder(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path, tmp_path: Path
) -> None:
    desk = practices.open_practice(practice, Secret.passphrase(PASSPHRASE))
    backup = desk.store.vault.back_up(tmp_path / "backups").path
    desk.close()
    window = show(qtbot, jobs, opened)
    window.side.ways.choose("restore")
    way = window.restore_way
    way.file.setText(str(backup))
    assert way.folder.path is not None
    assert way.folder.path.name == "Linden.desk"
    way.folder.setText(str(tmp_path / "Again.desk"))
    way.passphrase.setText("wrong")
    way.view.go.click()
    jobs.wait_all()
    assert way.passphrase_field.error.plain
    assert not (tmp_path / "Again.desk").exists()
    way.passphrase.setText(PASSPHRASE)
    way.view.go.click()
    jobs.wait_all()
    assert [one.folder.name for one in opened] == ["Again.desk"]


def test_up_and_down_go_through_the_ways(qtbot: QtBot, jobs: Jobs, opened: list[Any]) -> None:
    window = show(qtbot, jobs, opened)
    assert window.create_way.view.practice.name.hasFocus()
    window.side.ways.button("create").setFocus()
    seen = []
    for _ in range(3):
        press(Qt.Key.Key_Down)
        seen.append(window.side.ways.choice)
    assert seen == ["open", "restore", "demo"]
    assert window.demo_way.view.isVisible()


def test_the_window_stays_while_something_is_under_way(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path
) -> None:
    window = show(qtbot, jobs, opened, practice)
    window.unlock.view.passphrase.setText(PASSPHRASE)
    window.unlock.view.unlock.click()
    assert not window.close()
    jobs.wait_all()
    assert window.close()


def test_the_demo_says_its_passphrase(qtbot: QtBot, jobs: Jobs, demo_folder: Path) -> None:
    window = EntranceWindow(PracticeDoors(), jobs, demo_folder, demo=True)
    qtbot.addWidget(window)
    assert not window.unlock.view.hint.isHidden()
    assert "passphrase is demo" in window.unlock.view.hint.plain


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, jobs: Jobs, opened: list[Any], scheme: str) -> None:
    window = show(qtbot, jobs, opened)
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    for kind in kinds:
        for widget in window.findChildren(kind):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                assert widget.accessibleName() or text, f"{type(widget).__name__} in {scheme}"


def test_the_focus_stays_in_the_form_after_the_sheet_is_saved(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], tmp_path: Path
) -> None:
    window = show(qtbot, jobs, opened)
    fill_in(window, jobs, tmp_path / "Linden.desk")
    view = window.create_way.view
    view.go.click()
    view.sheet.save.setFocus()
    window.create_way.write_sheet(str(tmp_path / "sheet.pdf"))
    jobs.wait_all()
    assert view.sheet.saved.plain
    assert QApplication.focusWidget() is view.sheet.save


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_advice_on_a_new_passphrase_stands_in_whole_lines(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path, scale: float
) -> None:
    theme.apply(QApplication.instance(), "light", scale)  # type: ignore[arg-type] # an application runs
    window = show(qtbot, jobs, opened, practice)
    window.unlock.view.to_words.click()
    new = window.unlock.view.by_words.new
    new.first.setText(NEW)
    jobs.wait_all()
    QApplication.processEvents()
    advice = new.strength.advice
    assert advice.plain
    assert advice.height() < 3 * advice.fontMetrics().lineSpacing()
    theme.apply(QApplication.instance(), "light", 1.0)  # type: ignore[arg-type] # an application runs


def test_tab_reaches_the_eye(qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path) -> None:
    window = show(qtbot, jobs, opened, practice)
    field = window.unlock.view.passphrase
    field.setFocus()
    press(Qt.Key.Key_Tab)
    eye = QApplication.focusWidget()
    assert eye is not None
    assert (eye.parent(), eye.accessibleName()) == (field, "Show the passphrase")
    press(Qt.Key.Key_Space)
    assert (field.shows, eye.accessibleName()) == (True, "Hide the passphrase")


def test_an_unexpected_fault_is_told_in_the_view_in_front(
    qtbot: QtBot, jobs: Jobs, opened: list[Any], practice: Path
) -> None:
    window = show(qtbot, jobs, opened, practice)
    window.tell("Something went wrong.")
    assert (window.unlock.view.problem.plain, window.unlock.view.problem.isVisible()) == ("Something went wrong.", True)
    window.show_ways()
    window.tell("Something went wrong once.")
    window.tell("Something went wrong twice.")
    assert window.fault == "Something went wrong twice."
    QApplication.processEvents()
    shown = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    assert [one.accessibleName() for one in shown].count("Close this message") == 1
