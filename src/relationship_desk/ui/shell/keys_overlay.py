"""All keys that work here, under F1, below what the field at hand means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.shell.page import KeyLine
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.key_hint import KeyHint, key_text
from relationship_desk.ui.widgets.label import Label

_WIDTH, _HIGHEST = 560, 420
"""Of the dialog, and of its list before it scrolls; in pixels at normal text size."""


class KeysOverlay(QDialog):
    """A list of keys in parts; Escape closes it. Show it with ``open()``; it is gone once closed.

    ``about`` is title and meaning of the term at hand, which stand above the keys.
    """

    def __init__(
        self,
        parts: Sequence[tuple[str, Sequence[KeyLine]]],
        about: tuple[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S16)
        if about is not None:
            title, meaning = about
            column.addWidget(Label(title, "panel"))
            column.addWidget(Label(f"{meaning}\n{key_text('Shift+F1')} says more.", wrap=True))
        column.addWidget(Label("Keys", "panel"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Keys")
        content = _list(parts)
        scroll.setWidget(content)
        scroll.setMinimumHeight(min(content.sizeHint().height(), theme.scaled(_HIGHEST)))
        column.addWidget(scroll, 1)
        close = Button("Close", key="Esc")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.scaled(_WIDTH), self.minimumSizeHint().height())
        close.setFocus()


def _list(parts: Sequence[tuple[str, Sequence[KeyLine]]]) -> QWidget:
    content = QWidget()
    grid = QGridLayout(content)
    grid.setContentsMargins(0, 0, theme.S8, 0)
    grid.setHorizontalSpacing(theme.S16)
    grid.setVerticalSpacing(theme.S8)
    grid.setColumnStretch(1, 1)
    place = 0
    for title, lines in parts:
        if not lines:
            continue
        grid.addWidget(Label(title, "strong", "muted"), place, 0, 1, 2)
        for line in lines:
            place += 1
            does = Label(line.does, wrap=True)
            does.setAccessibleName(f"{key_text(line.key)}: {line.does}")
            grid.addWidget(KeyHint(line.key), place, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(does, place, 1)
        place += 1
    grid.setRowStretch(place, 1)
    return content
