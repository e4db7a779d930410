"""The boxes of a note, one a heading, that share the height."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.note_text import Section
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.field import Field

_LINES = 2
"""A box is never lower than so many lines."""
_LINE_HEIGHT = 116
"""Per cent of the font's own, which together make about 1.4."""
_SHARES = {"Plan": 3}
_USUAL_SHARE = 4


class TextBox(QTextEdit):
    """A plain text box, set at the line height of the window, that the Tab key leaves."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing() + theme.scaled(18))
        self.show_text("")

    @override
    def sizeHint(self) -> QSize:
        """Ask for no more than the least; the layout gives what there is."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_text(self, text: str) -> None:
        """Show ``text`` without telling anyone."""
        self.blockSignals(True)
        self.setPlainText(text)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        self.document().clearUndoRedoStacks()
        self.blockSignals(False)


class NoteBoxes(QScrollArea):
    """Shows sections to write in; :attr:`edited` is told on every change by the person."""

    edited: Event[object] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setProperty("ring", "own")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Note")
        self._headings: list[str] = []
        self._edits: list[TextBox] = []
        self._inside = QWidget()
        self._inside.setProperty("plain", True)
        self._column = QVBoxLayout(self._inside)
        # Room for the ring of the box in focus, which lies outside it.
        self._column.setContentsMargins(4, 0, 4, 4)
        self._column.setSpacing(theme.S12)
        self.setWidget(self._inside)

    @property
    def sections(self) -> tuple[Section, ...]:
        """What stands in the boxes now."""
        return tuple(
            Section(heading, edit.toPlainText()) for heading, edit in zip(self._headings, self._edits, strict=True)
        )

    @property
    def edits(self) -> tuple[TextBox, ...]:
        """The boxes, from the top."""
        return tuple(self._edits)

    @override
    def sizeHint(self) -> QSize:
        """Ask for no more than the least, so that the page fits a small window; the layout gives what there is."""
        return self.minimumSizeHint()

    def show_sections(self, sections: Sequence[Section], own: int) -> None:
        """Make a box for each section; those from place ``own`` on come from another format and say so."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._headings = [section.heading for section in sections]
        self._edits = []
        for place, section in enumerate(sections):
            edit = TextBox(section.heading or "Note", self._inside)
            edit.show_text(section.text)
            edit.textChanged.connect(self._on_edit_text_changed)
            field = Field(section.heading or "Note", edit, "" if place < own else "from another format")
            self._column.addWidget(field, _SHARES.get(section.heading, _USUAL_SHARE))
            self._edits.append(edit)

    def focus_first(self) -> None:
        """Put the cursor at the end of the first box."""
        if self._edits:
            edit = self._edits[0]
            edit.setFocus()
            edit.moveCursor(QTextCursor.MoveOperation.End)

    def _on_edit_text_changed(self) -> None:
        self.edited.emit(None)
