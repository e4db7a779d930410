"""The whole window over an open practice, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.theme import Mode

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class Look:
    """An appearance that nobody changes here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("nothing here changes the appearance")


@contextmanager
def whole_window(desk: Desk, qtbot: QtBot, app: QApplication) -> Iterator[MainWindow]:
    """The window of ``desk``, which stays open behind it for the fixture to close."""
    theme.apply(app, "light")
    jobs = Jobs()
    opened = OpenPractice(desk, jobs, Look())
    opened.window.resize(1440, 900)
    with qtbot.waitActive(opened.window):
        opened.window.show()
        opened.window.activateWindow()
    yield opened.window
    opened.keep()
    desk.publish_to(lambda _changes: None)
    jobs.close()
    opened.window.deleteLater()
    opened.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def words_in(widget: QWidget) -> str:
    """Everything that is shown, said or explained in ``widget``, hidden parts too."""
    found: list[str] = []
    for one in (widget, *widget.findChildren(QWidget)):
        found += [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
        if isinstance(one, QLabel | QLineEdit):
            found.append(one.text())
        elif isinstance(one, QPlainTextEdit | QTextEdit):
            found.append(one.toPlainText())
        elif isinstance(one, QAbstractItemView):
            found += _words_in_model(one)
    return "\n".join(found)


def _words_in_model(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount() if model else 0):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            for role in _ROLES:
                yield str(model.index(row, column).data(role) or "")


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key on whatever has the focus."""
    target = QApplication.focusWidget()
    assert target is not None
    if isinstance(key, str):
        QTest.keyClicks(target, key, modifier)
    else:
        key_click(target, key, modifier)
