"""The window of an open practice: its pages, its lock, and what happens when it is closed."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from relationship_desk.app.lifecycle import DialogKeys, IdleWatch
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.hand_over import Form
from relationship_desk.domain.progress import Progress
from relationship_desk.services.desk import Desk
from relationship_desk.services.handing_over import Reception
from relationship_desk.settings.definitions import LOCK_AFTER
from relationship_desk.ui import explaining, names
from relationship_desk.ui.context import Appearance, Context
from relationship_desk.ui.events import Event
from relationship_desk.ui.explaining import Explainer
from relationship_desk.ui.fresh_signals import FreshSignals
from relationship_desk.ui.hub import Hub, Published
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.answers.page import spec as answers
from relationship_desk.ui.pages.client.page import spec as client
from relationship_desk.ui.pages.clients.page import spec as clients
from relationship_desk.ui.pages.debrief.page import spec as debrief
from relationship_desk.ui.pages.groups.page import spec as groups
from relationship_desk.ui.pages.library.page import spec as library
from relationship_desk.ui.pages.prompts.page import spec as prompts
from relationship_desk.ui.pages.settings.page import spec as settings
from relationship_desk.ui.pages.supervision.page import spec as supervision
from relationship_desk.ui.pages.today.page import spec as today
from relationship_desk.ui.recompute import TITLE as RECOMPUTE
from relationship_desk.ui.recompute import Recompute
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.shell.search_palette import SearchPalette
from relationship_desk.ui.shell.status_bar import when_words
from relationship_desk.ui.widgets import search_button

DEMO_NOTE = "This is the demo practice. Everybody in it is made up, and it is gone when the program ends."
NOT_KEPT = (
    "What you entered last could not be saved. Everything before it is safe. Try again; a second time leaves it behind."
)
NOT_RECEIVED = (
    "A client’s answers could not be taken in. They are kept in the practice folder, and your record is as it was."
)
_PAGES = (today, clients, client, debrief, groups, prompts, supervision, library, settings, answers)


class OpenPractice(QObject):
    """One unlocked practice and its window, until it is locked or closed."""

    lock_asked: Event[object] = Event(object)
    hand_over_asked: Event[Form] = Event(object)
    """A form that a client is to fill in on this laptop, now."""

    def __init__(
        self, desk: Desk, jobs: Jobs, appearance: Appearance, *, demo: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.window, self.hub = desk, MainWindow(), Hub(self)
        self._jobs, self._demo = jobs, demo
        self._released = self._backed_up = self._warned = False
        self.context = Context(desk, self.hub, jobs, self.window, appearance)
        desk.publish_to(self._publish)
        self.window.add_pages([page(self.context) for page in _PAGES])
        self.window.add_command(search_button.WORDS, search_button.KEY, self._search)
        self.window.add_command(names.TITLE, names.KEY, self._turn_names)
        self.recompute = Recompute(desk.recomputing, self.hub, jobs, self.window, self)
        self.window.add_command(RECOMPUTE, "", self.recompute.start)
        self.window.recompute_requested.connect(self._on_recompute_requested)
        self._fresh = FreshSignals(desk.prompting, self.hub, self.window, self)
        self._explainer = Explainer(self.context)
        self.window.add_command(explaining.TITLE, explaining.KEY, self._explainer.explain)
        self.window.at_hand = self._explainer.at_hand
        self.window.setWindowTitle(f"{desk.practice.name} – Relationship Desk")
        self.window.lock_requested.connect(self._on_lock_requested)
        self.window.search_requested.connect(self._on_search_requested)
        self.window.hand_over_requested.connect(self.hand_over_asked.emit)
        self.window.may_close = self._may_close
        self.hub.changed.connect(self._on_hub_changed)
        explain = self._explainer.explain
        keys = {"Ctrl+L": self._ask_lock, names.KEY: self._turn_names, explaining.KEY: explain, "F1": explain}
        self._keys = DialogKeys(self._app(), keys, self)
        self._idle = IdleWatch(self._app(), desk.preferences[LOCK_AFTER], self.lock_when_idle, self)
        if demo:
            self.window.show_message(DEMO_NOTE, "notice", key="demo", closes=False)
        for notice in desk.notices:
            self.window.show_message(notice, "attention")
        reception = self._receive()
        self._show_state()
        if reception.received:
            self.window.go("answers", received=reception.received)
        else:
            self.window.go("today")
        for words in reception.kept:
            self.window.show_message(words, "attention")
        self.recompute.start_if_due()

    def _receive(self) -> Reception:
        """Take in what clients have answered since; whatever is wrong with a file, the practice opens."""
        try:
            reception = self.desk.handing_over.receive()
            for client in {one.client.id for one in reception.received}:
                self.desk.prompting.evaluate(client)
        except Exception as fault:  # noqa: BLE001 - nobody may be shut out by a file
            sys.excepthook(type(fault), fault, fault.__traceback__)
            return Reception((), (NOT_RECEIVED,))
        return reception

    def release(self) -> None:
        """Close the store and the window. Ask :meth:`keep` before."""
        if self._released:
            return
        self.keep()
        self.recompute.stop()
        self._jobs.wait_all()
        self._idle.stop()
        self._keys.stop()
        self.desk.close()
        self._released = True
        self.window.may_close = _always
        self.window.hide()
        self.window.deleteLater()

    def keep(self) -> bool:
        """Keep what is on the page; False, said in the window, when something could not be kept."""
        page = self.window.page
        if page is None:
            return True
        page.leave()
        self._fresh.judge()
        if page.unsaved and not self._warned:
            self._warned = True
            self.window.show_message(NOT_KEPT, "risk", key="not-kept")
            return False
        self._warned = False
        return True

    def lock_when_idle(self) -> None:
        """Ask for the lock when nobody is there.

        Nobody would read that something could not be saved, so it is never left behind: the window is taken off the
        screen, and the lock is tried again later.
        """
        if self.keep():
            self._ask_lock()
            return
        self._warned = False
        self.window.showMinimized()

    def _publish(self, changes: Changes) -> None:
        self.hub.publish(changes)

    def _on_hub_changed(self, published: Published) -> None:
        if published.changes.prompts:
            self._show_state()
        if published.changes.settings:
            self._idle.set_minutes(self.desk.preferences[LOCK_AFTER])
            self.window.setWindowTitle(f"{self.desk.practice.name} – Relationship Desk")

    def _on_recompute_requested(self, _asked: object) -> None:
        self.recompute.start()

    def _on_search_requested(self, _asked: object) -> None:
        self._search()

    def _search(self) -> None:
        SearchPalette(self.context).open()

    def _on_lock_requested(self, _asked: object) -> None:
        self._ask_lock()

    def _ask_lock(self) -> None:
        self.lock_asked.emit(None)

    def _turn_names(self) -> None:
        names.turn_names(self.context)

    def _show_state(self) -> None:
        self.window.show_count("prompts", self.desk.reviewing.open_prompts())
        last = self.desk.keeping.last()
        self.window.status.show_backup(when_words(last.at, datetime.now()) if last else "")

    # Closing

    def _may_close(self) -> bool:
        """Close at once when nothing changed; otherwise after a verified backup, which runs beside the window."""
        if not self._released and not self.keep():
            return False
        if self._released or self._backed_up or self._demo or not self.desk.keeping.due:
            self.release()
            return True
        self.window.show_message("Writing and checking a backup, then closing ...", "notice", key="closing")
        self.window.setEnabled(False)
        self._jobs.run(self._back_up, self._on_backed_up, self._on_backup_failed, "Backup")
        return False

    def _back_up(self, progress: Progress) -> Path:
        return self.desk.keeping.back_up(progress=progress)

    def _on_backed_up(self, _file: Path) -> None:
        self._backed_up = True
        self.window.close()

    def _on_backup_failed(self, fault: Exception) -> None:
        self._backed_up = True
        self.window.setEnabled(True)
        self.window.clear_message("closing")
        self.window.show_message(f"{fault} Close again to leave without a backup.", "risk")

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("an open practice needs the application")
        return app


def _always() -> bool:
    return True
