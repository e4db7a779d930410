"""What is got ready while the passphrase is typed."""

from __future__ import annotations

import subprocess
import sys


def test_no_class_of_qt_is_left_to_be_made_at_unlocking() -> None:
    code = (
        "from PySide6 import QtWidgets\n"
        "from relationship_desk.app import qt\n"
        "qt.know_every_class()\n"
        "print([one for one in dir(QtWidgets) if one not in vars(QtWidgets)])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
