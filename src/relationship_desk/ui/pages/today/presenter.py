"""What the day's page does: list what waits, open it, start a debrief, write a backup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from relationship_desk.domain.days import day_and_month, weekday
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services.reviewing import DraftRow
from relationship_desk.services.reviewing import TodayView as Day
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.new_session import start_debrief
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.hub import Published
from relationship_desk.ui.pages.debrief.rating_rows import Seat, count_words, rating_rows
from relationship_desk.ui.pages.today import rows as row_of
from relationship_desk.ui.pages.today.rows import OpenClient, OpenPrompt, OpenRiskRecord, OpenSession, ShowAll
from relationship_desk.ui.pages.today.view import ShortPanel, TodayView
from relationship_desk.ui.shell.page import KeyLine, Page
from relationship_desk.ui.shell.status_bar import when_words

_HINT = "Return opens, Tab goes to the right column, Ctrl+D starts a debrief"


class TodayPage(Page):
    """The first page after unlocking."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.view = TodayView()
        self.column.addWidget(self.view)
        self._draft: DraftRow | None = None
        self._day: Day | None = None
        self._at_risk = False
        """Whether a risk record is open: it is the first that is come to."""
        self._whole: set[ShortPanel] = set()
        self._backing_up = False
        self.dialog: QDialog | None = None
        view = self.view
        view.resume.button.clicked.connect(self._on_open_draft_clicked)
        view.debrief.clicked.connect(self._on_debrief_clicked)
        view.all_prompts.clicked.connect(self._on_all_prompts_clicked)
        view.backup.button.clicked.connect(self._on_back_up_clicked)
        if view.empty.button is not None:
            view.empty.button.clicked.connect(self._on_new_client_clicked)
        view.list.opened.connect(self._open)
        view.to_sign.list.opened.connect(self._on_to_sign_opened)
        view.due.list.opened.connect(self._on_due_opened)
        view.not_seen.list.opened.connect(self._on_not_seen_opened)
        context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self.hint_changed.emit(_HINT)
        self._whole.clear()
        self._refresh()

    @override
    def first_focus(self) -> QWidget:
        view = self.view
        if self._at_risk:
            return view.list
        if self._draft is not None:
            return view.resume.button
        if view.list.rows:
            return view.list
        button = view.empty.button
        return button if button is not None and view.nothing.isVisibleTo(self) else view.debrief

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.view.left, self.view.side, self.view.head)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Return", "Open what is chosen"),
            KeyLine("Ctrl+D", "Debrief a session"),
            KeyLine("Ctrl+B", "Back up now"),
        )

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if hasattr(self, "view"):
            self.view.set_narrow(narrow)

    # Reading

    def _refresh(self) -> None:
        desk = self._context.desk
        self._day = day = desk.reviewing.today()
        self.view.head.show_title("Today", f"{weekday(day.day)} {day_and_month(day.day)}")
        self._draft = day.drafts[0] if day.drafts else None
        self._show_resume()
        waiting = desk.risk.open_records()
        self._at_risk = bool(waiting)
        prompts = row_of.beside_risk(desk.prompting.waiting_rows(), waiting)
        shown = row_of.prompt_rows(waiting, prompts, desk.following.to_review(), day.day)
        self.view.show_prompts(shown, len(waiting) + sum(row.prompt.status is PromptStatus.OPEN for row in prompts))
        self._show_short()
        waits = bool(shown or day.drafts or day.due or day.not_seen)
        self.view.show_nothing_waits(not waits)
        self._show_backup()

    def _show_resume(self) -> None:
        draft = self._draft
        self.view.resume.setVisible(draft is not None)
        if draft is None:
            return
        desk = self._context.desk
        rated = count_words(rating_rows(desk.catalogue, desk.reviewing.debrief(draft.session.id), Seat()))
        ratings = "No ratings yet" if rated == "none" else f"{rated} ratings"
        note = "note in progress" if draft.has_note else "no note yet"
        what = f"Go on with {draft.client.code}, session {draft.session.number}"
        self.view.resume.show_draft(what, f"Draft kept. {ratings}, {note}.")

    def _show_short(self) -> None:
        day, view = self._day, self.view
        if day is None:
            return
        rest = day.drafts[1:]
        view.to_sign.show_rows(row_of.draft_rows(rest, everything=view.to_sign in self._whole), len(rest))
        due = row_of.due_rows(self._context.desk, day.due, everything=view.due in self._whole)
        view.due.show_rows(due, len(day.due))
        not_seen = row_of.not_seen_rows(day.not_seen, everything=view.not_seen in self._whole)
        view.not_seen.show_rows(not_seen, len(day.not_seen))

    def _show_backup(self) -> None:
        if self._backing_up:
            self.view.backup.show_running()
        else:
            self.view.backup.show_last(self._context.desk.keeping.last(), datetime.now())

    # What the clinician does

    def _open(self, key: object) -> None:
        shell = self._context.shell
        if isinstance(key, OpenRiskRecord):
            self.dialog = RiskRecordDialog(self._context, key.record)
            self.dialog.open()
        elif isinstance(key, OpenPrompt):
            shell.go("prompts", prompt=key.prompt)
        elif isinstance(key, OpenSession):
            shell.go("debrief", session=key.session)
        elif isinstance(key, OpenClient):
            shell.go("client", client=key.client)

    def _open_in(self, panel: ShortPanel, key: object) -> None:
        if isinstance(key, ShowAll):
            self._whole.add(panel)
            self._show_short()
        else:
            self._open(key)

    def _on_to_sign_opened(self, key: object) -> None:
        self._open_in(self.view.to_sign, key)

    def _on_due_opened(self, key: object) -> None:
        self._open_in(self.view.due, key)

    def _on_not_seen_opened(self, key: object) -> None:
        self._open_in(self.view.not_seen, key)

    def _on_open_draft_clicked(self) -> None:
        if self._draft is not None:
            self._context.shell.go("debrief", session=self._draft.session.id)

    def _on_debrief_clicked(self) -> None:
        self.dialog = start_debrief(self._context)

    def _on_all_prompts_clicked(self) -> None:
        self._context.shell.go("prompts")

    def _on_new_client_clicked(self) -> None:
        self.dialog = dialog = NewClientDialog(self._context)
        dialog.added.connect(self._on_client_added)
        dialog.open()

    def _on_client_added(self, client: Client) -> None:
        self._context.shell.go("client", client=client.id)

    # Backup

    def _on_back_up_clicked(self) -> None:
        self._backing_up = True
        self._show_backup()
        self._context.jobs.run(self._back_up, self._on_backed_up, self._on_backup_failed, "Backup")

    def _back_up(self, progress: Progress) -> Path:
        return self._context.desk.keeping.back_up(progress=progress)

    def _on_backed_up(self, _file: Path) -> None:
        self._backing_up = False
        self._show_backup()
        shell, last = self._context.shell, self._context.desk.keeping.last()
        shell.clear_message("backup")
        if last is not None:
            shell.status.show_backup(when_words(last.at, datetime.now()))
        shell.announce("The backup is written and checked.")

    def _on_backup_failed(self, fault: Exception) -> None:
        self._backing_up = False
        self._show_backup()
        if not isinstance(fault, DeskError):
            raise fault
        self._context.shell.show_message(str(fault), "risk", key="backup")

    def _on_hub_changed(self, _published: Published) -> None:
        if self.isVisible():
            self._refresh()
