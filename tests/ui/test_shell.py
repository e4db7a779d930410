"""The window: going places, the way back, messages, keys, both sizes and all schemes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.ids import ClientId
from relationship_desk.ui import theme
from relationship_desk.ui.hub import Hub, Published
from relationship_desk.ui.shell.main_window import MainWindow, Place
from relationship_desk.ui.shell.page import KeyLine, Page, PageSpec
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead


class Sheet(Page):
    """A page with two fields that notes what happens to it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.places: list[Mapping[str, object]] = []
        self.left = 0
        self.inner = 0
        self.first, self.second = QLineEdit(), QLineEdit()
        for edit in (self.first, self.second):
            edit.setAccessibleName(name)
            self.column.addWidget(edit)

    def arrive(self, where: Mapping[str, object]) -> None:
        self.places.append(where)
        self.hint_changed.emit(f"Keys of {self.name}")

    def leave(self) -> None:
        self.left += 1

    def go_back(self) -> bool:
        self.inner -= 1
        return self.inner >= 0

    def regions(self) -> tuple[QWidget, ...]:
        return (self.first, self.second)

    def keys(self) -> tuple[KeyLine, ...]:
        return (KeyLine("N", "Not applicable"),)


MADE: list[str] = []


def sheet(name: str) -> Sheet:
    MADE.append(name)
    return Sheet(name)


WAYS = ("today", "clients", "groups", "prompts", "supervision", "library")


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    MADE.clear()
    specs = [
        PageSpec(name, name.title(), "calendar", f"Ctrl+{place}", partial(sheet, name))
        for place, name in enumerate(WAYS, 1)
    ]
    specs.append(PageSpec("client", "Client", "person", "", lambda: sheet("client"), "none", "clients"))
    specs.append(PageSpec("settings", "Settings", "sliders", "Ctrl+,", lambda: sheet("settings"), "below"))
    result = MainWindow(specs)
    qtbot.addWidget(result)
    with qtbot.waitExposed(result):
        result.show()
    result.activateWindow()
    result.go("today")
    return result


def front(window: MainWindow) -> Sheet:
    page = window.page
    assert isinstance(page, Sheet)
    return page


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    key_click(QApplication.focusWidget() or window, key, modifier)


def test_pages_are_made_at_the_first_visit_only(window: MainWindow) -> None:
    window.go("clients")
    window.go("today")
    window.go("clients")
    assert MADE == ["today", "clients"]


def test_ctrl_and_a_figure_goes_there(window: MainWindow) -> None:
    press(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert front(window).name == "prompts"
    assert window.rail.chosen == "prompts"
    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert front(window).name == "today"


def test_the_rail_is_worked_with_arrows_and_return(window: MainWindow) -> None:
    window.rail.item("today").setFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert front(window).name == "clients"


def test_a_page_outside_the_rail_marks_the_one_it_belongs_to(window: MainWindow) -> None:
    window.go("client", client=17)
    assert window.rail.chosen == "clients"
    assert front(window).places == [{"client": 17}]


def test_escape_steps_back_through_places(window: MainWindow) -> None:
    window.go("client", client=17)
    window.go("client", client=5)
    press(window, Qt.Key.Key_Escape)
    assert window.place == Place("client", {"client": 17})
    press(window, Qt.Key.Key_Escape)
    assert front(window).name == "today"
    press(window, Qt.Key.Key_Escape)
    assert front(window).name == "today"


def test_escape_asks_the_page_first(window: MainWindow) -> None:
    window.go("clients")
    front(window).inner = 1
    press(window, Qt.Key.Key_Escape)
    assert front(window).name == "clients"
    press(window, Qt.Key.Key_Escape)
    assert front(window).name == "today"


def test_a_page_is_told_before_another_comes(window: MainWindow) -> None:
    page = front(window)
    window.go("clients")
    assert page.left == 1


def test_the_focus_goes_into_the_page_and_the_hint_into_the_bar(window: MainWindow) -> None:
    window.go("library")
    assert QApplication.focusWidget() is front(window).first
    assert window.status.hint.plain == "Keys of library"


def test_f6_goes_round_the_window(window: MainWindow) -> None:
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        press(window, Qt.Key.Key_F6)
    page = front(window)
    assert seen == [page.first, page.second, window.rail.item("today"), page.first]
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is page.first


def test_lock_is_asked_for_by_key_and_by_rail(window: MainWindow) -> None:
    asked: list[object] = []
    window.lock_requested.connect(asked.append)
    press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.rail.item("lock").click()
    assert len(asked) == 2
    assert window.rail.chosen == "today"


def test_f1_lists_the_keys_of_page_and_window_and_goes_away(window: MainWindow, qtbot: QtBot) -> None:
    overlay = window.show_keys()
    said = {label.plain for label in overlay.findChildren(Label)}
    assert {"Not applicable", "Go to Clients", "Lock", "Next part of the window"} <= said
    with qtbot.waitSignal(overlay.destroyed):
        key_click(overlay, Qt.Key.Key_Escape)


def test_commands_run_by_key_and_are_listed(window: MainWindow) -> None:
    ran: list[str] = []
    command = window.add_command("Back up now", "Ctrl+B", lambda: ran.append("backup"))
    press(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["backup"]
    assert command in window.commands


def test_a_message_replaces_the_one_of_the_same_matter(window: MainWindow) -> None:
    window.show_message("The backup could not be written.", key="backup")
    second = window.show_message("The backup is written again.", "success", key="backup")
    assert window.findChildren(type(second), "backup")[-1] is second
    assert second.isVisible()
    window.clear_message("backup")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(type(second)) == []


def test_a_message_closed_by_hand_is_forgotten(window: MainWindow) -> None:
    strip = window.show_message("This is the demo practice.", "notice", key="demo")
    closer = next(b for b in strip.findChildren(Button) if b.accessibleName() == "Close this message")
    closer.click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(window, Qt.Key.Key_F6)
    window.show_message("This is the demo practice.", "notice", key="demo")


def test_the_bar_says_whether_it_is_saved(window: MainWindow) -> None:
    status, tried = window.status, []
    status.show_saved(time(10, 54, 7))
    assert status.saved.plain == "Saved 10:54:07"
    status.show_not_saved(lambda: tried.append(1))
    assert (status.saved.plain, status.saved.property("tone")) == ("Not saved", "attention")
    status.retry.click()
    assert tried == [1]
    status.show_saving()
    assert not status.retry.isVisible()
    status.show_backup("today, 08:12")
    assert status.backup.plain == "Last verified backup today, 08:12"


def test_the_rail_says_how_many_wait(window: MainWindow) -> None:
    window.show_count("prompts", 4)
    item = QAccessible.queryAccessibleInterface(window.rail.item("prompts"))
    assert item.text(QAccessible.Text.Name) == "Prompts, 4"


@pytest.mark.parametrize(("width", "rail"), [(1440, 176), (1200, 176), (1199, 56), (1024, 56)])
def test_the_rail_shrinks_to_icons(window: MainWindow, width: int, rail: int) -> None:
    window.resize(width, 700)
    assert window.rail.width() == rail
    assert bool(window.rail.item("clients").toolTip()) == (rail == 56)
    assert front(window).column.contentsMargins().left() == (16 if rail == 56 else 24)
    assert window.status.stays.isVisible() == (rail == 176)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 700)])
@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_everything_of_the_frame_fits(
    qapp: QApplication, window: MainWindow, scheme: str, width: int, height: int, factor: float
) -> None:
    theme.apply(qapp, theme.current().name, factor)  # type: ignore[arg-type] # the names are the modes
    window.resize(width, height)
    QCoreApplication.sendPostedEvents()
    items = [window.rail.item(name) for name in (*WAYS, "settings", "lock")]
    assert all(item.height() >= 24 for item in items)
    bottoms = [item.mapTo(window, item.rect().bottomLeft()).y() for item in items]
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] < window.status.mapTo(window, window.status.rect().topLeft()).y()
    assert window.status.height() == theme.scaled(32)
    assert window.width() == width
    assert window.height() == height


def test_a_change_of_text_size_is_followed_at_once(qapp: QApplication, window: MainWindow) -> None:
    window.resize(2600, 900)
    theme.apply(qapp, "light", 2.0)
    assert window.rail.width() == 352
    theme.apply(qapp, "light", 1.0)
    assert window.rail.width() == 176


def test_what_does_not_fit_scrolls(qapp: QApplication, window: MainWindow) -> None:
    page = front(window)
    page.column.addWidget(PageHead("K-17"))
    tall = QWidget()
    tall.setMinimumHeight(2000)
    page.column.addWidget(tall)
    window.resize(1024, 700)
    QCoreApplication.sendPostedEvents()
    assert page.height() >= 2000
    assert page.width() <= window.width() - window.rail.width()


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    window.show_message("The backup could not be written.", action="Choose a folder")
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert name, widget


def test_closing_keeps_what_was_typed_and_may_be_refused(window: MainWindow) -> None:
    page = front(window)
    window.may_close = lambda: False
    assert not window.close()
    assert page.left == 1
    window.may_close = lambda: True
    assert window.close()


def test_the_hub_passes_on_what_changed_and_whose_doing_it_was(window: MainWindow) -> None:
    hub = Hub(window)
    heard: list[Published] = []
    hub.changed.connect(heard.append)
    changes = Changes(clients=frozenset({ClientId(17)}), prompts=True)
    hub.publish(changes, window)
    assert heard == [Published(changes, window)]
