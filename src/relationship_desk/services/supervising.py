"""The supervision summary of one client: shown, printed, written to a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.insight.signals import analyse
from relationship_desk.reports import document
from relationship_desk.reports.summary import SupervisionSummary
from relationship_desk.sealing.durable import write_durably
from relationship_desk.services.exporting import Exporting
from relationship_desk.services.histories import client_by_code, history_of
from relationship_desk.services.preferences import Preferences
from relationship_desk.services.summarising import Request, Summarising
from relationship_desk.store.unit_of_work import Store


class Supervising:
    """Building, previewing and writing supervision summaries."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        preferences: Preferences,
        exporting: Exporting,
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._preferences = preferences
        self._exporting = exporting
        self._today = today

    def client_id(self, code: str) -> ClientId:
        """The client with ``code``."""
        with self._store.read() as records:
            return client_by_code(records, code).id

    def draw_code(self, client: ClientId) -> str:
        """Draw a random code for one export of ``client``."""
        return self._exporting.draw_codes([client])[client]

    def summary(self, request: Request, code: str | None = None) -> SupervisionSummary:
        """Build the page tree. ``code`` replaces the client's own in reduced identity, in free text too."""
        with self._store.read() as records:
            history = history_of(records, request.client)
            adaptations = records.process.adaptations(request.client)
        if not history.attended:
            raise UnusableInput("There is no session to summarise yet.")
        last = request.sessions_to or history.attended[-1].number
        kept = tuple(s for s in history.sessions if request.sessions_from <= s.number <= last)
        if not any(session.attendance.took_place for session in kept):
            raise UnusableInput("No session was held in that range. Choose a wider one.")
        analysis = analyse(history, self._catalogue, self._preferences.thresholds)
        return Summarising(
            analysis, adaptations, request, last, self._catalogue, self._preferences, code, self._today()
        ).build()

    def pdf(self, request: Request) -> bytes:
        """The summary as a tagged PDF. In reduced identity a fresh random code is drawn; full identity is recorded.

        Raises:
            UnusableInput: when there is nothing to summarise; no code is drawn and nothing recorded then.
        """
        if request.full_identity:
            data = document.render_pdf(self.summary(request))
            self._exporting.record_full_identity("summary", request.client)
            return data
        self.summary(request)
        return document.render_pdf(self.summary(request, self.draw_code(request.client)))

    def pages(self, request: Request, ppi: float) -> tuple[bytes, ...]:
        """The pages as PNG images for the preview; the code shown stands for the one drawn at export."""
        code = None if request.full_identity else "QF-00"
        return document.render_pages(self.summary(request, code), ppi)

    def write(self, request: Request, file: Path, password: str | None = None) -> None:
        """Write the PDF to ``file``, with a password where one is given."""
        if not os.access(file.parent, os.W_OK):  # before a code is drawn and kept
            raise UnusableInput(
                f"{file} cannot be written: there is no such folder, or it is closed. Choose another place."
            )
        data = self.pdf(request)
        if password:
            data = document.protect(data, password)
        try:
            write_durably(file, data)
        except OSError as fault:
            raise UnusableInput(f"{file} cannot be written ({fault.strerror}). Choose another place.") from fault
