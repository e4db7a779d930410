"""The record tab: details, consents, files, retention, and what was put right in the record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.case_file import Attachment, AttachmentId, Consent
from relationship_desk.domain.errors import DeskError
from relationship_desk.insight.signals import Analysis
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.attachment import AttachDialog, DetachDialog
from relationship_desk.ui.dialogs.consent import ConsentDialog, WithdrawDialog
from relationship_desk.ui.dialogs.details import DetailsDialog
from relationship_desk.ui.pages.client import record_words as words
from relationship_desk.ui.pages.client.record_details import DetailsPanel
from relationship_desk.ui.pages.client.record_lines import Asked, EntriesPanel
from relationship_desk.ui.pages.client.retention_panel import RetentionPanel
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.widgets.file_dialog import documents, file_dialog
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper

_NOT_ENCRYPTED = "is written. It is not encrypted: keep it where only you can read it."


class RecordTab(ClientTab):
    """Two columns: who the client is and what was put right, then consents, files and retention; one if small."""

    hint = "Tab goes through the parts, Space presses a button"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._analysis: Analysis | None = None
        self._consents: dict[int, Consent] = {}
        self._attachments: dict[int, Attachment] = {}
        self.dialog: QDialog | None = None
        """The last one asked with."""
        self.details = DetailsPanel()
        self.consents = EntriesPanel("Consents", add="Add consent")
        self.attachments = EntriesPanel("Files", words.LIMIT, add="Add a file")
        self.retention = RetentionPanel(context)
        self.history = EntriesPanel("History")
        self.scroller = QScrollArea()
        self._build()
        self.details.edit.clicked.connect(self._on_edit_details_clicked)
        self.consents.asked.connect(self._on_consents_asked)
        self.attachments.asked.connect(self._on_attachments_asked)
        if self.consents.add and self.attachments.add:
            self.consents.add.clicked.connect(self._on_add_consent_clicked)
            self.attachments.add.clicked.connect(self._on_add_file_clicked)

    def _build(self) -> None:
        page = Paper()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        self._across = row
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._columns:
            column.setSpacing(theme.S16)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.set_narrow(False)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroller)

    @property
    def _panels(self) -> tuple[Panel, ...]:
        """In reading order."""
        return (self.details, self.consents, self.attachments, self.retention, self.history)

    @override
    def set_narrow(self, narrow: bool) -> None:
        left, right = self._columns
        for panel in self._panels:
            left.removeWidget(panel)
            right.removeWidget(panel)
            beside = not narrow and panel in (self.consents, self.attachments, self.retention)
            column = right if beside else left
            column.insertWidget(column.count() - 1, panel)
        self._across.setStretch(1, 0 if narrow else 1)

    @override
    def first_focus(self) -> QWidget:
        return self.details.edit

    @override
    def regions(self) -> Sequence[QWidget]:
        return self._panels

    # Showing

    @override
    def show_client(self, analysis: Analysis) -> None:
        self._analysis = analysis
        client, desk = analysis.history.client, self._context.desk
        self.details.show_details(
            desk.filing.details(client.id), client.kind, names_hidden=desk.preferences[NAMES_HIDDEN]
        )
        consents, attachments = desk.filing.consents(client.id), desk.filing.attachments(client.id)
        self._consents = {one.id: one for one in consents}
        self._attachments = {one.id: one for one in attachments}
        self.consents.show_entries(words.consent_entries(consents), "")
        files = words.attachment_entries(attachments, analysis.history.sessions)
        self.attachments.show_entries(files, words.NO_FILES)
        self.retention.show_client(client.id)
        corrections = desk.correcting.corrections(client.id)
        self.history.show_entries(
            words.correction_entries(corrections, analysis.history.sessions), words.NO_CORRECTIONS
        )

    # Details and consents

    def _on_edit_details_clicked(self) -> None:
        if self._analysis is not None:
            self._open(DetailsDialog(self._context, self._analysis.history.client))

    def _on_add_consent_clicked(self) -> None:
        if self._analysis is not None:
            self._open(ConsentDialog(self._context, self._analysis.history.client_id, None))

    def _on_consents_asked(self, asked: Asked) -> None:
        consent = self._consents[asked.key]
        if asked.verb == words.EDIT:
            self._open(ConsentDialog(self._context, consent.client, consent))
        else:
            self._open(WithdrawDialog(self._context, consent))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.open()

    # Files

    def _on_attachments_asked(self, asked: Asked) -> None:
        attachment = self._attachments[asked.key]
        if asked.verb == words.REMOVE:
            self._open(DetachDialog(self._context, attachment))
            return
        dialog = self._file_dialog("Save a copy")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is overwritten at all
        dialog.selectFile(attachment.name)
        dialog.fileSelected.connect(partial(self.save_copy, attachment.id))
        self._open(dialog)

    def _on_add_file_clicked(self) -> None:
        dialog = self._file_dialog("Add a file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.add_file)
        self._open(dialog)

    def _file_dialog(self, title: str) -> QFileDialog:
        return file_dialog(self, title, documents())

    def add_file(self, file: str) -> None:
        """Ask what ``file`` is about, to keep it."""
        if self._analysis is not None:
            history = self._analysis.history
            self._open(AttachDialog(self._context, history.client_id, Path(file), history.sessions))

    def save_copy(self, attachment: AttachmentId, file: str) -> None:
        """Write a file of the record to ``file``; the pointer shows that it is at work."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._context.desk.filing.save_attachment(attachment, Path(file))
        except DeskError as error:
            self._context.shell.show_message(str(error), key="record")
        else:
            self._context.shell.show_message(f"{Path(file).name} {_NOT_ENCRYPTED}", "success", key="record")
        finally:
            QGuiApplication.restoreOverrideCursor()
