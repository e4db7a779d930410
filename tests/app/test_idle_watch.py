from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.app.lifecycle import IdleWatch, locked_arguments


def watch(app: QApplication, locked: list[bool]) -> IdleWatch:
    return IdleWatch(app, 1, lambda: locked.append(True), QObject(app))


def test_it_locks_when_nobody_is_there(qtbot: QtBot, qapp: QApplication) -> None:
    locked: list[bool] = []
    idle = watch(qapp, locked)
    assert idle.milliseconds == 60_000
    idle.wait_milliseconds(20)
    qtbot.waitUntil(lambda: locked == [True])
    idle.stop()


def test_a_key_starts_the_waiting_anew(qtbot: QtBot, qapp: QApplication) -> None:
    locked: list[bool] = []
    idle = watch(qapp, locked)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    seen: list[int] = []
    for _ in range(3):
        key_click(edit, Qt.Key.Key_A)
        seen.append(idle.remaining)
    assert min(seen) > 59_000
    assert locked == []
    idle.stop()
    key_click(edit, Qt.Key.Key_A)
    assert idle.remaining == -1, "a stopped watch is not woken"


def test_the_fresh_process_is_told_where_to_go_on() -> None:
    from pathlib import Path

    assert locked_arguments(Path("/p/A.desk"), "01ff", demo=True) == [
        "/p/A.desk",
        "--locked",
        "--geometry=01ff",
        "--demo",
    ]
