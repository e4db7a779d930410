"""Reads the clinician's own record on a thread, and shows it and the self-check."""

from __future__ import annotations

from PySide6.QtCore import QObject

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.progress import Cancelled
from relationship_desk.services.own_record import OwnRecord
from relationship_desk.ui.context import Context
from relationship_desk.ui.jobs import Job, Step
from relationship_desk.ui.pages.prompts.record_view import OwnRecordView
from relationship_desk.ui.pages.prompts.self_check_view import SelfCheckView


class RecordPresenter(QObject):
    """Behind the two views that stand beside the prompts."""

    def __init__(self, record: OwnRecordView, check: SelfCheckView, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._record, self._check, self._context = record, check, context
        self._job: Job | None = None
        record.cancel.clicked.connect(self._on_cancel_clicked)
        check.client_asked.connect(self._on_check_client_asked)
        context.jobs.stepped.connect(self._on_jobs_stepped)

    def refresh(self) -> None:
        """Read everything anew; the latest reading counts."""
        if self._job is not None:
            self._job.cancel()
        if not self._record.model.lines:
            self._record.show_reading("Reading …")
        recording = self._context.desk.own_record
        self._job = self._context.jobs.run(recording.read, self._on_read, self._on_failed, "Reading the own record")

    def _on_read(self, found: OwnRecord) -> None:
        self._job = None
        self._record.show_rules(found.rules)
        self._check.show_check(self._context.desk.catalogue.not_effective.values(), found.signs)

    def _on_failed(self, fault: Exception) -> None:
        if isinstance(fault, Cancelled):
            return
        self._job = None
        if not isinstance(fault, DeskError):
            raise fault
        self._context.shell.show_message(str(fault))

    def _on_jobs_stepped(self, step: Step) -> None:
        if step.job is self._job and not self._record.model.lines:
            self._record.show_reading(f"Reading {step.text}")

    def _on_check_client_asked(self, client: ClientId) -> None:
        self._context.shell.go("client", client=client)

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._record.show_reading("Stopped. Come back to this tab to read it.")
