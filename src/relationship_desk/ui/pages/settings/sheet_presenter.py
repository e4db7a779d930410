"""Puts new recovery words on paper: where the sheet goes, and writing it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from relationship_desk.domain.progress import Progress
from relationship_desk.services.passphrases import write_sheet
from relationship_desk.ui.entrance.create_view import SheetStep
from relationship_desk.ui.events import Event
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.file_dialog import documents, save_dialog


class SheetPresenter(QObject):
    """Behind one :class:`SheetStep`; ``failed`` tells why a sheet could not be written."""

    failed: Event[Exception] = Event(object)

    def __init__(self, sheet: SheetStep, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet, self._jobs = sheet, jobs
        self._dialog: QFileDialog | None = None
        sheet.save.clicked.connect(self._on_save_clicked)

    def _on_save_clicked(self) -> None:
        dialog = self._dialog = save_dialog(
            self._sheet.window(), "Recovery sheet", "Recovery sheet.pdf", "PDF (*.pdf)", documents()
        )
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, file: str) -> None:
        """Write the words that are shown to ``file``."""
        words, path = self._sheet.table.words, Path(file)

        def work(_progress: Progress) -> None:
            write_sheet(words, path)

        def done(_nothing: None) -> None:
            self._sheet.saved.show_text(
                f"Saved as {path}. Print it, then delete the file: whoever holds it can open the practice."
            )

        self._jobs.run(work, done, self.failed.emit, title="Writing the sheet")
