"""Room for a client's own words: typed only, as a clipboard may hold something of the record."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.form_answers import LONGEST_COMMENT
from relationship_desk.ui import theme


class CommentBox(QPlainTextEdit):
    """Tab leaves it. Nothing can be pasted, dropped, copied or dragged."""

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font("form-end"))
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(name)
        self.setPlainText(text)

    @property
    def words(self) -> str:
        """What is written, as far as it is kept."""
        whole = self.toPlainText().replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        return whole[:LONGEST_COMMENT]

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return False

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take nothing."""

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return QMimeData()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()  # a press on selected words would drag them
        self.setTextCursor(cursor)
        super().mousePressEvent(event)
