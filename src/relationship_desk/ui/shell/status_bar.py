"""The bar at the foot of the window: is it saved, which keys help here, is there a backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.days import short_day_and_month
from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label, YieldingLabel


def when_words(at: datetime, now: datetime) -> str:
    """Return when a backup was written: ``today, 08:12`` or ``14 Nov, 18:02``."""
    day = "today" if at.date() == now.date() else short_day_and_month(at)
    return f"{day}, {at:%H:%M}"


class _BarIcon(QWidget):
    """An icon whose words stand beside it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.token = name, "muted"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = theme.scaled(18)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self.name, QRectF(self.rect()), theme.current().color(self.token))
        painter.end()


class StatusBar(QWidget):
    """Left: saved state and hint. Right: that all stays here, and the last verified backup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Status")
        self._saved_icon = _BarIcon("check", self)
        self.saved = Label("All saved", tone="muted")
        self.retry = Button("Retry", "chip")
        self._on_retry: Callable[[], object] | None = None
        self.retry.clicked.connect(self._on_retry_clicked)
        self.hint = YieldingLabel()
        self._shield = _BarIcon("shield", self)
        self.stays = Label("Stays on this computer", tone="muted")
        self.backup = Label(tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, 1, theme.S16, 0)
        row.setSpacing(theme.S8)
        for widget in (self._saved_icon, self.saved, self.retry):
            row.addWidget(widget)
        row.addSpacing(theme.S16)
        row.addWidget(self.hint, 1)
        row.addWidget(self._shield)
        row.addWidget(self.stays)
        row.addSpacing(theme.S16)
        row.addWidget(self.backup)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_all_saved()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.scaled(32))

    def show_all_saved(self) -> None:
        """Nothing has been changed since the last commit."""
        self._show_saved("All saved", "check", attention=False)

    def show_saving(self) -> None:
        """Something typed is about to be committed."""
        self._show_saved("Saving …", "clock", attention=False)

    def show_saved(self, at: time) -> None:
        """The last commit was ``at`` that time."""
        self._show_saved(f"Saved {at:%H:%M:%S}", "check", attention=False)

    def show_not_saved(self, retry: Callable[[], object] | None = None) -> None:
        """A commit did not go through; ``retry`` tries it again."""
        self._on_retry = retry
        self._show_saved("Not saved", "triangle-alert", attention=True)

    def show_hint(self, hint: str) -> None:
        """Show the keys that help here."""
        self.hint.show_text(hint)

    def show_backup(self, when: str) -> None:
        """Show when the last verified backup was: ``today, 08:12``; nothing without one."""
        self.backup.show_text(f"Last verified backup {when}" if when else "No verified backup yet")

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the promise below 1200 px, to keep room for what changes."""
        self._shield.setVisible(not narrow)
        self.stays.setVisible(not narrow)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.color("sunken"))
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        painter.end()

    def _show_saved(self, text: str, icon: str, *, attention: bool) -> None:
        self.saved.show_text(text)
        self.saved.set_tone("attention" if attention else "muted")
        self._saved_icon.name = icon
        self._saved_icon.token = "attention" if attention else "muted"
        self._saved_icon.update()
        self.retry.setVisible(attention and self._on_retry is not None)

    def _on_retry_clicked(self) -> None:
        if self._on_retry is not None:
            self._on_retry()
