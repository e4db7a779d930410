"""Events, interventions and homework of a session: every change kept at once, removals taken back on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.process import Event, EventKind, Intervention
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.event import CloseRuptureDialog, EventDialog, EventEntry, RuptureEnd
from relationship_desk.ui.dialogs.intervention import InterventionDialog, InterventionEntry
from relationship_desk.ui.pages.debrief import process_lines as lines
from relationship_desk.ui.pages.debrief.homework_lines import DONE, NOT_REVIEWED
from relationship_desk.ui.pages.debrief.keeper import Keeper
from relationship_desk.ui.pages.debrief.process_lines import SessionProcess
from relationship_desk.ui.pages.debrief.process_panel import ProcessPanel
from relationship_desk.ui.pages.debrief.process_row import Line
from relationship_desk.ui.pages.debrief.process_words import EVENT_WORDS, event_note, event_words

Dialog = EventDialog | CloseRuptureDialog | InterventionDialog


@dataclass(frozen=True, slots=True)
class Removed:
    """A row that was taken out, and how it comes back."""

    line: Line
    bring_back: Callable[[], None]


class ProcessPresenter(QObject):
    """Behind one :class:`ProcessPanel`."""

    def __init__(self, panel: ProcessPanel, ctx: Context, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.panel, self._ctx, self._keeper = panel, ctx, keeper
        self._desk = ctx.desk.accompanying
        self._view: DebriefView | None = None
        self._process: SessionProcess | None = None
        self._removed: dict[tuple[str, object], Removed] = {}
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
        for column in (panel.events, panel.interventions):
            column.restored.connect(self._restore)
        panel.undo_asked.connect(self._on_undo_asked)
        panel.last_homework.review.chosen.connect(self._on_review_chosen)
        panel.next_homework.line.textEdited.connect(self._on_following_edited)

    # Showing

    def begin(self, view: DebriefView) -> None:
        """Start on a session; what was removed on an earlier visit stays removed."""
        self._removed.clear()
        self.panel.next_homework.line.setModified(False)
        self.read_again(view)

    def read_again(self, view: DebriefView) -> None:
        """Show the session as it now stands."""
        self._view = view
        numbers = {row.session.id: row.session.number for row in self._ctx.desk.reviewing.sessions(view.client.id)}
        shown = self._process = SessionProcess(self._desk.of(view.client.id), numbers, view.session.id)
        free = view.signed is None
        catalogue, panel = self._ctx.desk.catalogue, self.panel
        events = [lines.event_line(catalogue, one, removable=free) for one in shown.events]
        interventions = [lines.intervention_line(one, removable=free) for one in shown.interventions]
        panel.events.show_lines([*lines.earlier_lines(shown), *self._with_removed(events, "event")])
        panel.interventions.show_lines(self._with_removed(interventions, "intervention"))
        panel.set_read_only(not free)
        panel.can_undo = bool(self._removed) and free
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

    def _with_removed(self, there: list[Line], what: str) -> list[Line]:
        """The rows with those just removed in their old places."""
        gone = [one.line for (kind, _), one in self._removed.items() if kind == what]
        return sorted((*there, *gone), key=_place)

    # Events

    def add_event(self) -> None:
        """Ask what happened; nothing is added to a signed session."""
        if self._view is not None and not self._signed:
            self._edit_event(None)

    def _on_event_opened(self, key: object) -> None:
        event = self._shown.event(key)
        if event.session != self._session or (self._signed and event.event is EventKind.RUPTURE):
            self._close(event)
        elif not self._signed:
            self._edit_event(event)

    def _edit_event(self, event: Event | None) -> None:
        self._editing = event
        ends_here = event is None or event.ended_session in (None, self._shown.number)
        dialog = EventDialog(
            self._ctx.desk.catalogue, EVENT_WORDS, event, ends_here=ends_here, parent=self.panel.window()
        )
        dialog.agreed.connect(self._on_event_agreed)
        self._open(dialog)

    def _on_event_agreed(self, entry: EventEntry) -> None:
        old = self._editing if isinstance(self._editing, Event) else None

        def save() -> None:
            end = self._shown.number if entry.ended else None
            repair = entry.repair
            if old is not None and old.ended_session not in (None, self._shown.number):
                end, repair = old.ended_session, old.repair
            added = self._desk.add_event(
                self._session,
                entry.event,
                kind=entry.kind,
                markers=entry.markers,
                severity=entry.severity,
                tried=entry.tried,
                note=entry.note,
            )
            if end is not None and entry.event is EventKind.RUPTURE:
                self._desk.close_rupture(added.id, end, repair, entry.tried)
            if old is not None:
                self._desk.remove_event(old.id)

        self._agree(save)

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

        def bring_back() -> None:
            back = self._desk.add_event(
                event.session,
                event.event,
                kind=event.kind,
                markers=event.markers,
                severity=event.severity,
                tried=event.tried,
                note=event.note,
            )
            if event.ended_session is not None:
                self._desk.close_rupture(back.id, event.ended_session, event.repair)

        line = lines.event_line(self._ctx.desk.catalogue, event, removable=True)
        self._take_out("event", line, remove, bring_back)

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
        known = lines.known_interventions(self._ctx.desk.catalogue, self._shown.process)
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

        def bring_back() -> None:
            self._desk.put_intervention(one.session, one.intervention, one.kind, one.adherence)

        self._take_out("intervention", lines.intervention_line(one, removable=True), remove, bring_back)

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
            save()
        except DeskError as error:
            if dialog is not None:
                dialog.show_error(str(error))
            return
        if dialog is not None:
            dialog.accept()
        self._kept()

    def _take_out(self, kind: str, line: Line, remove: Callable[[], None], bring_back: Callable[[], None]) -> None:
        self._removed[kind, line.key] = Removed(replace(line, removed=True), bring_back)
        if not self._try(remove):
            self._removed.pop((kind, line.key), None)

    def _restore(self, key: object) -> None:
        kind = "event" if self.sender() is self.panel.events else "intervention"
        self._bring_back((kind, key))

    def _on_undo_asked(self) -> None:
        if self._removed:
            self._bring_back(next(reversed(self._removed)))

    def _bring_back(self, key: tuple[str, object]) -> None:
        removed = self._removed.pop(key)
        if not self._try(removed.bring_back):
            self._removed[key] = removed

    def _try(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except DeskError as error:
            self._ctx.shell.show_message(str(error))
            return False
        self._kept()
        return True

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


def _place(line: Line) -> int:
    return line.key if isinstance(line.key, int) else 0
