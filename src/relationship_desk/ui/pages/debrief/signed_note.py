"""A signed note as plain text, with what was added to it later and the form to add something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.domain.note_text import says_something, split
from relationship_desk.domain.records import Note
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.debrief.note_boxes import TextBox
from relationship_desk.ui.pages.debrief.words import stamp
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.spoken_role import speak_as

_LONGEST_REASON = 500


class AddendumForm(QWidget):
    """Text and reason of an addendum, in place. Closed, it keeps what is in it."""

    edited: Event[object] = Event(object)
    saved: Event[object] = Event(object)
    discarded: Event[object] = Event(object)
    closed: Event[object] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self.reason = TextBox("Addendum"), QLineEdit()
        self.text.setMaximumHeight(theme.scaled(120))
        self.reason_field = Field("Reason", self.reason, "why it is added after signing")
        self.reason.setMaxLength(_LONGEST_REASON)
        self.begun = Label(tone="muted")
        self.save = Button("Save addendum", "primary", key="Ctrl+Return")
        self.discard = Button("Discard", "link")
        self.close_form = Button("Close", key="Esc")
        self.text.textChanged.connect(self._on_edited)
        self.reason.textEdited.connect(self._on_edited)
        self.save.clicked.connect(self._on_save_clicked)
        self.discard.clicked.connect(self._on_discard_clicked)
        self.close_form.clicked.connect(self._on_close_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, theme.S12, 4, 4)
        column.setSpacing(theme.S12)
        column.addWidget(self.begun)
        column.addWidget(Field("Addendum", self.text))
        column.addWidget(self.reason_field)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        buttons.addWidget(self.close_form)
        buttons.addWidget(self.save)
        column.addLayout(buttons)

    def show_draft(self, text: str, reason: str, begun: datetime | None) -> None:
        """Show an addendum as far as it is written, and since when; two empty fields when none was begun."""
        self.text.show_text(text)
        self.reason.setText(reason)
        self.reason_field.show_error("")
        self.begun.show_text(f"Addendum begun {stamp(begun)}" if begun else "")
        self.begun.setVisible(begun is not None)

    def _on_edited(self, _text: str = "") -> None:
        self.edited.emit(None)

    def _on_save_clicked(self) -> None:
        self.saved.emit(None)

    def _on_discard_clicked(self) -> None:
        self.discarded.emit(None)

    def _on_close_clicked(self) -> None:
        self.closed.emit(None)


class SignedNote(QWidget):
    """What was signed, when and by whom; nothing of it can be changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signature = Label(tone="success")
        self.author = YieldingLabel()
        self.late = Label(tone="attention")
        self.late.setContentsMargins(4, 0, 0, 0)
        self.late.hide()
        self.form = AddendumForm(self)
        self.form.hide()
        self._panel = Panel(padded=True)
        self._panel.body.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        self._text = QVBoxLayout()
        self._text.setSpacing(theme.S4)
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S8)
        column.addLayout(self._text)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setAccessibleName("Signed note")
        speak_as(scroll, "document")
        self._panel.body.addWidget(scroll)
        signed = QHBoxLayout()
        signed.setContentsMargins(4, 0, 0, 0)
        signed.setSpacing(theme.S12)
        signed.addWidget(self.signature)
        signed.addWidget(self.author, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.S8)
        outer.addLayout(signed)
        outer.addWidget(self.late)
        outer.addWidget(self._panel, 1)
        outer.addWidget(self.form)

    def show_nothing(self, words: str) -> None:
        """Say that there is no note here."""
        self._clear()
        self.signature.show_text("")
        self.author.show_text("")
        self._add("", words)

    def show_note(self, signed: Note, addenda: Sequence[Note], late: str = "") -> None:
        """Show ``signed`` and the signed ``addenda``; ``late`` says that it was signed late, if it was."""
        self._clear(late)
        at = signed.signed_at
        self.signature.show_text(f"Signed {stamp(at)}" if at else "")
        self.author.show_text(signed.author + ("" if signed.digest else ", signed elsewhere, not verified"))
        if not says_something(signed.text, signed.format):
            self._add("", "No note was written for this session.")
        else:
            for section in split(signed.text, signed.format):
                self._add(section.heading, section.text)
        for note in addenda:
            self._add(f"Addendum {stamp(note.written_at)}", note.text)
            self._line(f"{note.author}. Reason: {note.reason}", "muted")

    def _clear(self, late: str = "") -> None:
        self.late.show_text(late)
        self.late.setVisible(bool(late))
        while (item := self._text.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, heading: str, text: str) -> None:
        if heading:
            self._text.addWidget(Label(heading, "strong"))
        self._line(text or "–")
        self._text.addSpacing(theme.S8)

    def _line(self, text: str, tone: str = "text") -> None:
        line = Label(text, tone="muted" if tone == "muted" else "text", wrap=True)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._text.addWidget(line)
