"""Entries of the case file as lines, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label, Tone
from relationship_desk.ui.widgets.panel import Panel

_CHIP, _LINE = 28, 22
"""Heights of a button and of a line of words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it is, more about it, and the verbs of its buttons. ``key`` finds it again."""

    key: int
    first: str
    second: str = ""
    verbs: tuple[str, ...] = ()
    icon: str = ""
    tone: Tone = "text"
    quiet: bool = False
    """Whether it says that something is not there, or no longer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The button that was used."""

    key: int
    verb: str


class EntryLine(QWidget):
    """An icon, two lines of words, and the buttons at the right."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.buttons = {verb: Button(verb, "chip") for verb in entry.verbs}
        for verb, button in self.buttons.items():
            button.setAccessibleName(f"{verb}: {entry.first}")
        self.setAccessibleName(", ".join(part for part in (entry.first, entry.second) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S8)
        row.setSpacing(theme.S8)
        if entry.icon:
            row.addWidget(_Icon(entry.icon, entry.tone, self), 0, Qt.AlignmentFlag.AlignTop)
            row.addSpacing(theme.S4)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, theme.scaled(_CHIP - _LINE) // 2, 0, 0)  # the first line level with the buttons
        words.addWidget(Label(entry.first, tone="muted" if entry.quiet else "text", wrap=True))
        if entry.second:
            words.addWidget(Label(entry.second, tone="muted", wrap=True))
        row.addLayout(words, 1)
        for button in self.buttons.values():
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


class EntriesPanel(Panel):
    """Entries under a title. :attr:`asked` tells the button used; after a change the focus stays where it was."""

    asked: Event[Asked] = Event(Asked)

    def __init__(self, title: str, secondary: str = "", add: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, secondary, parent=parent)
        self.add = Button(add, "chip", icon="plus") if add else None
        if self.add is not None:
            self.add_action(self.add)
        self.lines: tuple[EntryLine, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, theme.S4, 0, theme.S4)
        self.body.addLayout(self._column)

    def show_entries(self, entries: Sequence[Entry], nothing: str) -> None:
        """Show ``entries``, or ``nothing`` where there are none."""
        had = self._focused()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = tuple(EntryLine(entry) for entry in entries)
        for line in self.lines:
            for verb, button in line.buttons.items():
                button.clicked.connect(partial(self._on_button_clicked, Asked(line.entry.key, verb)))
            self._column.addWidget(line)
        if not self.lines:
            said = Label(nothing, tone="muted", wrap=True)
            said.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S8)
            self._column.addWidget(said)
        if had is not None:
            self._focus(had)

    def _focused(self) -> Asked | None:
        """The button that has the focus of the window, also while a dialog lies over it."""
        here = self.window().focusWidget()
        for line in self.lines:
            for verb, button in line.buttons.items():
                if button is here:
                    return Asked(line.entry.key, verb)
        return None

    def _focus(self, had: Asked) -> None:
        line = next((line for line in self.lines if line.entry.key == had.key), None)
        buttons = line.buttons if line else {}
        found = buttons.get(had.verb) or next(iter(buttons.values()), None) or self.add
        if found is not None:
            found.setFocus()

    def _on_button_clicked(self, asked: Asked, _checked: bool = False) -> None:
        self.asked.emit(asked)


class _Icon(QWidget):
    """The words beside it say the same."""

    def __init__(self, name: str, tone: Tone, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(18), theme.scaled(_CHIP))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        side = theme.scaled(18)
        painter = QPainter(self)
        paint_icon(
            painter, self._name, QRectF(0, (self.height() - side) / 2, side, side), theme.current().color(self._tone)
        )
        painter.end()
