"""What the debrief does: reads a session, keeps what is entered, signs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.session_state import Difference
from relationship_desk.domain.vocabulary import Focus
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.hand_over import HandOverDialog
from relationship_desk.ui.hub import Published
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.kept_status import KeptStatus
from relationship_desk.ui.pages.debrief.approach_panel import NOT_SAID as NO_FOCUS
from relationship_desk.ui.pages.debrief.directiveness_line import NOT_SAID
from relationship_desk.ui.pages.debrief.forms_presenter import FormsPresenter
from relationship_desk.ui.pages.debrief.frame_presenter import FramePresenter
from relationship_desk.ui.pages.debrief.intention_presenter import IntentionPresenter
from relationship_desk.ui.pages.debrief.note_presenter import NotePresenter
from relationship_desk.ui.pages.debrief.process_presenter import ProcessPresenter
from relationship_desk.ui.pages.debrief.rating_presenter import RatingPresenter
from relationship_desk.ui.pages.debrief.undo_presenter import UndoPresenter
from relationship_desk.ui.pages.debrief.view import DebriefForm
from relationship_desk.ui.pages.debrief.words import frame_words

ASKED = frozenset({"rupture", "ended"})
"""What a place can have one asked about on arrival, once."""


class DebriefPresenter(QObject):
    """Behind one :class:`DebriefForm`. It shows one session at a time."""

    def __init__(self, form: DebriefForm, ctx: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form, self._ctx = form, ctx
        self.keeper = Keeper(self)
        self._kept = KeptStatus(self.keeper, ctx, "debrief")
        self.note = NotePresenter(form.note, ctx, self.keeper, self)
        self.ratings = RatingPresenter(form.ratings, ctx, self.keeper, self)
        self.frame = FramePresenter(form, ctx, self)
        self.intentions = IntentionPresenter(form.note.intentions, ctx, self.keeper, self)
        self.forms = FormsPresenter(form, ctx, self.keeper, self.ratings)
        self.undo = UndoPresenter(form, ctx, self.keeper, self)
        self.process = ProcessPresenter(form.ratings.process, ctx, self.keeper, self.undo, self)
        self._view: DebriefView | None = None
        self.handing_over: HandOverDialog | None = None
        """The last one that asked what the client is to fill in."""
        self._narrow = False
        self._connect()

    def _connect(self) -> None:
        form = self.form
        form.back.clicked.connect(self._ctx.shell.go_back)
        self.frame.edited.connect(self._on_frame_edited)
        self.frame.moved.connect(self._on_frame_moved)
        for button in (form.hand_over, form.hand_over_short):
            button.clicked.connect(self._on_hand_over_clicked)
        for button in (form.next, form.next_short):
            button.clicked.connect(self._on_next_clicked)
        form.sign.clicked.connect(self.sign)
        form.add_addendum.clicked.connect(self.note.start_addendum)
        if form.nothing.button is not None:
            form.nothing.button.clicked.connect(self._on_nothing_clicked)
        self.note.added.connect(self._on_note_added)
        self.undo.restored.connect(self._on_undo_restored)
        approach = form.ratings.approach
        approach.directiveness.changed.connect(self._on_directiveness_changed)
        approach.focus.chosen.connect(self._on_focus_chosen)
        form.ratings.perspective_chosen.connect(self._on_perspective_chosen)
        self._ctx.hub.changed.connect(self._on_hub_changed)
        for key, slot in (
            ("Alt+R", form.ratings.show_ratings),
            ("Alt+T", self.note.focus),
            ("Alt+E", self._on_event_asked),
            ("Alt+I", self._on_intervention_asked),
        ):
            QShortcut(QKeySequence(key), form).activated.connect(slot)
        for part, next_member in ((form.note, self.note.next_member), (form.ratings, self.ratings.next_member)):
            shortcut = QShortcut(QKeySequence("Alt+M"), part)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(next_member)

    # Coming and going

    def show(self, **where: object) -> None:
        """Show the session ``session``; without one, the newest that is not signed."""
        self.keeper.flush()
        wanted = where.get("session")
        session = SessionId(wanted) if isinstance(wanted, int) else self._newest_draft()
        try:
            view = self._ctx.desk.reviewing.debrief(session) if session is not None else None
        except DeskError as error:
            self._ctx.shell.show_message(str(error))
            view = None
        self._view = view
        self.undo.begin(view)
        self.form.show_form(there=view is not None)
        if view is None:
            self.frame.read_again(None)
        else:
            self._show_view(view)
            member = where.get("member")
            self.note.begin(view, ClientId(member) if isinstance(member, int) else None)
            self.ratings.begin(view)
            self.forms.begin(view)
            self.process.begin(view)
            self._show_rating_keys()
            if ASKED & where.keys():
                self.form.ratings.show_process()
                self.process.ask_about(where)

    def leave(self) -> None:
        """Keep everything and work out what the session means for the client."""
        self.keeper.flush()
        if self._view is not None:
            self._evaluate(self._view.client.id)

    def set_size(self, *, narrow: bool, compact: bool) -> None:
        """Fit a window that is ``narrow``, or for any reason too small for everything at once."""
        self._narrow = narrow
        self.form.set_narrow(compact)
        if self._view is not None:
            self._show_head(self._view)

    def _newest_draft(self) -> SessionId | None:
        drafts = self._ctx.desk.reviewing.today().drafts
        return drafts[0].session.id if drafts else None

    def _evaluate(self, client: ClientId) -> None:
        try:
            self._ctx.desk.prompting.evaluate(client)
        except DeskError as error:
            self._ctx.shell.show_message(str(error))

    # Showing

    def _show_view(self, view: DebriefView) -> None:
        self._show_head(view)
        self.note.read_again(view)
        self.intentions.read_again(view)
        signed = view.signed is not None
        self.form.show_signed(signed=signed)
        self.frame.read_again(view)
        self._ctx.shell.status.show_hint("Signed" if signed else "Not signed. F1 lists the keys.")
        not_held = "" if view.session.attendance.took_place else "This session was not held."
        for button in (self.form.hand_over, self.form.hand_over_short):
            button.set_blocked(not_held)
        approach = self.form.ratings.approach
        approach.setEnabled(not signed)
        approach.directiveness.show_score(self._waiting("directiveness", view.session.directiveness))
        focus = self._waiting("focus", view.session.focus)
        approach.focus.choose(focus.value if focus else NO_FOCUS)
        more = any(draft.session.id != view.session.id for draft in self._ctx.desk.reviewing.today().drafts)
        for button in (self.form.next, self.form.next_short):
            button.set_blocked("" if more else "No other session waits to be signed.")

    def _show_rating_keys(self) -> None:
        self.form.show_rating_keys(rates=not self.form.ratings.table.read_only)

    def _on_perspective_chosen(self, _perspective: str) -> None:
        self._show_rating_keys()

    @property
    def signed(self) -> bool:
        """Whether the session shown is signed."""
        return self._view is not None and self._view.signed is not None

    def _show_head(self, view: DebriefView) -> None:
        words = frame_words(view, short=self._narrow)
        self.form.head.show_title(view.client.code, words, lighter=f"Session {view.session.number}")

    def _waiting(self, what: str, kept: Any) -> Any:
        """What was entered but could not be kept yet goes before what the record holds."""
        return self.keeper.value(self._key(what), kept)

    def _key(self, what: str) -> tuple[str, SessionId]:
        return (what, self._session)

    @property
    def _session(self) -> SessionId:
        return self._shown.session.id

    # Entering

    def _on_directiveness_changed(self, tenths: int) -> None:
        session = self._session

        def save(score: Tenths | None) -> None:
            self._ctx.desk.recording.save_directiveness(session, score)

        self.keeper.put_now(self._key("directiveness"), None if tenths == NOT_SAID else Tenths(tenths), save)

    def _on_focus_chosen(self, chosen: str) -> None:
        session = self._session

        def save(focus: Focus | None) -> None:
            self._ctx.desk.recording.save_focus(session, focus)

        self.keeper.put_now(self._key("focus"), None if chosen == NO_FOCUS else Focus(chosen), save)

    def _on_event_asked(self) -> None:
        self.form.ratings.show_process()
        self.process.add_event()

    def _on_intervention_asked(self) -> None:
        self.form.ratings.show_process()
        self.process.add_intervention()

    # The frame of the session

    def _on_frame_edited(self, _nothing: object) -> None:
        self._read_again()
        self._kept.show_kept()

    def _on_frame_moved(self, _nothing: object) -> None:
        self.show(session=self._session)

    # Handing over

    def _on_hand_over_clicked(self) -> None:
        view = self._shown
        dialog = self.handing_over = HandOverDialog(self._ctx, view.client, view.session, self.form)
        dialog.accepted.connect(self._on_handing_over_accepted)
        dialog.open()

    def _on_handing_over_accepted(self) -> None:
        if self.handing_over is not None and self.handing_over.form is not None:
            self._ctx.shell.hand_over_requested.emit(self.handing_over.form)

    # Signing

    def sign(self) -> None:
        """Keep everything, sign, and work out what the session means for the client."""
        if self._view is None or self._view.signed is not None or not self.keeper.flush():
            return
        try:
            self._ctx.desk.noting.sign(self._session)
        except DeskError as error:
            self._ctx.shell.show_message(str(error))
            return
        self._evaluate(self._view.client.id)
        self._read_again()
        self.undo.begin(self._view)

    def _on_note_added(self, _nothing: object) -> None:
        self._read_again()
        self.form.add_addendum.setFocus()

    # Going on

    def _on_next_clicked(self) -> None:
        drafts = [draft.session.id for draft in self._ctx.desk.reviewing.today().drafts]
        place = drafts.index(self._session) + 1 if self._session in drafts else 0
        following = [session for session in (*drafts[place:], *drafts[:place]) if session != self._session]
        if following:
            self._ctx.shell.go("debrief", session=following[0])

    def _on_nothing_clicked(self) -> None:
        self._ctx.shell.go("clients")

    # What became of it

    def _on_hub_changed(self, published: Published) -> None:
        """Read again what came from elsewhere; the note is only ever written here."""
        if self._view is None or not self.form.isVisible():
            return
        self.undo.changed(published.changes, self._view)
        if self.keeper.writing:
            return
        if self._view.session.id in published.changes.sessions:
            view = self._ctx.desk.reviewing.debrief(self._session)
            self.ratings.read_again(view)
            self.process.read_again(view)

    def _on_undo_restored(self, changes: tuple[Difference, ...]) -> None:
        """Show what was put back where it stands, without moving the focus from the box one writes in."""
        note = self.form.note
        focused = ((place, box.textCursor().position()) for place, box in enumerate(note.boxes.edits) if box.hasFocus())
        written = next(focused, None)
        self.note.turn_to(changes)
        self.ratings.turn_to(changes)
        self.process.forget_typing()
        self._read_again()
        if written is not None:
            place, position = written
            box = note.boxes.edits[min(place, len(note.boxes.edits) - 1)]
            cursor = box.textCursor()
            cursor.setPosition(min(position, len(box.toPlainText())))
            box.setTextCursor(cursor)
            box.setFocus()

    def _read_again(self) -> None:
        view = self._view = self._ctx.desk.reviewing.debrief(self._session)
        self._show_view(view)
        self.forms.begin(view)
        self.ratings.read_again(view)
        self.process.read_again(view)
        self._show_rating_keys()

    @property
    def _shown(self) -> DebriefView:
        if self._view is None:
            raise LookupError("no session is shown")
        return self._view
