"""Keeps the stored signals of single clients true: whoever was changed on a page is judged anew when it is left."""

from __future__ import annotations

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError, NotFound
from relationship_desk.domain.ids import ClientId
from relationship_desk.services.prompting import Prompting
from relationship_desk.ui.hub import Hub, Published
from relationship_desk.ui.shell.main_window import MainWindow


class FreshSignals(QObject):
    """One for an open practice. The client list and Today read what is stored, and come after the page before."""

    def __init__(self, prompting: Prompting, hub: Hub, shell: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._prompting, self._shell = prompting, shell
        self._changed: set[ClientId] = set()
        hub.changed.connect(self._on_hub_changed)
        shell.left.connect(self._on_shell_left)

    def judge(self) -> None:
        """Compute and keep the signals and prompts of everybody whose record has changed since."""
        changed, self._changed = self._changed, set()
        for client in sorted(changed):
            try:
                self._prompting.evaluate(client)
            except NotFound:  # erased or merged
                continue
            except DeskError as error:
                self._shell.show_message(str(error))

    def _on_hub_changed(self, published: Published) -> None:
        # What changes prompts has come from judging a client, or leaves that to whoever did it.
        if not published.changes.prompts:
            self._changed |= published.changes.clients

    def _on_shell_left(self, _page: object) -> None:
        self.judge()
