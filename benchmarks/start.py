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

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.exec()
"""
_DRAWN = b"Flushing top level"


def start_to_unlock(practice: Path, rounds: int = 15) -> tuple[float, float]:
    """From a new process to the drawn unlock window, and to a bare PySide6 window of its size."""
    bare, unlock = ("-c", BARE), ("-m", "relationship_desk", str(practice))
    with tempfile.TemporaryDirectory() as bytecode:
        for command in (bare, unlock):  # compiles what it imports; not counted
            _processor_seconds(command, bytecode)
        spent = [(_processor_seconds(unlock, bytecode), _processor_seconds(bare, bytecode)) for _ in range(rounds)]
    return min(ours for ours, _ in spent), min(plain for _, plain in spent)


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
