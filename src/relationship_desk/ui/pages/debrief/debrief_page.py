"""The debrief as a page of the window: its regions, keys and first focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.pages.debrief.presenter import ASKED, DebriefPresenter
from relationship_desk.ui.pages.debrief.view import RING, DebriefForm
from relationship_desk.ui.shell.page import KeyLine, Page

SHORT = 840
"""Below this window height, in pixels, the rows and their anchors need the place of everything around them."""

_RATING = (
    KeyLine("0 … 9", "Rate the row and move on"),
    KeyLine(".", "Add the tenth to the row just rated"),
    KeyLine("X", "Ten"),
    KeyLine("N", "Not applicable"),
    KeyLine("O", "Not observed"),
    KeyLine("Left, Right", "A tenth less, a tenth more"),
    KeyLine("Backspace", "Clear the row"),
)
_UNSIGNED = (
    KeyLine("Ctrl+Z", "Take back the last change"),
    KeyLine("Ctrl+Shift+Z", "Do again what was taken back"),
    KeyLine("Alt+E", "Add an event"),
    KeyLine("Alt+I", "Add an intervention"),
    KeyLine("Return, Delete", "Open or remove the event or intervention"),
    KeyLine("Alt+T", "Note"),
    KeyLine("Alt+A", "Attendance; in a group, couple or family of each member"),
    KeyLine("Alt+S", "Date, start, length, setting, attendance"),
    KeyLine("Ctrl+Return", "Sign"),
)
_ALWAYS = (
    KeyLine("Alt+R", "Ratings"),
    KeyLine("Alt+P", "Process note, and back"),
    KeyLine("F7", "Type in a paper form"),
    KeyLine("F8", "Let the client fill in a form on this laptop"),
)
_MEMBERS = KeyLine("Alt+M", "Next member, of the notes or the ratings")
_NEXT = KeyLine("Ctrl+PgDown", "Next session to sign")
_ADDENDUM = (
    KeyLine("Ctrl+Return", "Sign the addendum"),
    KeyLine("Esc", "Close the addendum; it is kept"),
)


class DebriefPage(Page):
    """``arrive(session=id)`` shows that session, without one the newest draft.

    With ``rupture`` it asks about a new one, by how it showed, with ``ended`` about the end of that one; once.
    """

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = DebriefForm(self)
        self.presenter = DebriefPresenter(self.form, ctx, self)
        self.column.addWidget(self.form)

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        self.column.setContentsMargins(self.column.contentsMargins() - QMargins(RING, 0, 0, 0))
        if hasattr(self, "presenter"):
            short = self.window().height() < theme.scaled(SHORT)
            self.presenter.set_size(narrow=narrow, compact=narrow or short)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self.presenter.show(**where)

    @override
    def here(self, where: Mapping[str, object]) -> Mapping[str, object]:
        return {key: one for key, one in where.items() if key not in ASKED}

    @override
    def leave(self) -> None:
        self.presenter.leave()

    @property
    def unsaved(self) -> bool:
        """Whether something entered here could not be kept; to be asked before the window closes."""
        return self.presenter.keeper.failed

    @override
    def go_back(self) -> bool:
        return self.presenter.note.go_back()

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.form.head, self.form.note, self.form.ratings, self.form.sign)

    @override
    def first_focus(self) -> QWidget | None:
        return self.form.ratings.table

    @override
    def keys(self) -> Sequence[KeyLine]:
        """Those that do something here: a signed session takes no rating by the clinician, and no note."""
        signed, form = self.presenter.signed, self.form
        lines = [] if form.ratings.table.read_only else [*_RATING]
        if not signed:
            lines += _UNSIGNED
        lines += _ALWAYS
        if len(form.note.members.choices) > 1 or form.ratings.seat.member.isVisible():
            lines.append(_MEMBERS)
        if form.next.isEnabled():
            lines.append(_NEXT)
        if signed and form.note.signed.form.isVisible():
            lines += _ADDENDUM
        return lines
