"""What the supervision page does: keep the preview true to the choices, and write the PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services.rupture_paths import FLAG
from relationship_desk.services.summarising import Request
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import names
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Published
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.kept_status import KeptStatus
from relationship_desk.ui.pages.supervision.choices import EXPLAINED, FULL
from relationship_desk.ui.pages.supervision.identity_check import Marked, marked, said_of
from relationship_desk.ui.pages.supervision.view import READING, SupervisionView
from relationship_desk.ui.shell.page import KeyLine, Page
from relationship_desk.ui.widgets.file_dialog import save_dialog

SETTLE = 300
"""Milliseconds without a change before the pages are drawn again."""
NO_CLIENT = "No clients yet. A summary needs one with a session."
NAME_PRINTED = f"With full identity the name is printed, and names are hidden. {names.KEY} shows them."
_HINT = "Tab through the choices, PgUp and PgDn turn the pages, Ctrl+E exports"
_STAND_IN = "QF-00"
"""Stands in the preview for the code that is drawn at export."""
ASKED = "The rupture of session {session} is not repaired yet. How to go on?"
_COUNTED = ("ruptures", "goals", "profile", "prompts")
"""The parts that say how much there is of them."""
_STANDING = (PromptStatus.OPEN, PromptStatus.DEFERRED, PromptStatus.ACCEPTED)


class SupervisionPage(Page):
    """``client`` in the place to arrive at chooses that client."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._supervising = context.desk.supervising
        self.view = SupervisionView()
        self.column.addWidget(self.view)
        self._history: History | None = None
        self._keeper = Keeper(self)
        self._kept = KeptStatus(self._keeper, context, "supervision")
        self._wanted = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self._draw)
        self._dialog: QFileDialog | None = None
        self._connect()

    def _connect(self) -> None:
        choices, bar = self.view.choices, self.view.bar
        choices.client.currentIndexChanged.connect(self._on_client_chosen)
        choices.first.valueChanged.connect(self._on_sessions_changed)
        choices.last.valueChanged.connect(self._on_sessions_changed)
        choices.identity.chosen.connect(self._on_identity_chosen)
        for box in choices.parts.values():
            box.toggled.connect(self._on_changed)
        choices.question.textChanged.connect(self._on_question_changed)
        choices.flag.clicked.connect(self._on_flag_clicked)
        bar.back.clicked.connect(self._on_back_clicked)
        bar.on.clicked.connect(self._on_on_clicked)
        bar.zoom.currentIndexChanged.connect(self._on_zoom_chosen)
        self.view.preview.turned.connect(self._on_preview_turned)
        self.view.preview.resized.connect(self._on_preview_resized)
        self.view.export.clicked.connect(self._on_export_clicked)
        self._context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self.hint_changed.emit(_HINT)
        wanted = where.get("client")
        self._list_clients(ClientId(wanted) if isinstance(wanted, int) else self._client)
        self._show_question()
        self._read_client()

    @override
    def leave(self) -> None:
        self._settle.stop()
        self._keeper.flush()
        self._context.shell.clear_message("supervision")

    @property
    @override
    def unsaved(self) -> bool:
        return self._keeper.failed

    @override
    def first_focus(self) -> QWidget:
        return self.view.choices.client

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.view.choices, self.view.bar, self.view.preview, self.view.head)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (KeyLine("PgUp, PgDn", "Turn the pages"), KeyLine("Ctrl+E", "Export the PDF"))

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if hasattr(self, "view"):
            self.view.set_narrow(narrow)

    # Choices

    @property
    def _client(self) -> ClientId | None:
        data = self.view.choices.client.currentData()
        return None if data is None else ClientId(data)

    @property
    def request(self) -> Request | None:
        """What is asked for as the choices stand; None without a client."""
        client, choices = self._client, self.view.choices
        if client is None:
            return None
        return Request(
            client=client,
            sessions_from=choices.first.value(),
            sessions_to=choices.last.value(),
            full_identity=choices.identity.choice == FULL,
            question=choices.question.toPlainText(),
            trends=choices.parts["trends"].isChecked(),
            ruptures=choices.parts["ruptures"].isChecked(),
            goals=choices.parts["goals"].isChecked(),
            profile=choices.parts["profile"].isChecked(),
            prompts=choices.parts["prompts"].isChecked(),
        )

    @property
    def _unrepaired(self) -> int | None:
        """The session in which a rupture began that has stayed open for long, by the prompt that says so."""
        prompts = self._history.prompts if self._history else ()
        flagged = [one for one in prompts if one.rule == FLAG and one.status in _STANDING]
        return next((point.session for one in flagged for point in one.because if point.session is not None), None)

    def _list_clients(self, chosen: ClientId | None) -> None:
        combo = self.view.choices.client
        combo.blockSignals(True)
        combo.clear()
        clients = [row.client for row in self._context.desk.reviewing.clients()]
        for client in sorted(clients, key=lambda one: one.code):
            combo.addItem(f"{client.code}, {client.kind.value}", client.id)
        place = combo.findData(chosen)
        combo.setCurrentIndex(max(place, 0) if combo.count() else -1)
        combo.blockSignals(False)

    def _read_client(self) -> None:
        """Read the record of the chosen client; the sessions run over all of it until others are chosen."""
        client, before = self._client, self._history
        self._history = self._context.desk.reviewing.history(client) if client is not None else None
        anew = before is None or before.client_id != client
        self._show_range(anew=anew or not (before and before.attended))
        self._show_notes()
        self._ask()

    def _show_question(self) -> None:
        """Show what was typed about the chosen client: nothing of it goes into the summary of another."""
        client, question = self._client, self.view.choices.question
        kept = self._context.desk.filing.details(client).supervision if client is not None else ""
        question.blockSignals(True)
        question.setPlainText(self._keeper.value(client, kept))
        question.blockSignals(False)

    def _show_range(self, *, anew: bool) -> None:
        """Let the sessions be chosen from all there are; a range up to the latest goes on to those held since."""
        choices = self.view.choices
        attended = self._history.attended if self._history else ()
        for field in (choices.first, choices.last):
            field.setEnabled(bool(attended))
        if not attended:
            return
        to_the_end = anew or choices.last.value() == choices.last.maximum()
        for field in (choices.first, choices.last):
            field.blockSignals(True)
            field.setRange(attended[0].number, attended[-1].number)
        if anew:
            choices.first.setValue(attended[0].number)
        if to_the_end:
            choices.last.setValue(attended[-1].number)
        for field in (choices.first, choices.last):
            field.blockSignals(False)

    def _show_notes(self) -> None:
        """Show the weeks that the sessions fall in, and how much there is of each part."""
        choices, history = self.view.choices, self._history
        choices.show_flag(self._unrepaired)
        if history is None:
            choices.weeks.show_text("")
            return
        first, last = choices.first.value(), choices.last.value()
        held = [session for session in history.attended if first <= session.number <= last]
        weeks = (history.week(held[0].held_on), history.week(held[-1].held_on)) if held else None
        choices.weeks.show_text(f"weeks {weeks[0]}–{weeks[1]}" if weeks else "no session held")
        for key, count in self._counts().items():
            choices.show_note(key, str(count) if count else "none")

    def _counts(self) -> Mapping[str, int]:
        """How much the summary would hold of each part, if every part was in it."""
        request = self.request
        if request is None:
            return {}
        every_part = Request(request.client, request.sessions_from, request.sessions_to)
        try:
            found = self._supervising.summary(every_part)
        except DeskError:
            return dict.fromkeys(_COUNTED, 0)
        return {part: len(getattr(found, part)) for part in _COUNTED}

    # Preview

    def _ask(self) -> None:
        """Draw the pages again once nothing has changed for a moment."""
        self._wanted += 1
        self._settle.start()

    def _draw(self) -> None:
        request = self.request
        if request is None:
            self._refuse(NO_CLIENT)
            return
        if request.full_identity and self._context.desk.preferences[NAMES_HIDDEN]:
            self._refuse(NAME_PRINTED)
            return
        try:
            summary = self._supervising.summary(request, None if request.full_identity else _STAND_IN)
        except DeskError as error:
            self._refuse(str(error))
            return
        self._note_identity(marked(summary, self._people()), request)
        if not self.view.preview.pages:
            self.view.show_message(READING)
        ppi = self.view.preview.ppi
        self._context.jobs.run(
            partial(self._pages, request, ppi),
            partial(self._on_drawn, self._wanted),
            partial(self._on_failed, self._wanted),
            title="Drawing the pages",
        )

    def _people(self) -> tuple[Client, ...]:
        """Whom the summary is about: the client, and who belongs to a group, couple or family."""
        if self._history is None:
            return ()
        return (self._history.client, *self._context.desk.reviewing.members(self._history.client_id))

    def _pages(self, request: Request, ppi: float, _progress: Progress) -> tuple[bytes, ...]:
        return self._supervising.pages(request, ppi)

    def _on_drawn(self, wanted: int, pages: tuple[bytes, ...]) -> None:
        if wanted == self._wanted:
            self.view.preview.show_pages(pages)
            self.view.show_preview()
            self.view.export.set_blocked("")

    def _on_failed(self, wanted: int, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        if wanted == self._wanted:
            self._refuse(str(error))

    def _refuse(self, why: str) -> None:
        self.view.preview.show_pages(())
        self.view.show_message(why)
        self.view.bar.note.hide()
        self.view.export.set_blocked(why)

    def _note_identity(self, found: tuple[Marked, ...], request: Request) -> None:
        note = self.view.bar.note
        note.show()
        if request.full_identity:
            note.show_finding("Name and dates are printed. Read it through.", "notice", "eye")
        else:
            note.show_finding(said_of(found), "attention" if found else "notice", "eye")

    # Export

    def _on_export_clicked(self) -> None:
        if self.request is None:
            return
        if self._settle.isActive():  # what was chosen last decides whether it may be printed
            self._settle.stop()
            self._draw()
        if not self.view.export.isEnabled():
            return
        dialog = save_dialog(self, "Export the summary as PDF", "supervision-summary.pdf", "PDF (*.pdf)")
        dialog.fileSelected.connect(self.write)
        self._dialog = dialog
        dialog.open()

    def write(self, file: str) -> None:
        """Write the PDF to ``file``. It takes a fraction of a second and draws a code, so it is done here and now.

        The pointer shows that it is at work: nothing else could, while the window waits.
        """
        request = self.request
        if request is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._supervising.write(request, Path(file), self.view.choices.password.text() or None)
        except DeskError as error:
            self._context.shell.show_message(str(error), key="supervision")
        else:
            self.view.choices.password.clear()
            self._context.shell.show_message(f"{Path(file).name} is written.", "success", key="supervision")
        finally:
            QGuiApplication.restoreOverrideCursor()

    # Signals

    def _on_client_chosen(self, _place: int) -> None:
        self._keeper.flush()
        self._show_question()
        self._read_client()

    def _on_sessions_changed(self, _session: int) -> None:
        self._show_notes()
        self._ask()

    def _on_identity_chosen(self, identity: str) -> None:
        self.view.choices.explained.show_text(EXPLAINED[identity])
        self._ask()

    def _on_changed(self, _checked: bool = False) -> None:
        self._ask()

    def _on_question_changed(self) -> None:
        client = self._client
        if client is not None:
            keep = partial(self._context.desk.filing.keep_question, client)
            self._keeper.put(client, self.view.choices.question.toPlainText(), keep)
        self._ask()

    def _on_flag_clicked(self) -> None:
        question = self.view.choices.question
        before = question.toPlainText().strip()
        asked = ASKED.format(session=self._unrepaired)
        question.setPlainText(f"{before}\n{asked}" if before else asked)
        question.setFocus()

    def _on_back_clicked(self) -> None:
        self.view.preview.turn(-1)

    def _on_on_clicked(self) -> None:
        self.view.preview.turn(1)

    def _on_zoom_chosen(self, _place: int) -> None:
        self.view.preview.set_zoom(str(self.view.bar.zoom.currentData()))
        self._ask()

    def _on_preview_turned(self, page: int) -> None:
        bar, pages = self.view.bar, self.view.preview.pages
        bar.place.show_text(f"Page {page} of {pages}" if pages else "No page")
        bar.back.set_blocked("" if page > 1 else "This is the first page.")
        bar.on.set_blocked("" if page < pages else "This is the last page.")

    def _on_preview_resized(self, _nothing: None) -> None:
        if self.view.preview.pages:
            self._ask()

    def _on_hub_changed(self, published: Published) -> None:
        client = self._client
        if self._keeper.writing:
            return
        if self.isVisible() and (published.changes.settings or client in published.changes.clients):
            self._read_client()
