"""The main job in the real window, from an empty folder to a supervision PDF, and back from a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.app.window import Program
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.vocabulary import Perspective, PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.ui.entrance.create_view import CreateView
from relationship_desk.ui.entrance.entrance_window import EntranceWindow
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.prompts.presenter import PromptsPage
from relationship_desk.ui.pages.supervision.presenter import SupervisionPage
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.widgets.rating_table import RatingTable

W = TypeVar("W", bound=QWidget)
PASSPHRASE = "otter lamp gravel sunday verse"
MARKER = "Quillfeather"
"""Stands in the note; it must be found nowhere on the disk in plain text."""


class Person:
    """Somebody at the keyboard: finds things by what they say, and presses keys."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.program = qtbot, program

    @property
    def window(self) -> QWidget:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            return dialog
        if self.program.open is not None:
            return self.program.open.window
        assert self.program.entrance is not None
        return self.program.entrance

    @property
    def is_in(self) -> bool:
        """Whether a practice is open."""
        return self.program.open is not None

    @property
    def main(self) -> MainWindow:
        assert self.program.open is not None
        return self.program.open.window

    @property
    def desk(self) -> Desk:
        assert self.program.open is not None
        return self.program.open.desk

    def see(self, kind: type[W], name: str = "", inside: QWidget | None = None) -> W:
        """The first visible widget of a kind whose text or accessible name begins with ``name``."""

        def find() -> list[W]:
            return [
                one
                for one in (inside or self.window).findChildren(kind)
                if one.isVisible() and _says(one).startswith(name)
            ]

        self.qtbot.waitUntil(lambda: bool(find()), timeout=20_000)
        return find()[0]

    def click(self, name: str, inside: QWidget | None = None) -> None:
        button = self.see(QAbstractButton if inside else QPushButton, name, inside)
        self.qtbot.waitUntil(button.isEnabled, timeout=20_000)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, field: str, text: str) -> None:
        edit = self.see(QLineEdit, field)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)

    def press(self, keys: str) -> None:
        target = QApplication.focusWidget() or self.window
        QTest.keyClicks(target, keys)

    def hit(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.activate()
        key_click(QApplication.focusWidget() or self.window, key, modifier)

    def activate(self) -> None:
        """Without a window manager nobody gives the focus back when a dialog closes."""
        window = self.window
        if QApplication.activeWindow() is not window:
            window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    def wait(self, what: Callable[[], object], seconds: int = 20) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=seconds * 1000)


def _says(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""


@pytest.fixture
def restarts() -> list[Sequence[str]]:
    return []


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, restarts: list[Sequence[str]]) -> Iterator[Callable[[Path | None], Person]]:
    running: list[Program] = []

    def begin(folder: Path | None) -> Person:
        program = Program(qapp, folder, restart=restarts.append)
        running.append(program)
        program.show_entrance()
        assert program.entrance is not None
        qtbot.waitExposed(program.entrance)
        return Person(qtbot, program)

    yield begin
    for program in running:
        program.end()
        if program.entrance is not None:
            program.entrance.close()
            program.entrance.deleteLater()
        program.deleteLater()


def create_practice(person: Person, folder: Path) -> None:
    view = person.see(CreateView)
    person.type("Practice", "Linden Street")
    person.type("Your name", "Dr Rivers")
    view.practice.folder.setFocus()
    view.practice.folder.selectAll()
    QTest.keyClicks(view.practice.folder, str(folder))
    for passphrase in (view.practice.passphrase.first, view.practice.passphrase.again):
        passphrase.setFocus()
        QTest.keyClicks(QApplication.focusWidget() or passphrase, PASSPHRASE)
    person.click("Next: recovery sheet")
    words = view.sheet.table.words
    assert len(words) == 24
    view.go.click()
    entrance = person.program.entrance
    assert isinstance(entrance, EntranceWindow)
    for edit, field in zip(view.check.edits, view.check.fields, strict=True):
        number = int("".join(filter(str.isdigit, field.label.text())))
        QTest.keyClicks(edit, words[number - 1])
    view.go.click()
    person.wait(lambda: person.program.open is not None)


def rate_session(person: Person, day: date, keys: dict[Perspective, str]) -> None:
    """Add a session from the client's page and rate it from three perspectives by keyboard; sign."""
    person.hit(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    field = person.see(QDateEdit)
    field.setDate(QDate(day.year, day.month, day.day))
    person.click("Add and debrief")
    assert person.program.open is not None
    page = person.program.open.window.page
    assert isinstance(page, DebriefPage)
    for perspective, typed in keys.items():
        person.click(perspective.value.capitalize(), page.form.ratings.perspectives)
        person.see(RatingTable).setFocus()
        person.hit(Qt.Key.Key_Home)
        person.press(typed)
    person.hit(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)


def test_the_main_job(start: Callable[[Path | None], Person], restarts: list[Sequence[str]], tmp_path: Path) -> None:
    folder = tmp_path / "Linden Street.desk"
    person = start(None)
    create_practice(person, folder)
    desk = person.desk
    assert person.program.open is not None
    window = person.program.open.window

    window.resize(1440, 900)  # the screen of this platform is small

    # A client, by Ctrl+2 and Ctrl+N.
    person.hit(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    person.hit(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.type("Code", "K-17")
    person.click("Add client")
    person.wait(lambda: desk.reviewing.everybody())
    (client,) = desk.reviewing.everybody()

    # Six sessions, every row from three perspectives; in the last the client's ratings fall.
    steady = {
        Perspective.CLINICIAN: "7" * 10,
        Perspective.CLIENT: "8" * 9,
        Perspective.OBSERVER: "6" * 10,
    }
    for week in range(6):
        window.go("client", client=client.id)
        falls = {**steady, Perspective.CLIENT: "4.5" + "4" * 8} if week == 5 else steady
        rate_session(person, date(2026, 1, 5 + 7 * week) if week < 4 else date(2026, 2, 2 + 7 * (week - 4)), falls)
        session = desk.reviewing.sessions(client.id)[0].session
        view = desk.reviewing.debrief(session.id)
        assert [sum(r.perspective is one for r in view.ratings) for one in Perspective] == [10, 9, 10]
        if week == 5:
            page = window.page
            assert isinstance(page, DebriefPage)
            box = page.form.note.boxes.edits[0]
            box.setFocus()
            QTest.keyClicks(box, f"Came late. Spoke of {MARKER}.")
        person.hit(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        person.wait(lambda: desk.reviewing.debrief(session.id).signed)  # noqa: B023 - waited for at once

    # The trend shows them.
    window.go("client", client=client.id, tab="trends")
    person.hit(Qt.Key.Key_T)
    cells = table_cells(person.see(QTableView))
    assert ["4.5" in row for row in cells].count(True) == 1
    assert ["8.0" in row for row in cells].count(True) >= 5
    series = desk.reviewing.analysis(client.id).series_of(ALLIANCE, Perspective.CLIENT)
    assert [point.value for point in series.points] == [8.0] * 5 + [4.5]

    # The prompt opens with its why, and is accepted.
    window.go("prompts")
    page = window.page
    assert isinstance(page, PromptsPage)
    opened = next(row for row in desk.prompting.rows(client.id) if row.prompt.rule == "R1")
    window.go("prompts", prompt=opened.prompt.id)
    assert opened.sentence == "Consider asking what was hard to say in session 6."
    said = " ".join(_texts(page)).replace("\N{NO-BREAK SPACE}", " ")
    for words in ("hard to say in session 6", "4.5", "8.0", "Probably effective", "r .29", "Rule R1"):
        assert words in said, words
    person.type("I intend to", "Ask before anything else")
    person.click("Accept")
    person.wait(lambda: state(desk, "R1") is PromptStatus.ACCEPTED)

    # The PDF.
    window.go("supervision", client=client.id)
    supervision = window.page
    assert isinstance(supervision, SupervisionPage)
    person.wait(lambda: supervision.view.preview.pages)
    supervision.write(str(tmp_path / "summary.pdf"))
    person.wait(lambda: (tmp_path / "summary.pdf").exists())
    with pikepdf.open(tmp_path / "summary.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "K-17" not in str(pdf.docinfo)

    # Lock; a fresh process would start. Wrong passphrase, then the right one, and everything is there.
    before = picture(desk)
    person.hit(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: restarts)
    assert restarts[0][:2] == [str(folder), "--locked"]
    person = start(folder)
    unlock(person, "not this one")
    person.wait(lambda: "does not open" in " ".join(_texts(person.window)))
    assert not person.is_in
    unlock(person, PASSPHRASE)
    person.wait(lambda: person.is_in)
    assert picture(person.desk) == before

    # Backup, and the same again elsewhere.
    person.main.go("today")
    person.hit(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: person.desk.keeping.last())
    last = person.desk.keeping.last()
    assert last is not None
    person.program.end()
    person = start(None)
    person.see(QRadioButton, "Restore a backup").click()
    elsewhere = tmp_path / "elsewhere" / "Restored.desk"
    elsewhere.parent.mkdir()
    person.type("Backup file", str(last.file))
    person.type("New folder", str(elsewhere))
    person.type("Passphrase", PASSPHRASE)
    person.click("Restore")
    person.wait(lambda: person.program.open is not None)
    assert picture(person.desk) == before
    person.program.end()

    # No plaintext of the note anywhere under the home, temporary and practice folders.
    for place in (tmp_path, Path.home()):
        for path in place.rglob("*"):
            if path.is_file():
                assert MARKER.encode() not in path.read_bytes(), path


def unlock(person: Person, passphrase: str) -> None:
    person.type("Passphrase", passphrase)
    person.click("Unlock")


def state(desk: Desk, rule: str) -> PromptStatus:
    return next(row.prompt.status for row in desk.prompting.rows() if row.prompt.rule == rule)


def picture(desk: Desk) -> object:
    """Everything on record that a person would look for."""
    (client,) = desk.reviewing.everybody()
    history = desk.reviewing.history(client.id)
    notes = [desk.reviewing.debrief(session.id).notes for session in history.sessions]
    return client, history.sessions, sorted(map(repr, history.ratings)), history.prompts, notes


def table_cells(table: QTableView) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def _texts(widget: QWidget) -> list[str]:
    """Every text that is to be read on ``widget``."""
    found = []
    for one in widget.findChildren(QWidget):
        if one.isVisible():
            text = getattr(one, "text", None)
            found.append(str(text()) if callable(text) else "")
            found.append(one.accessibleName())
            found.append(one.accessibleDescription())
    return found
