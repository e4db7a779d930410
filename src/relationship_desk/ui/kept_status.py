"""Tells in the window what becomes of what a keeper holds: being saved, saved, or not saved and why."""

from __future__ import annotations

from PySide6.QtCore import QObject

from relationship_desk.ui.context import Context
from relationship_desk.ui.keeper import Keeper


class KeptStatus(QObject):
    """Goes with ``keeper``; ``page`` tells its message from those of other pages."""

    def __init__(self, keeper: Keeper, context: Context, page: str) -> None:
        super().__init__(keeper)
        self._keeper, self._context = keeper, context
        self._message = f"{page}-not-kept"
        keeper.saving.connect(self._on_keeper_saving)
        keeper.kept.connect(self._on_keeper_kept)
        keeper.refused.connect(self._on_keeper_refused)

    def show_kept(self) -> None:
        """Say that everything entered is saved."""
        self._context.shell.clear_message(self._message)
        self._context.shell.status.show_saved(self._context.desk.now().time())

    def _on_keeper_saving(self, _nothing: object) -> None:
        self._context.shell.status.show_saving()

    def _on_keeper_kept(self, _nothing: object) -> None:
        self.show_kept()

    def _on_keeper_refused(self, reason: str) -> None:
        self._context.shell.status.show_not_saved(self._keeper.flush)
        self._context.shell.show_message(reason, key=self._message)
