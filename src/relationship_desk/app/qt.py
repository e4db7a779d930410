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


def know_every_class() -> None:
    """Make every class of Qt known, in some 60 ms, on the thread of the window.

    PySide6 makes a class when it is first asked for, and all of them when it first meets an object that only Qt knows,
    such as the inside of the first list. Made beforehand, no two threads can come to make the same one.
    """
    for name in ("QtCore", "QtGui", "QtWidgets"):
        module = import_module(f"PySide6.{name}")
        for one in dir(module):
            getattr(module, one)
