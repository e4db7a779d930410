"""Qt is loaded here before anything else needs it, and leaves Python's import as it was.

PySide6 puts an import of its own in Python's place. It reads the source of every module imported later, to find a
switch that nothing here uses (``from __feature__ import``), and all that source stays in memory.
"""

from __future__ import annotations

import builtins
from importlib import import_module


def load() -> None:
    """Import Qt; call it before the modules of the window."""
    own = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = own
