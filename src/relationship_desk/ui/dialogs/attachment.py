"""A file to be kept in the encrypted store, and one that is to leave it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.case_file import Attachment
from relationship_desk.domain.days import short_day
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.records import Session
from relationship_desk.services.filing import LONGEST_LINE
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

ORIGINAL = "A copy is kept inside the encrypted practice. The file itself stays where it is; delete it there yourself."
GONE = "It is deleted from the practice. Backups made before still hold it until they are thinned out."


class AttachDialog(EntryDialog):
    """What the file at ``path`` is about, and which of ``sessions`` it belongs to."""

    def __init__(
        self,
        context: Context,
        client: ClientId,
        path: Path,
        sessions: Sequence[Session],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "Add a file", "Add file", parent=parent)
        self._client, self._path = client, path
        self.about, self.session = QLineEdit(), QComboBox()
        self.about.setMaxLength(LONGEST_LINE)
        self.about.setPlaceholderText("such as Signed consent, scanned")
        self.session.addItem("No particular session", None)
        for one in reversed(sessions):
            self.session.addItem(f"Session {one.number}, {short_day(one.held_on)}", one.id)
        self.body.addWidget(Label(path.name, "strong", wrap=True), 0, 0)
        self.body.addWidget(Field("About", self.about, "optional"), 1, 0)
        self.body.addWidget(Field("Belongs to", self.session), 2, 0)
        self.body.addWidget(Label(ORIGINAL, tone="muted", wrap=True), 3, 0)
        self.about.setFocus()

    @override
    def keep(self) -> None:
        """Keep it here and now: the largest takes a moment, in which the pointer shows that it is at work."""
        chosen = self.session.currentData()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.context.desk.filing.attach(
                self._client, self._path, self.about.text(), None if chosen is None else SessionId(chosen)
            )
        finally:
            QGuiApplication.restoreOverrideCursor()


class DetachDialog(EntryDialog):
    """Asks before ``attachment`` is deleted."""

    def __init__(self, context: Context, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(context, "Remove this file?", "Remove", destroys=True, parent=parent)
        self._attachment = attachment
        self.body.addWidget(Label(attachment.name, "strong", wrap=True), 0, 0)
        self.body.addWidget(Label(GONE, tone="muted", wrap=True), 1, 0)
        self.cancel.setFocus()

    @override
    def keep(self) -> None:
        self.context.desk.filing.detach(self._attachment.id)
