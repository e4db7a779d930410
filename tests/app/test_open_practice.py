"""An open practice that is left alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.app.appearance import StoredAppearance
from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.services.desk import Desk
from relationship_desk.ui.jobs import Jobs


def test_an_idle_lock_leaves_nothing_behind_that_could_not_be_saved(
    qtbot: QtBot, qapp: QApplication, demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = OpenPractice(demo, Jobs(), StoredAppearance(qapp))
    qtbot.addWidget(opened.window)
    opened.window.show()
    asked: list[object] = []
    opened.lock_asked.connect(asked.append)
    page = opened.window.page
    monkeypatch.setattr(type(page), "unsaved", True)
    for _ in range(3):
        opened.lock_when_idle()
    assert asked == []
    assert opened.window.isMinimized()
    monkeypatch.setattr(type(page), "unsaved", False)
    opened.lock_when_idle()
    assert len(asked) == 1
    opened.release()
