"""Taking back in the debrief: every change of the session shown, one step after the other, and forth again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.session_state import Difference
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.context import Context
from relationship_desk.ui.events import Event
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.pages.debrief.session_history import SessionHistory
from relationship_desk.ui.pages.debrief.undo_keys import UndoKeys
from relationship_desk.ui.pages.debrief.undo_words import change_words
from relationship_desk.ui.pages.debrief.view import DebriefForm

SIGNED = "The session is signed."
NOTHING_BACK, NOTHING_FORTH = "Nothing to take back.", "Nothing was taken back."


class UndoPresenter(QObject):
    """Behind the two buttons and the two keys of one :class:`DebriefForm`."""

    restored: Event[tuple[Difference, ...]] = Event(object)
    """Rows were put back, those of these changes."""

    def __init__(self, form: DebriefForm, ctx: Context, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form, self._ctx, self._keeper = form, ctx, keeper
        self.history = SessionHistory(ctx.desk.undoing)
        self._signed = False
        keys = UndoKeys(form, self)
        keys.undo.connect(self.undo)
        keys.redo.connect(self.redo)
        keys.taken_by_box.connect(self._on_box_took_back)
        form.undo.clicked.connect(self.undo)
        form.redo.clicked.connect(self.redo)

    def begin(self, view: DebriefView | None) -> None:
        """Turn to the session of ``view``, with the steps it has already."""
        self._signed = view is not None and view.signed is not None
        if view is not None and self._signed:
            self.history.forget(view.session.id)
        self.history.watch(view.session.id if view and not self._signed else None)
        self._show_ways()

    def changed(self, changes: Changes, view: DebriefView) -> None:
        """Keep the way back from a change of the session shown."""
        if view.client.id in changes.clients:
            self.history.changed()
            self._show_ways()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one step of all that changes within the block."""
        with self.history.together():
            yield
        self._show_ways()

    def undo(self) -> None:
        """Take the last step back."""
        self._go("Taken back", self.history.undo, NOTHING_BACK)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._go("Done again", self.history.redo, NOTHING_FORTH)

    def _go(self, words: str, step: Callable[[], tuple[Difference, ...]], nothing: str) -> None:
        if not self._keeper.flush():
            return
        try:
            changes = step()
        except DeskError as error:
            self._ctx.shell.show_message(str(error))
            return
        if not changes:
            self._ctx.shell.status.show_hint(SIGNED if self._signed else nothing)
            return
        self.restored.emit(changes)
        self._show_ways()
        said = f"{words}: {change_words(self._ctx.desk.catalogue, changes)}"
        self._ctx.shell.status.show_hint(said)
        self._ctx.shell.announce(said)

    def _show_ways(self) -> None:
        self._form.undo.set_blocked(self._reason(NOTHING_BACK, there=self.history.can_undo))
        self._form.redo.set_blocked(self._reason(NOTHING_FORTH, there=self.history.can_redo))

    def _reason(self, nothing: str, *, there: bool) -> str:
        return "" if there else SIGNED if self._signed else nothing

    def _on_box_took_back(self) -> None:
        self.history.in_box = True
