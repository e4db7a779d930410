"""Writing the notes of a session: kept soon after a pause, closed by the signature, added to afterwards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.records import Note
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind
from relationship_desk.services.recording import addendum_draft
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.context import Context
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.debrief.keeper import Keeper
from relationship_desk.ui.pages.debrief.note_panel import NotePanel
from relationship_desk.ui.pages.debrief.note_text import boxes, text_of

USUAL_FORMAT = NoteFormat.DAP


class NotePresenter(QObject):
    """Behind one :class:`NotePanel`."""

    added: Event[object] = Event(object)
    """The form for an addendum is done with, kept or not."""

    def __init__(self, panel: NotePanel, ctx: Context, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.panel, self._ctx, self._keeper = panel, ctx, keeper
        self._view: DebriefView | None = None
        self._format = USUAL_FORMAT
        panel.boxes.edited.connect(self._on_boxes_edited)
        panel.format_chosen.connect(self._on_format_chosen)
        panel.process_toggled.connect(self._on_process_toggled)
        panel.process.textChanged.connect(self._on_process_text_changed)
        panel.signed.form.edited.connect(self._on_addendum_edited)
        panel.signed.form.saved.connect(self._on_addendum_saved)
        panel.signed.form.discarded.connect(self._on_addendum_discarded)
        panel.signed.form.closed.connect(self._on_addendum_closed)

    def begin(self, view: DebriefView) -> None:
        """Start on a session, with the progress note in view, and an addendum that was begun and not signed."""
        draft = addendum_draft(view.notes)
        text, reason = self._waiting("addendum", (draft.text, draft.reason) if draft else ("", ""))
        self.panel.signed.form.show_draft(text, reason, draft.written_at if draft else None)
        self.panel.signed.form.setVisible(bool(text or reason))
        self.panel.show_part(process=False, signed=view.signed is not None)

    def read_again(self, view: DebriefView) -> None:
        """Show the notes of a session as they now stand."""
        self._view = view
        note = self.panel
        note.plan.show_plan(view.previous.number if view.previous else None, view.previous_plan)
        progress = _note(view, NoteKind.PROGRESS)
        if view.signed is not None:
            addenda = [one for one in view.notes if one.kind is NoteKind.ADDENDUM and one.signed_at]
            note.signed.show_note(view.signed, addenda)
        else:
            kept = (progress.text, progress.format) if progress else ("", USUAL_FORMAT)
            self._show_boxes(*self._waiting("progress", kept))
        process = _note(view, NoteKind.PROCESS)
        note.process.show_text(self._waiting("process", process.text if process else ""))
        note.show_part(process=note.shows_process, signed=view.signed is not None)

    def _show_boxes(self, text: str, note_format: NoteFormat) -> None:
        note = self.panel
        self._format = note_format
        note.format.setCurrentIndex(note.format.findData(note_format.value))
        note.boxes.show_sections(boxes(text, note_format), max(1, len(note_format.headings)))

    def _waiting(self, what: str, kept: Any) -> Any:
        """What was entered but could not be kept yet goes before what the record holds."""
        return self._keeper.value(self._key(what), kept)

    def _key(self, what: str) -> tuple[str, SessionId]:
        return (what, self._session)

    @property
    def _session(self) -> SessionId:
        return self._shown.session.id

    @property
    def _shown(self) -> DebriefView:
        if self._view is None:
            raise LookupError("no session is shown")
        return self._view

    def _write_progress(self) -> None:
        session = self._session

        def save(note: tuple[str, NoteFormat]) -> None:
            self._ctx.desk.recording.write_note(session, NoteKind.PROGRESS, *note)

        note = (text_of(self.panel.boxes.sections, self._format), self._format)
        self._keeper.put(self._key("progress"), note, save)

    def _on_boxes_edited(self, _nothing: object) -> None:
        self._write_progress()

    def _on_format_chosen(self, chosen: str) -> None:
        text = text_of(self.panel.boxes.sections, self._format)
        self._show_boxes(text, NoteFormat(chosen))
        if text or _note(self._shown, NoteKind.PROGRESS):
            self._write_progress()
        self.panel.boxes.focus_first()

    def _on_process_text_changed(self) -> None:
        session = self._session

        def save(text: str) -> None:
            self._ctx.desk.recording.write_note(session, NoteKind.PROCESS, text, NoteFormat.FREE)

        self._keeper.put(self._key("process"), self.panel.process.toPlainText(), save)

    def _on_process_toggled(self, _nothing: object) -> None:
        note = self.panel
        process = not note.shows_process
        note.show_part(process=process, signed=self._shown.signed is not None)
        if process:
            note.process.setFocus()
        else:
            note.boxes.focus_first()

    def focus(self) -> None:
        """Put the cursor into the note in view."""
        note = self.panel
        if note.shows_process:
            note.process.setFocus()
        else:
            note.boxes.focus_first()

    def start_addendum(self) -> None:
        """Open the form for an addendum."""
        note = self.panel
        note.show_part(process=False, signed=True)
        note.signed.form.show()
        note.signed.form.text.setFocus()

    def _on_addendum_saved(self, _nothing: object) -> None:
        entered = self.panel.signed.form
        if not self._keeper.flush():
            return
        try:
            self._ctx.desk.recording.add_addendum(
                self._session, entered.text.toPlainText().strip(), entered.reason.text().strip()
            )
        except DeskError as error:
            entered.reason_field.show_error(str(error))
            return
        self._close_addendum()

    def _on_addendum_edited(self, _nothing: object) -> None:
        session, form = self._session, self.panel.signed.form

        def save(entered: tuple[str, str]) -> None:
            self._ctx.desk.recording.draft_addendum(session, *entered)

        self._keeper.put(self._key("addendum"), (form.text.toPlainText(), form.reason.text()), save)

    def _on_addendum_discarded(self, _nothing: object) -> None:
        form = self.panel.signed.form
        form.show_draft("", "", None)
        self._on_addendum_edited(None)
        if self._keeper.flush():
            self._close_addendum()

    def go_back(self) -> bool:
        """Close the addendum where one is being written; return whether there was one."""
        if not self.panel.signed.form.isVisible():
            return False
        self._on_addendum_closed(None)
        return True

    def _on_addendum_closed(self, _nothing: object) -> None:
        self._keeper.flush()
        self.panel.signed.form.hide()
        self.added.emit(None)

    def _close_addendum(self) -> None:
        self.panel.signed.form.show_draft("", "", None)
        self.panel.signed.form.hide()
        self.added.emit(None)


def _note(view: DebriefView, kind: NoteKind) -> Note | None:
    return next((note for note in view.notes if note.kind is kind), None)
