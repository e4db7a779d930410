"""Ending at log-out, locking over a dialog, and leaving no trace outside the practice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.app.lifecycle import DialogKeys
from relationship_desk.app.process import keep_file_dialogs_quiet
from relationship_desk.app.window import _is_temporary_demo


@pytest.mark.skipif(os.name != "posix", reason="signals at log-out are a matter of POSIX systems")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_demo_ends_in_good_order_when_told_to(number: signal.Signals, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "relationship_desk", "demo"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
    )
    try:
        wait_for_window(process.pid, tmp_path)
        process.send_signal(number)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        _, errors = process.communicate()
    assert b"Traceback" not in errors
    assert list(tmp_path.glob("relationship-desk-demo-*")) == []


def wait_for_window(pid: int, folder: Path) -> None:
    """Until the demo is made, open, and the process has its handlers in place and rests."""
    deadline = time.monotonic() + 60
    resting = 0
    while time.monotonic() < deadline and resting < 5:
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        ready = int(status["SigCgt"], 16) & (1 << (signal.SIGTERM - 1)) and any(folder.glob("*/*.desk/practice.db"))
        resting = resting + 1 if ready and status["State"].strip().startswith("S") else 0
        time.sleep(0.1)


def test_ctrl_l_locks_over_a_dialog(qtbot: QtBot, qapp: QApplication) -> None:
    locked: list[bool] = []
    key = DialogKeys(qapp, {"Ctrl+L": lambda: locked.append(True)}, QObject(qapp))
    dialog = QDialog()
    field = QLineEdit(dialog)
    QVBoxLayout(dialog).addWidget(field)
    qtbot.addWidget(dialog)
    key_click(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked == [], "without a dialog the window’s own shortcut is the one"
    dialog.open()
    qtbot.waitExposed(dialog)
    key_click(field, Qt.Key.Key_L)
    assert locked == []
    key_click(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked == [True]
    key.stop()
    key_click(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked == [True]
    dialog.close()


def test_qt_keeps_no_folder_names_of_its_own(qapp: QApplication) -> None:
    keep_file_dialogs_quiet()
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", "file:///home/K-17")
    settings.sync()
    assert not [path for path in Path.home().rglob("*") if path.is_file() and b"K-17" in path.read_bytes()]


def test_a_temporary_demo_is_known_again_after_a_lock() -> None:
    made = Path(tempfile.gettempdir()) / "relationship-desk-demo-abc" / "Linden Street.desk"
    assert _is_temporary_demo(made)
    assert not _is_temporary_demo(Path.home() / "Linden Street.desk")
    assert not _is_temporary_demo(Path(tempfile.gettempdir()) / "mine" / "Linden Street.desk")
