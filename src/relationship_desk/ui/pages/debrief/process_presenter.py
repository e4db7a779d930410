"""Events, interventions and homework of a session: every change kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.process import Event, EventKind, Intervention, RuptureKind
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.services.rupture_paths import not_recorded
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.event import CloseRuptureDialog, EventDialog, EventEntry, RuptureEnd
from relationship_desk.ui.dialogs.intervention import InterventionDialog, InterventionEntry
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.pages.debrief import process_lines as lines
from relationship_desk.ui.pages.debrief.homework_lines import DONE, NOT_REVIEWED
from relationship_desk.ui.pages.debrief.process_lines import SessionProcess
from relationship_desk.ui.pages.debrief.process_panel import ProcessPanel
from relationship_desk.ui.pages.debrief.process_words import EVENT_WORDS, event_note, event_words
from relationship_desk.ui.pages.debrief.undo_presenter import UndoPresenter

Dialog = EventDialog | CloseRuptureDialog | InterventionDialog


class ProcessPresenter(QObject):
    """Behind one :class:`ProcessPanel`."""

    def __init__(
        self, panel: ProcessPanel, ctx: Context, keeper: Keeper, undo: UndoPresenter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.panel, self._ctx, self._keeper, self._undo = panel, ctx, keeper, undo
        self._desk = ctx.desk.accompanying
        self._view: DebriefView | None = None
        self._possible: int | None = None
        self._process: SessionProcess | None = None
        self._dialog: Dialog | None = None
        self._editing: Event | Intervention | None = None
        self._connect()

    def _connect(self) -> None:
        panel = self.panel
        panel.events.asked.connect(self.add_event)
        panel.events.opened.connect(self._on_event_opened)
        panel.events.removed.connect(self._on_event_removed)
        panel.interventions.asked.connect(self.add_intervention)
        panel.interventions.opened.connect(self._on_intervention_opened)
        panel.interventions.removed.connect(self._on_intervention_removed)
        panel.last_homework.review.chosen.connect(self._on_review_chosen)
        panel.next_homework.line.textEdited.connect(self._on_following_edited)

    # Showing

    def begin(self, view: DebriefView) -> None:
        """Start on a session."""
        self.forget_typing()
        prompting, free = self._ctx.desk.prompting, view.signed is None
        number = view.session.number
        self._possible = not_recorded(prompting.analysis(view.client.id), number) if free else None
        self.read_again(view)

    def forget_typing(self) -> None:
        """Show what the record holds even where one has just been typing."""
        self.panel.next_homework.line.setModified(False)

    def read_again(self, view: DebriefView) -> None:
        """Show the session as it now stands."""
        self._view = view
        numbers = {row.session.id: row.session.number for row in self._ctx.desk.reviewing.sessions(view.client.id)}
        shown = self._process = SessionProcess(self._desk.of(view.client.id), numbers, view.session.id, self._possible)
        free = view.signed is None
        catalogue, panel = self._ctx.desk.catalogue, self.panel
        events = [lines.event_line(catalogue, one, removable=free) for one in shown.events]
        interventions = [lines.intervention_line(one, removable=free) for one in shown.interventions]
        possible = lines.possible_lines(shown) if free else []
        panel.events.show_lines([*possible, *lines.earlier_lines(shown), *events])
        panel.interventions.show_lines(interventions)
        panel.set_read_only(not free)
        self._show_homework(shown, free=free)
        panel.counted.emit(len(shown.events) + len(shown.interventions))

    def _show_homework(self, shown: SessionProcess, *, free: bool) -> None:
        panel, last = self.panel, shown.last_homework
        panel.last_homework.show_homework(last.text if last else "", last.done if last else None)
        panel.last_homework.review.setEnabled(free)
        kept = "; ".join(one.text for one in shown.set_here)
        panel.next_homework.show_homework(self._keeper.value(self._homework_key, kept))
        panel.next_homework.setVisible(free or bool(kept))
        reviewed = any(one.reviewed_session is not None for one in shown.set_here)
        panel.next_homework.line.setReadOnly(not free or reviewed)

    # Events

    def add_event(self) -> None:
        """Ask what happened; nothing is added to a signed session."""
        if self._view is not None and not self._signed:
            self._edit_event(None)

    def ask_about(self, where: Mapping[str, object]) -> None:
        """Ask what ``where`` names: under ``rupture`` a new one, by how it showed, under ``ended`` how one ended."""
        kind, ended = where.get("rupture"), where.get("ended")
        if isinstance(kind, str):
            self.add_rupture(RuptureKind(kind) if kind else None)
        elif ended is not None:
            self._on_event_opened(ended)

    def add_rupture(self, kind: RuptureKind | None) -> None:
        """Ask about a rupture that showed as ``kind``; nothing is added to a signed session."""
        if self._view is not None and not self._signed:
            self._edit_event(None).begin_rupture(kind)

    def _on_event_opened(self, key: object) -> None:
        if key == lines.POSSIBLE:
            self.add_rupture(None)
            return
        event = self._shown.event(key)
        if event.session != self._session or (self._signed and event.event is EventKind.RUPTURE):
            self._close(event)
        elif not self._signed:
            self._edit_event(event)

    def _edit_event(self, event: Event | None) -> EventDialog:
        self._editing = event
        ends_here = event is None or event.ended_session in (None, self._shown.number)
        dialog = EventDialog(
            self._ctx.desk.catalogue, EVENT_WORDS, event, ends_here=ends_here, parent=self.panel.window()
        )
        dialog.agreed.connect(self._on_event_agreed)
        self._open(dialog)
        return dialog

    def _on_event_agreed(self, entry: EventEntry) -> None:
        old = self._editing if isinstance(self._editing, Event) else None

        def save() -> None:
            if old is None:
                self._add_event(entry)
            else:
                self._desk.edit_event(self._edited(old, entry))

        self._agree(save)

    def _add_event(self, entry: EventEntry) -> None:
        added = self._desk.add_event(
            self._session,
            entry.event,
            kind=entry.kind,
            markers=entry.markers,
            severity=entry.severity,
            tried=entry.tried,
            note=entry.note,
        )
        if entry.ended:
            self._desk.close_rupture(added.id, self._shown.number, entry.repair, entry.tried)

    def _edited(self, old: Event, entry: EventEntry) -> Event:
        """``old`` as the dialog was left; an end that a later session has set stays."""
        number = self._shown.number
        here = old.ended_session in (None, number)
        return replace(
            old,
            event=entry.event,
            kind=entry.kind,
            markers=entry.markers,
            severity=entry.severity,
            tried=entry.tried,
            note=entry.note,
            ended_session=(number if entry.ended else None) if here else old.ended_session,
            repair=entry.repair if here else old.repair,
        )

    def _close(self, rupture: Event) -> None:
        if rupture.ended_session not in (None, self._shown.number):
            return
        self._editing = rupture
        catalogue = self._ctx.desk.catalogue
        number = self._shown.numbers[rupture.session]
        note = event_note(catalogue, replace(rupture, ended_session=None))
        words = f"{event_words(rupture)}, in session {number}" + (f": {note}" if note else "")
        dialog = CloseRuptureDialog(catalogue, rupture, words, self.panel.window())
        dialog.agreed.connect(self._on_close_agreed)
        self._open(dialog)

    def _on_close_agreed(self, end: RuptureEnd) -> None:
        rupture = self._editing
        if not isinstance(rupture, Event):
            return

        def save() -> None:
            self._desk.close_rupture(rupture.id, self._shown.number, end.repair, end.tried)

        self._agree(save)

    def _on_event_removed(self, key: object) -> None:
        event = self._shown.event(key)

        def remove() -> None:
            self._desk.remove_event(event.id)

        self._take_out(event_words(event), remove)

    # Interventions

    def add_intervention(self) -> None:
        """Ask what was done; nothing is added to a signed session."""
        if self._view is not None and not self._signed:
            self._edit_intervention(None)

    def _on_intervention_opened(self, key: object) -> None:
        if not self._signed:
            self._edit_intervention(self._shown.intervention(key))

    def _edit_intervention(self, intervention: Intervention | None) -> None:
        self._editing = intervention
        known = self._ctx.desk.planning.known_names(self._seen.client.id)
        dialog = InterventionDialog(known, intervention, self.panel.window())
        dialog.agreed.connect(self._on_intervention_agreed)
        self._open(dialog)

    def _on_intervention_agreed(self, entry: InterventionEntry) -> None:
        old = self._editing if isinstance(self._editing, Intervention) else None

        def save() -> None:
            self._desk.put_intervention(self._session, entry.intervention, entry.kind, entry.adherence)
            if old is not None and (old.intervention, old.kind) != (entry.intervention, entry.kind):
                self._desk.remove_intervention(self._session, old.id)

        self._agree(save)

    def _on_intervention_removed(self, key: object) -> None:
        one = self._shown.intervention(key)

        def remove() -> None:
            self._desk.remove_intervention(one.session, one.id)

        self._take_out(one.intervention, remove)

    # Homework

    def _on_review_chosen(self, choice: str) -> None:
        last = self._shown.last_homework
        if last is None:
            return
        session, done = self._session, None if choice == NOT_REVIEWED else choice == DONE

        def save(said: bool | None) -> None:
            self._desk.review_homework(last, session, said)

        self._keeper.put_now(("homework-review", session), done, save)

    def _on_following_edited(self, text: str) -> None:
        session, client = self._session, self._seen.client.id

        def save(words: str) -> None:
            with self._undo.together():
                for old in self._desk.of(client).homework:
                    if old.session == session:
                        self._desk.remove_homework(old)
                if words.strip():
                    self._desk.set_homework(session, words)

        self._keeper.put(self._homework_key, text, save)

    @property
    def _homework_key(self) -> tuple[str, int]:
        return ("homework", self._session)

    # Keeping

    def _open(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _agree(self, save: Callable[[], None]) -> None:
        """Keep what a dialog was left with; it stays open with the reason when that does not go through."""
        dialog = self._dialog
        try:
            with self._undo.together():
                save()
        except DeskError as error:
            if dialog is not None:
                dialog.show_error(str(error))
            return
        if dialog is not None:
            dialog.accept()
        self._kept()

    def _take_out(self, words: str, remove: Callable[[], None]) -> None:
        try:
            remove()
        except DeskError as error:
            self._ctx.shell.show_message(str(error))
            return
        self._kept()
        self._ctx.shell.status.show_hint(f"Removed: {words}. Ctrl+Z takes it back.")

    def _kept(self) -> None:
        self.read_again(self._seen)
        self._ctx.shell.status.show_saved(self._ctx.desk.now().time())

    @property
    def _session(self) -> SessionId:
        return self._seen.session.id

    @property
    def _signed(self) -> bool:
        return self._seen.signed is not None

    @property
    def _seen(self) -> DebriefView:
        if self._view is None:
            raise LookupError("no session is shown")
        return self._view

    @property
    def _shown(self) -> SessionProcess:
        if self._process is None:
            raise LookupError("no session is shown")
        return self._process
