"""Asks the system about the volume that a folder is, or would be, on."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from relationship_desk.ui.entrance.folder_risk import folder_warning

_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


def warning_for(folder: Path) -> str:
    """What speaks against keeping a practice in ``folder``; empty when nothing does."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    volume = QStorageInfo(str(there))
    kind = _windows_drive_kind(folder)
    file_system = "cifs" if kind == _WINDOWS_REMOTE else volume.fileSystemType().toStdString()
    return folder_warning(folder, file_system, removable=kind == _WINDOWS_REMOVABLE)


def _windows_drive_kind(folder: Path) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor))
    return 0
