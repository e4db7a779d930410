"""The program's own dialog for files: that of the system would keep lists of recent ones outside the practice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def documents() -> str:
    """The folder of documents, or home."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found or str(Path.home())


def file_dialog(parent: QWidget, title: str, folder: str = "") -> QFileDialog:
    """A dialog that deletes itself when it is finished; it starts in ``folder``, or where the program was started."""
    dialog = QFileDialog(parent, title)
    if folder:
        dialog.setDirectory(folder)  # given to the dialog at once, one that is not there would count as a file's name
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def save_dialog(parent: QWidget, title: str, name: str, kinds: str, folder: str = "") -> QFileDialog:
    """A dialog that asks where to write a file called ``name``, of the ``kinds`` of a name filter."""
    dialog = file_dialog(parent, title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kinds)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return dialog
