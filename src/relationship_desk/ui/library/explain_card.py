"""What explains the term at hand, over the page or the dialog it was met in; nothing there changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.library.blocks import Block, Link
from relationship_desk.ui.library.book import Book
from relationship_desk.ui.library.reading import BlockView, put_page
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.spoken_role import speak_as

NOTHING_AT_HAND = "Nothing at hand has an entry of its own. These can be seen here:"
_WIDTH, _HEIGHT = 620, 520


class ExplainCard(QDialog):
    """Shows one term and leads to the others in sight. Show it with ``open()``; it is gone once closed.

    ``opened`` goes to the entry in the library; None where a dialog is open, which must not be left.
    """

    def __init__(
        self,
        book: Book,
        at_hand: str,
        in_sight: Sequence[str],
        opened: Callable[[str], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Explanation")
        self._book, self._in_sight, self._opened = book, tuple(in_sight), opened
        self.term = ""
        self.section = Label(tone="muted")
        self.reading = QScrollArea()
        self.library = Button("Open in the library", "primary", key="Return")
        self.close_button = Button("Close", key="Esc")
        self._build()
        self.show_term(at_hand)

    def show_term(self, wanted: str) -> None:
        """Show what explains ``wanted``; where nothing does, what else is in sight."""
        found = self._book.explain(wanted)
        self.term = found.term if found else ""
        self.section.show_text(found.section if found else "Terms in sight")
        others = tuple(link for one in self._in_sight if (link := self._link(one)) and link.term != self.term)
        page = Paper()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.S24, 0, theme.S24, theme.S8)
        column.setSpacing(theme.S16)
        for block in self._blocks(found.block if found else None, others):
            view = BlockView(block)
            view.followed.connect(self.show_term)
            column.addWidget(view)
        column.addStretch(1)
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        put_page(self.reading, page)
        self.library.setVisible(self._opened is not None and bool(self.term))
        (self.close_button if self.library.isHidden() else self.library).setFocus()
        title = found.block.title if found else "Terms in sight"
        self.setWindowTitle(title)
        self.reading.setAccessibleName(title)

    def _build(self) -> None:
        self.reading.setWidgetResizable(True)
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self.reading, "document")
        self.library.setDefault(True)
        self.library.clicked.connect(self._on_library_clicked)
        self.close_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.S16, 0, theme.S16)
        column.setSpacing(theme.S8)
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(theme.S24, 0, theme.S24, 0)
        head.addWidget(self.section)
        head.addStretch(1)
        buttons.setContentsMargins(theme.S24, theme.S8, theme.S24, 0)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.library)
        column.addLayout(head)
        column.addWidget(self.reading, 1)
        column.addLayout(buttons)
        self.resize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))

    @staticmethod
    def _blocks(found: Block | None, others: tuple[Link, ...]) -> list[Block]:
        blocks = [] if found is None else [found]
        if others:
            blocks.append(Block("Also in sight" if found else NOTHING_AT_HAND, links=others))
        return blocks

    def _link(self, wanted: str) -> Link | None:
        passage = self._book.find(wanted)
        return Link(passage.title, passage.term) if passage else None

    def _on_library_clicked(self) -> None:
        wanted, opened = self.term, self._opened
        self.accept()
        if opened is not None:
            opened(wanted)
