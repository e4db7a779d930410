"""Shift+F1: what explains the term at hand, on a page and over a dialog alike."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from relationship_desk.ui.context import Context
from relationship_desk.ui.shell.keys_overlay import KeysOverlay
from relationship_desk.ui.shell.page import KeyLine
from relationship_desk.ui.terms import term_at, terms_in_sight
from relationship_desk.ui.widgets.button import Button

TITLE, KEY = "Explain the term at hand", "Shift+F1"
NOTHING = "Nothing here has an entry in the library. F1 lists the keys, Ctrl+6 opens the library."
_STRIP = "explain"
_ANY_DIALOG = (KeyLine("Tab", "Next field"), KeyLine("Esc", "Leave without saving"))


class Explainer:
    """Looks up what the focus stands on, and everything else in sight that the library explains."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def explain(self) -> None:
        """Open the card of the term at hand over the window or dialog in front; over a dialog without one, its keys."""
        from relationship_desk.ui.library.book import book_of
        from relationship_desk.ui.library.explain_card import ExplainCard
        from relationship_desk.ui.together.window import TogetherWindow

        shell = self._context.shell
        front = QApplication.activeModalWidget() or shell
        if isinstance(front, ExplainCard | KeysOverlay | TogetherWindow):
            return  # the last is looked at with the client: nothing else comes on the screen
        at_hand, in_sight = term_at(front.focusWidget()), terms_in_sight(front)
        if not at_hand and not in_sight:
            if front is shell:
                shell.show_message(NOTHING, "notice", key=_STRIP)
            else:
                KeysOverlay((("In this dialog", keys_in(front)),), parent=front).open()
            return
        shell.clear_message(_STRIP)
        opened = self._open if front is shell else None
        ExplainCard(book_of(self._context.desk), at_hand, in_sight, opened, front).open()

    def at_hand(self) -> tuple[str, str] | None:
        """Return title and meaning of the term that the focus in the window stands on."""
        from relationship_desk.ui.library.book import book_of

        wanted = term_at(self._context.shell.focusWidget())
        found = book_of(self._context.desk).explain(wanted) if wanted else None
        return (found.block.title, found.block.lines[0].text) if found else None

    def _open(self, wanted: str) -> None:
        self._context.shell.go("library", term=wanted)


def keys_in(dialog: QWidget) -> tuple[KeyLine, ...]:
    """The keys of ``dialog``: those that stand on its buttons, and what every dialog takes."""
    buttons = [one for one in dialog.findChildren(Button) if one.key and one.isVisible()]
    own = [KeyLine(one.key, one.text()) for one in buttons]
    return (*own, *(line for line in _ANY_DIALOG if line.key not in {one.key for one in own}))
