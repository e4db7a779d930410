"""How the backup stands, and the button that writes one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.services.keeping import LastBackup
from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.shell.status_bar import when_words
from relationship_desk.ui.widgets.badge import Meaning
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.panel import Panel


class _Shield(QWidget):
    """The icon before the words, which say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.meaning: Meaning = "success"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = theme.scaled(18)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, "shield", QRectF(self.rect()), theme.current().color(self.meaning))
        painter.end()


class BackupPanel(Panel):
    """Good, due, or none yet; while one is being written it says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=True, parent=parent)
        self.shield = _Shield()
        self.state, self.when, self.detail = Label(role="strong"), Label(tone="muted"), YieldingLabel()
        self.button = Button("Back up now", key="Ctrl+B")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S8 + 1)
        grid.setVerticalSpacing(theme.S4)
        head = QHBoxLayout()
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.when)
        grid.addWidget(self.shield, 0, 0)
        grid.addLayout(head, 0, 1)
        grid.addWidget(self.detail, 1, 1)
        grid.setRowMinimumHeight(2, theme.S4)
        grid.addWidget(self.button, 3, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.setAccessibleName("Backup")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_last(self, last: LastBackup | None, now: datetime) -> None:
        """Show the newest verified backup, and whether one is due."""
        self.button.set_blocked("")
        if last is None:
            self._show("No backup yet", "", "Write one to a folder or a USB stick", "attention")
            return
        when = when_words(last.at, now)
        if last.changed_since:
            self._show("Backup is due", when, "Changed since the last one", "attention")
        else:
            self._show("Backup is good", when, f"Opened and checked in {last.file.parent.name}", "success")

    def show_running(self) -> None:
        """Say that one is being written."""
        self._show("Backing up", "", "Writing, then opening and checking it …", "notice")
        self.button.set_blocked("A backup is being written.")

    def _show(self, state: str, when: str, detail: str, meaning: Meaning) -> None:
        self.state.show_text(state)
        self.when.show_text(when)
        self.detail.show_text(detail)
        self.shield.meaning = meaning
        self.shield.update()
