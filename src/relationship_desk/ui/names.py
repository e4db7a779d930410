"""Client names on the screen: hidden or shown everywhere at once, by one key."""

from __future__ import annotations

from relationship_desk.domain.errors import DeskError
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.context import Context

KEY, TITLE = "F9", "Show or hide client names"


def turn_names(context: Context) -> None:
    """Hide all names, or show them; every page and dialog hears of it from the hub."""
    hidden = not context.desk.preferences[NAMES_HIDDEN]
    try:
        context.desk.preferences.set(NAMES_HIDDEN, hidden)
    except DeskError as error:
        context.shell.show_message(str(error), key="names")
        return
    context.shell.announce("Names hidden" if hidden else "Names shown")
