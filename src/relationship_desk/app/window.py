"""The program with its window: entrance, desk, lock and close."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from relationship_desk.app import errors, lifecycle, qt
from relationship_desk.app.appearance import StoredAppearance
from relationship_desk.app.doors import PracticeDoors
from relationship_desk.app.garbage import Collector
from relationship_desk.app.paths import only_practice
from relationship_desk.app.process import application, keep_file_dialogs_quiet, no_core_dumps
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.progress import Progress
from relationship_desk.ui.entrance.entrance_window import EntranceWindow
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from relationship_desk.app.open_practice import OpenPractice
    from relationship_desk.domain.hand_over import Form
    from relationship_desk.services.desk import Desk


DEMO_PREFIX = "relationship-desk-demo-"
"""How the folders of temporary demo practices begin."""
WARM_UP_AFTER = 150
"""Milliseconds after the entrance is shown: importing at once would hold up its first picture."""


class Program(QObject):
    """One run of the program: locked at the entrance, or open at the desk."""

    def __init__(
        self,
        app: QApplication,
        folder: Path | None = None,
        *,
        demo: bool = False,
        geometry: str = "",
        restart: lifecycle.Restart = lifecycle.start_afresh,
        hand_out: Callable[[int], None] = lifecycle.start_hand_over,
    ) -> None:
        super().__init__(app)
        self.appearance = StoredAppearance(app)
        self.jobs = Jobs(self)
        self.doors = PracticeDoors(demo_folder=folder if demo else None)
        self.entrance: EntranceWindow | None = None
        self.open: OpenPractice | None = None
        self._app = app
        self._folder = folder
        self._geometry = geometry
        self._restart, self._hand_out = restart, hand_out
        self._ring = FocusRing(app)
        self._ended = False

    def show_entrance(self) -> None:
        """Show the lock page of the practice at hand, or the ways in. What unlocking needs is imported meanwhile."""
        folder = self._folder or only_practice()
        self.entrance = EntranceWindow(self.doors, self.jobs, folder, demo=self._is_demo(folder))
        self.entrance.opened.connect(self.enter)
        self._place(self.entrance)
        self.entrance.show()
        QTimer.singleShot(WARM_UP_AFTER, self._warm_up)

    def enter(self, desk: object) -> None:
        """Go from the entrance, or straight from the start, to the desk."""
        from relationship_desk.app.open_practice import OpenPractice
        from relationship_desk.services.desk import Desk

        if not isinstance(desk, Desk):
            raise TypeError("only an open practice can be entered")
        self._folder = desk.folder
        if self.entrance is not None:
            self._geometry = _geometry_text(self.entrance)
        self.open = OpenPractice(desk, self.jobs, self.appearance, demo=self._is_demo(desk.folder), parent=self)
        self.open.lock_asked.connect(self.lock)
        self.open.hand_over_asked.connect(self.hand_over)
        self._place(self.open.window)
        self.open.window.show()
        if self.entrance is not None:
            self.entrance.close()
            self.entrance.deleteLater()
            self.entrance = None

    def lock(self, _asked: object = None) -> None:
        """Keep everything, release the practice and start afresh without a key."""
        if self.open is None or self._folder is None:
            return
        if not self.open.keep():
            return
        geometry = _geometry_text(self.open.window)
        self.open.release()
        self.open = None
        self._restart(lifecycle.locked_arguments(self._folder, geometry, demo=self._is_demo(self._folder)))

    def hand_over(self, form: Form) -> None:
        """Keep everything, release the practice and show ``form`` in a process without a key."""
        from relationship_desk.domain.hand_over import Errand

        if self.open is None or self._folder is None or not self.open.keep():
            return
        errand = Errand(
            form,
            str(self._folder),
            self._is_demo(self._folder),
            self.appearance.mode,
            self.appearance.text_scale,
            _geometry_text(self.open.window),
        )
        try:
            pipe = lifecycle.pipe_holding(errand.to_json())
        except DeskError as error:
            self.tell(str(error))
            return
        self.open.release()
        self.open = None
        self._hand_out(pipe)

    def close_window(self) -> None:
        """Close as by the window's own button: keep what was entered, then end."""
        if self.open is not None:
            self.open.window.close()
        elif self.entrance is not None:
            self.entrance.close()

    def end(self) -> None:
        """Leave nothing behind: jobs, the open store, temporary demo practices. A second call does nothing."""
        if self._ended:
            return
        self._ended = True
        self.jobs.cancel_all()
        self.jobs.wait_all()
        if self.open is not None:
            self.open.release()
        self._ring.deleteLater()
        if self.doors.made_demos:
            import shutil

            for folder in self.doors.made_demos:
                shutil.rmtree(folder, ignore_errors=True)

    def _warm_up(self) -> None:
        if not self._ended:
            qt.know_every_class()
            self.jobs.run(get_ready, _ignore, _ignore, "Getting ready")

    def _is_demo(self, folder: Path | None) -> bool:
        return folder is not None and self.doors.demo_folder == folder

    def tell(self, sentence: str) -> None:
        """Say one sentence to the person, in the window where there is one."""
        if self.open is not None:
            self.open.window.show_message(sentence, "attention", key="fault")
        elif self.entrance is not None:
            self.entrance.tell(sentence)
        else:
            print(f"relationship-desk: {sentence}", file=sys.stderr)

    def _place(self, window: QWidget) -> None:
        if self._geometry:
            from PySide6.QtCore import QByteArray

            window.restoreGeometry(QByteArray.fromHex(QByteArray(self._geometry.encode())))
            self._geometry = ""


def open_window(
    folder: Path | None,
    *,
    desk: Desk | None = None,
    demo: bool = False,
    temporary: bool = False,
    geometry: str = "",
) -> int:
    """Run the program until its window is closed; return the exit code.

    ``desk`` is an open practice to enter at once; ``temporary`` says that its folder goes with the program.
    """
    no_core_dumps()
    app = application(sys.argv[:1])
    place = folder.absolute() if folder else None
    keep_file_dialogs_quiet()
    Collector(app)
    program = Program(app, place, demo=demo, geometry=geometry)
    errors.install(program.tell)
    lifecycle.EndOnSignal(app, program.close_window)
    if place is not None and (temporary or (demo and _is_temporary_demo(place))):
        program.doors.made_demos.append(place.parent)
    if desk is not None:
        program.enter(desk)
    else:
        program.show_entrance()
    code = app.exec()
    program.end()
    return code


def _is_temporary_demo(folder: Path) -> bool:
    """Whether a demo practice lies where the program makes them, and so goes when the program ends."""
    import tempfile

    return folder.parent.parent == Path(tempfile.gettempdir()) and folder.parent.name.startswith(DEMO_PREFIX)


def get_ready(progress: Progress) -> None:
    """Import and read what unlocking needs, while the passphrase is typed."""
    progress.step("Reading", 0.0)
    import_module("relationship_desk.services.practices")
    progress.step("Reading", 0.5)
    import_module("relationship_desk.catalogue.load").shipped_catalogue()
    import_module("relationship_desk.prompts.rules").all_rules()
    progress.step("Reading", 0.7)
    import_module("relationship_desk.app.open_practice")
    import_module("relationship_desk.ui.pages.today.presenter")


def _ignore(_result: object) -> None:
    """Warming up only saves time: whoever needs the module imports it again, and says what is wrong."""


def _geometry_text(window: QWidget) -> str:
    return bytes(window.saveGeometry().toHex().data()).decode()
