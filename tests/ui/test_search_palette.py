"""Search or run: what typing finds, where Return leads, what is not shown, and what Escape leaves as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import Look

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.case_file import ContactKind
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.clients.presenter import ClientsPage
from relationship_desk.ui.shell.command import Command
from relationship_desk.ui.shell.main_window import Place
from relationship_desk.ui.shell.search_palette import PAUSE, SEEN_LAST, SearchPalette
from relationship_desk.ui.shell.search_rows import SearchRow
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.search_button import SearchButton

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(demo: Desk, qtbot: QtBot) -> Iterator[OpenPractice]:
    jobs = Jobs()
    practice = OpenPractice(demo, jobs, Look(), demo=True)
    qtbot.addWidget(practice.window)
    with qtbot.waitActive(practice.window):
        practice.window.show()
        practice.window.activateWindow()
    yield practice
    practice.release()
    jobs.close()


def search(opened: OpenPractice, qtbot: QtBot, words: str = "") -> SearchPalette:
    """Open the search by its key and type."""
    key_click(opened.window, Qt.Key.Key_K, CONTROL)
    palette = opened.window.findChild(SearchPalette)
    assert isinstance(palette, SearchPalette)
    with qtbot.waitActive(palette):
        palette.activateWindow()
    if words:
        before = palette.list.rows
        QTest.keyClicks(palette.field, words)
        qtbot.waitUntil(lambda: palette.list.rows != before)
    return palette


def press(palette: SearchPalette, *keys: Qt.Key) -> None:
    for key in keys:
        key_click(palette.field, key)


def found(palette: SearchPalette) -> list[Row]:
    return [row for row in palette.list.rows if row.key is not None]


def heads(palette: SearchPalette) -> list[str]:
    return [row.first for row in palette.list.rows if row.key is None]


def test_before_anything_is_typed_the_clients_seen_last_and_all_commands_stand_there(
    opened: OpenPractice, qtbot: QtBot
) -> None:
    palette = search(opened, qtbot)
    assert heads(palette) == ["Seen last", "Commands"]
    latest = max(opened.desk.reviewing.clients(), key=lambda row: row.last_seen or date.min).last_seen
    rows = found(palette)
    days = {row.client.code: row.last_seen for row in opened.desk.reviewing.clients()}
    assert days[rows[0].code] == latest
    assert [days[row.code] for row in rows[:SEEN_LAST]] == sorted(
        (days[row.code] for row in rows[:SEEN_LAST]), key=lambda day: day or date.min, reverse=True
    )
    titles = {command.title for command in opened.window.commands} - {"Search or run"}
    assert {row.first for row in rows[SEEN_LAST:]} == titles
    assert palette.list.current_key == rows[0].key


def test_typing_finds_notes_and_return_opens_their_session(opened: OpenPractice, qtbot: QtBot) -> None:
    palette = search(opened, qtbot, "silence")
    first = found(palette)[0]
    assert isinstance(first, SearchRow)
    assert first.code == "G-02"
    assert first.first.startswith("Session ")
    assert ("silence", True) in first.words
    assert "##" not in first.second
    assert "\n" not in first.second
    press(palette, Qt.Key.Key_Return)
    assert opened.window.place == first.key
    assert isinstance(first.key, Place)
    assert first.key.page == "debrief"


def test_return_does_not_wait_for_the_pause_after_the_last_key(opened: OpenPractice, qtbot: QtBot) -> None:
    palette = search(opened, qtbot)
    palette.field.setText("K-17")
    press(palette, Qt.Key.Key_Return)
    assert opened.window.place == Place("client", {"client": opened.desk.supervising.client_id("K-17")})
    assert PAUSE < 1000


def test_a_fault_while_a_page_opens_reaches_the_error_boundary(
    opened: OpenPractice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_page: str, **_where: object) -> None:
        raise ValueError("the page")

    monkeypatch.setattr(opened.window, "go", fail)
    palette = search(opened, qtbot, "K-17")
    with capture_exceptions() as faults:
        press(palette, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(faults))
    assert [str(error) for _kind, error, _trace in faults] == ["the page"]
    assert QApplication.activeModalWidget() is None


def test_a_term_leads_to_its_entry_in_the_library(opened: OpenPractice, qtbot: QtBot) -> None:
    palette = search(opened, qtbot, "counter-cond")
    assert heads(palette) == ["In the library"]
    assert [(row.first, row.right) for row in found(palette)] == [
        ("Counter-conditioning", "Adapting to the client, Stages and processes")
    ]
    press(palette, Qt.Key.Key_Return)
    assert opened.window.place == Place("library", {"term": "process/counter-conditioning"})


def test_a_goal_leads_to_the_plan_of_its_client(opened: OpenPractice, qtbot: QtBot) -> None:
    palette = search(opened, qtbot, "sleep through")
    assert [row.right for row in found(palette)] == ["Goal"]
    press(palette, Qt.Key.Key_Return)
    client = opened.desk.supervising.client_id("K-17")
    assert opened.window.place == Place("client", {"client": client, "tab": "plan"})


def test_a_contact_leads_to_its_line_among_the_sessions(opened: OpenPractice, qtbot: QtBot) -> None:
    client = opened.desk.supervising.client_id("M-08")
    opened.desk.filing.add_contact(client, ContactKind.CALL, date(2025, 11, 3), "Zeppelins again", with_whom="Doctor")
    palette = search(opened, qtbot, "zeppelin")
    (row,) = found(palette)
    assert (row.code, row.first, row.right, row.second) == ("M-08", "Call, 3 Nov", "Contact", "Doctor Zeppelins again")
    press(palette, Qt.Key.Key_Return)
    page = opened.window.page
    assert isinstance(page, ClientPage)
    assert page.view.tabs.choice == "sessions"
    table = page.sessions.table
    assert "Zeppelins" in str(table.currentIndex().siblingAtColumn(4).data())


def test_what_the_page_at_hand_does_is_listed_and_run(opened: OpenPractice, qtbot: QtBot) -> None:
    opened.window.go("clients")
    palette = search(opened, qtbot, "new client")
    (row,) = [row for row in found(palette) if isinstance(row.key, Command)]
    assert (row.first, row.spoken) == ("New client", "New client, Ctrl+N")
    press(palette, Qt.Key.Key_Return)
    page = opened.window.page
    assert isinstance(page, ClientsPage)
    assert isinstance(page.dialog, NewClientDialog)
    page.dialog.reject()
    opened.window.go("library")
    assert "New client" not in {command.title for command in opened.window.commands}


def test_a_key_that_cannot_be_used_now_is_no_command(opened: OpenPractice) -> None:
    opened.window.go("clients")
    page = opened.window.page
    assert isinstance(page, ClientsPage)
    page.view.new.set_blocked("Not now.")
    assert "New client" not in {command.title for command in opened.window.commands}


def test_a_process_note_says_that_it_is_one(opened: OpenPractice, qtbot: QtBot) -> None:
    session = opened.desk.reviewing.today().drafts[0].session
    opened.desk.noting.write(session.id, NoteKind.PROCESS, "Zeppelins over the couch", NoteFormat.FREE)
    palette = search(opened, qtbot, "zeppelin")
    (row,) = found(palette)
    assert row.right == "Process note"
    assert "Process note" in row.spoken
    assert row.key == Place("debrief", {"session": session.id})


def test_the_arrow_keys_move_through_the_list_while_the_field_keeps_the_focus(
    opened: OpenPractice, qtbot: QtBot
) -> None:
    palette = search(opened, qtbot, "silence")
    rows = found(palette)
    press(palette, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 3
    press(palette, Qt.Key.Key_Up)
    assert palette.list.current_key == rows[1].key
    press(palette, Qt.Key.Key_End)
    assert palette.list.current_key == rows[-1].key
    press(palette, Qt.Key.Key_Home)
    assert palette.list.current_key == rows[0].key
    press(palette, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() > 2
    press(palette, Qt.Key.Key_PageUp)
    assert palette.list.current_key == rows[0].key
    assert QApplication.focusWidget() is palette.field


def test_a_command_is_found_by_its_words_and_run(opened: OpenPractice, qtbot: QtBot) -> None:
    palette = search(opened, qtbot, "lib go")
    (row,) = found(palette)
    assert isinstance(row, SearchRow)
    assert isinstance(row.key, Command)
    assert row.spoken == f"Go to Library, {row.keys}"
    press(palette, Qt.Key.Key_Return)
    assert opened.window.place == Place("library")


def test_with_names_hidden_only_codes_are_shown(opened: OpenPractice, qtbot: QtBot) -> None:
    recording = opened.desk.recording
    session = recording.add_session(recording.add_client("Z-01", name="Quilla Marsh").id)
    opened.desk.noting.write(session.id, NoteKind.PROGRESS, "Quilla Marsh brought a drawing.", NoteFormat.FREE)
    opened.desk.preferences.set(NAMES_HIDDEN, True)
    palette = search(opened, qtbot, "quilla")
    assert len(found(palette)) == 2
    for row in found(palette):
        assert "Z-01" in row.spoken
        assert "Quilla" not in row.spoken + row.first + row.second
        assert "Marsh" not in row.spoken + row.first + row.second
    opened.desk.preferences.set(NAMES_HIDDEN, False)
    palette.search()
    assert found(palette)[0].first == "Quilla Marsh"
    assert "Quilla Marsh" in found(palette)[1].second


def test_nothing_found_is_said(opened: OpenPractice, qtbot: QtBot) -> None:
    palette = search(opened, qtbot, "xylophone")
    assert found(palette) == []
    assert palette.nothing.isVisible()
    assert palette.nothing.plain.startswith("Nothing found for “xylophone”.")
    press(palette, Qt.Key.Key_Return, Qt.Key.Key_Down)
    assert palette.isVisible()
    key_click(palette.field, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(palette.field, "silence")
    qtbot.waitUntil(palette.list.isVisible)


def test_escape_closes_and_gives_the_focus_back(opened: OpenPractice, qtbot: QtBot) -> None:
    before = QApplication.focusWidget()
    assert before is not None
    place = opened.window.place
    palette = search(opened, qtbot, "silence")
    assert QApplication.focusWidget() is palette.field
    press(palette, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)
    assert opened.window.place == place
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert opened.window.findChild(SearchPalette) is None


def test_the_key_works_while_a_note_is_being_written(opened: OpenPractice, qtbot: QtBot) -> None:
    draft = opened.desk.reviewing.today().drafts[0].session
    opened.window.go("debrief", session=draft.id)
    key_click(opened.window, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    note = QApplication.focusWidget()
    assert note is not None
    key_click(note, Qt.Key.Key_K, CONTROL)
    palette = opened.window.findChild(SearchPalette)
    assert isinstance(palette, SearchPalette)
    palette.reject()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is note)


def test_a_screen_reader_hears_how_many_and_each_row(opened: OpenPractice, qtbot: QtBot) -> None:
    palette = search(opened, qtbot, "silence")
    count = len(found(palette))
    assert palette.list.accessibleDescription() == f"{count} found"
    assert heads(palette) == [f"{count - 1} found", "In the library"]
    heard = QAccessible.queryAccessibleInterface(palette.list)
    assert heard.text(QAccessible.Text.Name) == "Results"
    assert "silence" in heard.child(1).text(QAccessible.Text.Name)
    for part in (palette, palette.field):
        assert part.accessibleName() == "Search or run"


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_it_stays_inside_a_small_window(
    opened: OpenPractice, qtbot: QtBot, qapp: QApplication, scheme: theme.Mode, size: float
) -> None:
    theme.apply(qapp, scheme, size)
    opened.window.resize(1024, 700)
    palette = search(opened, qtbot, "silence")
    assert opened.window.geometry().contains(palette.geometry())
    assert not palette.grab().toImage().isNull()
    palette.reject()
    theme.apply(qapp, "light")


@pytest.mark.parametrize("page", ["today", "clients", "client", "debrief", "prompts", "supervision", "library"])
def test_every_page_has_the_button(opened: OpenPractice, qtbot: QtBot, page: str) -> None:
    opened.window.go(page)
    front: QWidget | None = opened.window.page
    assert front is not None
    button = front.findChild(SearchButton)
    assert isinstance(button, SearchButton)
    assert button.accessibleName() == "Search or run"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    palette = opened.window.findChild(SearchPalette)
    assert isinstance(palette, SearchPalette)
    palette.reject()
