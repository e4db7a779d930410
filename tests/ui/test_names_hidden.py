"""Names are hidden by one key everywhere: on the page, in the dialog that is open, in the search, to screen readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.test_accessibility import PLACES, Look

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.contact import ContactDialog
from relationship_desk.ui.dialogs.details import DetailsDialog
from relationship_desk.ui.dialogs.edit_client import EditClientDialog
from relationship_desk.ui.dialogs.members import AddMemberDialog
from relationship_desk.ui.dialogs.merge_clients import MergeClientsDialog
from relationship_desk.ui.dialogs.move_session import CLIENT, MoveSessionDialog
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.new_session import NewSessionDialog
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.supervision.choices import FULL
from relationship_desk.ui.pages.supervision.presenter import NAME_PRINTED, SupervisionPage
from relationship_desk.ui.shell.search_palette import SearchPalette

MARK = "Quixanther"
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


@pytest.fixture
def opened(qtbot: QtBot, demo: Desk) -> Iterator[OpenPractice]:
    """The demo practice, in which everybody has a name that is easily found."""
    for client in demo.reviewing.everybody():
        demo.recording.edit_client(client.id, code=client.code, name=f"{MARK} {client.code}", status=client.status)
    jobs = Jobs()
    practice = OpenPractice(demo, jobs, Look())
    practice.window.resize(1440, 900)
    with qtbot.waitActive(practice.window):
        practice.window.show()
        practice.window.activateWindow()
    yield practice
    practice.release()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    jobs.close()


def rest(opened: OpenPractice) -> None:
    opened.context.jobs.wait_all()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def told(widget: QWidget) -> Iterator[str]:
    """Everything that ``widget`` alone says to eyes, pointer and screen reader."""
    yield widget.windowTitle()
    yield widget.toolTip()
    yield widget.statusTip()
    yield widget.whatsThis()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.displayText()
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(place) + widget.accessibleTabName(place) for place in range(widget.count()))
    if isinstance(widget, QComboBox | QAbstractItemView):
        yield from cells(widget.model())


def cells(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    nowhere = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(nowhere)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal))
        for row in range(model.rowCount(nowhere)):
            yield from (str(model.index(row, column).data(role)) for role in ROLES)


def leaks(root: QWidget) -> list[str]:
    """Where the mark is told, by the kind of widget; a page that is not in front is read again when it comes there."""
    parts = [root, *(part for part in root.findChildren(QWidget) if part.isVisible())]
    return sorted({type(part).__name__ for part in parts for text in told(part) if MARK in text})


def press(key: Qt.Key) -> None:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    key_click(target, key)


def test_f9_hides_names_on_every_page_as_it_stands(opened: OpenPractice) -> None:
    desk, shown_on = opened.desk, set()
    for name, (page, where) in PLACES.items():
        desk.preferences.set(NAMES_HIDDEN, False)
        opened.window.go(page, **where(desk))
        rest(opened)
        if leaks(opened.window):
            shown_on.add(page)
        press(Qt.Key.Key_F9)
        rest(opened)
        assert desk.preferences[NAMES_HIDDEN], name
        assert leaks(opened.window) == [], name
    assert {"clients", "client", "groups"} <= shown_on, "where names are shown, there is something to hide"


def test_pages_visited_while_names_are_hidden_tell_none(opened: OpenPractice) -> None:
    assert opened.desk.preferences[NAMES_HIDDEN]
    for name, (page, where) in PLACES.items():
        opened.window.go(page, **where(opened.desk))
        rest(opened)
        assert leaks(opened.window) == [], name


def new_client(context: Context) -> QDialog:
    dialog = NewClientDialog(context)
    dialog.name.setText(f"{MARK} typed just now")
    return dialog


def move(context: Context) -> QDialog:
    client = context.desk.supervising.client_id("K-17")
    dialog = MoveSessionDialog(context, context.desk.reviewing.sessions(client)[0].session)
    dialog.to.button(CLIENT).click()
    return dialog


def search(context: Context) -> QDialog:
    palette = SearchPalette(context)
    palette.field.setText("K-17")
    palette.search()
    return palette


def of_client(kind: Callable[..., QDialog], code: str = "K-17") -> Callable[[Context], QDialog]:
    return lambda context: kind(context, context.desk.reviewing.client(context.desk.supervising.client_id(code)))


DIALOGS: dict[str, Callable[[Context], QDialog]] = {
    "new client": new_client,
    "edit client": of_client(EditClientDialog),
    "new session": lambda context: NewSessionDialog(context, context.desk.reviewing.everybody()),
    "search": search,
    "merge": of_client(MergeClientsDialog),
    "move": move,
    "details": of_client(DetailsDialog),
    "contact": of_client(ContactDialog),
    "member": of_client(AddMemberDialog, "G-02"),
}
TELL_NAMES = {"new client", "edit client", "new session", "search", "merge", "move"}


@pytest.mark.parametrize("name", DIALOGS)
def test_f9_hides_names_in_the_dialog_that_is_open(opened: OpenPractice, qtbot: QtBot, name: str) -> None:
    opened.desk.preferences.set(NAMES_HIDDEN, False)
    dialog = DIALOGS[name](opened.context)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    assert bool(leaks(dialog)) == (name in TELL_NAMES)
    press(Qt.Key.Key_F9)
    assert opened.desk.preferences[NAMES_HIDDEN]
    assert leaks(dialog) == []
    press(Qt.Key.Key_F9)
    assert bool(leaks(dialog)) == (name in TELL_NAMES), "the same key brings them back"
    dialog.reject()


def test_the_client_and_a_group_are_found_by_codes_alone(opened: OpenPractice) -> None:
    desk = opened.desk
    assert {client.kind for client in desk.reviewing.everybody()} >= {ClientKind.GROUP, ClientKind.INDIVIDUAL}
    palette = SearchPalette(opened.context)
    palette.open()
    palette.field.setText(MARK[:5])
    palette.search()
    palette.field.clear()
    assert palette.list.rows
    assert leaks(palette.list) == []
    palette.reject()


def test_a_preview_that_prints_the_name_is_not_drawn(opened: OpenPractice, qtbot: QtBot) -> None:
    opened.window.go("supervision", client=opened.desk.supervising.client_id("K-17"))
    page = opened.window.page
    assert isinstance(page, SupervisionPage)
    qtbot.waitUntil(lambda: bool(page.view.preview.pages))
    page.view.choices.identity.button(FULL).click()
    qtbot.waitUntil(lambda: not page.view.preview.pages)
    assert page.view.export.accessibleDescription() == NAME_PRINTED
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(page.view.preview.pages))
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not page.view.preview.pages)
