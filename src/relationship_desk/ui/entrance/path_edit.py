"""A field for a file or folder, with the word that opens the chooser inside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.file_dialog import file_dialog

Choice = Literal["folder", "new-folder", "file"]


class PathEdit(QLineEdit):
    """``choice`` says what is looked for; for ``new-folder`` the chooser asks where it goes and keeps its name."""

    def __init__(self, title: str, choice: Choice, filters: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._choice, self._filters = title, choice, filters
        self.dialog: QFileDialog | None = None
        self.chooser = Button("Change" if choice == "new-folder" else "Choose", "link", parent=self)
        self.chooser.setAccessibleName(f"{self.chooser.text()}: {title}")
        self.chooser.clicked.connect(self._on_chooser_clicked)

    @property
    def path(self) -> Path | None:
        """What is in the field; None when it is empty."""
        text = self.text().strip()
        return Path(text).expanduser() if text else None

    def show_path(self, path: Path) -> None:
        """Put ``path`` into the field, its end in view."""
        self.setText(str(path))
        self.setToolTip(str(path))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.chooser.sizeHint()
        self.chooser.setGeometry(self.width() - size.width() - 10, 2, size.width(), self.height() - 4)
        self.setTextMargins(0, 0, size.width() + 6, 0)

    def _on_chooser_clicked(self) -> None:
        dialog = self.dialog = file_dialog(self.window(), self._title)
        if self._choice == "file":
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilter(self._filters)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        start = self.path.parent if self.path else Path.home()
        dialog.setDirectory(str(start if start.is_dir() else Path.home()))
        dialog.fileSelected.connect(self._on_dialog_file_selected)
        dialog.open()

    def _on_dialog_file_selected(self, chosen: str) -> None:
        path = Path(chosen)
        if self._choice == "new-folder" and self.path is not None:
            path /= self.path.name
        self.show_path(path)
        self.textEdited.emit(str(path))
