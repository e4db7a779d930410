"""What every process of the program with a window begins with."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from relationship_desk.shipped import shipped
from relationship_desk.ui import theme


def application(arguments: Sequence[str]) -> QApplication:
    """The application under its own name and icon."""
    app = QApplication([*arguments, *theme.STYLE])
    app.setApplicationName("relationship-desk")
    app.setApplicationDisplayName("Relationship Desk")
    app.setDesktopFileName("relationship-desk")
    app.setWindowIcon(QIcon(str(shipped("resources") / "icons" / "book.svg")))
    return app


def keep_file_dialogs_quiet() -> None:
    """Qt's file dialogs write the folders last visited into a file of their own; one may be named after a client."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)


def no_core_dumps() -> None:
    """A crash must not write decrypted memory to the disk."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
