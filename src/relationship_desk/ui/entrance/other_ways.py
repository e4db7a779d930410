"""The three short forms beside creating: open, restore, look around."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError, WrongSecret
from relationship_desk.ui.entrance.door_job import DoorJob
from relationship_desk.ui.entrance.doors import Doors
from relationship_desk.ui.entrance.form_frame import FormFrame
from relationship_desk.ui.entrance.path_edit import PathEdit
from relationship_desk.ui.entrance.volume import warning_for
from relationship_desk.ui.events import Event
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.passphrase_field import PassphraseField

_BACKUP_SUFFIX_PARTS = 2
"""A backup is named ``NAME-YYYYMMDD-HHMMSS``: so many parts follow the name."""


class OpenWay(QObject):
    """Which practice; the passphrase is asked for on the unlock page."""

    chosen: Event[Path] = Event(Path)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = FormFrame(
            "Open a practice", "Choose the folder of the practice. Its name ends in .desk.", "Next: unlock"
        )
        self.folder = PathEdit("Folder of the practice", "folder")
        self.field = Field("Folder", self.folder)
        self.view.body.addWidget(self.field)
        self.folder.textChanged.connect(self._on_folder_text_changed)
        self.view.go.clicked.connect(self._on_go_clicked)
        self._on_folder_text_changed("")

    def _on_folder_text_changed(self, _text: str) -> None:
        self.field.show_error("")
        problem = "" if self.folder.path else "Choose a folder."
        self.view.go.set_blocked(problem)
        self.view.state.show_text(problem)

    def _on_go_clicked(self) -> None:
        folder = self.folder.path
        if folder is None:
            return
        if not folder.is_dir():
            self.field.show_error("There is no such folder. Choose the one whose name ends in .desk.")
            self.folder.setFocus()
            return
        self.chosen.emit(folder)


class RestoreWay(QObject):
    """A backup file becomes a practice in a new folder."""

    opened: Event[object] = Event(object)

    def __init__(self, doors: Doors, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doors = doors
        self._own_folder = False
        self.view = FormFrame(
            "Restore a backup",
            "The backup becomes a practice in a new folder. What is there already is never overwritten.",
            "Restore and open",
        )
        self.file = PathEdit("Backup file", "file", "Backups (*.deskbackup)")
        self.folder = PathEdit("New folder of the practice", "new-folder")
        self.passphrase = PassphraseField()
        self.file_field, self.folder_field = Field("Backup file", self.file), Field("New folder", self.folder)
        self.passphrase_field = Field("Passphrase", self.passphrase, "the one in use when the backup was made")
        self.warning = Label(tone="attention", wrap=True)
        self.warning.hide()
        for widget in (self.file_field, self.folder_field, self.warning, self.passphrase_field):
            self.view.body.addWidget(widget)
        self.door = DoorJob(jobs, self)
        self._connect()
        self._show_problem()

    def _connect(self) -> None:
        self.file.textChanged.connect(self._on_file_text_changed)
        self.folder.textEdited.connect(self._on_folder_text_edited)
        self.folder.textChanged.connect(self._on_folder_text_changed)
        self.passphrase.textChanged.connect(self._on_passphrase_text_changed)
        self.view.go.clicked.connect(self._on_go_clicked)
        self.door.began.connect(self.view.show_busy)
        self.door.ended.connect(self._on_door_ended)
        self.door.opened.connect(self.opened.emit)
        self.door.refused.connect(self._on_door_refused)

    def _show_problem(self) -> None:
        missing = (
            "Choose a backup file."
            if self.file.path is None
            else "Choose a new folder."
            if self.folder.path is None
            else "Type the passphrase."
            if not self.passphrase.text()
            else ""
        )
        self.view.go.set_blocked(missing)
        self.view.state.show_text(missing)

    def _on_file_text_changed(self, _text: str) -> None:
        file = self.file.path
        if file is not None and not self._own_folder:
            name = file.stem.rsplit("-", _BACKUP_SUFFIX_PARTS)[0]
            self.folder.show_path(_free(self._doors.default_folder(name)))
        self._show_problem()

    def _on_folder_text_edited(self, _text: str) -> None:
        self._own_folder = True

    def _on_folder_text_changed(self, _text: str) -> None:
        warning = warning_for(self.folder.path) if self.folder.path else ""
        self.warning.show_text(warning)
        self.warning.setVisible(bool(warning))
        self._show_problem()

    def _on_passphrase_text_changed(self, _text: str) -> None:
        self.passphrase_field.show_error("")
        self._show_problem()

    def _on_go_clicked(self) -> None:
        file, folder, passphrase, doors = self.file.path, self.folder.path, self.passphrase.text(), self._doors
        if file is None or folder is None or not passphrase:
            return

        def door() -> object:
            return doors.restore(file, folder, passphrase)

        self.view.show_problem("")
        self.door.try_door(door, "Restoring and checking the backup …")

    def _on_door_ended(self, _nothing: object) -> None:
        self.view.show_busy("")
        self._show_problem()

    def _on_door_refused(self, error: DeskError) -> None:
        if isinstance(error, WrongSecret):
            self.passphrase_field.show_error(str(error))
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        else:
            self.view.show_problem(str(error))


class DemoWay(QObject):
    """A practice with made-up clients, to look around in."""

    opened: Event[object] = Event(object)

    def __init__(self, doors: Doors, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doors = doors
        self.view = FormFrame(
            "Look around", "A demo practice with made-up clients opens at once, in a temporary folder.", "Open the demo"
        )
        for sentence in (
            "Every person, number and code in it is invented. Change whatever you like.",
            "A line at the top says that it is the demo. It goes when the program ends.",
            "If it locks, its passphrase is demo.",
        ):
            self.view.body.addWidget(Label(sentence, wrap=True))
        self.door = DoorJob(jobs, self)
        self.view.go.clicked.connect(self._on_go_clicked)
        self.door.began.connect(self.view.show_busy)
        self.door.ended.connect(self._on_door_ended)
        self.door.opened.connect(self.opened.emit)
        self.door.refused.connect(self._on_door_refused)

    def _on_go_clicked(self) -> None:
        self.view.show_problem("")
        self.door.try_door(self._doors.demo, "Making the demo practice …")

    def _on_door_ended(self, _nothing: object) -> None:
        self.view.show_busy("")

    def _on_door_refused(self, error: DeskError) -> None:
        self.view.show_problem(str(error))


def _free(folder: Path) -> Path:
    """``folder``, or the same with a number behind, where nothing is yet."""
    free, number = folder, 2
    while free.exists():
        free = folder.with_name(f"{folder.stem} {number}{folder.suffix}")
        number += 1
    return free
