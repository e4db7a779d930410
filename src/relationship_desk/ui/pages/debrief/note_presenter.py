"""Writing the notes of a session: kept soon after a pause, closed by the signature, added to afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.note_text import Form, form_of, says_something, shipped
from relationship_desk.domain.plan import TemplateId
from relationship_desk.domain.records import Note
from relationship_desk.domain.session_state import Difference, Part
from relationship_desk.domain.vocabulary import ClientKind, NoteFormat, NoteKind
from relationship_desk.services.noting import addendum_draft
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.settings.definitions import LATE_DAYS
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.note_templates import NoteTemplatesDialog
from relationship_desk.ui.events import Event
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.pages.debrief.member_switch import WHOLE, Choice
from relationship_desk.ui.pages.debrief.note_panel import MANAGE, TEMPLATE, NotePanel
from relationship_desk.ui.pages.debrief.note_text import boxes, text_of
from relationship_desk.ui.session_words import late_words


class NotePresenter(QObject):
    """Behind one :class:`NotePanel`."""

    added: Event[object] = Event(object)
    """The form for an addendum is done with, kept or not."""

    def __init__(self, panel: NotePanel, ctx: Context, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.panel, self._ctx, self._keeper = panel, ctx, keeper
        self._view: DebriefView | None = None
        self._form = shipped(NoteFormat.FREE)
        self._member: ClientId | None = None
        self.dialog: NoteTemplatesDialog | None = None
        """The last one that managed templates."""
        panel.boxes.edited.connect(self._on_boxes_edited)
        panel.format_chosen.connect(self._on_format_chosen)
        panel.members.chosen.connect(self._on_members_chosen)
        panel.process_toggled.connect(self._on_process_toggled)
        panel.process.textChanged.connect(self._on_process_text_changed)
        panel.signed.form.edited.connect(self._on_addendum_edited)
        panel.signed.form.saved.connect(self._on_addendum_saved)
        panel.signed.form.discarded.connect(self._on_addendum_discarded)
        panel.signed.form.closed.connect(self._on_addendum_closed)

    def begin(self, view: DebriefView, member: ClientId | None = None) -> None:
        """Start on a session, with the progress note in view, and an addendum that was begun and not signed.

        With ``member`` the note about that member is in view.
        """
        draft = addendum_draft(view.notes)
        text, reason = self._waiting("addendum", (draft.text, draft.reason) if draft else ("", ""))
        self.panel.signed.form.show_draft(text, reason, draft.written_at if draft else None)
        self.panel.signed.form.setVisible(bool(text or reason))
        if member != self._member:
            self._member = member
            self.read_again(view)
        self.panel.show_part(process=False, signed=view.signed is not None)

    def turn_to(self, changes: Iterable[Difference]) -> None:
        """Bring the first note among ``changes``, which were taken back, to the front."""
        row = next((one.before or one.after for one in changes if one.part is Part.NOTE), None)
        if row is not None:
            self._member = ClientId(row["member_id"]) if row["member_id"] else None
            self.panel.show_part(process=row["kind"] == NoteKind.PROCESS, signed=False)

    def read_again(self, view: DebriefView) -> None:
        """Show the notes of a session as they now stand."""
        if self._view is None or self._view.session.id != view.session.id:
            self._member = None
        self._view = view
        note = self.panel
        note.plan.show_plan(view.previous.number if view.previous else None, view.previous_plan)
        self._show_members(view)
        progress = _note(view, NoteKind.PROGRESS, self._member)
        if view.signed is not None:
            self._show_signed(view, progress)
        else:
            text, note_format = self._waiting("progress", (progress.text, progress.format) if progress else ("", None))
            form = form_of(text, note_format) if note_format else view.usual_form
            self._show_boxes(text, form)
        process = _note(view, NoteKind.PROCESS)
        note.process.show_text(self._waiting("process", process.text if process else ""))
        note.show_part(process=note.shows_process, signed=view.signed is not None)

    def _show_signed(self, view: DebriefView, progress: Note | None) -> None:
        if progress is None or view.signed is None:
            self.panel.signed.show_nothing("No note was written about this member.")
        else:
            addenda = [one for one in view.notes if one.kind is NoteKind.ADDENDUM and one.signed_at]
            late = late_words(view.session, progress, self._ctx.desk.preferences[LATE_DAYS])
            self.panel.signed.show_note(progress, addenda if progress.member is None else (), late)

    def _show_members(self, view: DebriefView) -> None:
        choices = [self._choice(view, WHOLE, view.client.kind.value.capitalize())]
        if view.session.format is not ClientKind.INDIVIDUAL:
            belonged = self._ctx.desk.grouping.members_on(view.client.id, view.session.held_on)
            about = {note.member for note in view.notes if note.member is not None} - {one.id for one in belonged}
            # Who belonged no more after the day was changed keeps the note that was begun.
            earlier = [one for one in self._ctx.desk.reviewing.members(view.client.id) if one.id in about]
            choices += [self._choice(view, one.id, one.code) for one in dict.fromkeys((*belonged, *earlier))]
        if all(choice.key != (self._member or WHOLE) for choice in choices):
            self._member = None
        self.panel.members.show_choices(choices, self._member or WHOLE)

    def _choice(self, view: DebriefView, key: int, words: str) -> Choice:
        member = ClientId(key) if key else None
        note = _note(view, NoteKind.PROGRESS, member)
        kept = (note.text, note.format) if note else ("", NoteFormat.FREE)
        text, note_format = self._keeper.value(self._note_key(member), kept)
        return Choice(key, words, says_something(text, note_format))

    def _show_boxes(self, text: str, form: Form, written_as: NoteFormat | None = None) -> None:
        note = self.panel
        self._form = form
        note.show_formats(self._ctx.desk.templates.all(), form)
        note.boxes.show_sections(boxes(text, form, written_as), max(1, len(form.headings)))

    def _waiting(self, what: str, kept: Any) -> Any:
        """What was entered but could not be kept yet goes before what the record holds."""
        return self._keeper.value(self._key(what), kept)

    def _key(self, what: str) -> tuple[object, ...]:
        return self._note_key(self._member) if what == "progress" else (what, self._session)

    def _note_key(self, member: ClientId | None) -> tuple[object, ...]:
        return ("progress", self._session, member)

    @property
    def _session(self) -> SessionId:
        return self._shown.session.id

    @property
    def _shown(self) -> DebriefView:
        if self._view is None:
            raise LookupError("no session is shown")
        return self._view

    def _write_progress(self) -> None:
        session, member = self._session, self._member

        def save(note: tuple[str, NoteFormat]) -> None:
            self._ctx.desk.noting.write(session, NoteKind.PROGRESS, *note, member=member)

        text, note_format = text_of(self.panel.boxes.sections, self._form), self._form.format
        self._keeper.put(self._key("progress"), (text, note_format), save)
        self.panel.members.mark(member or WHOLE, written=says_something(text, note_format))

    def _on_boxes_edited(self, _nothing: object) -> None:
        self._write_progress()

    def _on_format_chosen(self, chosen: str) -> None:
        if chosen == MANAGE:
            self._manage_templates()
        elif chosen.startswith(TEMPLATE):
            wanted = TemplateId(int(chosen.removeprefix(TEMPLATE)))
            template = next(one for one in self._ctx.desk.templates.all() if one.id == wanted)
            self._write_under(Form(NoteFormat.OWN, template.headings))
        elif chosen != NoteFormat.OWN:
            self._write_under(shipped(NoteFormat(chosen)))

    def _write_under(self, form: Form) -> None:
        before = self._form.format
        text = text_of(self.panel.boxes.sections, self._form)
        text = text if says_something(text, before) else ""
        self._show_boxes(text, form, before)
        if text or form.format is NoteFormat.OWN or _note(self._shown, NoteKind.PROGRESS, self._member):
            self._write_progress()
        self.panel.boxes.focus_first()

    def _manage_templates(self) -> None:
        self._show_formats()
        self.dialog = NoteTemplatesDialog(self._ctx, self.panel)
        self.dialog.changed.connect(self._on_templates_changed)
        self.dialog.open()

    def _on_templates_changed(self, _nothing: object) -> None:
        self._show_formats()

    def _show_formats(self) -> None:
        self.panel.show_formats(self._ctx.desk.templates.all(), self._form)

    def _on_members_chosen(self, member: int) -> None:
        self._keeper.flush()
        self._member = ClientId(member) if member else None
        self.read_again(self._ctx.desk.reviewing.debrief(self._session))
        if self._shown.signed is None:
            self.panel.boxes.focus_first()

    def next_member(self) -> None:
        """Go on to the note about the next member, where there are members and notes about them are in view."""
        if not self.panel.shows_process:
            self.panel.members.step()

    def _on_process_text_changed(self) -> None:
        session = self._session

        def save(text: str) -> None:
            self._ctx.desk.noting.write(session, NoteKind.PROCESS, text, NoteFormat.FREE)

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
            self._ctx.desk.noting.add_addendum(
                self._session, entered.text.toPlainText().strip(), entered.reason.text().strip()
            )
        except DeskError as error:
            entered.reason_field.show_error(str(error))
            return
        self._close_addendum()

    def _on_addendum_edited(self, _nothing: object) -> None:
        session, form = self._session, self.panel.signed.form

        def save(entered: tuple[str, str]) -> None:
            self._ctx.desk.noting.draft_addendum(session, *entered)

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


def _note(view: DebriefView, kind: NoteKind, member: ClientId | None = None) -> Note | None:
    return next((note for note in view.notes if note.kind is kind and note.member == member), None)
