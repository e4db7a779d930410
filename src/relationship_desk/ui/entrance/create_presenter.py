"""Makes a new practice: nothing is written before three words of the recovery sheet have been read back."""

from __future__ import annotations

import secrets
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from relationship_desk.domain.errors import DeskError
from relationship_desk.ui.entrance.create_view import ASKED, CreateView
from relationship_desk.ui.entrance.door_job import DoorJob
from relationship_desk.ui.entrance.doors import CreateForm, Doors
from relationship_desk.ui.entrance.volume import warning_for
from relationship_desk.ui.events import Event
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.file_dialog import documents, save_dialog

NOTHING_YET = "Nothing is written until step 3."


class CreatePresenter(QObject):
    """Behind one :class:`CreateView`."""

    opened: Event[object] = Event(object)

    def __init__(self, view: CreateView, doors: Doors, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view, self._doors = view, doors
        self.words: tuple[str, ...] = ()
        self.asked: tuple[int, ...] = ()
        """The places, counted from 0, of the words that are asked for."""
        self.door = DoorJob(jobs, self)
        self._sheet_file: Path | None = None
        self._own_folder = False
        self._dialog: QFileDialog | None = None
        view.practice.name.textChanged.connect(self._on_name_text_changed)
        view.practice.clinician.textChanged.connect(self._on_field_text_changed)
        view.practice.folder.textEdited.connect(self._on_folder_text_edited)
        view.practice.folder.textChanged.connect(self._on_folder_text_changed)
        view.practice.passphrase.changed.connect(self._on_passphrase_changed)
        view.sheet.save.clicked.connect(self._on_save_clicked)
        view.back.clicked.connect(self._on_back_clicked)
        view.go.clicked.connect(self._on_go_clicked)
        self.door.began.connect(view.show_busy)
        self.door.ended.connect(self._on_door_ended)
        self.door.opened.connect(self._on_door_opened)
        self.door.refused.connect(self._on_door_refused)
        self._on_name_text_changed("")

    @property
    def problem(self) -> str:
        """Why the first step is not done yet; empty when it is."""
        practice = self.view.practice
        if not practice.name.text().strip():
            return "Name the practice."
        if not practice.clinician.text().strip():
            return "Say your name. It signs your notes."
        if practice.folder.path is None:
            return "Choose a folder."
        return practice.passphrase.problem

    def _show_problem(self) -> None:
        """Only the first step can be held up before its button is pressed."""
        problem = self.problem if self.view.step == 0 else ""
        self.view.go.set_blocked(problem)
        self.view.state.show_text(problem or NOTHING_YET)

    # Step 1

    def _on_name_text_changed(self, name: str) -> None:
        if not self._own_folder:
            self.view.practice.folder.show_path(self._doors.default_folder(name.strip() or "Practice"))
        self._show_problem()

    def _on_field_text_changed(self, _text: str) -> None:
        self._show_problem()

    def _on_folder_text_edited(self, _text: str) -> None:
        self._own_folder = True

    def _on_folder_text_changed(self, _text: str) -> None:
        folder = self.view.practice.folder.path
        warning = warning_for(folder) if folder else ""
        self.view.practice.folder_warning.show_text(warning)
        self.view.practice.folder_warning.setVisible(bool(warning))
        self.view.practice.folder_field.show_error("")
        self._show_problem()

    def _on_passphrase_changed(self, _nothing: object) -> None:
        self._show_problem()

    # Step 2

    def _on_save_clicked(self) -> None:
        dialog = self._dialog = save_dialog(
            self.view.window(), "Recovery sheet", "Recovery sheet.pdf", "PDF (*.pdf)", documents()
        )
        dialog.fileSelected.connect(self.write_sheet)
        dialog.open()

    def write_sheet(self, file: str) -> None:
        """Write the recovery sheet to ``file``."""
        words, path, doors = self.words, Path(file), self._doors
        self._sheet_file = path

        def door() -> None:
            doors.write_sheet(words, path)

        self.door.try_door(door, "Writing the sheet …")

    def _show_written(self, file: Path) -> None:
        syncs = " It lies in a folder that may be copied elsewhere: move it soon." if warning_for(file) else ""
        self.view.sheet.saved.show_text(
            f"Saved as {file}.{syncs} Print it, then delete the file: whoever holds it can open the practice."
        )

    # From step to step

    def _on_back_clicked(self) -> None:
        self._go_to(self.view.step - 1)

    def _on_go_clicked(self) -> None:
        if self.view.step == 0:
            self._leave_practice()
        elif self.view.step == 1:
            self._go_to(2)
        else:
            self._finish()

    def _leave_practice(self) -> None:
        if self.problem:
            return
        folder = self.view.practice.folder.path
        if folder is not None and folder.exists():
            self.view.practice.folder_field.show_error("There is something in this place already. Choose another name.")
            self.view.practice.folder.setFocus()
            return
        if not self.words:
            self.words = self._doors.new_words()
        self._go_to(1)

    def _go_to(self, step: int) -> None:
        self.view.sheet.table.show_words(self.words if step == 1 else ())
        self.view.show_step(step)
        if step == 2:
            self.asked = tuple(sorted(secrets.SystemRandom().sample(range(len(self.words)), ASKED)))
            self.view.check.ask(self.asked)
        self._show_problem()
        first = (self.view.practice.name, self.view.sheet.save, self.view.check.edits[0])[step]
        first.setFocus()

    # Step 3

    def _finish(self) -> None:
        wrong = [
            place
            for place, edit in enumerate(self.view.check.edits)
            if edit.text().strip().lower() != self.words[self.asked[place]]
        ]
        for place, field in enumerate(self.view.check.fields):
            number = self.asked[place] + 1
            field.show_error(f"This is not word {number}. Look at the sheet once more." if place in wrong else "")
        if wrong:
            self.view.check.edits[wrong[0]].setFocus()
            self.view.check.edits[wrong[0]].selectAll()
            return
        self._create()

    def _create(self) -> None:
        practice = self.view.practice
        folder = practice.folder.path
        if folder is None:
            return
        form = CreateForm(
            name=practice.name.text().strip(),
            clinician=practice.clinician.text().strip(),
            credential=practice.credential.text().strip(),
            report_name=practice.report_name.text().strip(),
            folder=folder,
            passphrase=practice.passphrase.text,
        )
        words, doors = self.words, self._doors

        def door() -> object:
            return doors.create(form, words)

        self.door.try_door(door, "Creating the practice …")

    # What came of it

    def _on_door_ended(self, _nothing: object) -> None:
        self.view.show_busy("")
        self.view.show_problem("")
        self._show_problem()

    def _on_door_opened(self, result: object) -> None:
        if self.view.step == 1 and self._sheet_file is not None:
            self._show_written(self._sheet_file)
            return
        self.words = ()
        self.view.practice.passphrase.clear()
        self.opened.emit(result)

    def _on_door_refused(self, error: DeskError) -> None:
        self.view.show_problem(str(error))
