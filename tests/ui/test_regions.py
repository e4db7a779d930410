"""Looking for a place for the focus changes nothing else."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.ui.shell.regions import focus_into
from relationship_desk.ui.widgets.segmented import Segment, Segmented


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


def test_of_several_choices_the_chosen_one_is_gone_to(qtbot: QtBot) -> None:
    part = QWidget()
    qtbot.addWidget(part)
    choice = Segmented("Colours", [Segment("light", "Light"), Segment("dark", "Dark"), Segment("system", "System")])
    QVBoxLayout(part).addWidget(choice)
    choice.choose("dark")
    with qtbot.waitActive(part):
        part.show()
        part.activateWindow()
    assert focus_into(part)
    assert part.focusWidget() is choice.button("dark")
