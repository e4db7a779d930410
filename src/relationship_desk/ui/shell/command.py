"""What can be run by key and by name: in the whole window, and on the page at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from relationship_desk.ui.shell.page import Page
from relationship_desk.ui.widgets.button import Button


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done, by key and by name."""

    title: str
    key: str
    run: Callable[[], object]


def commands_of(page: Page) -> tuple[Command, ...]:
    """Return the keys that ``page`` lists and that a button or shortcut in sight would take now, under their words."""
    runs: dict[str, Callable[[], object]] = {}
    for shortcut in page.findChildren(QShortcut):
        holder = shortcut.parent()
        if shortcut.isEnabled() and isinstance(holder, QWidget) and holder.isVisible():
            runs[shortcut.key().toString()] = shortcut.activated.emit
    for button in page.findChildren(Button):
        if button.isVisible() and button.isEnabled():
            runs[button.key] = button.click
    lines = page.keys()
    return tuple(Command(line.does, line.key, runs[line.key]) for line in lines if line.key in runs)
