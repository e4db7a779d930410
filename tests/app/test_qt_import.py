"""What Qt leaves behind in Python's import."""

from __future__ import annotations

import subprocess
import sys


def test_no_source_is_read_when_modules_are_imported_after_qt() -> None:
    code = (
        "import builtins, linecache\n"
        "own = builtins.__import__\n"
        "from relationship_desk.app import qt\n"
        "qt.load()\n"
        "import relationship_desk.app.window, relationship_desk.services.desk\n"
        "print(builtins.__import__ is own, [file for file in linecache.cache if 'relationship_desk' in file])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "True []"
