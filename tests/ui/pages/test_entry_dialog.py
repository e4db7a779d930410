"""A dialog never grows out of the screen: its fields scroll, and its answer stays in sight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import Rooms

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.details import DetailsDialog


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 2.0)
    yield
    theme.apply(qapp, "light")


def rect_in(dialog: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size())


@pytest.mark.usefixtures("large")
def test_at_the_largest_text_every_field_and_the_answer_can_be_reached(desk: Desk, rooms: Rooms, qtbot: QtBot) -> None:
    client = desk.recording.add_client("K-17", opened_on=date(2026, 1, 5))
    opened = OpenPractice(desk, rooms.jobs, rooms.look)
    qtbot.addWidget(opened.window)
    with qtbot.waitActive(opened.window):
        opened.window.show()
        opened.window.activateWindow()
    dialog = DetailsDialog(opened.context, client)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or opened.window))
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert dialog.rect().contains(rect_in(dialog, dialog.answer))
    seen: set[QWidget] = set()
    while (focus := QApplication.focusWidget()) is not None and focus not in seen:
        seen.add(focus)
        assert dialog.rect().intersects(rect_in(dialog, focus)), focus.accessibleName()
        in_sight = focus.visibleRegion().boundingRect().height()
        assert in_sight >= min(focus.height() // 2, theme.scaled(36)), focus.accessibleName()
        key_click(focus, Qt.Key.Key_Tab)
    assert {dialog.formulation, dialog.risk, dialog.answer} <= seen
    dialog.reject()


def test_at_the_usual_size_nothing_scrolls(desk: Desk, rooms: Rooms, qtbot: QtBot) -> None:
    client = desk.recording.add_client("K-17", opened_on=date(2026, 1, 5))
    opened = OpenPractice(desk, rooms.jobs, rooms.look)
    qtbot.addWidget(opened.window)
    opened.window.show()
    dialog = DetailsDialog(opened.context, client)
    dialog.open()
    assert dialog.risk.visibleRegion().boundingRect() == dialog.risk.rect()
    frame = dialog.screen().availableGeometry()
    assert frame.contains(dialog.geometry())
    dialog.reject()
