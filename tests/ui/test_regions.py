"""Looking for a place for the focus changes nothing else."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.ui.shell.regions import focus_into


def test_what_follows_in_the_order_of_tab_may_be_deleted(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    part, following = QWidget(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(part)
    column.addWidget(following)
    menu = QMenu(part)
    entry = menu.addAction("Entry")
    assert not focus_into(part)  # it holds nothing that takes the focus
    following.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shiboken6.isValid(menu)
    assert shiboken6.isValid(entry)
