"""What it costs from the start of a process until its window is drawn, watched from outside.

Qt itself says when the first picture goes to the screen; nothing is added to the program that is measured. Counted is
the time of the processor, user and system, since it says the same on a busy machine. Both programs run from compiled
modules, as installed ones do: the bytecode is kept in a folder of this measurement.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

OURS = "from relationship_desk.__main__ import main; main()"
"""What the command does that is installed."""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.exec()
"""
PASSPHRASE = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
app = QApplication([])
window, page = QMainWindow(), QWidget()
window.resize(1440, 900)
window.setCentralWidget(page)
column = QVBoxLayout(page)
column.addWidget(QLabel("Passphrase"), 0, Qt.AlignmentFlag.AlignHCenter)
field = QLineEdit()
field.setEchoMode(QLineEdit.EchoMode.Password)
column.addWidget(field)
column.addWidget(QPushButton("Unlock"))
window.show()
app.exec()
"""
"""The plainest window that a passphrase can be typed into: text needs fonts, and alignment the names of Qt."""
_DRAWN = b"Flushing top level"


def start_to_unlock(practice: Path, rounds: int = 15) -> tuple[float, float, float]:
    """From a new process to the drawn unlock window, to a bare PySide6 window of its size, and to one with a field."""
    ours, bare, field = ("-c", OURS, str(practice)), ("-c", BARE), ("-c", PASSPHRASE)
    with tempfile.TemporaryDirectory() as bytecode:
        for command in (bare, field, ours):  # compiles what it imports; not counted
            _processor_seconds(command, bytecode)
        spent = [[_processor_seconds(command, bytecode) for command in (ours, bare, field)] for _ in range(rounds)]
    fastest_ours, fastest_bare, fastest_field = map(min, zip(*spent, strict=True))
    return fastest_ours, fastest_bare, fastest_field


def _processor_seconds(arguments: tuple[str, ...], bytecode: str) -> float:
    """Start Python with ``arguments`` and end it at its first picture."""
    environment = {**os.environ, "QT_LOGGING_RULES": "qt.widgets.painting=true", "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen([sys.executable, *arguments], stderr=subprocess.PIPE, env=environment) as program:
        assert program.stderr is not None
        said = next((line for line in program.stderr if _DRAWN in line), None)
        program.kill()
        _, _, spent = os.wait4(program.pid, 0)
        program.returncode = 0
    if said is None:
        raise RuntimeError("the program ended without drawing a window")
    return spent.ru_utime + spent.ru_stime
